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

  /// A scorer of `log`, which is a drill of `scenario`.
  public init(_ scenario: DrillScenario, document: ProtocolDocument, log: DrillLog) {
    self.scenario = scenario
    self.document = document
    self.log = log
    check = ConditionCheck(log: log, scenario: scenario, document: document)
    words = EventWords(document)
  }

  /// The sheet.
  public var sheet: ScoreSheet {
    let rules = attitude + skill + knowledge + unexpected + overall + mindset
    let taken = deductions
    let lines = DrillAspect.allCases.flatMap { aspect in
      Self.shared(rules.filter { $0.aspect == aspect }, aspect) + taken.filter { $0.aspect == aspect }
    }
    return ScoreSheet(scenario: scenario.identifier, digest: scenario.digest, lines: lines)
  }

  /// Shares the aspect's points by weight; tenths left over go to the rules with the largest remainders.
  static func shared(_ rules: [Rule], _ aspect: DrillAspect) -> [ScoreLine] {
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
    _ aspect: DrillAspect, _ name: String, _ subject: Message, _ weight: Int,
    _ permille: Int, _ line: Int64?
  ) -> Rule {
    let key = String(name.prefix { $0 != " " })
    return Rule(
      aspect: aspect, name: name, reason: .drillRule(key, subject), weight: weight, permille: permille,
      line: permille > 0 ? line : line ?? nil)
  }

  /// A rule that is met or not.
  func rule(
    _ aspect: DrillAspect, _ name: String, _ subject: Message, _ weight: Int, line: Int64?
  ) -> Rule {
    rule(aspect, name, subject, weight, line == nil ? 0 : 1_000, line)
  }

  // MARK: Attitude

  private var attitude: [Rule] {
    var rules = [greeting]
    for identifier in scenario.branches {
      for phrase in document.branch(identifier).requiredPhrases {
        let said = phrase.alternatives.compactMap { log.said($0) }.first
        rules.append(
          rule(.attitude, "say \(phrase.alternatives[0])", text(phrase.alternatives[0]), 3, line: said?.line))
      }
    }
    for phrase in scenario.say {
      rules.append(rule(.attitude, "say \(phrase)", text(phrase), 3, line: log.said(phrase)?.line))
    }
    guard scenario.needsFarewell || scenario.shape == .cutOff else { return rules }
    for kind in [PhraseKind.consent, .farewell] {
      let phrases = document.phrases(of: kind)
      let said = phrases.compactMap { log.said($0.identifier) }.first
      rules.append(
        rule(.attitude, "\(kind.rawValue)", .verbatim(phrases.first?.text ?? ""), 2, line: said?.line))
    }
    return rules
  }

  func text(_ phrase: String) -> Message { .verbatim(document.phrase(phrase)?.text ?? phrase) }

  /// The greeting before any other word is whole, later half.
  private var greeting: Rule {
    let said = log.said(document.greeting.identifier)
    let first = log.items.first { [.phrase, .ask].contains($0.event.kind) }
    let permille = said == nil ? 0 : said?.line == first?.line ? 1_000 : 500
    return rule(.attitude, "greeting", .verbatim(document.greeting.text), 3, permille, said?.line)
  }

  // MARK: Skill

  private var skill: [Rule] {
    var rules = [rings] + times
    for element in ElementIdentifier.allCases {
      guard let fact = scenario.facts[element] else { continue }
      let last = log.lastAnswer(element)
      let weight = [.where, .what, .contact].contains(element) ? 3 : 2
      let subject = Message.drillTruth(
        words.name(element), truth: fact.truths.first, recorded: last.map { $0.answer.text })
      rules.append(
        rule(.skill, "element \(element.rawValue)", subject, weight, check.isRight(element), last?.item.line))
    }
    for field in ComplaintField.allCases {
      guard let fact = scenario.complaint[field] else { continue }
      let last = log.lastField(field)
      let subject = Message.drillTruth(
        .name(of: field.rawValue), truth: fact.truths.first, recorded: last.map { $0.answer.text })
      rules.append(
        rule(.skill, "field \(field.rawValue)", subject, 2, check.isRight(field), last?.item.line))
    }
    if scenario.language != document.languages.first?.identifier {
      let line = check.line(showing: .language(scenario.language))
      rules.append(rule(.skill, "language", words.language(scenario.language), 2, line: line))
    }
    if scenario.facts.isEmpty, scenario.complaint.isEmpty { rules.append(brief) }
    return rules
  }

  /// Three rings from the journal's own times; a call that stopped ringing is to be called back within a
  /// minute.
  private var rings: Rule {
    if scenario.shape == .abandoned {
      return rule(.skill, "call-back", .verbatim(""), 4, line: check.line(showing: .calledBack(60)))
    }
    let ring = log.items.first { if case .ring(let ring) = $0.event { ring.isFromPhone } else { false } }
    guard let ring, let answer = log.firstAnswer else {
      return rule(.skill, "rings", .verbatim(""), 4, line: nil)
    }
    let isWithin = answer.at - ring.at < document.ringLimit.milliseconds && answer.call == ring.call
    return rule(.skill, "rings", .verbatim(""), 4, isWithin ? 1_000 : 0, answer.line)
  }

  /// A call with nothing to write down is properly ended within three minutes.
  private var brief: Rule {
    let took = zip([log.firstAnswer].compactMap { $0 }, [log.items.last].compactMap { $0 })
      .map { $1.at - $0.at }.first
    let isBrief = (took ?? .max) <= 180_000 && closed.permille == 1_000
    return rule(.skill, "brief", .verbatim(""), 6, isBrief ? 1_000 : 0, closed.line)
  }

  /// Time to the place and to the first unit told: within the limit whole, within twice the limit half.
  private var times: [Rule] {
    guard let answer = log.firstAnswer else {
      return (check.needsPlace ? [rule(.skill, "place-time", .verbatim(""), 3, line: nil)] : [])
        + (scenario.told.isEmpty ? [] : [rule(.skill, "dispatch-time", .verbatim(""), 4, line: nil)])
    }
    func timed(_ name: String, _ weight: Int, _ item: DrillLog.Item?, _ seconds: Int) -> Rule {
      let took = item.map { $0.at - answer.at } ?? .max
      let limit = Int64(seconds) * 1_000
      let permille = took <= limit ? 1_000 : took <= 2 * limit ? 500 : 0
      return rule(
        .skill, name, .drillTime(took == .max ? nil : took, limit: seconds), weight, permille, item?.line)
    }
    var rules: [Rule] = []
    if check.needsPlace {
      rules.append(timed("place-time", 3, check.firstRight(.where), scenario.placeSeconds))
    }
    if !scenario.told.isEmpty {
      rules.append(timed("dispatch-time", 4, check.firstNeeded, scenario.dispatchSeconds))
    }
    return rules
  }
}
