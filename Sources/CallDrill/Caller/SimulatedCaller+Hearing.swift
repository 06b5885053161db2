import CallModel
import CallProtocol

/// What the caller makes of what is said and done.
extension SimulatedCaller {
  /// Takes in what the desk recorded.
  public mutating func hear(_ event: CallEvent, call: CallIdentifier?, at now: Int64) {
    log.append(event, call: call, at: now)
    lastHeard = now
    urges = 0
    if case .ring(let ring) = event {
      if !ring.isFromPhone, state == .reachable { state = .calledBack }
    } else if case .answer = event {
      answered(now)
    } else if case .end = event {
      ended(now)
    } else if case .talking = state {
      listen(to: event, at: now)
    }
    for cue in scenario.cues {
      guard case .on(let condition) = cue.trigger, case .talking = state else { continue }
      let check = ConditionCheck(log: log, scenario: scenario, document: document, ears: ears)
      if check.holds(condition) { play(cue, at: now) }
    }
  }

  private mutating func answered(_ now: Int64) {
    switch state {
    case .calledBack:
      isReached = true
      // Who could not speak before can now, under his breath.
      if mood == .silent { mood = .whispering }
      pending.append(.turn(.reached))
      begin(scenario.backOpening.isEmpty ? scenario.opening : scenario.backOpening, at: now)
    case .ringing:
      begin(hasCalledAgain ? scenario.againOpening : scenario.opening, at: now)
    case .waiting, .reachable, .talking, .over: break
    }
  }

