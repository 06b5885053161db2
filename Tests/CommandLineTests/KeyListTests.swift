import CallModel
import Foundation
import PlainText
import TestSupport
import Testing

@testable import call110

/// Every key that any command prints stands in the list of logs/README.md, and no two of them name one thing.
@Suite(.timeLimit(.minutes(20))) struct KeyListTests {
  /// Commands that print tables or objects, and how they are asked for them.
  private static func tries(_ calls: [String]) -> [String: [[String]]] {
    let tables = [["--json"], ["--csv"]]
    let call = [calls[0]]
    return [
      "access report": tables, "calendar show": [["2026", "--json"]], "callbacks": [["--all", "--json"]],
      "calls list": tables, "calls search": tables, "calls show": [call + ["--json"]],
      "complaints list": [["--all", "--json"]], "complaints remind": [["--dry-run", "--json"]],
      "complaints show": [call + ["--json"]],
      "console": [["--seat", "09", "--operator", "041209", "--json"]],
      "drill list": [["--json"]], "due": [["--json", "2026-11-20"]],
      "export": [
        ["--format", "jsonl"], ["--format", "csv"], ["--reveal", "--reason", "核对", "--by", "050009"],
      ],
      "major list": [["--json"]], "matters list": [["--json"]],
      "places find": [["--json", "x"]], "protocol unanswered": [["--json"]],
      "report": [["day", "--format", "json"], ["day", "--format", "csv"]], "review agreement": [["--json"]],
      "review assess": [["month", "--json"], ["month", "--csv"]], "review check": tables,
      "review sample": [
        ["--percent", "100", "--seed", "1", "--json"], ["--percent", "100", "--seed", "1", "--csv"],
      ],
      "review show": tables.map { call + $0 }, "verify": [["--json"]],
    ]
  }

  /// Forms that are no table of ours: the protocol file's own names, sheets for people, the import's report.
  private static let others: Set<String> = [
    "protocol show", "protocol cards", "drill run", "drill score", "shift log", "shift end",
    "shift take-over",
  ]

  /// Names that are data: elements, fields of a complaint, items of a score card.
  private static let data = Set(
    ElementIdentifier.allCases.map(\.rawValue) + ComplaintField.allCases.map(\.rawValue)
      + QualityItem.allCases.map(\.rawValue))

  /// The keys listed.
  private static func listed() throws -> [String] {
    let path = URL(filePath: #filePath).appending(path: "../../../logs/README.md").standardized
    let text = try String(contentsOf: path, encoding: .utf8)
    let list = try #require(
      text.split(separator: "<!-- keys -->").last?.split(separator: "<!-- end of keys -->").first)
    return list.split(separator: "\n").flatMap { row -> [String] in
      guard row.hasPrefix("| `"), let cell = row.split(separator: "|").first else { return [] }
      return cell.matches(of: /`([a-z_0-9]+)`/).map { String($0.output.1) }
    }
  }

  private static func centre() throws -> (DeskCommandTests.Centre, calls: [String]) {
    let centre = DeskCommandTests.Centre()
    let lines = [
      "/ring 19900001001", "/answer 2", "/said greeting", "/when 刚才", "/where 兰园路58号", "/what 打架",
      "/question 去哪里办",
      "/notify 天宁所 两组", "/said urgent-police", "/complain", "/name 钱武", "/happening no",
      "/said complaint-reply",
      "/note 备注", "/category 950100", "/level 1", "/language 普通话", "/hangup", "/hangup",
      "/ring 19900001024", "/answer 1", "/where 兰园路59号", "/what 求助", "/category 100300", "/level 2",
      "/cutoff",
      "/ring 19900001024", "/answer 9", "/link 2", "/what 又打来", "/hangup", "/hangup",
    ]
    let calls = try centre.take(lines)
    _ = try centre.take(["/amend \(calls[0]) what 改了 // 听错"])
    let desk = ["--operator", "060001"]
    for step in [
      ["complaints", "assign", calls[0], "--to", "050001"], ["major", "mark", calls[1], "--why", "聚集"],
      ["rating", calls[2], "不满意", "--by", "本人", "--how", "电话", "--text", "慢"],
    ] {
      #expect(try centre.run(step + desk).status == 0)
    }
    _ = try centre.run(["review", "sample", "--percent", "100", "--seed", "1", "--by", "boss"])
    for reviewer in ["050001", "050002"] {
      for _ in calls {
        _ = try centre.run(["review", "next", "--reviewer", reviewer], input: ReviewCommandTests.marks("y"))
      }
    }
    _ = try centre.run(["calls", "show", calls[0], "--reveal", "--reason", "核查", "--by", "050009"])
    return (centre, calls)
  }

  @Test func `every command that prints tables or objects is tried`() {
    let forms: Set<String> = ["json", "csv", "format"]
    let specifications = CommandTable.commands.map { $0.specification }
    let printing = specifications.filter { command in
      !forms.isDisjoint(with: command.options.map { $0.name.description })
    }
    let names = Set(printing.map { $0.words.joined(separator: " ") })
    let tried = Set(Self.tries(["a", "b", "c"]).keys)
    #expect(
      tried.isDisjoint(with: Self.others) && tried.union(Self.others) == names, "\(names.subtracting(tried))")
  }

  @Test func `every key printed stands in the list, once`() throws {
    let listed = try Self.listed()
    #expect(
      Set(listed).count == listed.count, "\(Dictionary(grouping: listed) { $0 }.filter { $1.count > 1 }.keys)"
    )
    let (centre, calls) = try Self.centre()
    var printed: [String: Set<String>] = [:]
    for (command, tries) in Self.tries(calls) {
      for words in tries {
        let run = try centre.run(
          command.split(separator: " ").map(String.init) + words, input: "/ring 1\n/answer 1\n")
        for key in try Self.keys(run.output, isTable: words.contains { $0.contains("csv") }) {
          printed[key, default: []].insert(command)
        }
      }
    }
    for (key, commands) in printed.sorted(by: { $0.key < $1.key }) where !Self.data.contains(key) {
      #expect(listed.contains(key), "`\(key)` of \(commands.sorted()) is not in logs/README.md")
    }
    #expect(printed.count > 100)
  }

  private static func keys(_ output: String, isTable: Bool) throws -> Set<String> {
    if isTable {
      var reader = CSVReader(Array(output.utf8))
      return Set(reader.next()?.cells ?? [])
    }
    var keys: Set<String> = []
    for line in output.split(separator: "\n") where line.hasPrefix("{") {
      collect(try JSONReader.parse(Array(line.utf8)), &keys)
    }
    return keys
  }

  private static func collect(_ value: JSONValue, _ keys: inout Set<String>) {
    for member in value.object ?? [] {
      keys.insert(member.key)
      collect(member.value, &keys)
    }
    for item in value.array ?? [] { collect(item, &keys) }
  }

  /// Names of two things that agree in these few calls by chance or by rule.
  private static let different: Set<Set<String>> = [
    // Who took the call is who received the complaint and holds it, until it is handed over.
    ["operator_id", "received_by"], ["operator_id", "holder"], ["operator_id", "responsible"],
    ["received_by", "holder"], ["received_by", "responsible"], ["holder", "responsible"],
    // A rule of the timing.
    ["ring_start_at", "answered_at"],
  ]

  @Test func `no two keys name one thing`() throws {
    let (centre, calls) = try Self.centre()
    // The values that each key has, call by call, over all commands.
    var values: [String: [String: String]] = [:]
    for (command, tries) in Self.tries(calls) {
      for words in tries where !words.contains(where: { $0.contains("csv") }) {
        let run = try centre.run(command.split(separator: " ").map(String.init) + words, input: "/ring 1\n")
        for line in run.output.split(separator: "\n") where line.hasPrefix("{") {
          let value = try JSONReader.parse(Array(line.utf8))
          guard let call = value["call_record_no"]?.string else { continue }
          for member in value.object ?? [] {
            if let text = member.value.string ?? member.value.integer.map(String.init) {
              values[member.key, default: [:]][call] = text
            }
          }
        }
      }
    }
    let keys = values.keys.sorted()
    for (index, left) in keys.enumerated() {
      for right in keys[(index + 1)...] where !Self.different.contains([left, right]) {
        let common = (values[left] ?? [:]).filter { values[right]?[$0.key] != nil }
        // Two calls and two values at least, else it says nothing.
        guard common.count >= 2, Set(common.values).count >= 2 else { continue }
        #expect(
          common.contains { values[right]?[$0.key] != $0.value },
          "\(left) and \(right) are one thing: \(common)")
      }
    }
  }
}
