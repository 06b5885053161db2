import CallProtocol
import Catalogue
import PlainText
import Testing

@Suite struct ProtocolShowingTests {
  let document: ProtocolDocument

  init() throws {
    document = try shippedDocument()
  }

  @Test(arguments: UserLanguage.allCases)
  func `the listing shows every phrase in both languages of the interface`(language: UserLanguage) {
    let text = ProtocolListing(document, language: language).lines.joined(separator: "\n")
    for phrase in document.phrases { #expect(text.contains(phrase.text)) }
    for entry in document.referrals.entries {
      #expect(text.contains(entry.address) && text.contains(entry.telephone))
    }
    #expect(text.contains(document.digest))
  }

  @Test func `the phrases stand in one column whatever their names`() {
    let lines = ProtocolListing(document, language: .chinese).lines(of: .phrases).dropFirst()
    let columns = zip(lines, document.phrases).map { line, phrase in
      line.displayWidth - phrase.text.displayWidth
    }
    #expect(Set(columns).count == 1)
  }

  @Test(arguments: ProtocolPart.allCases)
  func `a part is found by both names and is JSON by itself`(part: ProtocolPart) throws {
    #expect(ProtocolPart(name: part.rawValue.uppercased()) == part)
    #expect(ProtocolPart(name: part.chineseName) == part)
    let value = try JSONReader.parse(document.json(part: part))
    #expect(value.object?.count == 1)
    #expect(value.object?.first?.value.array?.isEmpty == false)
  }

  @Test func `the whole is one JSON object with the digest`() throws {
    let value = try JSONReader.parse(document.json())
    #expect(value["digest"]?.string == document.digest)
    #expect(value["phrases"]?.array?.count == document.phrases.count)
    #expect(value["rings_allowed"]?.integer == 3)
  }
}
