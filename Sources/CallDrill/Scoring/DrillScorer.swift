import CallModel
import CallProtocol
import Catalogue
import PlainText

/// Scores a drill from its log alone: pure, whole numbers only, the same on every machine.
///
/// Every rule that applies to a scenario has a weight; the points of an aspect (`DrillAspect.maximum`) are
/// shared among its rules by weight. What was done wrong is taken off afterwards, so a wrong deed can never
/// raise a score.
public struct DrillScorer: Sendable {
  /// A rule with how far it was met, before points are shared out.
  struct Rule {
    let aspect: DrillAspect
    let name: String
    let reason: Message
    let weight: Int
    let permille: Int
    let line: Int64?
  }

  let scenario: DrillScenario
  let document: ProtocolDocument
  let log: DrillLog
  let check: ConditionCheck
  let words: EventWords

  /// A scorer of `log`, which is a drill of `scenario`; `ears` are those of its caller where there is one.
  public init(
    _ scenario: DrillScenario, document: ProtocolDocument, log: DrillLog, ears: CallerEars? = nil
  ) {
    self.scenario = scenario
    self.document = document
    self.log = log
    check = ConditionCheck(
      log: log, scenario: scenario, document: document, ears: ears ?? CallerEars(scenario))
    words = EventWords(document)
  }

  /// Everything found, put together: marks, reasons and the journal lines they rest on.
  public var sheet: ScoreSheet {
    let rules = attitude + skill + knowledge + unexpected + mindset
    let taken = deductions
    func lines(_ rules: [Rule], of aspect: DrillAspect) -> [ScoreLine] {
      Self.shared(rules.filter { $0.aspect == aspect }, of: aspect) + taken.filter { $0.aspect == aspect }
    }
    var found: [DrillAspect: [ScoreLine]] = [:]
    for aspect in DrillAspect.allCases where aspect != .overall { found[aspect] = lines(rules, of: aspect) }
    found[.overall] = lines(overall + [impression(found.values.flatMap { $0 })], of: .overall)
    return ScoreSheet(
      scenario: scenario.identifier, digest: scenario.digest,
      lines: DrillAspect.allCases.flatMap { found[$0] ?? [] })
  }

  /// The whole call as a judge sees it: the share of all the other points, what was taken off included.
  private func impression(_ lines: [ScoreLine]) -> Rule {
    let points = lines.reduce(0) { $0 + $1.given }
    let all = lines.reduce(0) { $0 + $1.maximum }
    let permille = max(0, points) * 1_000 / max(1, all)
    return rule(
      .overall, name: "impression", subject: .verbatim(""), weight: 6, permille: permille, at: log.lastLine)
  }

  /// Shares the aspect's points by weight; tenths left over go to the rules with the largest remainders.
  static func shared(_ rules: [Rule], of aspect: DrillAspect) -> [ScoreLine] {
    let sum = rules.reduce(0) { $0 + $1.weight }
    guard sum > 0 else { return [] }
    var points = rules.map { aspect.maximum * $0.weight / sum }
    let left = aspect.maximum - points.reduce(0, +)
    let order = rules.indices.sorted {
      let (first, second) = (
        aspect.maximum * rules[$0].weight % sum, aspect.maximum * rules[$1].weight % sum
      )
      return (second, $0) < (first, $1)
    }
    for index in order.prefix(left) { points[index] += 1 }
    return zip(rules, points).map { rule, maximum in
      ScoreLine(
        aspect: aspect, rule: rule.name, reason: rule.reason, given: maximum * rule.permille / 1_000,
        maximum: maximum, line: rule.line)
    }
  }

  func rule(
    _ aspect: DrillAspect, name: String, subject: Message, weight: Int,
    permille: Int, at line: Int64?
  ) -> Rule {
    let key = String(name.prefix { $0 != " " })
    return Rule(
      aspect: aspect, name: name, reason: .drillRule(key, subject), weight: weight, permille: permille,
      line: permille > 0 ? line : line ?? nil)
  }

  /// A rule that is met or not.
  func rule(
    _ aspect: DrillAspect, name: String, subject: Message, weight: Int, line: Int64?
  ) -> Rule {
    rule(aspect, name: name, subject: subject, weight: weight, permille: line == nil ? 0 : 1_000, at: line)
  }

  // MARK: Attitude

