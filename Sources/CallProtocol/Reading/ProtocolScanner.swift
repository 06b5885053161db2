import PlainText

/// Splits a protocol file into sections and entries, and reports every line it cannot place.
struct ProtocolScanner {
  /// The longest value, in characters.
  static let longestValue = 1_000
  /// The longest list of everyday words: a kind of call has hundreds.
  static let longestWordList = 4_000

  private(set) var sections: [RawSection] = []
  private(set) var extendsShipped = false
  private(set) var faults: FaultCollector
  private let file: String
  /// Checked once for the whole file; only a damaged file is checked line by line.
  private let isWholeUTF8: Bool
  private var line = 0
  private var lines: [RawSection.Identity: Int] = [:]
  private var current: RawSection?
  private var allowedKeys: [String] = []
  /// Whether entries belong to a section that was itself faulty and are passed over.
  private var isSkipping = false

  init(bytes: [UInt8], file: String) {
    self.file = file
    isWholeUTF8 = String(validating: bytes, as: UTF8.self) != nil
    faults = FaultCollector(file: file)
    bytes.withUnsafeBufferPointer { scan(ProtocolBytes(bytes: $0)) }
  }

  private mutating func scan(_ text: ProtocolBytes) {
    var start = text.hasMark ? 3 : 0
    while start < text.bytes.count {
      let end = text.first(UInt8(ascii: "\n"), in: start..<text.bytes.count) ?? text.bytes.count
      line += 1
      scanLine(start..<end, text: text)
      start = end + 1
    }
    closeSection()
  }

  private mutating func scanLine(_ range: Range<Int>, text: ProtocolBytes) {
    let content = text.trimmed(range)
    if content.isEmpty { return }
    guard isWholeUTF8 || String(validating: text.part(content), as: UTF8.self) != nil else {
      return faults.add(.notUTF8, at: place())
    }
    switch text.bytes[content.lowerBound] {
    case UInt8(ascii: "#"): return
    case UInt8(ascii: "["): openSection(text.string(content))
    default: readEntry(content, lineStart: range.lowerBound, text: text)
    }
  }

  private mutating func openSection(_ text: String) {
    closeSection()
    isSkipping = true
    guard text.utf8.last == UInt8(ascii: "]") else { return faults.add(.notAnEntry, at: place()) }
    // By byte: far cheaper than by character, and brackets and spaces are one byte each.
    let words = text.utf8.dropFirst().dropLast().split(separator: UInt8(ascii: " ")).map {
      String(Substring($0))
    }
    guard let kind = words.first.flatMap({ SectionKind(name: $0) }) else {
      let allowed = SectionKind.allCases.map(\.rawValue)
      return faults.add(.unknownSection(safe(words.first ?? ""), allowed: allowed), at: place())
    }
    let name = words.count == 2 ? words[1] : words.dropFirst().joined(separator: " ")
    guard kind.accepts(name: name) else {
      let problem = ProtocolFault.Problem.badSectionName(kind: kind.rawValue, expected: kind.expectedName)
      return faults.add(problem, at: place())
    }
    let section = RawSection(kind: kind, name: name, file: file, line: line)
    if let first = lines.updateValue(line, forKey: section.identity) {
      let problem = ProtocolFault.Problem.duplicatedSection(kind: kind.rawValue, name: name, firstLine: first)
      return faults.add(problem, at: place())
    }
    current = section
    allowedKeys = kind.keys
    isSkipping = false
  }

  private mutating func closeSection() {
    if let current { sections.append(current) }
    current = nil
  }

