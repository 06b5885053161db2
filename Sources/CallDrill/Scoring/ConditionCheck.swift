import CallModel
import CallProtocol
import PlainText

/// Whether a condition of a scenario holds in a log, and which line shows it.
struct ConditionCheck {
  let log: DrillLog
  let scenario: DrillScenario
  let document: ProtocolDocument
  let ears: CallerEars
  private var hearing: CallerHearing { ears.hearing }

  init(log: DrillLog, scenario: DrillScenario, document: ProtocolDocument, ears: CallerEars) {
    self.log = log
    self.scenario = scenario
    self.document = document
    self.ears = ears
  }

  func holds(_ condition: DrillCondition) -> Bool { line(showing: condition) != nil }

  /// The line that shows the condition; nil when it does not hold.
  func line(showing condition: DrillCondition) -> Int64? {
    switch condition {
    case .said(let phrase): log.said(phrase)?.line
    case .asked(let element): asked(element)
    case .told(let name): notification(name)?.line
    case .element(let element): isRight(element) >= 1_000 ? log.lastAnswer(element)?.item.line : nil
    case .field(let field): isRight(field) >= 1_000 ? log.lastField(field)?.item.line : nil
    case .branch(let branch): log.branches[branch]?.line
    case .category(let code): lastCategory.flatMap { $0.code == code ? $0.line : nil }
    case .level(let level): lastLevel.flatMap { $0.level == level ? $0.line : nil }
    case .referred(let entry): referral(entry)?.line
    case .linked(let relation): linked(relation)
    case .language(let name): first { if case .language(name) = $0 { true } else { false } }
    case .words(let text): words(text)
    case .advised(let wordings): advised(wordings)
    case .toldBefore(let element): toldBefore(element)
    case .toldWithin(let seconds): toldWithin(seconds)
    case .calledBack(let seconds): calledBack(seconds)
    case .due(let day): first { if case .complaint(let opened) = $0 { opened.due == day } else { false } }
    case .ended: ended?.line
    }
  }

  private func first(_ isWanted: (CallEvent) -> Bool) -> Int64? {
    log.items.first { isWanted($0.event) }?.line
  }

  /// How right an element is on record, in per mille; unknown facts are right when recorded as not known.
  ///
  /// What was neither asked nor told was typed from memory: half at most.
  func isRight(_ element: ElementIdentifier) -> Int {
    guard let fact = scenario.facts[element], let (_, answer) = log.lastAnswer(element) else { return 0 }
    let likeness = likeness(answer.state, text: answer.text, fact: fact)
    return isFromCaller(element) ? likeness : min(500, likeness)
  }

  /// Whether the caller told the element, or was asked for it.
  func isFromCaller(_ element: ElementIdentifier) -> Bool {
    log.heard.contains { $0.elements.contains(element) } || wasAsked(element) != nil
      || scenario.branches.contains(.repeat) && !scenario.earlier.isEmpty
  }

  /// Where the element was asked for, with a prescribed sentence or in own words.
  func wasAsked(_ element: ElementIdentifier) -> Int64? {
    first { $0 == .ask(element) || $0.ownWords.map { asks($0).contains(element) } ?? false }
  }

  /// The elements own words ask for.
  func asks(_ text: String) -> Set<ElementIdentifier> {
    Set(
      ears.acts(in: text).flatMap { act -> [ElementIdentifier] in
        switch act {
        case .question(let question): question.asked + [question.owner?.told].compactMap { $0 }
        case .remark, .misheard, .puzzled, .foreign: []
        }
      })
  }

  func isRight(_ field: ComplaintField) -> Int {
    guard let fact = scenario.complaint[field], let (_, answer) = log.lastField(field) else { return 0 }
    return likeness(answer.state, text: answer.text, fact: fact)
  }

  func likeness(_ state: ElementState, text: String, fact: DrillFact) -> Int {
    if fact.isUnknown { return state == .unknown ? 1_000 : 0 }
    guard state == .given || state == .corrected else { return 0 }
    return AnswerMatch(plain(text), truth: ears.truth(of: fact)).permille
  }

  /// The words for "the number he calls from" made that number.
  private func plain(_ text: String) -> String {
    let own = FactWords.shipped.ownNumber
    guard !scenario.number.isEmpty else { return text }
    return own.reduce(text) { $0.replacing($1, with: scenario.number) }
  }

  /// When an element was first on record as it is true.
  func firstRight(_ element: ElementIdentifier) -> DrillLog.Item? {
    guard let fact = scenario.facts[element] else { return nil }
    return log.items.first { item in
      guard case .element(let answer) = item.event, answer.element == element else { return false }
      return likeness(answer.state, text: answer.text, fact: fact) >= 500
    }
  }

  /// Asked for, or told unasked and recorded as it is true; an invented value is no question.
  private func asked(_ element: ElementIdentifier) -> Int64? {
    if let line = wasAsked(element) { return line }
    guard isFromCaller(element) else { return nil }
    return first { event in
      guard case .element(let answer) = event, answer.element == element else { return false }
      return scenario.facts[element].map { likeness(answer.state, text: answer.text, fact: $0) >= 500 }
        ?? false
    }
  }

  /// A unit told, once the place was known if it can be known: telling anybody before helps nobody.
  func notification(_ name: String) -> DrillLog.Item? {
    notifications.first { isMeant($0.told, by: name) }?.item
  }

