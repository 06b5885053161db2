import CallModel
import CallProtocol
import PlainText

/// The caller of a drill: a small machine over a scenario.
///
/// The same inputs at the same times give the same acts.
///
/// Times are milliseconds of one monotonic clock. It never looks at what the trainee types, only at what the
/// desk recorded as said, asked and done.
public struct SimulatedCaller: Sendable {
  enum State: Hashable, Sendable {
    case waiting(until: Int64)
    case ringing(since: Int64)
    /// The line is dead and the caller can be called back.
    case reachable
    /// The operator calls back.
    case calledBack
    case talking(since: Int64)
    case over
  }

  struct Speech: Sendable {
    let due: Int64
    let words: String
    let elements: [ElementIdentifier]
    var turn: CallerTurn?
    /// What it answers, when it answers something.
    var answers: AnswerKey?
  }

  /// Whom he plays, and what he knows.
  public let scenario: DrillScenario
  /// Divides the caller's pauses: 2 is twice as fast; in percent.
  public let pacePercent: Int64
  let document: ProtocolDocument
  let words = CallerWords.shipped
  /// His ears, for who scores him.
  public internal(set) var ears: CallerEars
  var hearing: CallerHearing { ears.hearing }
  var state: State
  var speech: [Speech] = []
  var log = DrillLog()
  var pending: [CallerAct] = []
  var lastHeard: Int64 = 0
  var urges = 0
  var agitation: Int
  var scoldings = 0
  var isPolite: Bool
  var scatteredAnswers = 0
  var lineNumber = 0
  var hasCalledAgain = false
  var isFirstCall = true
  var cuesDone: Set<String> = []
  /// How he is now; a scenario may put somebody else on the line.
  var mood: CallerMood
  /// How often he has given which answer.
  var answersGiven: [AnswerKey: Int] = [:]
  /// What he told last, for who did not hear it.
  var lastWords = ""
  /// Questions in a row that he did not understand.
  var puzzled = 0
  var lastScolded: Int64 = .min
  /// Whether he was called back and answered.
  var isReached = false
  var noiseLines = 0

  /// A caller who rings `pause` milliseconds after `start`.
  public init(
    _ scenario: DrillScenario, document: ProtocolDocument, start: Int64, pause: Int64,
    pacePercent: Int64 = 100
  ) {
    self.scenario = scenario
    self.document = document
    self.pacePercent = min(1_000, max(10, pacePercent))
    ears = CallerEars(scenario)
    mood = scenario.mood
    state = .waiting(until: start + pause)
    agitation = scenario.mood.isScattered ? 2 : 0
    isPolite = scenario.mood != .rude
  }

  /// Whether the drill may end here: nothing more will come, or the caller is gone and was not called back.
  public var mayEnd: Bool { state == .over || state == .reachable }

  /// Whether nothing more will come.
  public var isOver: Bool { state == .over }

  /// Whether the phone rings, or words are still to come.
  public var isQuiet: Bool { speech.isEmpty && pending.isEmpty }

  /// Whether the caller's phone rings at the desk.
  public var isRinging: Bool { if case .ringing = state { true } else { false } }

  /// Whether the caller is on the line or on his way there.
  public var isOnLine: Bool { state != .reachable && state != .over }

  /// How he sounds now.
  public var voice: CallerVoice {
    switch mood {
    case .whispering, .silent: .whisper
    case .child: .child
    case .calm, .anxious, .confused, .drunk, .rude, .harassing, .foreign: scenario.voice
    }
  }

  var isEnglish: Bool { scenario.language == "english" }

  /// What has come due.
  public mutating func poll(at now: Int64) -> [CallerAct] {
    var acts = pending
    pending = []
    switch state {
    case .waiting(let until): if now >= until { acts.append(ring(now)) }
    case .ringing(let since):
      let limit: Int64 = scenario.shape == .abandoned ? 2_000 : Int64(scenario.ringSeconds) * 1_000
      if now - since >= limit {
        state = .reachable
        acts += [.turn(.abandoned), .stopRinging]
      }
    case .talking(let since): acts += talk(since: since, at: now)
    case .reachable, .calledBack, .over: break
    }
    return acts
  }

  private mutating func ring(_ now: Int64) -> CallerAct {
    state = .ringing(since: now)
    return .ring(scenario.number)
  }

