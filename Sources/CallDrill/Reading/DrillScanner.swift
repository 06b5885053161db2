import PlainText

/// Splits a scenario file into sections and entries, and reports every line it cannot place.
struct DrillScanner {
  /// The longest value, in characters.
  static let longestValue = 1_000
  /// Keys that may stand more than once in a section.
  static let repeatable: Set<String> = [
    "vary", "instead", "avoid", "fall", "opening", "back-opening", "words", "knows",
  ]

  private let longestValue: Int
  private(set) var sections: [DrillSection] = []
  private(set) var faults: DrillFaults
  private var line = 0
  private var isSkipping = true

  /// `longestValue` in characters; the lists inside the program are longer than a scenario's lines may be.
  init(_ bytes: [UInt8], file: String, longestValue: Int = Self.longestValue) {
    self.longestValue = longestValue
    faults = DrillFaults(file: file)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: mark) ? bytes[3...] : bytes[...]
    for piece in content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      read(piece)
    }
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>) {
    guard let raw = String(validating: bytes, as: UTF8.self) else { return faults.add(.notUTF8, at: line) }
    let text = raw.trimmed
    guard let first = text.first, first != "#" else { return }
    guard text.unicodeScalars.allSatisfy(SafeText.isAllowed) else {
      return faults.add(.controlCharacter, at: line)
    }
    first == "[" ? openSection(text) : readEntry(text)
  }

  private mutating func openSection(_ text: String) {
    isSkipping = true
    guard text.last == "]" else { return faults.add(.notAnEntry, at: line) }
    let words = text.dropFirst().dropLast().split(separator: " ").map(String.init)
    guard let kind = words.first.flatMap(DrillSection.Kind.init) else {
      return faults.add(.unknownSection(allowed: DrillSection.Kind.ofScenarios.map(\.rawValue)), at: line)
    }
    guard words.count == 2, Self.isName(words[1]) else { return faults.add(.badName, at: line) }
    sections.append(DrillSection(kind: kind, name: words[1], line: line))
    isSkipping = false
  }

  private mutating func readEntry(_ text: String) {
    guard let (key, value) = KeyedLines.sides(of: text) else { return faults.add(.notAnEntry, at: line) }
    let shown = SafeText(key, limit: 40).description
    guard !sections.isEmpty else { return faults.add(.entryOutsideSection, at: line) }
    guard !isSkipping else { return }
    guard !value.isEmpty else { return faults.add(.emptyValue(shown), at: line) }
    guard value.utf8.count <= 3 * longestValue, value.count <= longestValue else {
      return faults.add(.valueTooLong(shown, limit: longestValue), at: line)
    }
    if !Self.repeatable.contains(key), let first = sections[sections.count - 1].entry(key) {
      return faults.add(.duplicated(firstLine: first.line), at: line)
    }
    sections[sections.count - 1].entries.append(DrillSection.Entry(key: key, value: value, line: line))
  }

  static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
      }
  }
}