  private mutating func readEntry(_ content: Range<Int>, lineStart: Int, text: ProtocolBytes) {
    guard let equals = text.first(UInt8(ascii: "="), in: content) else {
      return faults.add(.notAnEntry, at: place())
    }
    let key = text.string(text.trimmed(content.lowerBound..<equals))
    let range = text.trimmed((equals + 1)..<content.upperBound)
    let value = text.string(range)
    let column = (range.isEmpty ? equals : range.lowerBound) - lineStart + 1
    guard isAcceptable(value, bytes: text.part(range), key: key, column: column) else {
      current?.refusedKeys.insert(key)
      return
    }
    store(RawEntry(key: key, value: value, file: file, line: line, column: column))
  }

  private mutating func isAcceptable(
    _ value: String, bytes: UnsafeBufferPointer<UInt8>, key: String, column: Int
  ) -> Bool {
    if value.isEmpty {
      faults.add(.emptyValue(safe(key)), at: place(column))
      return false
    }
    if let (index, scalar) = SafeText.isPlain(bytes) ? nil : Self.firstControl(in: value) {
      faults.add(.controlCharacter(code: scalar.value), at: place(column + index))
      return false
    }
    // A character is one scalar or more, so counting scalars first spares counting characters.
    let limit = key == "words" || key == "more-words" ? Self.longestWordList : Self.longestValue
    if value.utf8.count > limit, value.count > limit {
      faults.add(.valueTooLong(safe(key), limit: limit), at: place(column))
      return false
    }
    return true
  }

  private static func firstControl(in value: String) -> (Int, Unicode.Scalar)? {
    value.unicodeScalars.enumerated().first { !SafeText.isAllowed($1) }.map { ($0.offset, $0.element) }
  }

  private mutating func store(_ entry: RawEntry) {
    guard current != nil else {
      if !isSkipping { readPreamble(entry) }
      return
    }
    if entry.key == "remove" { return readRemoval(entry) }
    guard allowedKeys.contains(entry.key) else {
      return faults.add(.unknownKey(safe(entry.key), allowed: allowedKeys), at: place())
    }
    if let first = current?.entry(entry.key) {
      return faults.add(.duplicatedKey(entry.key, firstLine: first.line), at: place())
    }
    current?.entries.append(entry)
  }

  private mutating func readRemoval(_ entry: RawEntry) {
    guard entry.value == "yes" else {
      return faults.add(.badWord("remove", expected: ["yes"]), at: entry.position)
    }
    current?.removalLine = entry.line
  }

  private mutating func readPreamble(_ entry: RawEntry) {
    guard entry.key == "base" else { return faults.add(.entryOutsideSection, at: place()) }
    guard entry.value == "shipped", !extendsShipped else { return faults.add(.badBase, at: entry.position) }
    extendsShipped = true
  }

  private func place(_ column: Int? = nil) -> SourcePosition {
    SourcePosition(file: file, line: line, column: column)
  }

  private func safe(_ text: some StringProtocol) -> String { SafeText(String(text), limit: 60).description }
}

/// The bytes of a protocol file while it is scanned: by address, because every start of a console reads one.
private struct ProtocolBytes {
  let bytes: UnsafeBufferPointer<UInt8>

  /// Whether a byte order mark stands in front.
  var hasMark: Bool { bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF }

  func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[range]) }

  func string(_ range: Range<Int>) -> String { String(decoding: part(range), as: UTF8.self) }

  func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == byte { return index }
      index += 1
    }
    return nil
  }

  /// `range` without spaces, tabs, a carriage return and ideographic spaces at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, let width = space(low, before: high) { low += width }
    while low < high {
      if isSpace(bytes[high - 1]) {
        high -= 1
      } else if high - low >= 3, isWideSpace(high - 3) {
        high -= 3
      } else {
        break
      }
    }
    return low..<high
  }

  /// How many bytes the space at `index` has; nil when there is none.
  private func space(_ index: Int, before end: Int) -> Int? {
    if isSpace(bytes[index]) { return 1 }
    return end - index >= 3 && isWideSpace(index) ? 3 : nil
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  private func isWideSpace(_ index: Int) -> Bool {
    bytes[index] == 0xE3 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x80
  }
}