  /// Whether a unit told is the one meant: officers are sent by telling a unit of officers, whatever it is
  /// called, an ambulance by telling one of those.
  func isMeant(_ told: UnitNotified, by name: String) -> Bool {
    let wanted = name.halfWidth.lowercased()
    let kinds = FactWords.shipped.kinds(ofUnit: told.unit)
    switch wanted {
    case NotificationPurpose.dispatch.rawValue: return kinds == ["police"] && told.purpose != .chase
    case NotificationPurpose.chase.rawValue, NotificationPurpose.department.rawValue:
      return told.purpose.rawValue == wanted
    default:
      let meant = FactWords.shipped.kinds(ofUnit: name)
      return told.unit.halfWidth.lowercased().contains(wanted) || !meant.isDisjoint(with: kinds)
    }
  }

  /// The groups of `told` that no unit told has met; one unit meets one group.
  var untold: [[String]] {
    var left = scenario.told
    for (_, told) in notifications {
      if let met = left.firstIndex(where: { $0.contains { isMeant(told, by: $0) } }) { left.remove(at: met) }
    }
    return left
  }

  /// Whether a unit told is one of those the scenario needs.
  func isNeeded(_ told: UnitNotified) -> Bool {
    scenario.told.contains { $0.contains { isMeant(told, by: $0) } }
  }

  /// The first telling that is one of those needed.
  var firstNeeded: DrillLog.Item? { notifications.first { isNeeded($0.told) }?.item }

  /// The first telling of whom the scenario needs first.
  var firstMain: DrillLog.Item? {
    guard let main = scenario.told.first else { return nil }
    return notifications.first { told in main.contains { isMeant(told.told, by: $0) } }?.item
  }

  var notifications: [(item: DrillLog.Item, told: UnitNotified)] {
    guard needsPlace else { return log.notifications }
    guard let placed = firstRight(.where)?.line else { return [] }
    return log.notifications.filter { $0.item.line >= placed }
  }

  /// Whether the caller can know the place, so that nobody should be told without it.
  var needsPlace: Bool {
    guard let place = scenario.facts[.where], !place.isUnknown else { return false }
    return scenario.branches.contains(.repeat) == false
  }

  var lastCategory: (code: String, line: Int64)? {
    for item in log.items.reversed() {
      if case .category(let chosen) = item.event { return (chosen.code, item.line) }
    }
    return nil
  }

  var lastLevel: (level: Int, line: Int64)? {
    for item in log.items.reversed() { if case .level(let level) = item.event { return (level, item.line) } }
    return nil
  }

  func referral(_ entry: String) -> DrillLog.Item? {
    guard let department = document.referrals.entry(named: entry)?.department else { return nil }
    return log.items.first { item in
      guard case .refer(let given) = item.event else { return false }
      return given.department == department && given.isComplete
    }
  }

  /// Only calls of this drill count: those on record before it began, and its own.
  private func linked(_ relation: LinkRelation) -> Int64? {
    let own = Set(log.items.compactMap(\.call))
    var last: [CallIdentifier: (LinkRelation, Int64)] = [:]
    for item in log.items {
      guard case .link(let link) = item.event else { continue }
      guard own.contains(link.call) || link.call.seat.description == EarlierCall.seat else { continue }
      last[link.call] = (link.relation, item.line)
    }
    return last.values.filter { $0.0 == relation }.map(\.1).min()
  }

  /// The first hanging up; a harassing caller is only hung up on after the sentence.
  var ended: DrillLog.Item? {
    let warning = document.phrases(of: .harassment).compactMap { log.said($0.identifier)?.line }.min()
    let earliest = scenario.shape == .warned ? warning ?? .max : 0
    return log.items.first { $0.line > earliest && $0.event == .end(.finished) }
  }

  /// What was noted, said, or told to somebody.
  private static func written(_ event: CallEvent) -> String? {
    if case .note(let note) = event { return note }
    if case .phrase(let said) = event { return said.text }
    if case .complaintField(let answer) = event { return answer.text }
    if case .notify(let told) = event { return told.unit + told.text }
    return nil
  }

  private func words(_ text: String) -> Int64? {
    let wanted = String(TextSimilarity.significant(text))
    return first { event in
      Self.written(event).map { String(TextSimilarity.significant($0)).contains(wanted) } ?? false
    }
  }

  /// Advice counts when it was said to the caller; a note that it was given is none.
  private func advised(_ wordings: [String]) -> Int64? {
    let patterns = wordings.compactMap { hearing.words.pattern($0) }
    return first { event in
      guard case .phrase(let said) = event, said.phrase == nil else { return false }
      return SpokenTokens.clauses(of: said.text, rewrites: hearing.words.rewrites).contains { clause in
        clause.tokens.indices.contains { start in
          patterns.contains { $0.end(from: start, in: clause.tokens) != nil }
        }
      }
    }
  }

  private func toldBefore(_ element: ElementIdentifier) -> Int64? {
    guard let told = firstNeeded else { return nil }
    let settled = log.items.first {
      if case .element(let answer) = $0.event { answer.element == element } else { false }
    }
    return settled.map { told.line <= $0.line && told.at <= $0.at } ?? true ? told.line : nil
  }

  private func toldWithin(_ seconds: Int) -> Int64? {
    guard let told = firstNeeded, let answer = log.firstAnswer else { return nil }
    return told.at - answer.at <= Int64(seconds) * 1_000 ? told.line : nil
  }

  /// A second call made by the operator after the line went dead or stopped ringing.
  private func calledBack(_ seconds: Int) -> Int64? {
    guard let gone = log.heard.first(where: { [.hungUp, .cutOff, .abandoned].contains($0.turn) }),
      let ring = log.items.first(where: { item in
        guard item.line > gone.line, case .ring(let ring) = item.event else { return false }
        return !ring.isFromPhone
      }), log.items.contains(where: { $0.line > ring.line && $0.event.kind == .answer })
    else { return nil }
    return ring.at - gone.at <= Int64(seconds) * 1_000 ? ring.line : nil
  }
}
