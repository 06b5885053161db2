import Foundation
import TestSupport
import Testing

/// People of one call whose data stands in every text of it: what one field tells of them no command shows
/// anywhere.
@Suite(.timeLimit(.minutes(20))) struct StrewnDataTests {
  private static let number = "19900004321"
  private static let reached = "19800008765"
  private static let phone = "051987654321"
  private static let caller = "赵文山"
  private static let contact = "钱武水"
  private static let complainant = "孙才木"
  private static let home = "桃花坞巷57号3单元1502室"
  private static let unit = "第九棉纺织厂三车间"
  private static let plate = "苏D54321"
  private static let place = "晋陵中路1890号"
  /// What nobody reads without a reason, as it is compared.
  private static let secrets = [
    number, reached, phone, caller, contact, complainant, "57号", "3单元", "1502室", unit, "九棉纺织厂", "苏d54321",
  ]
  /// The secrets in the ways people write them.
  private static let ways = [
    "", "打 1990000 4321 或 1980-0008-765", "\(caller)和\(contact)、\(complainant)", "住\(home)", "５７号楼下，1502室",
    "在\(unit)上班", "九棉纺织厂的", "车 苏Ｄ 54321", "0519 8765 4321", "一九九零零零零四三二一", "到1890号门口",
  ]

  /// A text that goes round all the ways, so that every secret stands in many kinds of text.
  private static func words(_ turn: Int) -> String {
    "事情 " + (0..<4).map { ways[(turn * 4 + $0) % ways.count] }.joined(separator: "，")
  }

  private static var lines: String {
    let head = """
      /ring \(number)
      /answer 2
      /said greeting
      /where \(place)
      /contact \(contact) \(reached)
      /note 我叫\(caller)，车牌\(plate)
      /complain
      /name \(complainant)
      /address \(home)
      /workunit \(unit)
      /phone \(phone)
      """
    let texts = [
      "/said", "/when", "/what", "/who", "/why", "/object", "/result", "/question", "/notify 天宁所",
      "/chase 天宁所",
      "/department 燃气公司", "/note", "/note", "/note", "/against", "/about",
    ]
    let strewn = texts.enumerated().map { "\($0.element) \(words($0.offset))" }
    let end = ["/said urgent-police", "/category 950100", "/level 1", "/said thanks", "/hangup", "/hangup"]
    return ([head] + strewn + end).joined(separator: "\n") + "\n"
  }

  private static func corrections(of call: String) -> String {
    ["what", "why", "note", "complaint-about", "where"].enumerated().map {
      "/amend \(call) \($0.element) \(words($0.offset + 3)) // \(words($0.offset + 7))\n"
    }.joined()
  }

  private static func centre() throws -> (DeskCommandTests.Centre, call: String) {
    let centre = DeskCommandTests.Centre()
    _ = try centre.run(["shift", "start", "--seat", "03", "--operator", "041207"])
    _ = try centre.run(["console", "--seat", "03", "--operator", "041207"], input: lines)
    let calls = try centre.run(["calls", "list"]).output.split(separator: "\n").map {
      String($0.prefix { $0 != " " })
    }
    let call = try #require(calls.first)
    _ = try centre.run(
      ["console", "--seat", "03", "--operator", "041207"], input: corrections(of: call))
    let steps = [
      ["complaints", "assign", call, "--to", "050001", "--why", words(1)],
      ["complaints", "reply", call, "--by", "王某 \(words(2))", "--how", words(3), "--text", words(4)],
      ["complaints", "reopen", call, "--why", words(5)], ["major", "mark", call, "--why", words(6)],
      ["major", "report", call, "--to", "值班长", "--how", "电话", "--text", words(7)],
      ["rating", call, "不满意", "--by", complainant, "--how", "电话", "--text", words(8)],
      ["matters", "hand-over", call, "--to", "041208", "--why", words(9)],
    ]
    for step in steps {
      let run = try centre.run(step + ["--operator", "060001"])
      #expect(run.status == 0, "\(step) \(run.error)")
    }
    let seed = try CallsOnRecordDraw.single([call])
    _ = try centre.run(["review", "sample", "--percent", "100", "--seed", seed, "--by", "boss"])
    return (centre, call)
  }

  /// A text as it is compared: half-width, Chinese digits plain, nothing between.
  private static func plain(_ text: String) -> String {
    let digits: [Character: Character] = [
      "〇": "0", "零": "0", "一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8",
      "九": "9",
    ]
    let half = text.unicodeScalars.map {
      (0xFF01...0xFF5E).contains($0.value) ? Unicode.Scalar($0.value - 0xFEE0) ?? $0 : $0
    }
    return String(half.map { digits[Character($0)] ?? Character($0) }.filter { !" \u{3000}-".contains($0) })
      .lowercased()
  }

  @Test func `no command shows in one text what another field tells of people`() throws {
    let (centre, call) = try Self.centre()
    let file = centre.place.file("foreign.csv")
    try """
    caller_no,subscriber_name,recording_id,ring_start_at,answered_at,notes
    \(Self.number),\(Self.caller),in-\(Self.number)_\(Self.caller).wav,2026-03-01 08:00:00,2026-03-01 08:00:05,打 1990000 4321，\(Self.caller)说

    """.write(toFile: file, atomically: true, encoding: .utf8)
    let tries = LeakTests.tries([call, call, call], file)
    // The import comes first, so that lists and searches have its recording to hide.
    #expect(try centre.run(["import", file]).status == 0)
    let more = [
      "calls list": [["--imported", "--json", "--from", "2026-03-01", "--to", "2026-03-01"]],
      "calls search": [["--imported", "--json"]],
      "calls show": [["20260301-im-0001"], ["20260301-im-0001", "--json"]],
    ]
    for (command, options) in tries.merging(more, uniquingKeysWith: +).sorted(by: { $0.key < $1.key }) {
      for words in options {
        let run = try centre.run(command.split(separator: " ").map(String.init) + words)
        let shown = Self.plain(run.output + run.error)
        for secret in Self.secrets.map(Self.plain) {
          #expect(!shown.contains(secret), "\(command) \(words): \(secret)")
        }
        // Where it happened is read by whoever works on the one record.
        if !Self.readsOne.contains(command) { #expect(!shown.contains("1890号"), "\(command) \(words)") }
      }
    }
    let list = try centre.run([
      "calls", "list", "--imported", "--json", "--from", "2026-03-01", "--to", "2026-03-01",
    ])
    #expect(list.output.contains("recording_id") && list.output.contains("in-199****4321"))
  }

  private static let readsOne: Set<String> = [
    "calls show", "calls replay", "review next", "review show", "complaints show", "drill from-call",
  ]

  @Test func `what is hidden is all there, and shown with a reason`() throws {
    let (centre, call) = try Self.centre()
    let reveal = ["--reveal", "--reason", "核查", "--by", "050009"]
    for words in [
      ["calls", "show", call, "--json"], ["calls", "show", call],
      ["calls", "replay", call, "--speed", "100000"],
      ["export"],
    ] {
      let shown = Self.plain(try centre.run(words + reveal).output)
      for secret in Self.secrets { #expect(shown.contains(Self.plain(secret)), "\(words) \(secret)") }
    }
  }
}
