import CallConsole
import CallModel
import Catalogue
import PlainText
import Testing

/// Keeps what was written down.
///
/// A class because `MatterSink` is a port with identity.
private final class MatterMemory: MatterSink {
  var events: [(call: CallIdentifier?, event: MatterEvent)] = []
  var answer = Acknowledgement.recorded
  var holders: [CallIdentifier: OperatorIdentifier] = [:]

  func held(by person: OperatorIdentifier) -> [CallIdentifier] {
    holders.filter { $0.value == person }.keys.sorted()
  }

  func record(_ events: [(call: CallIdentifier?, event: MatterEvent)]) -> Acknowledgement {
    self.events += events
    return answer
  }

  func record(_ events: [Noted<CallEvent>], of call: CallIdentifier) -> Acknowledgement { answer }
}

@Suite struct MatterCommandsTests {
  private static func call(_ number: Int = 1) throws -> CallIdentifier {
    try CallIdentifier("20261123-03-000\(number)")
  }

  private static func instant(_ clock: String) throws -> WallInstant {
    try #require(WallInstant("2026-11-23T\(clock)+08:00"))
  }

  /// Two calls of 041207, one of them a late major matter, and one of 041299.
  private static func board() throws -> DeskBoard {
    func fact(_ number: Int, _ person: String, _ event: CallEvent) throws -> Noted<RecordedEvent> {
      Noted(
        .call(event), call: try call(number), at: try instant("09:00:00"),
        personnel: try OperatorIdentifier(person), desk: try SeatIdentifier("03"))
    }
    let promise = CallEvent.promise(PromiseMade(number: 1, kind: .dispatch, phrase: "p"))
    let day = try #require(CivilDate("2026-11-19"))
    let opened = ComplaintOpened(ReplyDeadline(receivedAt: WallInstant(date: day)))
    let facts = [
      try fact(1, "041207", .level(1)), try fact(2, "041207", promise), try fact(3, "041299", promise),
      try fact(4, "041207", .complaint(opened)),
    ]
    return DeskBoard(CallBook(facts), paperCalls: 1, at: try instant("09:06:00"))
  }

  private static func isInspectors(_ name: String) -> Bool { name.contains("督察") }

  @Test func `the most urgent row comes first and the last one counts what does not fit`() throws {
    let rows = DeskBoardRows(try Self.board(), language: .english)
    let all = rows.rows(limit: 20).map(\.description)
    #expect(all.count == 5)
    #expect(all[0].contains("MAJOR INCIDENT not reported for 6 min 20261123-03-0001"))
    #expect(all[1].contains("complaint due next, 2026-11-24"))
    #expect(all[4].contains("1 still to be entered"))
    let few = rows.rows(limit: 3).map(\.description)
    #expect(few.count == 3 && few[2] == " 3 more, /shift shows all")
    #expect(rows.rows(limit: 0).isEmpty)
  }

