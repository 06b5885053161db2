import CallModel
import CallProtocol
import Testing

/// Each fault by a file that has just that one.
@Suite struct ProtocolFaultTests {
  typealias Problem = ProtocolFault.Problem

  /// A fault's name and what the file must be faulted with.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let place: String
    let problem: Problem
    var testDescription: String { name }

    /// A file that changes the shipped one.
    init(_ name: String, _ changes: String, at place: String, _ problem: Problem) {
      self.name = name
      text = "base = shipped\n" + changes
      self.place = place
      self.problem = problem
    }

    /// The shipped file with one replacement, or without some of it.
    init(_ name: String, replacing old: String, with new: String, at place: String, _ problem: Problem) {
      self.name = name
      text = shippedText.replacing(old, with: new, maxReplacements: 1)
      self.place = place
      self.problem = problem
    }
  }

  static let phraseKeys = ["text", "english", "article", "kind", "promise", "key", "alias"]
  static let referral = """
    [referral bad]
    department = 甲
    english = A
    matter = 乙
    answer = 丙
    hours = 全天
    keeper = 丁

    """

  static let form = [
    Case("no entry", "hello\n", at: "2", .notAnEntry),
    Case("full-width equals", "[phrase greeting]\ntext ＝ 你好\n", at: "3", .notAnEntry),
    Case("unclosed section", "[phrase greeting\n", at: "2", .notAnEntry),
    Case("entry before sections", "text = a\n", at: "2", .entryOutsideSection),
    Case("base twice", "base = shipped\n", at: "2:8", .badBase),
    Case(
      "unknown section", "[phrases x]\n", at: "2",
      .unknownSection(
        "phrases",
        allowed: [
          "protocol", "element", "phrase", "branch", "complaint-field", "taboo", "category", "level",
          "danger", "language", "safe-check", "place-prompt", "unit-kind", "unit", "referral",
        ])),
    Case("nameless section", "[phrase]\n", at: "2", .badSectionName(kind: "phrase", expected: "a-z 0-9 -")),
    Case(
      "capital in a name", "[phrase Hello]\n", at: "2", .badSectionName(kind: "phrase", expected: "a-z 0-9 -")
    ),
    Case(
      "short code", "[category 123]\n", at: "2",
      .badSectionName(kind: "category", expected: "000000-999999")),
    Case("level 5", "[level 5]\n", at: "2", .badSectionName(kind: "level", expected: "1, 2, 3, 4")),
    Case(
      "section twice", "[phrase greeting]\n[phrase greeting]\n", at: "3",
      .duplicatedSection(kind: "phrase", name: "greeting", firstLine: 2)),
    Case(
      "unknown key", "[phrase greeting]\ntxt = a\n", at: "3", .unknownKey("txt", allowed: phraseKeys)),
    Case(
      "key twice", "[phrase greeting]\ntext = a\ntext = b\n", at: "4", .duplicatedKey("text", firstLine: 3)),
    Case("empty value", "[phrase greeting]\ntext =\n", at: "3:6", .emptyValue("text")),
    Case("tab inside", "[phrase greeting]\ntext = a\tb\n", at: "3:9", .controlCharacter(code: 9)),
    Case(
      "direction mark", "[phrase greeting]\ntext = 你\u{202E}好\n", at: "3:9", .controlCharacter(code: 0x202E)),
    Case(
      "NUL", "[phrase greeting]\ntext = \u{0}\n", at: "3:8", .controlCharacter(code: 0)),
    Case(
      "long value", "[phrase greeting]\ntext = \(String(repeating: "长", count: 1_001))\n", at: "3:8",
      .valueTooLong("text", limit: 1_000)),
    Case(
      "long word list", "[category 100100]\nwords = \(String(repeating: "长", count: 4_001))\n", at: "3:9",
      .valueTooLong("words", limit: 4_000)),
    Case("words without letters", "[category 100100]\nwords = 偷、*\n", at: "3:9", .emptyPattern("words")),
    Case(
      "added words without letters", "[category 100100]\nmore-words = **、偷\n", at: "3:14",
      .emptyPattern("more-words")),
    Case(
      "unit sent of no kind", "[category 100100]\nsend = officers、army\n", at: "3:8",
      .badWord("send", expected: UnitKind.allCases.map(\.rawValue))),
    Case(
      "danger without a level", "[danger x]\nchinese = 甲\nenglish = A\nwords = 乙\n", at: "2",
      .missingKey("level")),
    Case(
      "danger of level 5", "[danger x]\nchinese = 甲\nenglish = A\nlevel = 5\nwords = 乙\n", at: "5:9",
      .badNumber("level", range: 1...4)),
    Case(
      "danger without words", "[danger x]\nchinese = 甲\nenglish = A\nlevel = 1\n", at: "2",
      .missingKey("words")),
    Case(
      "unit of no kind", "[unit x]\nchinese = 甲\nenglish = A\nkind = army\n", at: "5:8",
      .badWord("kind", expected: UnitKind.allCases.map(\.rawValue))),
    Case(
      "unit without a kind", "[unit x]\nchinese = 甲\nenglish = A\n", at: "2", .missingKey("kind")),
    Case(
      "unit with words for a telephone", "[unit x]\nchinese = 甲\nenglish = A\nkind = fire\ntelephone = 打给他\n",
      at: "6:13", .badTelephone("telephone")),
    Case(
      "example of another word", referral + "example = maybe\naddress = a\ntelephone = 12345\n", at: "9:11",
      .badWord("example", expected: ["yes", "no"])),
    Case(
      "unknown placeholder", "[phrase greeting]\ntext = 你好，{name}\n", at: "3:8",
      .badWord("text", expected: ["{operator}", "{city}"])),
    Case("remove what is not there", "[phrase x]\nremove = yes\n", at: "3", .nothingToRemove),
    Case(
      "remove with another word", "[phrase calming]\nremove = y\n", at: "3:10",
      .badWord("remove", expected: ["yes"])),
  ]

  static let values = [
    Case(
      "rings", "[protocol]\nrings-allowed = 0\n", at: "3:17", .badNumber("rings-allowed", range: 1...20)),
    Case(
      "working days", "[protocol]\ncomplaint-reply-working-days = three\n", at: "3:32",
      .badNumber("complaint-reply-working-days", range: 1...30)),
    Case("level", "[category 100100]\nlevel = 5\n", at: "3:9", .badNumber("level", range: 1...4)),
    Case("date", "[referral water]\nchecked = 2026-02-30\n", at: "3:11", .badDate("checked")),
    Case("telephone", "[referral water]\ntelephone = 12\n", at: "3:13", .badTelephone("telephone")),
    Case(
      "telephone of words", "[referral water]\ntelephone = 见网站12\n", at: "3:13", .badTelephone("telephone")),
    Case("matter of nothing", "[referral water]\nmatter = 、\n", at: "3:10", .emptyValue("matter")),
    Case(
      "article", "[phrase greeting]\narticle = 8\n", at: "3:11",
      .badWord("article", expected: ["1", "2", "3", "4", "5", "6", "7", "manners", "local"])),
    Case(
      "promise", "[phrase greeting]\npromise = money\n", at: "3:11",
      .badWord("promise", expected: ["chase", "dispatch", "notify-department", "complaint-reply", "help"])),
    Case(
      "deed", "[branch rude]\ndeed = dance\n", at: "3:8",
      .badWord("deed", expected: ["link", "chase", "notify", "address-and-telephone", "four-fields"])),
    Case(
      "function key", "[phrase greeting]\nkey = F13\n", at: "3:7",
      .badWord("key", expected: (1...12).map { "F\($0)" })),
    Case("pattern", "[taboo annoying]\nalso = ！！\n", at: "3:8", .emptyPattern("also")),
  ]

  static let fit = [
    Case(
      "element's question", "[element why]\nquestion = nothing\n", at: "3:12",
      .unknownReference("question", kind: "phrase", name: "nothing")),
    Case(
      "greeting's phrase", "[protocol]\ngreeting = hello\n", at: "3:12",
      .unknownReference("greeting", kind: "phrase", name: "hello")),
    Case(
      "branch's phrase", "[branch rude]\nsay = civility、please\n", at: "3:7",
      .unknownReference("say", kind: "phrase", name: "please")),
    Case(
      "category's parent", "[category 100100]\nparent = 111111\n", at: "3:10",
      .unknownReference("parent", kind: "category", name: "111111")),
    Case(
      "no class", "[category 100100]\nparent = 100200\n", at: "3:10", .parentIsNoClass(name: "100200")),
    Case(
      "doubled function key", "[phrase farewell]\nkey = F1\n", at: "3:7",
      .doubledFunctionKey(1, firstLine: shippedLine("key = F1\n"), file: "changzhou.protocol")),
    Case("reserved function key", "[phrase farewell]\nkey = F9\n", at: "3:7", .reservedFunctionKey(9)),
    Case(
      "referral without address", referral + "checked = 2026-01-01\ntelephone = 12345\n", at: "2",
      .referralWithout("address")),
    Case(
      "referral without telephone", referral + "checked = 2026-01-01\naddress = 样板路1号\n", at: "2",
      .referralWithout("telephone")),
    Case(
      "referral without date", referral + "telephone = 12345\naddress = 样板路1号\n", at: "2",
      .missingKey("checked")),
    Case("phrase kind gone", "[phrase farewell]\nremove = yes\n", at: "", .missingPhraseKind("farewell")),
    Case(
      "element gone", "[element why]\nremove = yes\n", at: "", .missingSection(kind: "element", name: "why")),
    Case(
      "branch gone", "[branch rude]\nremove = yes\n", at: "", .missingSection(kind: "branch", name: "rude")),
    Case(
      "complaint field gone", "[complaint-field name]\nremove = yes\n", at: "",
      .missingSection(kind: "complaint-field", name: "name")),
    Case("level gone", "[level 2]\nremove = yes\n", at: "", .missingSection(kind: "level", name: "2")),
    Case(
      "text missing", replacing: "text = 请注意语言文明\n", with: "",
      at: "\(shippedLine("[phrase civility]"))", .missingKey("text")),
    Case(
      "kind of a class missing", replacing: "kind = tip\n", with: "",
      at: "\(shippedLine("[category 900000]"))", .missingKey("kind")),
  ]

  @Test(arguments: form + values + fit)
  func `a fault is found where it is, and nothing else`(testCase: Case) throws {
    let outcome = read(testCase.text)
    let fault = try #require(outcome.faults.first)
    #expect(fault.problem == testCase.problem)
    #expect(fault.position.display == "test.protocol" + (testCase.place.isEmpty ? "" : ":") + testCase.place)
    #expect(outcome.faults.count == 1)
    #expect(outcome.document == nil)
  }

  @Test func `a line that is not UTF-8 is named`() {
    let bytes = Array("base = shipped\n[phrase greeting]\ntext = ".utf8) + [0xC4, 0xE3, 0xBA, 0xC3, 0x0A]
    let outcome = ProtocolReader.read(bytes, file: "gbk.protocol")
    #expect(outcome.faults.map(\.problem) == [.notUTF8])
    #expect(outcome.faults.first?.position.display == "gbk.protocol:3")
  }

  @Test func `an empty file says everything that is missing`() {
    let faults = read("").faults
    #expect(faults.contains { $0.problem == .missingSection(kind: "protocol", name: "") })
    #expect(faults.count { if case .missingSection("element", _) = $0.problem { true } else { false } } == 8)
    #expect(faults.contains { $0.problem == .missingPhraseKind("greeting") })
    #expect(faults.allSatisfy { $0.position.line == nil })
  }

  @Test func `a file over the limit is refused unread`() {
    let bytes = [UInt8](repeating: 0x23, count: ProtocolReader.largestFile + 1)
    #expect(ProtocolReader.read(bytes, file: "x").faults.map(\.problem) == [.tooLarge(limit: 1_048_576)])
  }

  @Test func `faults beyond a thousand are told, not listed`() {
    let faults = read("base = shipped\n" + String(repeating: "x\n", count: 5_000)).faults
    #expect(faults.count == 1_001)
    #expect(faults.last?.problem == .more(limit: 1_000))
  }

  @Test func `several faults come at once in the order of the file`() {
    let faults = read("base = shipped\n[level 1]\nsource = x\n[phrase greeting]\nkey = F2\narticle = 9\n?\n")
      .faults
    #expect(faults.map(\.position.line) == [3, 5, 6, 7])
  }
}
