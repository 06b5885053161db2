import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// A console killed at any line of ringing somebody back and started again: the attempt is on record once,
/// the desk shows it, and it goes on.
@Suite struct KilledCallBackTests {
  /// Everything written down, in its order.
  private final class Journal: RecordSink {
    private(set) var lines: [Noted<RecordedEvent>] = []
    /// How many lines there were behind each write: no line of one write is lost without the others.
    private(set) var writes: [Int] = []
    private let clock: StandingClock
    private let personnel: OperatorIdentifier

    init(_ clock: StandingClock, personnel: OperatorIdentifier, lines: [Noted<RecordedEvent>] = []) {
      (self.clock, self.personnel, self.lines) = (clock, personnel, lines)
    }

    func record(_ events: [Noted<CallEvent>], of call: CallIdentifier, record: CallRecord) -> Acknowledgement
    {
      lines += events.map { $0.recorded(of: call) }
      writes.append(lines.count)
      return .recorded
    }

    func record(_ event: CallbackEvent) -> Acknowledgement {
      lines.append(
        Noted(
          .callback(event), call: CallIdentifier(ifValid: event.entry), at: clock.now().wall,
          personnel: personnel, desk: SeatIdentifier(ifValid: "03")))
      writes.append(lines.count)
      return .recorded
    }

    var callbacks: [CallbackEvent] {
      lines.compactMap { if case .callback(let event) = $0.event { event } else { nil } }
    }

    /// The call-back list as everybody reads it.
    var list: CallbackList {
      var list = CallbackList()
      for line in lines { for event in line.callbackEvents { list.apply(event) } }
      return list
    }

    var book: CallBook { CallBook(lines) }
  }

  private let fixture: DeskFixture
  private static let caller = "20261122-03-0001"

  init() throws { fixture = try DeskFixture() }

  private func desk(_ journal: Journal) throws -> CallDesk {
    var numbers = CallNumbers(knownFrom: CivilDate(dayNumber: 0))
    for record in journal.book.records { numbers.note(record.id) }
    return CallDesk(
      session: try fixture.desk(numbers: numbers).session, language: .chinese, sink: journal,
      clock: fixture.clock)
  }

  /// A desk as the program opens it on what is on record; `isRead` is whether the history was read already.
  private func restarted(_ journal: Journal, isRead: Bool) throws -> CallDesk {
    var desk = try desk(journal)
    let records = journal.book.records
    if let closed = records.last(where: { $0.phase == .ended }) { desk.remember(closed: closed) }
    for record in records where record.phase != .ended { _ = desk.resume(record) }
    _ = desk.completeAttempts(journal.callbacks)
    if isRead { for line in journal.lines { desk.learn(line) } }
    return desk
  }

  private func enter(_ line: String, at desk: inout CallDesk) {
    fixture.clock.advance(milliseconds: 1_000)
    _ = desk.execute(line)
  }

  /// A journal with a caller who was cut off, and how many lines that is.
  private func cutOff(_ desk: inout CallDesk) {
    for line in ["/ring 19900000001", "/answer", "/where 桥上", "/cutoff"] { enter(line, at: &desk) }
  }

  @Test(arguments: ["/answer", "/callback busy", "/callback no-answer"], [true, false])
  func `killed at any line, the attempt is on record once and goes on`(result: String, isRead: Bool) throws {
    let personnel = try OperatorIdentifier("041207")
    let whole = Journal(fixture.clock, personnel: personnel)
    var first = try desk(whole)
    cutOff(&first)
    let begun = whole.writes.count
    enter("/callback", at: &first)
    enter(result, at: &first)
    #expect(whole.writes.count >= begun + 3)
    for kept in whole.writes[begun...] {
      let journal = Journal(fixture.clock, personnel: personnel, lines: Array(whole.lines[..<kept]))
      var desk = try restarted(journal, isRead: isRead)
      let outgoing = try #require(journal.book.records.last)
      #expect(outgoing.isOutgoing)
      if outgoing.phase == .ringing {
        #expect(desk.dialled?.number == "19900000001")
        enter(result, at: &desk)
      }
      let entry = try #require(journal.list.entries[Self.caller], "\(kept)")
      // What was not on record of how it ended is no answer.
      let wasReached = result == "/answer"
      #expect(entry.attempts.count == 1, "\(kept) of \(whole.lines.count)")
      #expect(
        (entry.attempts.first?.event == .reached) == wasReached && entry.isOpen != wasReached, "\(kept)")
      #expect(journal.callbacks.filter { $0.outcome != nil }.count == 1, "\(kept)")
      #expect(journal.book.records.last?.callbackFor?.description == Self.caller, "\(kept)")
      // The desk knows it as everybody does.
      for line in journal.lines { desk.learn(line) }
      #expect(desk.callbacks.entries[Self.caller]?.attempts.count == 1, "\(kept)")
      #expect(desk.callbacks.entries[Self.caller]?.isOpen == entry.isOpen, "\(kept)")
    }
  }

  @Test func `killed behind a slip that was taken back, the attempt is as it was told last`() throws {
    let personnel = try OperatorIdentifier("041207")
    let whole = Journal(fixture.clock, personnel: personnel)
    var first = try desk(whole)
    cutOff(&first)
    for line in ["/callback", "/answer", "/undo"] { enter(line, at: &first) }
    var desk = try restarted(whole, isRead: true)
    #expect(desk.dialled != nil && whole.list.open.map(\.attempts.count) == [0])
    enter("/callback busy", at: &desk)
    #expect(whole.list.open.map { $0.attempts.map(\.event) } == [[.busy]])
  }

  @Test func `two started again, the one that is spoken to is on the screen`() throws {
    let personnel = try OperatorIdentifier("041207")
    let whole = Journal(fixture.clock, personnel: personnel)
    var first = try desk(whole)
    cutOff(&first)
    for line in ["/callback", "/ring 19900000002", "/answer"] { enter(line, at: &first) }
    var desk = try restarted(whole, isRead: true)
    #expect(desk.record?.number == "19900000002" && desk.session.isTalking)
    enter("/callback busy", at: &desk)
    #expect(whole.list.open.map { $0.attempts.map(\.event) } == [[.busy]] && desk.session.isTalking)
  }
}