  private var attitude: [Rule] {
    var rules = [greeting]
    for identifier in scenario.branches {
      for phrase in document.branch(identifier).requiredPhrases {
        rules.append(sentence(phrase.alternatives))
      }
    }
    for phrase in scenario.say { rules.append(sentence([phrase])) }
    guard scenario.needsFarewell || scenario.shape == .cutOff else { return rules }
    return rules + [courtesy(.consent, meaning: .more), courtesy(.farewell, meaning: .farewell)]
  }

  /// A prescribed sentence, said once the caller has spoken; own words of calming are worth half.
  private func sentence(_ alternatives: [String]) -> Rule {
    let began = log.heard.first { $0.turn == nil }?.line ?? .max
    let said = log.items.first { item in
      guard item.line > began, case .phrase(let said) = item.event else { return false }
      return said.phrase.map(alternatives.contains) ?? false
    }
    let isCalming = alternatives.contains { document.phrase($0)?.kind == .calming }
    let own = isCalming ? remarks([.calming]).first { $0.line > began } : nil
    // Where one of several will do, the sheet names the one that was said.
    let spoken = said.flatMap { item in
      if case .phrase(let said) = item.event { said.phrase } else { nil }
    }
    let permille = said.map { isCalming ? calmed(at: $0) : 1_000 } ?? (own == nil ? 0 : 500)
    return rule(
      .attitude, name: "say \(alternatives[0])", subject: text(spoken ?? alternatives[0]), weight: 3,
      permille: permille, at: (said ?? own)?.line)
  }

  /// Calming helps before the questions; after the third it is half late.
  private func calmed(at item: DrillLog.Item) -> Int {
    let asked = log.items.count { $0.line < item.line && $0.event.kind == .ask }
    return asked <= 3 ? 1_000 : 500
  }

  /// Consent and farewell belong to the end; where nothing is prescribed the meaning counts, not the wording.
  private func courtesy(_ kind: PhraseKind, meaning: HearingWords.Remark) -> Rule {
    let phrases = document.phrases(of: kind)
    let said = phrases.filter { $0.identifier != "interrupt" }.map(\.identifier)
    let prescribed = log.items.filter { item in
      if case .phrase(let phrase) = item.event { phrase.phrase.map(said.contains) ?? false } else { false }
    }
    let last = (prescribed + remarks([meaning])).max { $0.line < $1.line }
    let isEarly =
      last.map { last in log.items.contains { $0.line > last.line && isQuestion($0.event) } } ?? true
    return rule(
      .attitude, name: kind.rawValue, subject: phrases.first.map { text($0.identifier) } ?? .verbatim(""),
      weight: 2,
      permille: last == nil ? 0 : isEarly ? 500 : 1_000,
      at: last?.line)
  }

  /// Own words that are one of these to the caller.
  func remarks(_ wanted: Set<HearingWords.Remark>) -> [DrillLog.Item] {
    log.items.filter { item in
      guard case .phrase(let said) = item.event, said.phrase == nil else { return false }
      return heard(said.text).contains { act in
        if case .remark(let remark) = act { wanted.contains(remark) } else { false }
      }
    }
  }

  /// What own words are to the caller.
  func heard(_ text: String) -> [CallerHearing.Act] { check.ears.acts(in: text) }

  func isQuestion(_ event: CallEvent) -> Bool {
    if case .ask = event { return true }
    return event.ownWords.map { !check.asks($0).isEmpty } ?? false
  }

  /// The sentence in its prescribed language, as paper has it.
  func text(_ phrase: String) -> Message {
    .verbatim(document.phrase(phrase).map { document.wording(of: $0, by: nil) } ?? phrase)
  }

  /// What stands on record of an answer: the words, or that he does not know or will not say.
  private static func recorded(_ state: ElementState, text: String) -> Message {
    switch state {
    case .unknown, .refused: .name(of: state.rawValue)
    case .notAsked, .asked, .given, .corrected: .verbatim(text)
    }
  }

  /// The greeting before any other word is whole, later half.
  private var greeting: Rule {
    let said = log.said(document.greeting.identifier)
    let first = log.items.first { [.phrase, .ask].contains($0.event.kind) }
    let permille = said == nil ? 0 : said?.line == first?.line ? 1_000 : 500
    return rule(
      .attitude, name: "greeting", subject: .verbatim(document.greeting.text), weight: 3, permille: permille,
      at: said?.line)
  }

  // MARK: Skill

