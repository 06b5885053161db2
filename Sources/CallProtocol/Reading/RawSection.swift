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
  /// The line of `remove = yes`; nil when the section is to stay.
  var removalLine: Int?

  var identity: Identity { Identity(kind: kind, name: name) }

  var position: SourcePosition { SourcePosition(file: file, line: line) }

  func entry(_ key: String) -> RawEntry? { entries.first { $0.key == key } }

  /// This section with the entries of `other` put in place of its own.
  func overridden(by other: RawSection) -> RawSection {
    var merged = RawSection(kind: kind, name: name, file: other.file, line: other.line)
    merged.entries = entries.map { own in other.entry(own.key) ?? own }
    merged.entries += other.entries.filter { entry($0.key) == nil }
    return merged
  }
}
