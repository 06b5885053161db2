import CallModel
import Foundation
import TestSupport

/// What desks write about calls on later days, every kind a report knows, by chance: more of it than a real
/// year has, and two of a kind for one call.
struct Aftermath {
  private var numbers: SplitMix
  private var lines: [CivilDate: [String]] = [:]
  private let year: SmallYear

  /// Writes for the calls of `year` into a desk of its own and into one for paper.
  static func write(into year: SmallYear, seed: UInt64) throws {
    var aftermath = Aftermath(numbers: SplitMix(seed: seed), year: year)
    for call in try year.records() { aftermath.follow(call.record) }
    try aftermath.writeFiles()
  }

  /// Makes some calls of `year` those of callers passed on from another seat, and others calls that went out.
  static func passOn(in year: SmallYear, seed: UInt64) throws {
    var numbers = SplitMix(seed: seed &+ 77)
    for file in year.files() where file.contains("seat-") {
      let lines = try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
      let changed = lines.map { line in
        guard line.contains(#""ev":"end""#), let place = line.firstRange(of: /"ring_by":"(phone|operator)"/)
        else {
          return line
        }
        let word =
          ["passed-on", "callback", "phone", "operator", "phone"].randomElement(using: &numbers) ?? ""
        return line.replacingCharacters(in: place, with: "\"ring_by\":\"\(word)\"")
      }
      try changed.joined(separator: "\n").write(toFile: file, atomically: false, encoding: .utf8)
    }
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &numbers) < percent }

  private mutating func follow(_ record: CallRecord) {
    for _ in 0..<2 {
      if record.complaint != nil, chance(60) {
        add(record, "complaint-reopened", ["why": "不满意", "due": day(record, 3...12)])
      }
      if record.complaint != nil, chance(50) {
        add(record, "deadline-corrected", ["was": "2025-01-01", "due": day(record, 2...9), "source": "x"])
      }
      if record.complaint != nil, chance(60) {
        var reply: [String: Any] = [
          "by": "王某", "how": "电话", "text": "已说明", "replied_at": "\(day(record, 1...10))T10:30:00.000+08:00",
        ]
        if chance(40) { reply["proof"] = chance(70) ? "录音 17" : "" }
        add(record, "complaint-replied", reply)
      }
      if chance(record.ending == .abandoned || record.ending == .cutOff ? 40 : 2) {
        let way = ["reached", "sent", "called-again", "unreachable", "no-number"].randomElement(
          using: &numbers)
        var closed = ["entry": record.id.description, "as": way ?? ""]
        if way == "sent" { closed["unit"] = "所" }
        add(record, "callback-close", closed)
      }
      for promise in record.promises where chance(30) {
        if !promise.isOpen || promise.promise.kind == .complaintReply { continue }
        add(record, "deed", ["matter": "promise", "promise": promise.promise.number, "unit": "所"])
      }
      if chance(4) {
        let code = ["100100", "200100", "980200", "980400", "980500", "没有这个"].randomElement(using: &numbers)
        add(record, "amend", ["field": "category", "was": "", "text": code ?? "", "why": "核实"])
      }
      if chance(4) { add(record, "amend", ["field": "level", "was": "", "text": "1", "why": "核实"]) }
      if chance(3) { add(record, "amend", ["field": "why", "was": "", "text": "吵架", "why": "回访"]) }
      if chance(12) {
        let grade = ["very-satisfied", "satisfied", "fair", "dissatisfied"].randomElement(using: &numbers)
        var rating: [String: Any] = ["grade": grade ?? "", "by": "本人", "how": "回访", "text": ""]
        if chance(50) { rating["why"] = chance(70) ? "听错" : "" }
        if chance(60) {
          rating["agreed_by"] = ["050001", "060002", "", record.personnel.description].randomElement(
            using: &numbers)
        }
        add(record, "rating", rating)
      }
    }
  }

  private mutating func day(_ record: CallRecord, _ range: ClosedRange<Int>) -> String {
    record.id.date.adding(days: Int.random(in: range, using: &numbers)).description
  }

  /// Notes a line for some moment after the call's end, to twenty days after its day, now and then a year and
  /// more.
  private mutating func add(_ record: CallRecord, _ kind: String, _ payload: [String: Any]) {
    let latest: Int64 = chance(10) ? 36_000_000_000 : 1_700_000_000
    let some = WallInstant(date: record.id.date).adding(
      milliseconds: Int64.random(in: 80_000_000...latest, using: &numbers))
    let at = max(some, (record.endedAt ?? some).adding(milliseconds: 1_000))
    let person = ["050001", "050001", "060002", "070003"].randomElement(using: &numbers) ?? ""
    let data = (try? JSONSerialization.data(withJSONObject: payload, options: [.sortedKeys])) ?? Data()
    let call = kind == "callback-close" ? "" : "\"call\":\"\(record.id)\","
    let number = (lines[at.date]?.count ?? 0) + 1
    lines[at.date, default: []].append(
      "{\"v\":1,\"n\":\(number),\"at\":\"\(at)\",\"t\":0,\"seat\":\"desk-extra\",\"op\":\"\(person)\",\(call)"
        + "\"ev\":\"\(kind)\",\"d\":\(String(decoding: data, as: UTF8.self)),\"prev\":\""
        + String(repeating: "0", count: 64) + "\"}\n")
  }

  private func writeFiles() throws {
    for (day, lines) in lines {
      let folder = year.directory.file("live/" + day.description.replacing("-", with: "/"))
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(lines.joined().utf8).write(to: URL(filePath: folder + "/desk-extra.jsonl"))
    }
  }
}
