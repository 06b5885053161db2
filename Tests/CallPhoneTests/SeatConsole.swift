import CallConsole
import CallJournal
import CallModel
import CallPhone
import CallProtocol
import Catalogue
import ConsoleJournal
import Foundation
import PhoneJournal
import PlainText
import TestSupport
import Testing

@testable import call110

/// One seat's console without a screen: the telephone's lines, the desk and the seat's journal.
struct SeatConsole {
  struct Clock: ConsoleClock {
    let clock: TestClock
    func now() -> Moment {
      Moment(
        wall: WallInstant(milliseconds: clock.milliseconds), monotonic: clock.monotonicMilliseconds + 60_000)
    }
  }

  /// The journal's clock that goes with a test's.
  static func times(_ clock: TestClock) -> JournalClock {
    JournalClock(
      now: { WallInstant(milliseconds: clock.milliseconds) },
      monotonicMilliseconds: { clock.monotonicMilliseconds })
  }

  let phone: String
  let number: Int
  private let follower: PhoneFollower
  private(set) var desk: CallDesk
  private let writer: JournalWriter
  private var callers: CallerRecorder

  /// Opens the console of seat `number` with this phone, as `call110 console` does: with the seat's past.
  init(_ phone: String, number: Int, logs: String, clock: TestClock) throws {
    let document = try #require(ProtocolReader.readShipped().document)
    let (seat, personnel) = (try SeatIdentifier("0\(number)"), try OperatorIdentifier("04120\(number)"))
    self.phone = phone
    self.number = number
    writer = try Self.writer(logs, seat, personnel, clock)
    let past = SeatPast(
      reader: JournalReader(logs: logs), seat: seat, room: .live,
      today: WallInstant(milliseconds: clock.milliseconds).date)
    let session = CallSession(
      document: document, seat: seat, personnel: personnel, numbers: writer.callNumbers(),
      deadline: { ComplaintOpened(ReplyDeadline(receivedAt: WallInstant(date: $0))) })
    desk = CallDesk(
      session: session, language: .english, sink: JournalSink(writer, logs: logs), clock: Clock(clock: clock))
    for closed in [past.lastSpokenTo, past.lastClosed].compactMap({ $0 }) { desk.remember(closed: closed) }
    desk.closedBefore = past.closedPhoneCalls
    desk.pastCalls = SeatPastCalls(logs: logs, seat: seat)
    for open in past.openCalls { _ = desk.resume(open) }
    follower = PhoneFollower(
      logs: logs, seats: [phone], limit: RingLimit(), closed: Set(past.closedPhoneCalls.keys))
    let grace = 5_000 + Int64(number) * 1_000
    callers = CallerRecorder(logs: logs, source: nil, grace: grace, clock: Self.times(clock)) {
      Issue.record($0)
    }
  }

  /// The seat's writer; a program another test starts meanwhile holds the lock until it runs.
  private static func writer(
    _ logs: String, _ seat: SeatIdentifier, _ personnel: OperatorIdentifier, _ clock: TestClock
  ) throws -> JournalWriter {
    for _ in 1...200 {
      do {
        return try JournalWriter(
          logs: logs, room: .live, seat: seat, operatorOnDuty: personnel, clock: times(clock))
      } catch JournalOpenFault.seatBusy {
        usleep(10_000)
      }
    }
    return try JournalWriter(
      logs: logs, room: .live, seat: seat, operatorOnDuty: personnel, clock: times(clock))
  }

  /// One tick.
  mutating func poll(_ moment: Moment) {
    repeat {
      for news in follower.poll(at: moment) {
        _ = desk.take(news)
        if case .hungUp(let call, _, _) = news { close(call) }
      }
    } while follower.hasMore
    callers.turn(at: moment.wall, monotonic: moment.monotonic)
  }

  /// Closes the record of a call this seat is done with, as whoever hears that the line is dead.
  mutating func close(_ call: String) {
    for _ in 1...3 where desk.record?.ring?.phoneCall == call && desk.session.isTalking {
      _ = desk.execute("/hangup")
    }
  }

  /// Closes whatever is still open, one record after the other.
  mutating func closeAll() {
    for _ in 1...400 where desk.session.isTalking { _ = desk.execute("/hangup") }
  }

