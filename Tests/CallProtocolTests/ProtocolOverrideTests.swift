import CallModel
import CallProtocol
import Catalogue
import Testing

@Suite struct ProtocolOverrideTests {
  @Test func `another city starts by three lines`() throws {
    let shipped = try shippedDocument()
    let outcome = read("base = shipped\n[phrase greeting]\ntext = 你好，某市110\n")
    let document = try #require(outcome.document)
    #expect(document.greeting.text == "你好，某市110")
    #expect(document.greeting.functionKey == 1)
    #expect(document.phrases.dropFirst() == shipped.phrases.dropFirst())
    #expect(document.referrals == shipped.referrals)
    #expect(document.digest != shipped.digest)
  }

  @Test func `a new wording does not keep the old one's rendering`() throws {
    let document = try #require(read("base = shipped\n[phrase greeting]\ntext = 你好，某市110\n").document)
    #expect(document.greeting.text(.english) == "你好，某市110")
  }

  @Test func `a section is added, changed and removed`() throws {
    let text = """
      base = shipped
      [referral water]
      telephone = 0519-00000099
      [referral gas]
      remove = yes
      [language wu]
      chinese = 吴语
      english = Wu
      [phrase greeting]
      key = none
      """
    let document = try #require(read(text).document)
    #expect(document.referrals.entry(named: "water")?.telephone == "0519-00000099")
    #expect(document.referrals.entry(named: "water")?.address == "示例区供水路5号")
    #expect(document.referrals.entry(named: "gas") == nil)
    #expect(document.languages.last?.identifier == "wu")
    #expect(document.phrase(functionKey: 1) == nil)
  }

  @Test func `CRLF, a byte order mark, indentation and comments do no harm`() throws {
    let text =
      "\u{FEFF}# 说明\r\n  base = shipped\r\n\r\n\t[phrase greeting]\r\n  text\t=  你好，某市110 \u{3000}\r\n"
    #expect(try #require(read(text).document).greeting.text == "你好，某市110")
  }

  @Test func `what is written reads back the same`() throws {
    let shipped = try shippedDocument()
    let text = ProtocolWriter.text(shipped)
    let again = read(text)
    #expect(again.faults == [])
    let document = try #require(again.document)
    #expect(ProtocolWriter.text(document) == text)
    #expect(document.json(part: .phrases) == shipped.json(part: .phrases))
    #expect(document.elements == shipped.elements)
    #expect(document.phrases == shipped.phrases)
    #expect(document.branches == shipped.branches)
    #expect(document.tabooPhrases == shipped.tabooPhrases)
    #expect(document.categories == shipped.categories)
    #expect(document.levels == shipped.levels)
    #expect(document.languages == shipped.languages)
    #expect(document.complaintFields == shipped.complaintFields)
    #expect(document.safeChecks == shipped.safeChecks)
    #expect(document.placePrompts == shipped.placePrompts)
    #expect(document.referrals == shipped.referrals)
  }
}