  @Test func `a relief hands over everything the person leaving holds, in one step`() throws {
    let sink = MatterMemory()
    let commands = MatterCommands(sink: sink, language: .chinese)
    let (leaving, relief) = (try OperatorIdentifier("041207"), try OperatorIdentifier("041208"))
    let seat = try SeatIdentifier("03")
    let board = try Self.board()
    sink.holders = [
      try Self.call(1): leaving, try Self.call(2): leaving,
      try Self.call(3): try OperatorIdentifier("041299"),
      try Self.call(4): leaving,
    ]
    let busy = commands.shift(
      "接班 041208", seat: seat, personnel: leaving, inCall: [try Self.call(1)], board: board)
    #expect(busy.relief == nil && busy.effects.map(\.kind) == [.error] && sink.events.isEmpty)
    for bad in ["takeover", "takeover ../x", "takeover 041207", "go home"] {
      let refused = commands.shift(bad, seat: seat, personnel: leaving, inCall: [], board: board)
      #expect(refused.relief == nil && refused.effects.map(\.kind) == [.error], "\(bad)")
    }
    let done = commands.shift("接班 ０４１２０８", seat: seat, personnel: leaving, inCall: [], board: board)
    #expect(done.relief == relief && done.effects.first?.kind == .recorded)
    #expect(
      sink.events.map(\.event.kind) == [.handedOver, .handedOver, .handedOver, .shiftEnded, .shiftStarted])
    #expect(
      sink.events.prefix(3).compactMap(\.call) == [try Self.call(1), try Self.call(2), try Self.call(4)])
  }

  /// What is owed and needs nobody now, one thing each.
  private static func quiet() throws -> [(name: String, event: CallEvent)] {
    let opened = ComplaintOpened(ReplyDeadline(receivedAt: try instant("09:00:00")))
    return [("投诉待答复", .complaint(opened)), ("重大警情", .level(1))]
  }

  @Test(arguments: [0, 1]) func `what is owed is told also while there is time, before and after a relief`(
    number: Int
  ) throws {
    let (leaving, relief) = (try OperatorIdentifier("041207"), try OperatorIdentifier("041208"))
    let seat = try SeatIdentifier("03")
    let (name, event) = try Self.quiet()[number]
    let board = DeskBoard(
      CallBook([
        Noted(
          .call(event), call: try Self.call(), at: try Self.instant("09:00:00"), personnel: leaving,
          desk: seat)
      ]), at: try Self.instant("09:01:00"))
    #expect(!board.isEmpty && !board.needsAttention)
    let commands = MatterCommands(sink: MatterMemory(), language: .chinese)
    func said(_ argument: String) -> [String] {
      commands.shift(argument, seat: seat, personnel: leaving, inCall: [], board: board).effects.map(
        \.message.chinese)
    }
    #expect(said("").contains { $0.contains(name) && $0.contains("041207") }, "\(said(""))")
    let after = said("接班 041208")
    #expect(after.contains { $0.contains(name) && $0.contains("041208") }, "\(after)")
    #expect(!(said("") + after).contains("没有未了事项"))
    #expect(board.handingOver(from: relief, to: leaving) == board)
    // The waiting screen stays for what needs somebody now.
    #expect(DeskBoardRows(board, language: .chinese).rows(limit: 20).isEmpty)
  }

  @Test func `where nothing is owed, that is said`() throws {
    let commands = MatterCommands(sink: MatterMemory(), language: .chinese)
    let empty = DeskBoard(CallBook([]), at: try Self.instant("09:00:00"))
    let said = commands.shift(
      "", seat: try SeatIdentifier("03"), personnel: try OperatorIdentifier("041207"), inCall: [],
      board: empty)
    #expect(said.effects.map(\.message.chinese) == ["没有未了事项"])
  }

  @Test func `a report goes to the call named, else to the one at hand`() throws {
    let sink = MatterMemory()
    let commands = MatterCommands(sink: sink, language: .english)
    let now = try Self.instant("09:02:00")
    #expect(
      commands.major("李某 电话", call: nil, at: now, isInspectors: Self.isInspectors).map(\.kind) == [.error])
    #expect(
      commands.major("", call: try Self.call(), at: now, isInspectors: Self.isInspectors).map(\.kind) == [
        .error
      ])
    #expect(
      commands.major("李某 电话 两次", call: try Self.call(), at: now, isInspectors: Self.isInspectors).map(\.kind)
        == [.recorded])
    #expect(
      commands.major(
        "20261123-03-0002 标记 聚集", call: try Self.call(), at: now, isInspectors: Self.isInspectors
      ).map(\.kind) == [.recorded])
    for half in ["李某", "标记", "20261123-03-0002 李某"] {
      let refused = commands.major(half, call: try Self.call(), at: now, isInspectors: Self.isInspectors)
      #expect(refused.map(\.kind) == [.error], "who and how, or why: \(half)")
    }
    #expect(sink.events.map(\.call) == [try Self.call(1), try Self.call(2)])
    #expect(
      sink.events.map(\.event) == [
        .majorReported(MajorReported(to: "李某", how: "电话 两次", reportedAt: now)), .majorMarked("聚集"),
      ])
    let told = commands.major("督察 王某 电话", call: try Self.call(), at: now, isInspectors: Self.isInspectors)
    #expect(
      told.map(\.message.english) == [
        "recorded — 20261123-03-0001: inspectors notified: 督察 (王某 电话, 2026-11-23 09:02:00)"
      ])
    sink.answer = .inMemory
    #expect(
      commands.major("李某 电话", call: try Self.call(), at: now, isInspectors: Self.isInspectors).map(\.kind)
        == [
          .notRecorded
        ])
  }
}
