import CallConsole
import CallDrill
import CallModel
import CallProtocol
import Catalogue
import PlainText

/// A drill without files: a real desk, the simulated caller, and a log in memory, on a clock that only the
/// script moves.
///
/// What `drill check` tries a scenario with. A class because it is the desk's sink.
final class DrillRehearsal: RecordSink {
  /// A Sunday noon, the same for every rehearsal.
  private static let noon = WallInstant(milliseconds: 1_795_309_200_000)

  let scenario: DrillScenario
  let clock = DrillClock(start: DrillRehearsal.noon)
  private let document: ProtocolDocument
  private(set) var caller: SimulatedCaller
  private(set) var lines: [DrillLogLine] = []
  /// The deeds at the desk, as a live journal has them.
  private(set) var events: [Noted<RecordedEvent>] = []
  private(set) var transcript: [String] = []
  private var desk: CallDesk?
  private var time: Int64 { clock.now().monotonic }

  /// A rehearsal of `scenario` by a trainee with this number; `pacePercent` as in `SimulatedCaller`.
  init(
    _ scenario: DrillScenario, document: ProtocolDocument, trainee: OperatorIdentifier,
    seat: SeatIdentifier, pacePercent: Int64 = 100
  ) {
    self.scenario = scenario
    self.document = document
    caller = SimulatedCaller(
      scenario, document: document, start: 0, pause: 3_000, pacePercent: pacePercent)
    let session = CallSession(
      document: document, seat: seat, personnel: trainee,
      numbers: CallNumbers(knownFrom: clock.now().wall.date), isDrill: true,
      deadline: DrillOpening.deadline(scenario, by: document))
    var desk = CallDesk(session: session, language: .chinese, sink: self, clock: clock)
    for noted in EarlierCalls(scenario.earlier, before: clock.now().wall).events { desk.learn(noted) }
    self.desk = desk
  }

  /// Keeps what the desk records in the log.
  func record(_ events: [Noted<CallEvent>], of call: CallIdentifier, record: CallRecord) -> Acknowledgement {
    self.events += events.map {
      Noted(.call($0.event), call: call, at: $0.at, personnel: $0.personnel)
    }
    for event in events {
      // What the desk encodes can be parsed; a payload that cannot is empty, and its deed scores nothing.
      let payload =
        (try? JSONReader.parse(event.event.payload(offsetMilliseconds: event.offsetMilliseconds))) ?? .null
      add(event.event.kind.rawValue, payload: payload, of: call)
    }
    return .recorded
  }

  /// Deeds of the call-back list are no deeds of the drill.
  func record(_ event: CallbackEvent) -> Acknowledgement { .recorded }

  private func add(_ kind: String, payload: JSONValue, of call: CallIdentifier?) {
    lines.append(
      DrillLogLine(
        number: Int64(lines.count + 1), milliseconds: time, call: call, kind: kind, payload: payload))
  }

  /// Carries a script out.
  @discardableResult
  func run(_ script: [String]) -> DrillRehearsal {
    for text in script where !text.hasPrefix("#") && !text.isEmpty {
      switch DrillStep(text) {
      case .advance(let time): advance(time)
      case .untilRing: advance(until: { self.caller.isRinging })
      case .untilQuiet: advance(until: { self.caller.isQuiet })
      case .untilGone: advance(until: { !self.caller.isOnLine })
      case .line(let line):
        advance(1_000)
        execute(line)
      case nil: transcript.append("? \(text)")
      }
    }
    return self
  }

  /// Types a line at the desk.
  func execute(_ line: String) {
    guard let effects = desk?.execute(line) else { return }
    transcript.append("> \(line)")
    show(effects)
    hear(effects)
  }

  /// Presses a key at the desk.
  func press(_ key: ConsoleKey) {
    guard let effects = desk?.press(key) else { return }
    transcript.append("> \(key)")
    show(effects)
    hear(effects)
  }

  /// Puts in what a trainer would.
  func inject(_ injection: DrillInjection) {
    let isTaken = caller.inject(injection, at: time)
    add(DrillKind.inject.rawValue, payload: DrillPayload.injected(injection, isTaken: isTaken), of: call)
  }

  private func show(_ effects: [DeskEffect]) {
    transcript += effects.map { "  \($0.kind.rawValue) \($0.message.chinese)" }
  }

  private func hear(_ effects: [DeskEffect]) {
    for effect in effects {
      if let event = effect.event { caller.hear(event.event.event, call: event.call, at: time) }
    }
  }

  private func advance(_ time: Int64) {
    var rest = time
    while rest > 0 {
      clock.advance(milliseconds: min(rest, 100))
      rest -= 100
      poll()
    }
  }

  private func advance(until condition: () -> Bool) {
    for _ in 0..<1_500 where !condition() { advance(100) }
  }

  private func poll() {
    for act in caller.poll(at: time) {
      switch act {
      case .ring(let number): take(.ringing(RingSeen(number: number, isFromPhone: true)))
      case .stopRinging: take(.stopped(.abandoned))
      case .speak(let words, let elements):
        transcript.append("  caller: \(words)")
        add(DrillKind.said.rawValue, payload: DrillPayload.said(words, of: elements), of: call)
      case .turn(let turn): add(DrillKind.turn.rawValue, payload: DrillPayload.turn(turn), of: call)
      case .hangUp: take(.callerHungUp)
      case .over: break
      }
    }
  }

  private func take(_ news: LineNews) {
    show(desk?.take(news) ?? [])
  }

  /// The call on the desk.
  var call: CallIdentifier? { desk?.record?.id }

  /// The score of what was done so far.
  var sheet: ScoreSheet {
    DrillScorer(scenario, document: document, log: DrillLog(lines), ears: caller.ears).sheet
  }
}
