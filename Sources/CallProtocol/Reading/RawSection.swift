/// A section with its entries, not yet understood.
struct RawSection {
  /// What tells sections apart.
  struct Identity: Hashable {
    let kind: SectionKind
    let name: String
  }

  let kind: SectionKind
  let name: String
  let file: String
  let line: Int
  var entries: [RawEntry] = []
  /// Keys whose value was refused: they are not missing as well.
  var refusedKeys: Set<String> = []
  /// The line of `remove = yes`; nil when the section is to stay.
  var removalLine: Int?

  var identity: Identity { Identity(kind: kind, name: name) }

  var position: SourcePosition { SourcePosition(file: file, line: line) }

  func entry(_ key: String) -> RawEntry? { entries.first { $0.key == key } }

  /// This section with the entries of `other` put in place of its own.
  ///
  /// A sentence whose wording is replaced loses its rendering: that was of the old one.
  func overridden(by other: RawSection) -> RawSection {
    var merged = RawSection(kind: kind, name: name, file: other.file, line: other.line)
    merged.refusedKeys = other.refusedKeys
    merged.entries = entries.map { own in other.entry(own.key) ?? own }
    if kind == .phrase, other.entry("text") != nil, other.entry("english") == nil {
      merged.entries.removeAll { $0.key == "english" }
    }
    merged.entries += other.entries.filter { entry($0.key) == nil }
    return merged
  }
}

/// A `key = value` line, not yet understood.
struct RawEntry {
  let key: String
  let value: String
  let file: String
  let line: Int
  /// The column of the value's first character, from 1.
  let column: Int

  var position: SourcePosition { SourcePosition(file: file, line: line, column: column) }
}
