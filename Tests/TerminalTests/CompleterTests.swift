import Testing

@testable import Terminal

@Suite struct CompleterTests {
  private var completer = Completer()
  private let candidates = ["/branch", "/back", "/何地", "中关村南大街", "中关村北大街", "丁家桥"]

  @Test mutating func `one match takes the place of what is typed`() {
    #expect(
      completer.complete("/br", from: candidates) == .init(text: "/branch", start: 0, choices: []))
    #expect(
      completer.complete("去 丁", from: candidates) == .init(text: "丁家桥", start: 4, choices: []))
  }

  @Test mutating func `several matches give what they have in common and then one after another`() {
    let choices = ["/branch", "/back"]
    #expect(completer.complete("x /b", from: candidates) == .init(text: "/b", start: 2, choices: choices))
    #expect(completer.complete("x /b", from: candidates)?.text == "/branch")
    #expect(completer.complete("x /branch", from: candidates)?.text == "/back")
    #expect(completer.complete("x /back", from: candidates)?.text == "/branch")
    #expect(completer.complete("x /ba", from: candidates)?.text == "/back")
  }

  @Test mutating func `a part in the middle is found when no beginning fits`() {
    #expect(completer.complete("家桥", from: candidates)?.text == "丁家桥")
    #expect(completer.complete("大街", from: candidates)?.text == "大街")
    #expect(completer.complete("大街", from: candidates)?.text == "中关村南大街")
  }

  @Test mutating func `case and width make no difference`() {
    #expect(completer.complete("／BR", from: candidates)?.text == "/branch")
  }

  @Test mutating func `nothing typed and nothing known give nothing`() {
    #expect(completer.complete("", from: candidates) == nil)
    #expect(completer.complete("去 ", from: candidates) == nil)
    #expect(completer.complete("无", from: candidates) == nil)
    #expect(completer.complete("/b", from: []) == nil)
  }

  @Test func `what is common is common in whole characters`() {
    // 中 and 丁 begin with the same two bytes.
    #expect(Completer.commonPrefix(["中", "丁"]) == "")
    #expect(Completer.commonPrefix(["中关村南", "中关村北"]) == "中关村")
    #expect(Completer.commonPrefix([]) == "")
  }
}
