import CallJournal
import CallModel
import Foundation

/// Journals written line by line by hand, numbers and digests as they must be, in whatever folder.
struct HandWrittenJournal {
  let logs: String

  /// Adds a line to a file, `seat-03` or `desk-duty`, in the folder of `day`.
  func write(
    _ kind: String, _ payload: String, of call: String?, file: String, in room: String = "live",
    on day: CivilDate, at clock: String
  ) throws {
    let folder = "\(logs)/\(room)/" + day.description.replacing("-", with: "/")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/\(file).jsonl"
    let before = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
    let lines = before.split(separator: 0x0A)
    let link = lines.last.map { LineDigest(of: Array($0)).description } ?? String(repeating: "0", count: 64)
    let about = call.map { "\"call\":\"\($0)\"," } ?? ""
    let stem = String(file.prefix { $0 != "." })
    let seat = stem.hasPrefix("seat-") ? String(stem.dropFirst(5)) : stem
    let text =
      "{\"v\":1,\"n\":\(lines.count + 1),\"at\":\"\(day)T\(clock).000+08:00\",\"t\":0,"
      + "\"seat\":\"\(seat)\",\"op\":\"041207\",\(about)\"ev\":\"\(kind)\",\"d\":\(payload),"
      + "\"prev\":\"\(link)\"}\n"
    try Data(before + Array(text.utf8)).write(to: URL(filePath: path))
  }

  /// The payload of a closing line, with the record that the lines in these folders make.
  func end(
    _ ending: CallEnding, of call: CallIdentifier, folders: [CivilDate], at now: WallInstant
  ) throws -> String {
    let reader = JournalReader(logs: logs)
    let events = folders.flatMap { reader.day($0, seat: call.seat, room: .live).entries }.compactMap(\.noted)
    let noted = Noted<CallEvent>(
      .end(ending), call: call, at: now, offsetMilliseconds: 45_000,
      personnel: try OperatorIdentifier("041207"))
    var record = CallBook(events)[call]?.record ?? CallRecord(id: call, first: noted)
    record.apply(noted)
    let payload = CallEvent.end(ending).payload(offsetMilliseconds: 45_000, record: record)
    return String(decoding: payload, as: UTF8.self)
  }
}
