import CallJournal
import CallModel
import TestSupport
import Testing

/// The console of today with a call of two years ago on record.
@Suite(.timeLimit(.minutes(20))) struct OldNumberTests {
  private let folder = TemporaryDirectory()
  private let day = CivilDate(dayNumber: 20_050)

  /// Writes a closed call from `number` in `branch` on the old day.
  private func write(_ number: String, _ branch: BranchIdentifier, room: JournalRoom) throws {
    let at = WallInstant(date: day, millisecondOfDay: 36_000_000)
    let seat = try SeatIdentifier("07")
    let personnel = try OperatorIdentifier("041207")
    let clock = JournalClock(now: { at }, monotonicMilliseconds: { 0 })
    let writer = try JournalWriter(
      logs: folder.path, room: room, seat: seat, operatorOnDuty: personnel, clock: clock)
    defer { writer.close() }
    let call = try CallIdentifier(date: day, seat: seat, number: 1)
    func timed(_ event: CallEvent) -> Noted<CallEvent> {
      Noted<CallEvent>(event, at: at, offsetMilliseconds: nil, personnel: personnel)
    }
    var record = CallRecord(id: call, first: timed(.ring(RingSeen(number: number))))
    for event in [CallEvent.branchEntered(branch), .end(.finished)] { record.apply(timed(event)) }
    let payload = CallEvent.end(.finished).payload(offsetMilliseconds: nil, record: record)
    #expect(try writer.append([JournalDraft(call: call, kind: "end", payload: payload)]).isRecorded)
  }

  private func ring(_ number: String) throws -> String {
    try ProgramRun(
      ["console", "--seat", "03", "--operator", "041208"], input: Array("/ring \(number)\n".utf8),
      environment: ["CALL110_LOGS": folder.path, "HOME": folder.file("home")]
    ).output
  }

  @Test func `a number that harassed two years ago says so, with and without the cache`() throws {
    try write("19900000001", .harassment, room: .live)
    for _ in 1...2 { #expect(try ring("19900000001").contains("此号码曾: 骚扰 (\(day))")) }
  }

  @Test func `what a number did in drills is not said of a real caller`() throws {
    try write("19900000001", .harassment, room: .drill)
    #expect(try !ring("19900000001").contains("此号码曾"))
  }
}