  private mutating func begin(_ lines: [String], at now: Int64) {
    state = .talking(since: now)
    for (index, text) in lines.enumerated() {
      let isLast = index == lines.count - 1
      say(text, at: now, elements: isLast && !hasCalledAgain ? scenario.openingGives : [])
    }
    for element in scenario.openingGives { answersGiven[AnswerKey(owner: .element(element), parts: [])] = 1 }
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

  private mutating func listen(to event: CallEvent, at now: Int64) {
    if case .phrase(let said) = event {
      if let phrase = said.phrase.flatMap({ document.phrase($0) }) {
        react(to: phrase, at: now)
      } else {
        listen(to: said.text, at: now)
      }
    } else if case .ask(let element) = event {
      asked(element, at: now)
    } else if case .wording = event, lastScolded != now {
      // His own ears may have taken the same words for an insult already.
      scolded(now)
    }
  }

  private mutating func react(to phrase: PhraseDefinition, at now: Int64) {
    puzzled = 0
    switch phrase.kind {
    case .calming: if !calm(now), !isMute { say(line(.noted), at: now) }
    case .civility:
      guard !isPolite else { return mood == .harassing ? () : scolded(now) }
      isPolite = true
      say(line(.polite), at: now, turn: .polite)
    case .harassment: if scenario.shape != .warned { scolded(now) }
    case .urging, .urgentHelp: say(line(.acknowledged), at: now)
    case .consent: say(line(.nothing), at: now)
    case .farewell: say(line(.farewell), at: now)
    case .complaint: complaint(phrase, at: now)
    case .other: say(line(.waiting), at: now)
    case .greeting, .question, .thanks: break
    }
  }

  private mutating func complaint(_ phrase: PhraseDefinition, at now: Int64) {
    if agitation > 0 { _ = calm(now) }
    guard phrase.identifier == "complaint-fields" else { return }
    for field in ComplaintField.prescribed where scenario.complaint[field] != nil {
      tell(.field(field), parts: [], asked: [], at: now)
    }
  }

  /// Whether there was anything to calm.
  private mutating func calm(_ now: Int64) -> Bool {
    guard agitation > 0 else { return false }
    agitation = 0
    say(line(.calmed), at: now, turn: .calmed)
    return true
  }

  private mutating func scolded(_ now: Int64) {
    lastScolded = now
    scoldings += 1
    agitation = mood == .harassing ? 0 : 2
    scatteredAnswers = 0
    if scoldings == 2 {
      say(line(.complain), at: now, turn: .complaint)
    } else {
      say(line(.scolded), at: now, turn: .worse)
    }
  }

  // MARK: Own words

  private mutating func listen(to text: String, at now: Int64) {
    let acts = ears.listen(to: text)
    if acts != [.puzzled], acts != [.foreign] { puzzled = 0 }
    if isMute { return mute(acts, at: now) }
    var hasSpoken = false
    if acts.contains(.remark(.calming)) { hasSpoken = calm(now) }
    for act in acts {
      switch act {
      case .question(let question):
        hasSpoken = true
        answer(question, at: now)
      case .misheard(let question):
        hasSpoken = true
        correct(question, at: now)
      case .remark(let remark): if self.remark(remark, isSilent: hasSpoken, at: now) { hasSpoken = true }
      case .puzzled: notUnderstood(line(.puzzled), at: now)
      case .foreign: notUnderstood(line(.foreign), at: now)
      }
    }
  }

  /// The first two times cost nothing; from the third in a row on it is on record.
  private mutating func notUnderstood(_ words: String, at now: Int64) {
    puzzled += 1
    say(words, at: now, turn: puzzled >= 3 ? .notUnderstood : nil)
  }

  /// Whether he said something to it; `isSilent` when he has spoken already.
  private mutating func remark(_ remark: HearingWords.Remark, isSilent: Bool, at now: Int64) -> Bool {
    switch remark {
    case .cruel, .insult, .cold:
      scolded(now)
      return true
    case .civility where !isPolite:
      isPolite = true
      say(line(.polite), at: now, turn: .polite)
      return true
    case .repeat:
      say(lastWords.isEmpty ? scenario.opening.last ?? line(.here) : lastWords, at: now)
      return true
    case .calming, .coming, .wait, .advice, .noted, .nothing, .thanks, .farewell, .more, .hear, .tap,
      .civility,
      .greeting, .question:
      guard !isSilent else { return false }
      say(line(reply(to: remark)), at: now)
      return true
    }
  }

  private func reply(to remark: HearingWords.Remark) -> CallerWords.Line {
    switch remark {
    case .coming: .acknowledged
    case .wait: .waiting
    case .advice: .advised
    case .farewell: .farewell
    case .more: .nothing
    case .hear, .tap, .greeting: .hear
    case .calming, .noted, .nothing, .thanks, .civility, .cruel, .insult, .cold, .repeat, .question: .noted
    }
  }

  /// Whether he cannot speak: only when he is called back can he.
  var isMute: Bool { mood == .silent && !isReached }

  /// He taps for yes; everything else is breathing.
  private mutating func mute(_ acts: [CallerHearing.Act], at now: Int64) {
    let taps = acts.contains { act in
      switch act {
      case .question(let question): question.isSo == true
      case .remark(let remark): [.tap, .hear].contains(remark)
      case .misheard, .puzzled, .foreign: false
      }
    }
    say(line(taps ? .tap : .scattered), at: now)
  }

  // MARK: Answering

  /// Asked with the prescribed sentence, or noted as asked.
  private mutating func asked(_ element: ElementIdentifier, at now: Int64) {
    puzzled = 0
    if isMute { return say(line(.scattered), at: now) }
    let fields: [ElementIdentifier: ComplaintField] = [
      .what: .about, .why: .about, .when: .about, .who: .against, .where: .address, .contact: .telephone,
    ]
    let owner = KnownFacts.Owner.element(element)
    let field = fields[element].map(KnownFacts.Owner.field)
    let known =
      hearing.facts.whole[owner] != nil ? owner : field.flatMap { hearing.facts.whole[$0] == nil ? nil : $0 }
    answer(
      CallerHearing.Question(
        topic: element.rawValue, owner: known, parts: [], isSo: nil, asked: [element], isUnknown: false),
      at: now)
  }

  /// Whether he has nothing to tell now: he plays, he is beside himself, or it is not his business to know.
  private mutating func isScattered(_ now: Int64) -> Bool {
    if mood == .harassing || mood == .child || mood == .silent && hearing.facts.isEmpty {
      say(line(.scattered), at: now)
      return true
    }
    guard agitation > 0 || !isPolite, scatteredAnswers < 2 else { return false }
    scatteredAnswers += 1
    say(line(.scattered), at: now)
    return true
  }

  private mutating func answer(_ question: CallerHearing.Question, at now: Int64) {
    if isScattered(now) { return }
    guard let owner = question.owner else {
      return say(
        line(question.topic == "name" ? .name : .unknown), at: now,
        elements: question.topic == "name" ? [.contact] : [])
    }
    if question.topic == "name", question.isUnknown { return say(line(.name), at: now, elements: [.contact]) }
    let isTold = answersGiven.contains { $0.key.owner == owner && $0.value > 0 }
    if question.isUnknown, isTold { return say(line(.unsure), at: now, elements: question.asked) }
    if let isSo = question.isSo {
      let words = isSo ? line(.yes) : line(.no)
      return tell(owner, parts: question.parts, asked: question.asked, prefix: words, at: now)
    }
    tell(owner, parts: question.parts, asked: question.asked, counts: true, at: now)
  }

  /// Something was read back wrongly.
  private mutating func correct(_ question: CallerHearing.Question, at now: Int64) {
    if isScattered(now) { return }
    guard let owner = question.owner else { return }
    tell(owner, parts: question.parts, asked: question.asked, prefix: line(.no), at: now)
  }

  /// Says an answer, whole or in parts; asked the same thing again he says so, and then loses patience.
  private mutating func tell(
    _ owner: KnownFacts.Owner, parts: [Int], asked: [ElementIdentifier], prefix: String = "",
    counts: Bool = false,
    at now: Int64
  ) {
    let key = AnswerKey(owner: owner, parts: parts)
    let times = timesTold(key)
    answersGiven[key, default: 0] += 1
    let elements = Set([owner.told].compactMap { $0 } + asked.prefix(1)).sorted {
      $0.rawValue < $1.rawValue
    }
    let isAgain = counts && times > 0
    let before = isAgain ? line(times == 1 ? .again : .impatient) : prefix
    if case .element(let element) = owner, parts.isEmpty, let fact = scenario.facts[element],
      let first = fact.spokenFirst, times == 0, prefix.isEmpty
    {
      say(first, at: now, elements: elements, answers: key)
      return say(fact.spoken, at: now, elements: elements, turn: .corrected, after: 12_000)
    }
    let words = parts.isEmpty ? hearing.facts.whole[owner] ?? "" : joined(parts)
    let answer = words.isEmpty ? line(.unknown) : words
    let space = isEnglish && !before.isEmpty ? " " : ""
    say(
      before + space + answer, at: now, elements: elements, turn: isAgain ? .askedAgain : nil, answers: key)
    lastWords = answer
  }

  private func joined(_ parts: [Int]) -> String {
    let text = parts.map { hearing.facts.parts[$0].text }.joined(separator: isEnglish ? ", " : "\u{FF0C}")
    let end = isEnglish ? "." : mood == .whispering ? "\u{2026}\u{2026}" : "\u{3002}"
    return (mood == .whispering ? "\u{FF08}\u{5C0F}\u{58F0}\u{FF09}" : "") + text + end
  }
}

/// An answer he has given: of an element or a field the whole, or these parts.
struct AnswerKey: Hashable, Sendable {
  let owner: KnownFacts.Owner
  let parts: [Int]
}
