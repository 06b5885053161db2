import CallModel
import CallReview
import Foundation

/// Which calls a filter wants, decided a second time: on the JSON of the closing line as Foundation reads it,
/// with corrections put into it, and with Foundation's NFKC.
struct SlowFilter {
  typealias Object = [String: Any]

  let filter: CallFilter

  /// A closed call as its lines say it.
  struct Call {
    let id: String
    let began: Date
    let record: Object
  }

  /// Every call closed in these files.
  static func calls(_ files: [String]) throws -> [Call] {
    var calls: [Call] = []
    for file in files {
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { continue }
      let lines = text.components(separatedBy: "\n").dropLast().compactMap {
        try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? Object
      }.filter { [1, 2].contains($0["v"] as? Int) && $0["prev"] != nil && $0["d"] is Object }
      for line in lines where line["ev"] as? String == "end" {
        guard var record = (line["d"] as? Object)?["record"] as? Object else { continue }
        for later in lines
        where later["ev"] as? String == "amend" && later["call"] as? String == line["call"] as? String {
          correct(&record, later["d"] as? Object ?? [:])
        }
        let id = record["call_record_no"] as? String ?? ""
        calls.append(Call(id: id, began: date(record["ring_start_at"]), record: record))
      }
    }
    return calls.sorted { ($0.began, $0.id) < ($1.began, $1.id) }
  }

  private static func correct(_ record: inout Object, _ amendment: Object) {
    let (field, text) = (amendment["field"] as? String ?? "", amendment["text"] as? String ?? "")
    switch field {
    case "level": record["level"] = Int(text)
    case "category": record["category"] = text
    default:
      var elements = record["elements"] as? Object ?? [:]
      elements[field] = ["state": "corrected", "text": text]
      record["elements"] = elements
    }
  }

  private static func date(_ value: Any?) -> Date {
    let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return (try? format.parse(value as? String ?? "")) ?? .distantPast
  }

  func matches(_ call: Call) -> Bool { head(call) && work(call.record) && words(call.record) }

  private func head(_ call: Call) -> Bool {
    func date(_ instant: WallInstant) -> Date {
      Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000)
    }
    let record = call.record
    if let from = filter.from, call.began < date(from) { return false }
    if let until = filter.until, call.began >= date(until) { return false }
    if let seat = filter.seat, record["seat_no"] as? String != seat.description { return false }
    if let person = filter.personnel, record["operator_id"] as? String != person.description { return false }
    if let level = filter.level, record["level"] as? Int != level { return false }
    if let ending = filter.ending, record["ending"] as? String != ending.rawValue { return false }
    if let category = filter.category {
      var digits = category
      while digits.hasSuffix("00") { digits.removeLast(2) }
      guard (record["category"] as? String ?? "").hasPrefix(digits) else { return false }
    }
    return true
  }

  private func work(_ record: Object) -> Bool {
    let timing = record["timing"] as? Object
    let rules = (record["breaches"] as? [Object] ?? []).compactMap { $0["rule"] as? String }
    let reported = (record["reported"] as? Object)?["verdict"] as? String
    if let branch = filter.branch, !(record["branches"] as? [String] ?? []).contains(branch.rawValue) {
      return false
    }
    if let verdict = filter.verdict, timing?["verdict"] as? String != verdict.rawValue { return false }
    if let breach = filter.breach, !rules.contains(breach.rawValue) { return false }
    if filter.hasBreach, rules.isEmpty { return false }
    if filter.lacksRecording, timing == nil || record["recording_id"] != nil { return false }
    if filter.hasContradiction {
      guard timing?["source"] as? String == "measured", let reported else { return false }
      if timing?["verdict"] as? String == reported { return false }
    }
    if let missing = filter.missing {
      let element = (record["elements"] as? Object)?[missing.rawValue] as? Object
      guard timing != nil, element?["state"] as? String ?? "not-asked" == "not-asked" else { return false }
    }
    return true
  }

  private func words(_ record: Object) -> Bool {
    func text(_ path: String...) -> String {
      path.dropLast().reduce(record) { $0?[$1] as? Object }?[path.last ?? ""] as? String ?? ""
    }
    if let number = filter.number, !Self.holds(text("caller_no"), number) { return false }
    if let place = filter.place {
      let spot = text("elements", "where", "text")
      guard Self.holds(spot, place) || Self.initials(spot, place) else { return false }
    }
    if let name = filter.name {
      let names = [
        text("subscriber_name"), text("elements", "contact", "text"), text("complaint", "name", "text"),
      ]
      guard names.contains(where: { Self.holds($0, name) || Self.initials($0, name) }) else { return false }
    }
    if let wanted = filter.text, !Self.texts(record).contains(where: { Self.holds($0, wanted) }) {
      return false
    }
    return true
  }

  /// Everything said or written down, wherever it stands.
  private static func texts(_ value: Any, under key: String = "") -> [String] {
    switch value {
    case let object as Object:
      object.filter {
        !["amendments", "links", "wordings", "breaches", "promises", "timing", "reported"].contains($0.key)
      }
      .flatMap { texts($0.value, under: $0.key) }
    case let list as [Any]: list.flatMap { texts($0, under: key) }
    case let text as String:
      ["text", "unit", "department", "caller_no", "subscriber_name", "notes"].contains(key) ? [text] : []
    default: []
    }
  }

  static func folded(_ text: String) -> String {
    text.precomposedStringWithCompatibilityMapping.lowercased().filter { !$0.isWhitespace }
  }

  private static func holds(_ text: String, _ wanted: String) -> Bool {
    folded(wanted).isEmpty || folded(text).contains(folded(wanted))
  }

  /// Whether the wanted letters are the first letters of the readings of characters that follow each other.
  private static func initials(_ text: String, _ wanted: String) -> Bool {
    let letters = Array(folded(wanted))
    guard letters.count > 1, letters.allSatisfy({ ("a"..."z").contains($0) }) else { return false }
    let readings = folded(text).map { Self.readings[$0] ?? ($0.isASCII ? String($0) : "") }
    guard readings.count >= letters.count else { return false }
    return (0...(readings.count - letters.count)).contains { start in
      letters.indices.allSatisfy { readings[start + $0].contains(letters[$0]) }
    }
  }

  /// The first letters of the characters in generated places and names, written down by hand.
  private static let readings: [Character: String] = {
    let table = """
      晋j 陵l 中z 路l 延y 西x 怀h 德d 和h 平p 北b 通t 江j 南n 长cz 龙l 城c 大d 道d 劳l 动d 广g 化h 街j 青q 年n 关g 河h 东d 吴w
      虹h 武w 宜y 勤q 业y 新x 堂t 海h 太t 湖h 罗l 汉h 号h 门m 口k 对d 面m 乙y 单ds 元y 室s 地d 下x 车c 库k 老l 王w 馆g 旁p 公g
      交j 站z 座z 楼l 小x 区qo 附f 近j 张z 李l 陈c 刘l 周z 徐x 解jx 仇cq 曾cz 陆l 蒋j 女n 士s 先x 生s 本b 机j 幢zc
      """
    let pairs = table.split(whereSeparator: \.isWhitespace).compactMap { word in
      word.first.map { ($0, String(word.dropFirst())) }
    }
    return Dictionary(pairs) { first, _ in first }
  }()
}