  /// What the operator types.
  mutating func type(_ line: String) { _ = desk.execute(line) }

  /// Ends the console, or kills it: what is on record is on record.
  func end() { writer.close() }
}

/// Plays phone events to consoles at some seats and to the recorder of their bridge, in the time they have.
struct PhoneStage {
  let logs: String
  let source: String
  let clock: TestClock
  var consoles: [SeatConsole] = []
  var recorder: CallerRecorder?
  private var statusAt: Int64 = .min / 2

  init(logs: String, source: String, from start: Int64) throws {
    self.logs = logs
    self.source = source
    clock = TestClock(milliseconds: start)
    try FileManager.default.createDirectory(atPath: logs + "/phone", withIntermediateDirectories: true)
  }

  /// What `verify` calls damaged in what the consoles and the recorder wrote: nothing ever.
  var damaged: [String] {
    JournalVerifier(logs: logs, room: .live).verify(.all).findings.filter { $0.severity == .damaged }
      .map { "\($0.file):\($0.line ?? 0) \($0.kind)" }
  }

  /// The bridge's own recorder starts, late or not.
  mutating func startRecorder() {
    recorder = CallerRecorder(logs: logs, source: source, clock: SeatConsole.times(clock)) {
      Issue.record($0)
    }
  }

  mutating func open(_ phone: String, number: Int) throws {
    var console = try SeatConsole(phone, number: number, logs: logs, clock: clock)
    // A long file is read in pieces, one a tick; nobody closes a record before the first second is over.
    for _ in 1...8 { console.poll(SeatConsole.Clock(clock: clock).now()) }
    consoles.append(console)
  }

  mutating func close(_ phone: String) {
    for console in consoles where console.phone == phone { console.end() }
    consoles.removeAll { $0.phone == phone }
  }

  /// Lets time pass until `time`, in steps of at most `step` ms, and looks at every step.
  mutating func pass(until time: Int64, step: Int64 = 1_000) throws {
    while clock.milliseconds < time {
      clock.advance(milliseconds: min(step, time - clock.milliseconds))
      try look()
    }
  }

  /// The moment it is, in ms since 1970.
  var now: Int64 { clock.milliseconds }

  /// Lets some seconds pass.
  mutating func wait(_ seconds: Int64) throws { try pass(until: now + seconds * 1_000) }

  /// Writes an event as its source does, and lets everybody look.
  mutating func tell(_ event: PhoneEvent) throws {
    let stamped = event.stamped(writtenAt: clock.milliseconds, uptime: clock.monotonicMilliseconds)
    try PhoneEventFile.append(
      [PhoneEventLine.encode(stamped)], logs: logs, day: WallInstant(milliseconds: clock.milliseconds).date)
    try look()
    // Who hung up too early may leave the record open.
    let isLeftOpen = event.reason == .noanswer && event.call.utf8.reduce(0) { $0 + Int($1) }.isMultiple(of: 2)
    for index in consoles.indices
    where event.kind == .end && event.seat == consoles[index].phone && !isLeftOpen {
      consoles[index].close(event.call)
    }
  }

  private mutating func look() throws {
    let moment = SeatConsole.Clock(clock: clock).now()
    if recorder != nil, moment.monotonic - statusAt >= 5_000 {
      try writeStatus(moment)
      statusAt = moment.monotonic
    }
    recorder?.turn(at: moment.wall, monotonic: moment.monotonic)
    for index in consoles.indices { consoles[index].poll(moment) }
  }

  /// Says that the bridge is there, at the moment the test has.
  private func writeStatus(_ moment: Moment) throws {
    let said = "{\"v\":1,\"state\":\"up\",\"records_callers\":true,\"n\":\(moment.monotonic)}"
    let path = PhoneStatusFile.path(logs: logs, source: source)
    try PhoneStatusFile.write(Array(said.utf8), path: path)
    let date = Date(timeIntervalSince1970: Double(moment.wall.milliseconds) / 1_000)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
  }

  /// Every call on record.
  var states: [CallState] {
    let reader = JournalReader(logs: logs)
    let noted = reader.dayFolders(.live).days.flatMap { reader.day($0, room: .live).entries }.compactMap(
      \.noted)
    return CallBook(noted).calls.values.sorted { $0.id < $1.id }
  }
}
