import CallModel
import CallProtocol
import Catalogue

/// What is taken off. Nothing here can ever give points.
extension DrillScorer {
  var deductions: [ScoreLine] {
    taboos + foreignPhrases + foreignBranches + repeatedQuestions + repeatedPhrases + wrongDeeds + promises
      + callerTurns + entanglement + endings
  }

  private func take(_ tenths: Int, _ aspect: DrillAspect, _ name: String, _ subject: Message, _ line: Int64)
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
      return take(50, .attitude, "taboo", .verbatim(text), item.line)
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
      return take(tenths, .unexpected, "foreign-phrase", .verbatim(phrase.text), said.line)
    }
  }

  /// Calming never harms; the rest must belong to the scenario.
  func isAllowed(_ branch: BranchIdentifier) -> Bool {
    branch == .anxious || scenario.branches.contains(branch) || scenario.mayBranches.contains(branch)
      || branch == .repeat && scenario.againSeconds != nil
  }

  private var foreignBranches: [ScoreLine] {
    log.branches.filter { !isAllowed($0.key) }.sorted { $0.value.line < $1.value.line }.map {
      take(30, .knowledge, "foreign-branch", words.name($0.key), $0.value.line)
    }
  }

  /// Questions whose answer the caller has given already, at most five.
  private var repeatedQuestions: [ScoreLine] {
    let words = CallerWords.shipped
    var found: [ScoreLine] = []
    for item in log.items {
      let elements: [ElementIdentifier]
      switch item.event {
      case .ask(let element): elements = [element]
      case .phrase(let said) where said.phrase == nil:
        elements = words.targets(in: said.text).compactMap {
          if case .element(let element) = $0 { element } else { nil }
        }
      default: continue
      }
      for element in elements where isKnown(element, before: item) {
        found.append(take(10, .skill, "repeat-question", self.words.name(element), item.line))
      }
    }
    return Array(found.prefix(5))
  }

  private func isKnown(_ element: ElementIdentifier, before item: DrillLog.Item) -> Bool {
    log.heard.contains { $0.line < item.line && $0.elements.contains(element) }
      || log.items.contains { other in
        guard other.line < item.line, case .element(let answer) = other.event else { return false }
        return answer.element == element && answer.state.isSettled
      }
  }

  /// The same sentence a third time and more, at most five.
  private var repeatedPhrases: [ScoreLine] {
    var counts: [String: Int] = [:]
    let found = log.items.compactMap { item -> ScoreLine? in
      guard case .phrase(let said) = item.event, let phrase = said.phrase else { return nil }
      counts[phrase, default: 0] += 1
      // Two elements share one question, and a call may be followed by another.
      return (counts[phrase] ?? 0) > 3 ? take(5, .overall, "repeat-phrase", text(phrase), item.line) : nil
    }
    return Array(found.prefix(5))
  }

  private var wrongDeeds: [ScoreLine] {
    let placed = check.notifications.first?.item.line
    var found: [ScoreLine] = []
    for item in log.items {
      switch item.event {
      case .notify(let told) where told.purpose == .dispatch:
        if !check.isNeeded(told) {
          found.append(take(30, .knowledge, "needless-dispatch", .verbatim(told.unit), item.line))
        } else if check.needsPlace, placed.map({ item.line < $0 }) ?? true {
          found.append(take(20, .skill, "dispatch-without-place", .verbatim(told.unit), item.line))
        }
      case .refer(let given) where !scenario.referrals.contains { isEntry($0, given.department) }:
        found.append(take(20, .knowledge, "wrong-referral", .verbatim(given.department), item.line))
      case .link(let link) where link.relation == .same && !isAllowed(.repeat):
        found.append(take(50, .knowledge, "wrong-link", .verbatim(link.call.description), item.line))
      default: break
      }
    }
    // The costliest ten: a further cheap mistake must not push a costly one out.
    let costliest = found.enumerated().sorted {
      ($0.element.given, $0.offset) < ($1.element.given, $1.offset)
    }
    return costliest.prefix(10).sorted { $0.offset < $1.offset }.map(\.element)
  }

  private func isEntry(_ name: String, _ department: String) -> Bool {
    document.referrals.entry(named: name)?.department == department
  }

  private var promises: [ScoreLine] {
    openPromises.compactMap { item in
      guard case .promise(let promise) = item.event else { return nil }
      return take(30, .mindset, "promise-open", .name(of: promise.kind.rawValue), item.line)
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
      return take(50, .mindset, "entangled", .verbatim(said.text), item.line)
    }
    return Array(found.prefix(5))
  }

  /// What the caller did because of how he was treated.
  private var callerTurns: [ScoreLine] {
    log.heard.compactMap { heard in
      switch heard.turn {
      case .complaint: take(100, .attitude, "turned-complaint", .verbatim(""), heard.line)
      case .gaveUp: take(100, .overall, "kept-waiting", .verbatim(""), heard.line)
      case .urged: take(10, .overall, "silence", .verbatim(""), heard.line)
      default: nil
      }
    }
  }

  /// Hanging up on somebody who still needs help, or on a harassing caller before the sentence.
  private var endings: [ScoreLine] {
    log.items.compactMap { item in
      if case .breach(let breach) = item.event, breach.rule == .harassmentSentenceMissing {
        return take(50, .unexpected, "unwarned-hang-up", .verbatim(""), item.line)
      }
      guard item.event == .end(.finished), !scenario.told.isEmpty,
        !check.notifications.contains(where: { $0.item.line < item.line && check.isNeeded($0.told) }),
        log.items.first(where: { $0.event == .end(.finished) })?.line == item.line
      else { return nil }
      return take(100, .unexpected, "unsafe-hang-up", .verbatim(""), item.line)
    }
  }
}
