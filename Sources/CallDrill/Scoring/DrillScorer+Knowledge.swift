import CallModel
import CallProtocol
import Catalogue

extension DrillScorer {
  // MARK: Knowledge

  var knowledge: [Rule] {
    var rules = [category, level]
    let inForce = log.branches
    for branch in scenario.branches {
      let line = branch == .referral && isOnlyMisled ? nil : inForce[branch]?.line
      rules.append(
        rule(
          .knowledge, name: "branch \(branch.rawValue)", subject: words.name(branch), weight: 3, line: line))
    }
    if scenario.branches.contains(.repeat) {
      rules.append(
        rule(
          .knowledge, name: "link", subject: .verbatim(""), weight: 3,
          line: check.line(showing: .linked(.same))))
    }
    if !scenario.referrals.isEmpty {
      let given = scenario.referrals.compactMap { check.referral($0) }.first
      let name = document.referrals.entry(named: scenario.referrals[0])?.department ?? ""
      rules.append(rule(.knowledge, name: "referral", subject: .verbatim(name), weight: 4, line: given?.line))
    }
    if let words = scenario.advice.first {
      let line = check.line(showing: .advised(scenario.advice))
      rules.append(rule(.knowledge, name: "advice", subject: .verbatim(words), weight: 4, line: line))
    }
    return rules
  }

  /// Whether the caller was sent to a wrong department and to no right one: that enters the branch as well,
  /// and must not be worth more than doing nothing.
  private var isOnlyMisled: Bool {
    !scenario.referrals.isEmpty && !scenario.referrals.contains { check.referral($0) != nil }
      && log.items.contains { $0.event.kind == .refer }
  }

  private var category: Rule {
    let last = check.lastCategory
    let isRight = last.map { scenario.categories.contains($0.code) } ?? false
    let right = scenario.categories.first.flatMap { document.category(code: $0)?.name } ?? .verbatim("")
    return rule(
      .knowledge, name: "category", subject: right, weight: 4, permille: isRight ? 1_000 : 0, at: last?.line)
  }

  private var level: Rule {
    let last = check.lastLevel
    let distance = last.map { last in scenario.levels.map { abs($0 - last.level) }.min() ?? 9 } ?? 9
    let right = scenario.levels.first.map { Message.verbatim(String($0)) } ?? .verbatim("")
    return rule(
      .knowledge, name: "level", subject: right, weight: 2,
      permille: distance == 0 ? 1_000 : distance == 1 ? 500 : 0, at: last?.line)
  }

  // MARK: The unexpected

  var unexpected: [Rule] {
    scenario.traps.map { trap in
      let lines = trap.instead.map { check.line(showing: $0) }
      let fallen = trap.avoid.compactMap { check.line(showing: $0) }.first
      let isMet = !lines.contains(nil) && fallen == nil
      return rule(
        .unexpected, name: "trap \(trap.name)", subject: trap.meaning, weight: 1, permille: isMet ? 1_000 : 0,
        at: fallen ?? lines.compactMap { $0 }.last)
    }
  }

  // MARK: The whole

  var overall: [Rule] {
    var rules = [closed]
    if !scenario.facts.isEmpty {
      let asked = scenario.facts.keys.count { check.line(showing: .asked($0)) != nil }
      rules.append(
        rule(
          .overall, name: "all-asked", subject: .verbatim("\(asked)/\(scenario.facts.count)"), weight: 3,
          permille: asked * 1_000 / scenario.facts.count, at: log.lastLine))
    }
    let untold = check.untold
    for group in scenario.told {
      let told = untold.contains(group) ? nil : group.compactMap { check.notification($0) }.first
      rules.append(
        rule(.overall, name: "told \(group[0])", subject: .name(of: group[0]), weight: 4, line: told?.line))
    }
    if scenario.branches.contains(.repeat) {
      rules.append(
        rule(
          .overall, name: "told chase", subject: .name(of: "chase"), weight: 4,
          line: check.line(showing: .told("chase"))))
    }
    return rules
  }