  private mutating func talk(since: Int64, at now: Int64) -> [CallerAct] {
    for cue in scenario.cues {
      if case .after(let delay) = cue.trigger, now - since >= delay { play(cue, at: now) }
    }
    var acts: [CallerAct] = []
    while let next = speech.first, next.due <= now {
      speech.removeFirst()
      if let turn = next.turn { acts.append(.turn(turn)) }
      if !next.words.isEmpty { acts.append(spoken(next)) }
      if next.turn == .hungUp || next.turn == .cutOff || next.turn == .gaveUp {
        acts.append(.hangUp)
        goneFromLine()
        return acts
      }
    }
    if speech.isEmpty { wait(now) }
    return acts
  }

  /// Kept waiting, he asks whether anybody is there; kept waiting longer, he hangs up.
  private mutating func wait(_ now: Int64) {
    let patience = Int64(scenario.patienceSeconds) * 1_000
    guard now - lastHeard >= patience * Int64(urges + 1), mood != .silent else { return }
    urges += 1
    if urges >= 2 {
      say(line(.gone), at: now, turn: .gaveUp)
    } else {
      say(line(.here), at: now, turn: .urged)
    }
  }

  private mutating func goneFromLine() {
    speech = []
    state = .reachable
  }

  // MARK: Speaking

  func line(_ line: CallerWords.Line) -> String {
    words.line(line, mood: mood, isEnglish: isEnglish, number: lineNumber) ?? "\u{2026}"
  }

  /// Puts words behind those still to come; reading time grows with their length.
  mutating func say(
    _ text: String, at now: Int64, elements: [ElementIdentifier] = [], turn: CallerTurn? = nil,
    answers: AnswerKey? = nil, after delay: Int64 = 0
  ) {
    lineNumber += 1
    let pause = (700 + delay + Int64(text.count) * 25) * 100 / pacePercent
    let start = delay > 0 ? now : max(now, speech.last?.due ?? now)
    speech.append(Speech(due: start + pause, words: text, elements: elements, turn: turn, answers: answers))
    // Stable by hand: a line said later may be due earlier than a correction.
    speech = speech.enumerated().sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }
      .map(\.element)
  }

  /// Words broken by noise tell nothing: asking for them again is no needless question.
  private mutating func spoken(_ speech: Speech) -> CallerAct {
    guard noiseLines > 0 else { return .speak(speech.words, elements: speech.elements) }
    noiseLines -= 1
    if let key = speech.answers { answersGiven[key, default: 1] -= 1 }
    let broken = speech.words.enumerated().map { $0.offset % 3 == 1 ? "\u{2026}" : $0.element }
    return .speak(String(broken), elements: [])
  }

  /// How often he has given this answer so that it could be heard, words still to come included.
  func timesTold(_ key: AnswerKey) -> Int {
    let broken = speech.prefix(noiseLines).count { $0.answers == key }
    return (answersGiven[key] ?? 0) - broken
  }

  mutating func play(_ cue: DrillCue, at now: Int64) {
    guard cuesDone.insert(cue.name).inserted else { return }
    switch cue.deed {
    case .calmDown: agitation = 0
    case .getWorse: agitation = 2
    case .hangUp, .cutOff, nil: break
    }
    mood = cue.becomes ?? mood
    let turn: CallerTurn? = cue.deed == .hangUp ? .hungUp : cue.deed == .cutOff ? .cutOff : nil
    if turn != nil { speech = [] }
    if !cue.words.isEmpty || turn != nil { say(cue.words, at: now, elements: cue.gives, turn: turn) }
  }
}

/// What a trainer puts in while a drill runs.
extension SimulatedCaller {
  /// Puts it in; false when it makes no sense now.
  public mutating func inject(_ injection: DrillInjection, at now: Int64) -> Bool {
    guard case .talking = state else { return false }
    switch injection {
    case .noise: noiseLines += 3
    case .cutOff: say("", at: now, turn: .cutOff)
    case .urge: say(line(.urging), at: now)
    case .worse:
      agitation = 2
      scatteredAnswers = 0
      say(line(.scattered), at: now)
    case .say(let words): say(words, at: now)
    case .secondCaller: break
    }
    return true
  }
}
