import CallModel
import CallProtocol
import Catalogue

/// What is taken off. Nothing here can ever give points.
extension DrillScorer {
  var deductions: [ScoreLine] {
    taboos + insults + reactions + foreignPhrases + foreignBranches + repeatedQuestions + repeatedPhrases
      + wrongDeeds + promises
      + callerTurns + entanglement + endings
  }

  private func take(_ tenths: Int, of aspect: DrillAspect, name: String, subject: Message, at line: Int64)
    -> ScoreLine
  {
    ScoreLine(
      aspect: aspect, rule: name, reason: .drillDeduction(name, subject), given: -tenths, maximum: 0,
      line: line)
  }

  private var taboos: [ScoreLine] {
    log.items.compactMap { item in
      guard case .wording(let taboo) = item.event else { return nil }
      let text = document.tabooPhrases.first { $0.identifier == taboo }?.text ?? taboo
      return take(50, of: .attitude, name: "taboo", subject: .verbatim(text), at: item.line)
    }
  }

  /// Rude, cold and cruel words of one's own, the costliest of them.
  ///
  /// What the guard finds in them is left out, for it is taken off as a taboo: by what was said, not by what
  /// stands behind it on record, so that neither pays for the other.
  private var insults: [ScoreLine] {
    let found = log.items.flatMap { item -> [ScoreLine] in
      guard case .phrase(let said) = item.event, said.phrase == nil else { return [] }
      guard case .remark(let remark) = heard(withoutTaboos(said.text)).first else { return [] }
      let costs: [(DrillAspect, Int)]
      switch remark {
      case .cruel: costs = [(.attitude, 200), (.unexpected, 100), (.overall, 100), (.mindset, 100)]
      case .insult: costs = [(.attitude, 60), (.mindset, 30)]
      case .cold: costs = [(.attitude, 40), (.mindset, 30)]
      case .calming, .coming, .wait, .advice, .noted, .nothing, .thanks, .farewell, .more, .hear, .repeat,
        .tap,
        .civility, .greeting, .question:
        return []
      }
      return costs.map {
        take($0.1, of: $0.0, name: remark.rawValue, subject: .verbatim(said.text), at: item.line)
      }
    }
    // Four lines are one cruelty, so the limit is on lines.
    return Self.costliest(12, of: found)
  }

  /// The words but for the taboos that the guard finds in them.
  private func withoutTaboos(_ text: String) -> String {
    var rest = text
    for finding in document.wordingGuard.findings(in: text).reversed() { rest.removeSubrange(finding.range) }
    return rest
  }

  /// What a trainer put in and was not met in time.
  private var reactions: [ScoreLine] {
    log.injected.compactMap { injected in
      let (limit, cost) = Self.reactions[injected.name] ?? (0, 0)
      guard cost > 0, !isMet(injected, within: Int64(limit) * 1_000) else { return nil }
      return take(
        cost, of: .unexpected, name: "reaction", subject: .drillInjected(injected.name, isTaken: true),
        at: injected.line)
    }
  }

  /// Seconds within which it must be met, and what missing it costs in tenths.
  private static let reactions: [String: (Int, Int)] = [
    "urge": (30, 20), "worse": (45, 20), "cut-off": (60, 50), "noise": (30, 10),
  ]

  private func isMet(_ injected: DrillLog.Injected, within limit: Int64) -> Bool {
    let after = log.items.filter { $0.line > injected.line && $0.at - injected.at <= limit }
    switch injected.name {
    case "urge":
      return after.contains { item in
        if case .notify(let told) = item.event { return told.purpose == .chase }
        guard case .phrase(let said) = item.event else { return false }
        return said.phrase.map { document.phrase($0)?.kind == .urging }
          ?? heard(said.text).contains { [.remark(.coming), .remark(.calming)].contains($0) }
      }
    case "worse":
      return log.heard.contains {
        $0.line > injected.line && $0.at - injected.at <= limit && $0.turn == .calmed
      }
    case "cut-off":
      return after.contains { if case .ring(let ring) = $0.event { !ring.isFromPhone } else { false } }
    default:
      return after.contains { item in
        isQuestion(item.event)
          || item.event.ownWords.map { heard($0).contains(.remark(.repeat)) } ?? false
      }
    }
  }

  /// Sentences of branches that do not apply, each once.
  private var foreignPhrases: [ScoreLine] {
    let cost: [PhraseKind: Int] = [
      .harassment: 200, .civility: 50, .urging: 50, .urgentHelp: 30, .complaint: 30,
    ]
    return document.phrases.compactMap { phrase in
      guard let tenths = cost[phrase.kind], let said = log.said(phrase.identifier) else { return nil }
      let branches = document.branches(requiring: phrase.identifier).map(\.identifier)
      if scenario.say.contains(phrase.identifier) || branches.contains(where: isAllowed) { return nil }
      // Who is urged says the sentence of urging, whoever made the caller urge.
      if phrase.kind == .urging, log.injected.contains(where: { $0.name == "urge" && $0.line < said.line }) {
        return nil
      }
      return take(
        tenths, of: .unexpected, name: "foreign-phrase", subject: text(phrase.identifier), at: said.line)
    }
  }

  /// Calming never harms; the rest must belong to the scenario.
  func isAllowed(_ branch: BranchIdentifier) -> Bool {
    branch == .anxious || scenario.branches.contains(branch) || scenario.mayBranches.contains(branch)
      || branch == .repeat && scenario.againSeconds != nil
  }

  private var foreignBranches: [ScoreLine] {
    log.branches.filter { !isAllowed($0.key) }.sorted { $0.value.line < $1.value.line }.map {
      take(30, of: .knowledge, name: "foreign-branch", subject: words.name($0.key), at: $0.value.line)
    }
  }

