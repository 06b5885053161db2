import CallJournal
import CallModel
import Foundation
import PlainText
import TestSupport
import Testing

/// Who is to be called back stays so for every command that tells of it, however long ago he called.
///
/// Here no entry of the call-back list was ever written: the console was killed between the two lines, or the
/// record is older than the list.
@Suite(.timeLimit(.minutes(20))) struct OldCallBackTests {
  private static let desk = ["--operator", "060001"]
  private let place = TemporaryDirectory()

  private func run(_ words: [String]) throws -> String {
    let run = try ProgramRun(words, environment: ["CALL110_LOGS": place.path, "CALL110_UI": "en"])
    #expect(run.error.isEmpty, "\(words): \(run.error)")
    return Self.plain(run.output)
  }

  /// Rows of tables without their padding.
  private static func plain(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
  }

  /// Puts a call on record that was taken some days ago and ended like this; without a line of the call-back
  /// list.
  private func take(daysAgo: Int64, _ ending: CallEnding) throws -> CallIdentifier {
    let clock = TestClock(
      milliseconds: JournalClock.system.now().milliseconds - daysAgo * 86_400_000 - 60_000)
    let times = JournalClock(
      now: { WallInstant(milliseconds: clock.milliseconds) },
      monotonicMilliseconds: { clock.monotonicMilliseconds })
    let seat = try SeatIdentifier("03")
    let personnel = try OperatorIdentifier("041207")
    let writer = try JournalWriter(
      logs: place.path, room: .live, seat: seat, operatorOnDuty: personnel, clock: times)
    defer { writer.close() }
    let call = try CallIdentifier(
      date: WallInstant(milliseconds: clock.milliseconds).date, seat: seat, number: Int(daysAgo))
    var record: CallRecord?
    var events: [CallEvent] = [.ring(RingSeen(number: "19900000001"))]
    if ending == .cutOff {
      events += [
        .answer(
          CallAnswered(
            timing: RingTiming(source: .unknown, basis: .none, ringMilliseconds: nil, limit: RingLimit()))),
        .element(ElementAnswer(element: .where, state: .given, text: "晋陵中路189号")),
      ]
    }
    for event in events + [.end(ending)] {
      clock.advance(milliseconds: 5_000)
      let noted = Noted<CallEvent>(
        event, at: WallInstant(milliseconds: clock.milliseconds), personnel: personnel)
      var current = record ?? CallRecord(id: call, first: noted)
      if record != nil { current.apply(noted) }
      record = current
      let payload = event.payload(offsetMilliseconds: nil, record: current)
      _ = try writer.append([JournalDraft(call: call, kind: event.kind.rawValue, payload: payload)])
    }
    return call
  }

  /// The commands that tell of somebody to be called back, and by what they name him.
  private static func tellers(_ call: CallIdentifier, holder: String) -> [(words: [String], says: String)] {
    let id = call.description
    return [
      (["callbacks"], id), (["callbacks", "--json"], id),
      (["callbacks", "--json", "--reveal", "--reason", "回拨", "--by", "060001"], "19900000001"),
      (["matters", "list"], id), (["matters", "list", "--holder", holder], id),
      (["matters", "list", "--json"], "\"call_back_since\""), (["matters", "show", id], id),
      (["shift", "log", "--seat", "03", "--operator", "041207"], "\(id) \(holder)"),
    ]
  }

  private func lost() throws -> String {
    let row = try #require(
      try run(["wallboard", "--once"]).split(separator: "\n").first { $0.contains("lost calls") })
    return row.split(separator: " ").first { $0.allSatisfy(\.isNumber) }.map(String.init) ?? "-"
  }

  @Test(arguments: [1, 2, 8, 40, 400] as [Int64], [CallEnding.cutOff, .abandoned])
  func `every reader names him until he is called back, at whichever desk`(
    days: Int64, ending: CallEnding
  ) throws {
    let call = try take(daysAgo: days, ending)
    _ = try run(["shift", "start", "--seat", "03", "--operator", "041207"])
    for (words, says) in Self.tellers(call, holder: "041207") {
      #expect(try run(words).contains(says), "\(words)")
    }
    #expect(try lost() == "1")
    // Who leaves hands him over.
    let log = try run(["shift", "take-over", "--seat", "03", "--operator", "041208"])
    #expect(log.contains("\(call) 041208"))
    for (words, says) in Self.tellers(call, holder: "041208") {
      #expect(try run(words).contains(says), "\(words)")
    }
    for words in [
      ["matters", "done", call.description, "--what", "call-back", "--unit", "报警人"],
      ["callbacks", "close", call.description, "--as", "sent", "--unit", "天宁所"],
    ] {
      let copy = TemporaryDirectory()
      try FileManager.default.removeItem(atPath: copy.path)
      try FileManager.default.copyItem(atPath: place.path, toPath: copy.path)
      let settled = try ProgramRun(
        words + Self.desk, environment: ["CALL110_LOGS": copy.path, "CALL110_UI": "en"])
      #expect(settled.status == 0, "\(words): \(settled.error)")
      for teller in Self.tellers(call, holder: "041208") where !teller.words.contains("show") {
        let told = try ProgramRun(
          teller.words, environment: ["CALL110_LOGS": copy.path, "CALL110_UI": "en"]
        ).output
        #expect(!Self.plain(told).contains(teller.says), "\(words) \(teller.words)")
      }
      let board = try ProgramRun(
        ["wallboard", "--once"], environment: ["CALL110_LOGS": copy.path, "CALL110_UI": "en"])
      #expect(board.output.contains(#/lost calls[a-z ]+ 0 /#), "\(board.output)")
    }
  }
}
