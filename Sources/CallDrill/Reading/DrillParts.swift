/// A scenario with the sections that belong to it, as they stand in a file.
struct DrillParts: Hashable, Sendable {
  var head: DrillSection
  var others: [DrillSection] = []

  /// These parts with those of `other` put in place of their own.
  func overridden(by other: DrillParts) -> DrillParts {
    var merged = DrillParts(head: head.overridden(by: other.head))
    merged.head.entries.removeAll { $0.key == "base" }
    merged.others =
      others.filter { own in !other.others.contains { $0.kind == own.kind && $0.name == own.name } }
      + other.others
    merged.others.removeAll { $0.value("remove") == "yes" }
    return merged
  }

  /// Every entry in the order of the file.
  var entries: [DrillSection.Entry] { ([head] + others).flatMap(\.entries) }

  /// The same parts with every value changed by `change`, names and variations left alone.
  func mapped(_ change: (String) -> String) -> DrillParts {
    func changed(_ section: DrillSection) -> DrillSection {
      var section = section
      for index in section.entries.indices where section.entries[index].key != "vary" {
        section.entries[index].value = change(section.entries[index].value)
      }
      return section
    }
    return DrillParts(head: changed(head), others: others.map(changed))
  }

  /// The parts as a file: one form only, so that its digest tells two scenarios apart.
  var text: String {
    ([head] + others).map { section in
      "[\(section.kind.rawValue) \(section.name)]\n"
        + section.entries.map { "\($0.key) = \($0.value)\n" }.joined()
    }.joined(separator: "\n")
  }
}
