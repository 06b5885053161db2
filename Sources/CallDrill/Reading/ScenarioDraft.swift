import CallModel
import Catalogue
import PlainText

/// A scenario file made from a real call: what happened stays, who it happened to does not.
///
/// Every run of digits gets other digits, of the same length where it is too short for a number; names,
/// numbers and addresses are replaced by invented ones. A trainer reads it over before use: the file says so.
public struct ScenarioDraft: Sendable {
  /// The file.
  public let text: String

  /// The draft of a call; nil when nothing is known of it.
  public init?(_ record: CallRecord) {
    let known = ElementIdentifier.allCases.filter { record.element($0).state.isSettled }
    guard known.contains(.what) else { return nil }
    var disguise = Disguise(salt: record.id.description, names: Self.names(in: record))
    var lines = ["# " + Message.drillDraftNote.chinese, "# " + Message.drillDraftNote.english]
    lines += ["[scenario from-call-\(record.id.date.compact)-\(record.id.number)]"]
    let title = Message.drillDraftTitle(record.category?.name ?? "")
    lines += ["chinese = \(title.chinese)", "english = \(title.english)"]
    lines += ["article = \(Self.articles(record))", "sets = from-call", "mood = calm"]
    lines += ["number = \(disguise.number())", "opening = \(Message.drillDraftOpening.chinese)"]
    for element in known {
      let text =
        switch element {
        case _ where record.element(element).state == .unknown: "?"
        case .where: Message.drillDraftPlace.chinese
        case .contact: disguise.number()
        default: Self.safe(disguise.text(record.element(element).text))
        }
      lines.append("\(element.rawValue) = \(text)")
    }
    if record.branches.contains(.complaint) {
      lines += ["field-name = \(Message.drillDraftName.chinese)", "field-phone = \(disguise.number())"]
    }
    let branches = record.branches.filter { $0 != .repeat }.map(\.rawValue)
    if !branches.isEmpty { lines.append("branches = \(branches.joined(separator: ","))") }
    lines.append("category = \(record.category?.code ?? "999900")")
    lines.append("level = \(record.level ?? 3)")
    if record.notifications.contains(where: { $0.notification.purpose == .dispatch }) {
      lines.append("told = dispatch")
    }
    lines += ["[trap first]", "chinese = \(Message.drillDraftTrap.chinese)"]
    lines += ["english = \(Message.drillDraftTrap.english)", "instead = element what"]
    text = lines.joined(separator: "\n") + "\n"
  }

  /// Answers that say who somebody is.
  private static func names(in record: CallRecord) -> [String] {
    [record.element(.contact).text, record.ring?.name ?? ""]
      + [record.complaint?.fields[.name]?.text ?? ""]
  }

  private static func articles(_ record: CallRecord) -> String {
    let numbers: [BranchIdentifier: Int] = [
      .anxious: 2, .repeat: 3, .urgent: 4, .referral: 5, .rude: 6, .harassment: 6, .complaint: 7,
    ]
    return Set([1] + record.branches.compactMap { numbers[$0] }).sorted().map(String.init).joined(
      separator: ",")
  }

  /// Marks that mean something in the file are taken out.
  private static func safe(_ text: String) -> String {
    let cleaned = text.map { "|/".contains($0) ? " " : $0 }
    let result = String(cleaned).trimmed
    return result.isEmpty ? "?" : String(result.prefix(300))
  }

  /// Replaces digits and whatever looks like a name after a title word.
  private struct Disguise {
    private var random: SeededChoice

    private let names: NameHiding

    init(salt: String, names: [String]) {
      random = SeededChoice(seed: 110, salt: salt)
      self.names = NameHiding(namesIn: names)
    }

    mutating func number() -> String {
      "199****" + (0..<4).map { _ in String(random.below(10)) }.joined()
    }

    /// Single digits count people and things and stay; longer runs identify.
    mutating func text(_ text: String) -> String {
      var result = ""
      var digits = 0
      for character in text.halfWidth {
        if character.isNumber {
          digits += 1
          result.append(character)
        } else {
          if digits > 1 { hide(&result, digits) }
          digits = 0
          result.append(character)
        }
      }
      if digits > 1 { hide(&result, digits) }
      return names.hidden(result)
    }

    private mutating func hide(_ text: inout String, _ count: Int) {
      text.removeLast(count)
      // Any seven digits may be somebody's number; those with stars are nobody's.
      if count >= 7 { return text += number() }
      text += (0..<count).map { _ in String(1 + random.below(9)) }.joined()
    }
  }
}
