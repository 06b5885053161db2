import CallModel
import Catalogue
import PlainText

/// Reading single values, with the fault each kind of value can have.
extension ProtocolBuilder {
  /// The entry, which must be there.
  mutating func required(_ section: RawSection, key: String) -> RawEntry? {
    if let entry = section.entry(key) { return entry }
    if !section.refusedKeys.contains(key) { faults.add(.missingKey(key), at: section.position) }
    return nil
  }

  /// The entry, when it is there and not `none`.
  func optional(_ section: RawSection, key: String) -> RawEntry? {
    section.entry(key).flatMap { $0.value == "none" ? nil : $0 }
  }

  mutating func text(_ section: RawSection, key: String) -> String {
    required(section, key: key)?.value ?? ""
  }

  /// A text in both languages.
  mutating func message(_ section: RawSection, chinese: String, english: String) -> Message {
    Message(text(section, key: chinese), text(section, key: english))
  }

  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ entry: RawEntry, type: Word.Type
  ) -> Word? where Word.RawValue == String {
    word(entry.value, of: entry, type: type)
  }

  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ text: String, of entry: RawEntry, type: Word.Type
  ) -> Word? where Word.RawValue == String {
    if let word = Word(rawValue: text) { return word }
    faults.add(.badWord(entry.key, expected: Word.allCases.map(\.rawValue)), at: entry.position)
    return nil
  }

  mutating func number(_ entry: RawEntry, in range: ClosedRange<Int>) -> Int {
    if let number = Int(entry.value.halfWidth), range.contains(number) { return number }
    faults.add(.badNumber(entry.key, range: range), at: entry.position)
    return range.lowerBound
  }

  mutating func date(_ section: RawSection, key: String) -> CivilDate {
    guard let entry = required(section, key: key) else { return CivilDate(dayNumber: 0) }
    if let date = CivilDate(entry.value) { return date }
    faults.add(.badDate(key), at: entry.position)
    return CivilDate(dayNumber: 0)
  }

  /// A list whose items are separated by `,`, `，` or `、`; empty when the key is absent.
  func list(_ section: RawSection, key: String) -> [String] {
    guard let entry = optional(section, key: key) else { return [] }
    return Self.split(entry.value) { $0 == "," || $0 == "，" || $0 == "、" }
  }

  /// A list whose items are separated by `|`; empty when the key is absent.
  func alternatives(_ section: RawSection, key: String) -> [String] {
    guard let entry = optional(section, key: key) else { return [] }
    return Self.split(entry.value) { $0 == "|" }
  }

  /// Splits by scalar: far cheaper than by character, and every separator is one scalar.
  static func split(_ text: String, at isSeparator: (Unicode.Scalar) -> Bool) -> [String] {
    text.unicodeScalars.split(whereSeparator: isSeparator).compactMap { part in
      var part = part
      while part.first == " " { part.removeFirst() }
      while part.last == " " { part.removeLast() }
      return part.isEmpty ? nil : String(part)
    }
  }

  /// A required value naming a section of `kind`.
  mutating func reference(
    _ section: RawSection, key: String, kind: SectionKind, names: Set<String>
  ) -> String {
    guard let entry = required(section, key: key) else { return "" }
    check(entry.value, of: entry, kind: kind, names: names)
    return entry.value
  }

  mutating func check(_ name: String, of entry: RawEntry, kind: SectionKind, names: Set<String>) {
    guard !names.contains(name) else { return }
    let shown = SafeText(name, limit: 60).description
    faults.add(.unknownReference(entry.key, kind: kind.rawValue, name: shown), at: entry.position)
  }

  /// A function key written `F1` to `F12`, which nobody else may have.
  mutating func functionKey(_ section: RawSection) -> Int? {
    guard let entry = optional(section, key: "key") else { return nil }
    let text = entry.value.halfWidth.uppercased()
    guard text.hasPrefix("F"), let number = Int(text.dropFirst()), (1...12).contains(number) else {
      faults.add(.badWord("key", expected: (1...12).map { "F\($0)" }), at: entry.position)
      return nil
    }
    if Self.reservedFunctionKeys.contains(number) {
      faults.add(.reservedFunctionKey(number), at: entry.position)
    } else if let first = functionKeys[number] {
      addDoubledKey(number, first: first, second: entry.position)
    } else {
      functionKeys[number] = entry.position
    }
    return number
  }

  /// Blames the entry of the file that is being read rather than the shipped one it collides with.
  private mutating func addDoubledKey(_ number: Int, first: SourcePosition, second: SourcePosition) {
    let isLate = second.file == faults.file || first.file != faults.file
    let (blamed, other) = isLate ? (second, first) : (first, second)
    let problem = ProtocolFault.Problem.doubledFunctionKey(
      number, firstLine: other.line ?? 0, file: other.file)
    faults.add(problem, at: blamed)
  }
}
