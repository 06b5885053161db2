import CallJournal
import CallModel
import Files
import Foundation
import PlainText
import TestSupport

/// A logs folder of its own with a clock, and short ways to write to it and read it.
struct JournalTestCase {
  let directory = TemporaryDirectory(inMemory: true)
  let clock = TestClock()
  let seat: SeatIdentifier
  let operatorOnDuty: OperatorIdentifier

  init(seat: String = "03") throws {
    self.seat = try SeatIdentifier(seat)
    operatorOnDuty = try OperatorIdentifier("041207")
  }

  var logs: String { directory.file("logs") }
  var spool: String { directory.file("spool") }
  var reader: JournalReader { JournalReader(logs: logs) }
  var today: CivilDate { WallInstant(milliseconds: clock.milliseconds).date }

  var journalClock: JournalClock {
    JournalClock(
      now: { [clock] in WallInstant(milliseconds: clock.milliseconds) },
      monotonicMilliseconds: { [clock] in clock.monotonicMilliseconds })
  }

  func writer(
    _ operations: any FileOperations = SystemFileOperations(), seat: SeatIdentifier? = nil,
    spool: String? = nil
  ) throws(JournalOpenFault) -> JournalWriter {
    try JournalWriter(
      logs: logs, room: .live, seat: seat ?? self.seat, operatorOnDuty: operatorOnDuty, clock: journalClock,
      spool: spool, operations: operations)
  }

  /// A line of a kind that no reader of calls knows, so that any seat may write it about any call.
  func draft(_ number: Int, kind: String = "remark") -> JournalDraft {
    let call = try? CallIdentifier(date: today, seat: seat, number: max(1, number))
    return JournalDraft(call: call, kind: kind, payload: Self.payload(number))
  }

  /// A payload with text in it that a careless reader would trip over.
  static func payload(_ number: Int) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("number", number)
      writer.member("text", "晋陵中路\(number)号 \"门口\"\\\n第二行\u{1}")
    }
  }

  func numbers(_ contents: JournalContents) -> [Int] {
    contents.entries.compactMap { $0.entry.value["number"]?.integer.map(Int.init) }
  }

  func path(_ seat: String? = nil, segment: Int = 1) throws -> JournalPath {
    JournalPath(
      room: .live, date: today, seat: try SeatIdentifier(seat ?? self.seat.description), segment: segment)
  }

  /// The spool files that wait; the seat's counter beside them always stays.
  func spooled() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: spool)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.sorted()
  }

  func file(_ path: JournalPath) -> String { logs + "/" + path.description }
}
