import CallModel
import Foundation

/// What a line written later says, as Foundation's JSON reader gives it.
typealias PlainLate = [String: Any]

/// Journals read in the most obvious way: line by line with Foundation's JSON, events folded by `CallRecord`.
struct PlainReading {
  typealias Late = (kind: String, at: WallInstant, by: String, value: PlainLate)
  /// A closed call, when its closing line was written down, and what was written about it later.
  typealias Call = (record: CallRecord, closed: WallInstant, lates: [Late])
  private(set) var calls: [Call] = []
  private(set) var badLines = 0
  private(set) var unclosed = 0

  private static func isRegular(_ file: String) -> Bool {
    let type = try? FileManager.default.attributesOfItem(atPath: file)[.type] as? FileAttributeType
    return type == .typeRegular
  }

  init(_ files: [String]) throws {
    var closed: [(CallIdentifier, WallInstant, [String: Any])] = []
    var rang: Set<CallIdentifier> = []
    var lates: [CallIdentifier: [Late]] = [:]
    for file in files where Self.isRegular(file) {
      let data = try Data(contentsOf: URL(filePath: file))
      for line in data.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
        guard let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any],
          let version = object["v"] as? Int, [1, 2].contains(version), object["prev"] != nil,
          let kind = object["ev"] as? String,
          let at = object["at"] as? String, let person = object["op"] as? String,
          let instant = WallInstant(at), let payload = object["d"] as? [String: Any]
        else {
          badLines += 1
          continue
        }
        let name = kind == "callback-close" ? payload["entry"] : object["call"]
        guard let text = name as? String, let call = try? CallIdentifier(text) else { continue }
        if kind == "callback-close" { lates[call, default: []].append((kind, instant, person, payload)) }
        switch kind {
        case "end":
          if let record = payload["record"] as? [String: Any] { closed.append((call, instant, record)) }
        case "ring": rang.insert(call)
        case "amend", "rating", "deed", "complaint-replied", "complaint-reopened", "deadline-corrected":
          lates[call, default: []].append((kind, instant, person, payload))
        default: break
        }
      }
    }
    unclosed = rang.subtracting(closed.map(\.0)).count
    for (call, at, object) in closed {
      guard let record = try PlainRecord.record(object) else { continue }
      calls.append((record, at, lates[call] ?? []))
    }
  }
}