  /// Every call answered was also ended, and the last one in the proper way: after the last words.
  var closed: Rule {
    let answered = Set(log.items.filter { $0.event.kind == .answer }.compactMap(\.call))
    let ended = log.items.filter { $0.event.kind == .end }
    let isWhole = !answered.isEmpty && answered.isSubset(of: Set(ended.compactMap(\.call)))
    let last = ended.last
    let kind: PhraseKind = scenario.shape == .warned ? .harassment : .farewell
    let own = kind == .farewell ? remarks([.farewell]).map(\.line) : []
    let lastWords =
      (document.phrases(of: kind).compactMap { log.said($0.identifier)?.line } + own).min() ?? .max
    let isFinished = last?.event == .end(.finished) && lastWords < last?.line ?? 0
    return rule(
      .overall, name: "closed", subject: .verbatim(""), weight: 3,
      permille: isWhole && isFinished ? 1_000 : 0, at: last?.line)
  }

  // MARK: The service mind

  var mindset: [Rule] {
    var rules = [recorded]
    if scenario.facts[.contact] != nil {
      rules.append(
        rule(
          .mindset, name: "reachable", subject: .verbatim(""), weight: 2,
          line: check.line(showing: .asked(.contact))))
    }
    if scenario.canBeVerified {
      rules.append(rule(.mindset, name: "verified", subject: .verbatim(""), weight: 1, line: verified))
    }
    if !scenario.referrals.isEmpty {
      let given = scenario.referrals.compactMap { check.referral($0) }.first
      rules.append(
        rule(.mindset, name: "one-time-notice", subject: .verbatim(""), weight: 3, line: given?.line))
    }
    if scenario.branches.contains(where: { [.urgent, .repeat].contains($0) }) {
      rules.append(
        rule(.mindset, name: "promise-kept", subject: .verbatim(""), weight: 3, line: promisesKept))
    }
    if scenario.branches.contains(.complaint) {
      let line = log.items.first { $0.event.kind == .promise && isReply($0.event) }?.line
      rules.append(rule(.mindset, name: "reply-promised", subject: .verbatim(""), weight: 3, line: line))
    }
    if scenario.shape == .warned { rules.append(notEntangled) }
    return rules
  }

  /// The place or the number was read back to the caller, who could confirm or correct it
  /// (NENA-STA-020.1-2020,
  /// 2.2.5.1: the call taker shall verify).
  private var verified: Int64? {
    log.items.first { item in
      guard case .phrase(let said) = item.event, said.phrase == nil else { return false }
      return heard(said.text).contains { act in
        switch act {
        case .question(let question), .misheard(let question):
          question.isSo != nil && !Set(question.asked).isDisjoint(with: [.where, .contact])
        case .remark, .puzzled, .foreign: false
        }
      }
    }?.line
  }

  private func isReply(_ event: CallEvent) -> Bool {
    if case .promise(let promise) = event { promise.kind == .complaintReply } else { false }
  }

  private var recorded: Rule {
    let isWhole = category.permille > 0 && level.permille > 0
    return rule(
      .mindset, name: "recorded", subject: .verbatim(""), weight: 1,
      line: isWhole ? check.lastLevel?.line : nil)
  }

  /// The promises of the branches were made, and each has its deed.
  private var promisesKept: Int64? {
    guard openPromises.isEmpty else { return nil }
    return log.items.last { $0.event.kind == .kept }?.line
  }

  /// Promises whose deed is missing, the answer to a complaint left out.
  var openPromises: [DrillLog.Item] {
    log.items.filter { item in
      guard case .promise(let promise) = item.event, promise.kind != .complaintReply else { return false }
      return !log.items.contains { other in
        guard other.call == item.call, case .kept(let kept) = other.event else { return false }
        return kept.number == promise.number && !isByNobodyNeeded(kept)
      }
    }
  }

  /// Whether a promise was kept by telling a department that has nothing to do with the incident.
  private func isByNobodyNeeded(_ kept: PromiseKept) -> Bool {
    guard !scenario.told.isEmpty else { return false }
    return log.items.contains { item in
      guard case .notify(let told) = item.event, told.unit == kept.deed else { return false }
      return told.purpose == .department && !check.isNeeded(told)
    }
  }

  /// A harassing call ends within a minute of its answer, after the sentence.
  private var notEntangled: Rule {
    let end = check.ended
    let took = zip([log.firstAnswer].compactMap { $0 }, [end].compactMap { $0 }).map { $1.at - $0.at }.first
    return rule(
      .mindset, name: "not-entangled", subject: .verbatim(""), weight: 3,
      permille: (took ?? .max) <= 60_000 ? 1_000 : 0, at: end?.line)
  }
}