  /// Questions whose answer the caller has given already, as he noticed himself, at most five.
  private var repeatedQuestions: [ScoreLine] {
    let found = log.heard.filter { $0.turn == .askedAgain }.map {
      take(10, of: .skill, name: "repeat-question", subject: .verbatim(""), at: $0.line)
    }
    return Array(found.prefix(5))
  }

  /// The same sentence a third time and more, at most five.
  private var repeatedPhrases: [ScoreLine] {
    var counts: [String: Int] = [:]
    let found = log.items.compactMap { item -> ScoreLine? in
      guard case .phrase(let said) = item.event, let phrase = said.phrase else { return nil }
      counts[phrase, default: 0] += 1
      // Two elements share one question, and a call may be followed by another.
      return (counts[phrase] ?? 0) > 3
        ? take(5, of: .overall, name: "repeat-phrase", subject: text(phrase), at: item.line) : nil
    }
    return Array(found.prefix(5))
  }

  private var wrongDeeds: [ScoreLine] {
    let placed = check.notifications.first?.item.line
    let found = log.items.compactMap { wrongDeed($0, placed: placed) }
    return Self.costliest(10, of: found)
  }

  /// The costliest of what was found, in the order found: a further cheap mistake must not push a costly one
  /// out.
  private static func costliest(_ limit: Int, of found: [ScoreLine]) -> [ScoreLine] {
    let ordered = found.enumerated().sorted {
      ($0.element.given, $0.offset) < ($1.element.given, $1.offset)
    }
    return ordered.prefix(limit).sorted { $0.offset < $1.offset }.map(\.element)
  }

  /// What is wrong with one deed; `placed` is the line by which the place was known.
  private func wrongDeed(_ item: DrillLog.Item, placed: Int64?) -> ScoreLine? {
    if case .notify(let told) = item.event, told.purpose == .dispatch {
      if !check.isNeeded(told), isNeedless(told) {
        return take(
          30, of: .knowledge, name: "needless-dispatch", subject: .verbatim(told.unit), at: item.line)
      }
      let isBlind = check.isNeeded(told) && check.needsPlace && placed.map { item.line < $0 } ?? true
      return isBlind
        ? take(20, of: .skill, name: "dispatch-without-place", subject: .verbatim(told.unit), at: item.line)
        : nil
    }
    if case .refer(let given) = item.event,
      !scenario.referrals.contains(where: { isEntry($0, of: given.department) })
    {
      return take(
        20, of: .knowledge, name: "wrong-referral", subject: .verbatim(given.department), at: item.line)
    }
    if case .link(let link) = item.event, link.relation == .same, !isAllowed(.repeat) {
      return take(
        50, of: .knowledge, name: "wrong-link", subject: .verbatim(link.call.description), at: item.line)
    }
    return nil
  }

  /// Officers besides another unit do no harm; sent where nobody is needed, or in the form of nobody known,
  /// they do.
  private func isNeedless(_ told: UnitNotified) -> Bool {
    scenario.told.isEmpty || FactWords.shipped.kinds(ofUnit: told.unit).isEmpty
  }

  private func isEntry(_ name: String, of department: String) -> Bool {
    document.referrals.entry(named: name)?.department == department
  }

  private var promises: [ScoreLine] {
    openPromises.compactMap { item in
      guard case .promise(let promise) = item.event else { return nil }
      return take(
        30, of: .mindset, name: "promise-open", subject: .name(of: promise.kind.rawValue), at: item.line)
    }
  }

  /// With a harassing caller nothing is said beside greeting, civility, the sentence and a farewell.
  ///
  /// Five sentences are counted at most.
  private var entanglement: [ScoreLine] {
    guard scenario.shape == .warned else { return [] }
    let allowed: [PhraseKind] = [.greeting, .civility, .harassment, .farewell]
    let found = log.items.compactMap { item -> ScoreLine? in
      guard case .phrase(let said) = item.event else { return nil }
      let kind = said.phrase.flatMap { document.phrase($0)?.kind }
      if let kind, allowed.contains(kind) { return nil }
      return take(50, of: .mindset, name: "entangled", subject: .verbatim(said.text), at: item.line)
    }
    return Array(found.prefix(5))
  }

  /// What the caller did because of how he was treated.
  private var callerTurns: [ScoreLine] {
    log.heard.compactMap { heard in
      switch heard.turn {
      case .complaint:
        take(100, of: .attitude, name: "turned-complaint", subject: .verbatim(""), at: heard.line)
      case .gaveUp: take(100, of: .overall, name: "kept-waiting", subject: .verbatim(""), at: heard.line)
      case .urged: take(10, of: .overall, name: "silence", subject: .verbatim(""), at: heard.line)
      case .notUnderstood:
        take(5, of: .overall, name: "not-understood", subject: .verbatim(""), at: heard.line)
      case .calmed, .polite, .worse, .abandoned, .hungUp, .cutOff, .corrected, .again, .reached, .askedAgain,
        .clockJump, nil:
        nil
      }
    }
  }

  /// Hanging up on somebody who still needs help, or on a harassing caller before the sentence.
  private var endings: [ScoreLine] {
    log.items.compactMap { item in
      if case .breach(let breach) = item.event, breach.rule == .harassmentSentenceMissing {
        return take(50, of: .unexpected, name: "unwarned-hang-up", subject: .verbatim(""), at: item.line)
      }
      guard item.event == .end(.finished), !scenario.told.isEmpty,
        (check.firstMain?.line ?? .max) > item.line,
        log.items.first(where: { $0.event == .end(.finished) })?.line == item.line
      else { return nil }
      return take(100, of: .unexpected, name: "unsafe-hang-up", subject: .verbatim(""), at: item.line)
    }
  }
}
