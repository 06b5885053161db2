import CallModel
import CallProtocol
import Catalogue
import Testing

@Suite struct ProtocolLookupTests {
  let document: ProtocolDocument

  init() throws {
    document = try shippedDocument()
  }

  @Test(arguments: ["where", "WHERE", "何地", "地点", "ｗｈｅｒｅ", " 何地 "])
  func `an element is found by any of its names`(name: String) {
    #expect(document.element(alias: name)?.identifier == .where)
  }

  @Test(arguments: [
    ("complaint", BranchIdentifier.complaint), ("投诉", .complaint), ("催促", .repeat), ("重复", .repeat),
    ("ｒｕｄｅ", .rude),
    ("文明", .rude), ("急助", .urgent), ("安抚", .anxious), ("转介", .referral), ("骚扰", .harassment),
  ])
  func `a branch is found by any of its names`(name: String, branch: BranchIdentifier) {
    #expect(document.branch(named: name)?.identifier == branch)
  }

  @Test(arguments: [
    ("calming", "calming"), ("安抚", "calming"), ("F2", "calming"), ("ｆ２", "calming"),
    ("请别紧张，慢慢讲清楚", "calming"),
    ("请别紧张慢慢讲清楚。", "calming"), ("投诉承诺", "complaint-promise"),
  ])
  func `a phrase is found by id, alias, key or wording`(name: String, phrase: String) {
    #expect(document.phrase(named: name)?.identifier == phrase)
  }

  @Test(arguments: ["", "F9", "F99", "f", "nothing", "。"])
  func `what is no name finds nothing`(name: String) {
    #expect(document.phrase(named: name) == nil)
    #expect(document.element(alias: name) == nil)
    #expect(document.branch(named: name) == nil)
    #expect(document.language(named: name) == nil)
  }

  @Test func `function keys lead to their phrases and branches`() {
    let phrases = [1, 2, 3, 4, 6, 10, 11, 12].map { document.phrase(functionKey: $0)?.identifier }
    #expect(
      phrases == [
        "greeting", "calming", "urging", "urgent-police", "civility", "harassment", "urgent-department",
        "consent",
      ])
    #expect(document.branch(functionKey: 5)?.identifier == .referral)
    #expect(document.branch(functionKey: 7)?.identifier == .complaint)
    #expect(document.branches(requiring: "harassment").map(\.identifier) == [.harassment])
  }

  @Test func `categories are found by code, prefix and words`() {
    #expect(document.categories(matching: "100300").map(\.name.chinese) == ["抢夺"])
    #expect(document.categories(matching: "１００３").map(\.code) == ["100300"])
    #expect(
      document.categories(matching: "抢").map(\.code) == [
        "100200", "100300", "201100", "400200", "600200", "600700", "601300", "700400",
      ])
    #expect(document.categories(matching: "骚扰").first?.code == "980200")
    #expect(document.categories(matching: "fire").map(\.code) == ["400100", "400000", "409900", "650300"])
    #expect(document.categories(matching: "") == [])
    #expect(document.category(code: "100301") == nil)
  }

  @Test(arguments: [("普通话", "mandarin"), ("方言", "changzhou"), ("English", "english"), ("外语", "other")])
  func `a language is found by any of its names`(name: String, language: String) {
    #expect(document.language(named: name)?.identifier == language)
  }

  @Test func `a required phrase is met by any alternative`() {
    let required = document.branch(.urgent).requiredPhrases[0]
    #expect(required.isMet(by: ["urgent-department"]))
    #expect(!required.isMet(by: ["calming"]))
  }
}
