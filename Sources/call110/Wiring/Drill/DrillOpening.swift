import CallArchive
import CallConsole
import CallDrill
import CallJournal
import CallModel
import CallProtocol
import Catalogue
import ConsoleJournal

/// Everything a drill needs before the phone rings.
///
/// Its records go to the drill room only; an old drill is never resumed.
struct DrillOpening {
  /// What was asked for.
  struct Order {
    let scenario: DrillScenario
    let trainee: OperatorIdentifier
    let seat: SeatIdentifier
    let seed: UInt64
    let pacePercent: Int64
    let contest: (name: String, blind: Int)?
    let speech: Speech?
  }

  let order: Order
  let desk: CallDesk
  let line: DrillLine
  let writer: JournalWriter
  let clock: DrillClock
  let start: DrillStart

  init(_ order: Order, clock: DrillClock, logs: String, document: ProtocolDocument, language: UserLanguage)
    throws
  {
    self.order = order
    self.clock = clock
    writer = try JournalWriter(
      logs: logs, room: .drill, seat: order.seat, operatorOnDuty: order.trainee, clock: clock.forJournal)
    let reader = JournalReader(logs: logs)
    let now = clock.now()
    let past = SeatPast(reader: reader, seat: order.seat, room: .drill, today: now.wall.date)
    let numbers = writer.callNumbers()
    let session = CallSession(
      document: document, seat: order.seat, personnel: order.trainee, numbers: numbers, isDrill: true,
      deadline: Self.deadline(order.scenario, by: document))
    var desk = CallDesk(
      session: session, language: language, sink: JournalSink(writer, logs: logs), clock: clock,
      answeredToday: past.answeredToday)
    for noted in EarlierCalls(order.scenario.earlier, before: now.wall).events { desk.learn(noted) }
    self.desk = desk
    let number = numbers.next(for: order.seat, at: now.wall) { [writer] in writer.keeps($0) }
    // When the day's numbers are used up the number itself says why it is refused.
    let drill =
      try number
      ?? CallIdentifier(date: now.wall.date, seat: order.seat, number: numbers.next(at: now.wall))
    start = DrillStart(
      drill: drill, trainee: order.trainee, scenario: order.scenario, seed: order.seed,
      pacePercent: order.pacePercent, contest: order.contest, protocolDigest: document.digest,
      isScripted: clock.isSimulated)
    let caller = SimulatedCaller(
      order.scenario, document: document, start: now.monotonic, pause: Self.pause(order, at: now),
      pacePercent: order.pacePercent)
    let trainer = clock.isSimulated ? nil : TrainerFeed(reader: reader, seat: order.seat, at: now)
    line = DrillLine(
      caller: caller, writer: writer, drill: drill, start: now, trainer: trainer, speech: order.speech)
    try writer.append([JournalDraft(call: drill, kind: DrillKind.start.rawValue, payload: start.payload)])
  }

  /// Two to eight seconds; the same for the same seed.
  private static func pause(_ order: Order, at now: Moment) -> Int64 {
    let seed = order.seed == 0 ? UInt64(bitPattern: now.monotonic) : order.seed
    var random = SeededChoice(seed: seed, salt: "pause")
    return 2_000 + Int64(random.below(6_000))
  }

  /// By when complaints of the scenario must be answered: counted from the day it counts as received.
  static func deadline(
    _ scenario: DrillScenario, by document: ProtocolDocument
  ) -> @Sendable (CivilDate) -> ComplaintOpened {
    let days = document.complaintReplyWorkingDays
    let received = scenario.received
    return { day in
      let due = ReplyDeadline(receivedAt: WallInstant(date: received ?? day), workingDays: days)
      return ComplaintOpened(due: due.dueDate, counted: due.countedDays, isProvisional: due.isProvisional)
    }
  }

  /// What the trainee is told before the phone rings.
  var effects: [DeskEffect] {
    [DeskEffect(.notice, message: .drillWaiting)]
      + (order.scenario.received.map { [DeskEffect(.notice, message: .drillReceived($0.description))] } ?? [])
  }

  /// Writes down how the drill ended and gives it as it is on record.
  func finish(logs: String, document: ProtocolDocument) -> DrillRun? {
    line.silence()
    let archive = DrillArchive(logs: logs)
    let isWhole = line.caller.mayEnd && archive.run(start.drill)?.hasOpenCall == false
    let outcome: DrillOutcome = line.hasJumped ? .clockJump : isWhole ? .finished : .unfinished
    let score = archive.run(start.drill)?.sheet(document)?.total
    // A drill whose end cannot be written has no score: it shows as unfinished, which is the truth.
    _ = try? writer.append([
      JournalDraft(
        call: start.drill, kind: DrillKind.end.rawValue,
        payload: outcome.payload(drill: start.drill, score: score))
    ])
    writer.close()
    return archive.run(start.drill)
  }
}
