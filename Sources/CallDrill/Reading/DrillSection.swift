/// A section of a scenario file with its entries, not yet understood.
struct DrillSection: Hashable, Sendable {
  /// What a section is.
  enum Kind: String, CaseIterable, Sendable {
    case scenario, trap, cue, earlier
    // Of the lists inside the program.
    case question, voice, rewrite, `class`, concept, ask, remark, values, predicate, unit, number

    /// The kinds a scenario file may have.
    static let ofScenarios: [Kind] = [.scenario, .trap, .cue, .earlier]
  }

  /// A `key = value` line.
  struct Entry: Hashable, Sendable {
    let key: String
    var value: String
    let line: Int
  }

  let kind: Kind
  let name: String
  let line: Int
  var entries: [Entry] = []

  func entry(_ key: String) -> Entry? { entries.first { $0.key == key } }

  func value(_ key: String) -> String? { entry(key)?.value }

  /// This section with the entries of `other` put in place of its own.
  func overridden(by other: DrillSection) -> DrillSection {
    var merged = DrillSection(kind: kind, name: other.name, line: other.line)
    merged.entries = entries.filter { own in other.entry(own.key) == nil }
    merged.entries += other.entries
    return merged
  }
}
