import CallConsole
import CallDrill
import CallModel
import CallProtocol
import Catalogue
import PlainText
import Synchronization

/// A drill without files: a real desk, the simulated caller, and a log in memory, on a clock that only the
/// script moves.
///
/// A class because it is the desk's sink.
final class DrillHarness: RecordSink {
  static let document: ProtocolDocument = {
    guard let document = ProtocolReader.readShipped().document else { preconditionFailure("no protocol") }
    return document
  }()
  static let scenarios = ShippedDrills.read(document).scenarios

  final class Clock: ConsoleClock {
    let milliseconds = Mutex<Int64>(0)
    var time: Int64 { milliseconds.withLock { $0 } }
    func now() -> Moment {
      Moment(wall: WallInstant(milliseconds: 1_795_309_200_000 + time), monotonic: time)
    }
  }

  let scenario: DrillScenario
  let clock = Clock()
  private(set) var caller: SimulatedCaller
  private(set) var lines: [DrillLogLine] = []
  private(set) var transcript: [String] = []
  private var desk: CallDesk?

  init(_ scenario: DrillScenario, pacePercent: Int64 = 100) {
    self.scenario = scenario
    let document = Self.document
    caller = SimulatedCaller(
      scenario, document: document, start: 0, pause: 3_000, pacePercent: pacePercent)
    guard let seat = try? SeatIdentifier("drill"), let personnel = try? OperatorIdentifier("041207") else {
      preconditionFailure("identifiers")
    }
    let received = scenario.received
    let session = CallSession(
      document: document, seat: seat, personnel: personnel, lastCall: nil,
      deadline: { day in
        let due = ReplyDeadline(receivedAt: WallInstant(date: received ?? day), workingDays: 3)
        return ComplaintOpened(due: due.dueDate, counted: due.countedDays, isProvisional: due.isProvisional)
      })
    var desk = CallDesk(session: session, language: .chinese, sink: self, clock: clock)
    for noted in EarlierCalls(scenario.earlier, before: clock.now().wall).events { desk.learn(noted) }
    self.desk = desk
  }

  func record(_ events: [Noted<CallEvent>], of call: CallIdentifier, record: CallRecord) -> Acknowledgement {
    for event in events {
      let payload =
        (try? JSONReader.parse(event.event.payload(offsetMilliseconds: event.offsetMilliseconds))) ?? .null
      add(event.event.kind.rawValue, payload, call)
    }
    return .recorded
  }

  func record(_ event: CallbackEvent) -> Acknowledgement { .recorded }

  private func add(_ kind: String, _ payload: JSONValue, _ call: CallIdentifier?) {
    lines.append(
      DrillLogLine(
        number: Int64(lines.count + 1), milliseconds: clock.time, call: call, kind: kind, payload: payload))
  }

  /// Carries a script out.
  @discardableResult func run(_ script: [String]) -> DrillHarness {
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

  func execute(_ line: String) {
    guard let effects = desk?.execute(line) else { return }
    transcript.append("> \(line)")
    show(effects)
    hear(effects)
  }

  func press(_ key: ConsoleKey) {
    guard let effects = desk?.press(key) else { return }
    transcript.append("> \(key)")
    show(effects)
    hear(effects)
  }

  private func show(_ effects: [DeskEffect]) {
    transcript += effects.map { "  \($0.kind.rawValue) \($0.message.chinese)" }
  }

  private func hear(_ effects: [DeskEffect]) {
    for effect in effects {
      if let event = effect.event { caller.hear(event.event.event, call: event.call, at: clock.time) }
    }
  }

  private func advance(_ time: Int64) {
    var rest = time
    while rest > 0 {
      clock.milliseconds.withLock { $0 += min(rest, 100) }
      rest -= 100
      poll()
    }
  }

  private func advance(until condition: () -> Bool) {
    for _ in 0..<1_500 where !condition() { advance(100) }
  }

  private func poll() {
    for act in caller.poll(at: clock.time) {
      switch act {
      case .ring(let number): take(.ringing(RingSeen(number: number, isFromPhone: true)))
      case .stopRinging: take(.stopped(.abandoned))
      case .speak(let words, let elements):
        transcript.append("  caller: \(words)")
        add(DrillKind.said.rawValue, DrillPayload.said(words, elements), desk?.record?.id)
      case .turn(let turn): add(DrillKind.turn.rawValue, DrillPayload.turn(turn), desk?.record?.id)
      case .hangUp: take(.callerHungUp)
      case .over: break
      }
    }
  }

  private func take(_ news: LineNews) {
    show(desk?.take(news) ?? [])
  }

  /// The line that begins a drill of the scenario.
  var start: DrillLogLine? {
    guard let call = desk?.record?.id, let trainee = try? OperatorIdentifier("041207") else { return nil }
    let start = DrillStart(drill: call, trainee: trainee, scenario: scenario, seed: 0, pacePercent: 100)
    guard let payload = try? JSONReader.parse(start.payload) else { return nil }
    return DrillLogLine(
      number: 1, milliseconds: 0, call: call, kind: DrillKind.start.rawValue, payload: payload)
  }

  var sheet: ScoreSheet {
    DrillScorer(scenario, document: Self.document, log: DrillLog(lines), ears: caller.ears).sheet
  }

  /// What was lost, for a failing test.
  var losses: String {
    sheet.lines.filter { $0.lost != 0 }.map { "\($0.rule) \(-$0.lost) \($0.reason.chinese)" }
      .joined(separator: "\n") + "\n" + transcript.joined(separator: "\n")
  }
}