  private var skill: [Rule] {
    var rules = [rings] + times
    for element in ElementIdentifier.allCases {
      guard let fact = scenario.facts[element] else { continue }
      let last = log.lastAnswer(element)
      let weight = [.where, .what, .contact].contains(element) ? 3 : 2
      let subject = Message.drillTruth(
        words.name(element), truth: fact.truths.first,
        recorded: last.map { Self.recorded($0.answer.state, text: $0.answer.text) })
      rules.append(
        rule(
          .skill, name: "element \(element.rawValue)", subject: subject, weight: weight,
          permille: check.isRight(element), at: last?.item.line))
    }
    for field in ComplaintField.allCases {
      guard let fact = scenario.complaint[field] else { continue }
      let last = log.lastField(field)
      let subject = Message.drillTruth(
        .name(of: field.rawValue), truth: fact.truths.first,
        recorded: last.map { Self.recorded($0.answer.state, text: $0.answer.text) })
      rules.append(
        rule(
          .skill, name: "field \(field.rawValue)", subject: subject, weight: 2,
          permille: check.isRight(field), at: last?.item.line))
    }
    if scenario.language != document.languages.first?.identifier {
      let line = check.line(showing: .language(scenario.language))
      rules.append(
        rule(.skill, name: "language", subject: words.language(scenario.language), weight: 2, line: line))
    }
    if scenario.facts.isEmpty, scenario.complaint.isEmpty { rules.append(brief) }
    return rules
  }

  /// Three rings from the journal's own times, of every call that rang; a call that stopped ringing is to be
  /// called back within a minute.
  private var rings: Rule {
    if scenario.shape == .abandoned {
      return rule(
        .skill, name: "call-back", subject: .verbatim(""), weight: 4,
        line: check.line(showing: .calledBack(60)))
    }
    let rung = log.items.filter { if case .ring(let ring) = $0.event { ring.isFromPhone } else { false } }
    let answers = rung.map { ring in log.items.first { $0.call == ring.call && $0.event.kind == .answer } }
    guard !rung.isEmpty else {
      return rule(.skill, name: "rings", subject: .verbatim(""), weight: 4, line: nil)
    }
    let within = zip(rung, answers).count { ring, answer in
      answer.map { $0.at - ring.at < document.ringLimit.milliseconds } ?? false
    }
    let expected = max(rung.count, scenario.againSeconds == nil ? 1 : 2)
    return rule(
      .skill, name: "rings", subject: .verbatim(""), weight: 4, permille: within * 1_000 / expected,
      at: answers.compactMap { $0?.line }.last)
  }

  /// A call with nothing to write down is properly ended within three minutes.
  private var brief: Rule {
    let took = zip([log.firstAnswer].compactMap { $0 }, [log.items.last].compactMap { $0 })
      .map { $1.at - $0.at }.first
    let isBrief = (took ?? .max) <= 180_000 && closed.permille == 1_000
    return rule(
      .skill, name: "brief", subject: .verbatim(""), weight: 6, permille: isBrief ? 1_000 : 0, at: closed.line
    )
  }

  /// Time to the place and to the first unit told: within the limit whole, within twice the limit half.
  private var times: [Rule] {
    guard let answer = log.firstAnswer else {
      return
        (check.needsPlace
        ? [rule(.skill, name: "place-time", subject: .verbatim(""), weight: 3, line: nil)] : [])
        + (scenario.told.isEmpty
          ? [] : [rule(.skill, name: "dispatch-time", subject: .verbatim(""), weight: 4, line: nil)])
    }
    func timed(_ name: String, weight: Int, item: DrillLog.Item?, seconds: Int) -> Rule {
      let took = item.map { $0.at - answer.at } ?? .max
      let limit = Int64(seconds) * 1_000
      let permille = took <= limit ? 1_000 : took <= 2 * limit ? 500 : 0
      return rule(
        .skill, name: name, subject: .drillTime(took == .max ? nil : took, limit: seconds), weight: weight,
        permille: permille, at: item?.line)
    }
    var rules: [Rule] = []
    if check.needsPlace {
      rules.append(
        timed("place-time", weight: 3, item: check.firstRight(.where), seconds: scenario.placeSeconds))
    }
    if !scenario.told.isEmpty {
      rules.append(
        timed("dispatch-time", weight: 4, item: check.firstMain, seconds: scenario.dispatchSeconds))
    }
    return rules
  }
}
