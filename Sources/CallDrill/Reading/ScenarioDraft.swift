import CallModel
import Catalogue
import PlainText

/// A scenario file made from a real call: what happened stays, who it happened to does not.
///
/// Every run of digits gets other digits, of the same length where it is too short for a number; what says
/// who somebody is goes (`DraftDisguise`). What is left of the call's own words a trainer reads line by line.
public struct ScenarioDraft: Sendable {
  /// The file.
  public var text: String { lines.joined(separator: "\n") + "\n" }
  private var lines: [String]

  /// Where words of the call itself stand, each as it would be written.
  public var own: [(place: Int, line: String)] { ownPlaces.map { ($0, lines[$0]) } }
  private var ownPlaces: [Int] = []

  /// The draft without the words at a place; the key stays, as not known.
  public mutating func withhold(_ place: Int) {
    guard ownPlaces.contains(place) else { return }
    lines[place] = String(lines[place].prefix { $0 != "=" }) + "= ?"
  }

  /// The draft of a call; nil when nothing is known of it.
  public init?(_ record: CallRecord) {
    let known = ElementIdentifier.allCases.filter { record.element($0).state.isSettled }
    guard known.contains(.what) else { return nil }
    var disguise = DraftDisguise(record)
    lines = ["# " + Message.drillDraftNote.chinese, "# " + Message.drillDraftNote.english]
    lines += ["[scenario from-call-\(record.id.date.compact)-\(record.id.number)]"]
    let title = Message.drillDraftTitle(Self.safe(record.category?.name ?? ""))
    lines += ["chinese = \(title.chinese)", "english = \(title.english)"]
    lines += ["article = \(Self.articles(record))", "sets = from-call", "mood = calm"]
    lines += ["number = \(disguise.number())", "opening = \(Message.drillDraftOpening.chinese)"]
    for element in known {
      let text =
        switch element {
        case _ where record.element(element).state == .unknown: "?"
        case .where: Message.drillDraftPlace.chinese
        case .contact: disguise.number()
        case .when, .what, .who, .why, .object, .result:
          Self.safe(disguise.text(record.element(element).text))
        }
      if element != .where, element != .contact, text != "?" { ownPlaces.append(lines.count) }
      lines.append("\(element.rawValue) = \(text)")
    }
    if record.branches.contains(.complaint) {
      lines += ["field-name = \(Message.drillDraftName.chinese)", "field-phone = \(disguise.number())"]
    }
    let branches = record.branches.filter { $0 != .repeat }.map(\.rawValue)
    if !branches.isEmpty { lines.append("branches = \(branches.joined(separator: ","))") }
    lines.append("category = \(Self.safe(record.category?.code ?? "999900"))")
    lines.append("level = \(record.level ?? 3)")
    let told = Self.told(record)
    if !told.isEmpty { lines.append("told = \(told.joined(separator: ", "))") }
    lines += ["[trap first]", "chinese = \(Message.drillDraftTrap.chinese)"]
    lines += ["english = \(Message.drillDraftTrap.english)", "instead = element what"]
  }

  /// Whom somebody was sent or told from, each once, by the service and never by its own name, which says
  /// where it was.
  private static func told(_ record: CallRecord) -> [String] {
    let services = [
      "police": "dispatch", "ambulance": "120", "fire": "119", "gas": "gas", "inspectors": "inspectors",
    ]
    let told = record.notifications.map(\.notification).filter {
      $0.purpose.isHelp || $0.purpose == .inspectors
    }
    let kinds = told.flatMap { told -> [String] in
      let kinds = FactWords.shipped.kinds(ofUnit: told.unit)
      return kinds.isEmpty && told.purpose == .dispatch ? ["police"] : kinds.sorted()
    }
    return kinds.compactMap { services[$0] }.reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
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
    let cleaned = SafeText(text).description.map { "|/".contains($0) ? " " : $0 }
    let result = String(cleaned).trimmed
    return result.isEmpty ? "?" : String(result.prefix(300))
  }
}
