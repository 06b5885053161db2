import CallModel
import Catalogue
import PlainText

/// The parts of the listing that are chosen from.
extension ProtocolListing {
  var complaint: [String] {
    document.complaintFields.map { row([($0.field.rawValue, 14)], word($0.name)) }
  }

  var categories: [String] {
    document.categories.map { category in
      let level = category.defaultLevel.map(String.init) ?? "-"
      let indent = category.parent == nil ? "" : "  "
      let source = category.source == .local ? word(.wordLocal) : ""
      return row([(category.code, 6), (indent + word(category.name), 40), (level, 2)], source).trimmedAtEnd
    }
  }

  var levels: [String] {
    document.levels.map { level in
      let source = level.source == .local ? " (\(word(.wordLocal)))" : ""
      return row([(String(level.number), 2), (word(level.name), 8)], word(level.meaning) + source)
    }
  }

  var dangers: [String] {
    document.dangers.map { danger in
      row(
        [(String(danger.level), 2), (word(danger.name), 12)],
        danger.words.joined(separator: "、").clipped(to: 90))
    }
  }

  var unitKinds: [String] {
    document.unitKinds.map { kind in
      let keeps = kind.keeps.map { word(.name(of: $0.rawValue)) }.joined(separator: "、")
      let head = [
        (kind.kind.rawValue, 20), (word(kind.name), 24), (word(.name(of: kind.toldAs.rawValue)), 12),
      ]
      return row(head, word(.unitKindKeeps(keeps)))
    }
  }

  var units: [String] {
    document.units.map { unit in
      let kind = document.unitKinds.first { $0.kind == unit.kind }.map { word($0.name) } ?? ""
      let head = [(unit.code, 20), (word(unit.name), 24), (kind, 12)]
      let districts = unit.districts.joined(separator: "、")
      return row(head + [(unit.telephone ?? "", 13)], districts).trimmedAtEnd
    }
  }

  var languages: [String] {
    document.languages.map { row([($0.identifier, 14)], word($0.name)) }
  }

  func prompts(_ prompts: [PromptDefinition]) -> [String] {
    prompts.map { row([($0.identifier, 14)], word($0.text)) }
  }

  var referrals: [String] {
    document.referrals.entries.flatMap { entry -> [String] in
      let department = language == .english ? "\(entry.department) (\(entry.english))" : entry.department
      let details: [(Message, String)] = [
        (.labelAddress, entry.address), (.labelTelephone, entry.telephone), (.labelHours, entry.hours),
        (.labelAnswer, entry.answer), (.labelMatters, entry.matters.joined(separator: "、")),
        (.labelChecked, "\(entry.lastChecked?.description ?? word(.wordExample))  \(entry.keeper)"),
      ]
      return [row([(entry.identifier, 20)], department)]
        + details.map { row([("", 2), (word($0.0), 14)], $0.1) }
    }
  }
}

extension String {
  /// The text without the spaces an empty last column leaves.
  fileprivate var trimmedAtEnd: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
