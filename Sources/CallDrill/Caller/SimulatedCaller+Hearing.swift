import CallModel
import CallProtocol

/// What the caller makes of what is said and done.
extension SimulatedCaller {
  /// Takes in what the desk recorded.
  public mutating func hear(_ event: CallEvent, call: CallIdentifier?, at now: Int64) {
    log.append(event, call: call, at: now)
    lastHeard = now
    urges = 0
    switch event {
    case .ring(let ring): if !ring.isFromPhone, state == .reachable { state = .calledBack }
    case .answer: answered(now)
    case .end: ended(now)
    default: if case .talking = state { listen(to: event, now) }
    }
    for cue in scenario.cues {
      guard case .on(let condition) = cue.trigger, case .talking = state else { continue }
      if ConditionCheck(log: log, scenario: scenario, document: document).holds(condition) { play(cue, now) }
    }
  }

  private mutating func answered(_ now: Int64) {
    switch state {
    case .calledBack:
      pending.append(.turn(.reached))
      begin(scenario.backOpening.isEmpty ? scenario.opening : scenario.backOpening, now)
    case .ringing:
      begin(hasCalledAgain ? scenario.againOpening : scenario.opening, now)
    default: break
    }
  }

  private mutating func begin(_ lines: [String], _ now: Int64) {
    state = .talking(since: now)
    for (index, text) in lines.enumerated() {
      let isLast = index == lines.count - 1
      say(text, now, elements: isLast && !hasCalledAgain ? scenario.openingGives : [])
    }
  }

  private mutating func ended(_ now: Int64) {
    speech = []
    if state == .reachable { return }
    if let seconds = scenario.againSeconds, !hasCalledAgain {
      hasCalledAgain = true
      pending.append(.turn(.again))
      state = .waiting(until: now + Int64(seconds) * 1_000)
    } else if state != .over {
      state = .over
      pending.append(.over)
    }
  }

  /// The trainee gives the drill up, or the trainer ends it.
  public mutating func stop() {
    state = .over
    speech = []
  }

  private mutating func listen(to event: CallEvent, _ now: Int64) {
    switch event {
    case .phrase(let said):
      if let phrase = said.phrase.flatMap({ document.phrase($0) }) {
        react(to: phrase, now)
      } else {
        for target in words.targets(in: said.text) { answer(target, now) }
      }
    case .ask(let element): answer(.element(element), now)
    case .wording: scolded(now)
    default: break
    }
  }

  private mutating func react(to phrase: PhraseDefinition, _ now: Int64) {
    switch phrase.kind {
    case .calming: calm(now)
    case .civility:
      guard !isPolite else { return scenario.mood == .harassing ? () : scolded(now) }
      isPolite = true
      say(line(.polite), now, turn: .polite)
    case .harassment: if scenario.shape != .warned { scolded(now) }
    case .urging, .urgentHelp: say(line(.acknowledged), now)
    case .consent: say(line(.nothing), now)
    case .farewell: say(line(.farewell), now)
    case .complaint: complaint(phrase, now)
    case .greeting, .question, .thanks, .other: break
    }
  }

  private mutating func complaint(_ phrase: PhraseDefinition, _ now: Int64) {
    if agitation > 0 { calm(now) }
    guard phrase.identifier == "complaint-fields" else { return }
    for field in ComplaintField.prescribed { answer(.field(field), now) }
  }

  private mutating func calm(_ now: Int64) {
    guard agitation > 0 else { return }
    agitation = 0
    say(line(.calmed), now, turn: .calmed)
  }

  private mutating func scolded(_ now: Int64) {
    scoldings += 1
    agitation = scenario.mood == .harassing ? 0 : 2
    scatteredAnswers = 0
    if scoldings == 2 {
      say(line(.complain), now, turn: .complaint)
    } else {
      say(line(.scolded), now, turn: .worse)
    }
  }

  // MARK: Answering

  private mutating func answer(_ target: CallerWords.Target, _ now: Int64) {
    if scenario.mood == .harassing || scenario.mood == .silent && scenario.facts.isEmpty {
      return say(line(.scattered), now)
    }
    if (agitation > 0 || !isPolite) && scatteredAnswers < 2 {
      scatteredAnswers += 1
      return say(line(.scattered), now)
    }
    switch target {
    case .element(let element): answer(element, now)
    case .field(let field):
      let fact = scenario.complaint[field]
      if let spoken = fact?.spoken, !spoken.isEmpty { return say(spoken, now) }
      if field == .telephone, scenario.complaint.isEmpty { return answer(.contact, now) }
      say(line(.unknown), now)
    }
  }

  private mutating func answer(_ element: ElementIdentifier, _ now: Int64) {
    guard let fact = scenario.facts[element] else { return say(line(.unknown), now) }
    let spoken = fact.spoken.isEmpty ? line(.unknown) : fact.spoken
    guard let first = fact.spokenFirst, !told.contains(element) else {
      return say(spoken, now, elements: [element])
    }
    say(first, now, elements: [element])
    say(spoken, now, elements: [element], turn: .corrected, after: 12_000)
  }
}
