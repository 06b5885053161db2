import CallProtocol
import Catalogue
import Testing

@Suite struct DangerWordsTests {
  let document: ProtocolDocument
  let dangers: DangerWords

  init() throws {
    document = try shippedDocument()
    dangers = document.dangerWords
  }

  @Test(arguments: [
    ("他拿着刀", "weapon"), ("有人要跳楼", "suicide"), ("我爸没有呼吸了", "life"), ("老人昏迷", "life"), ("厨房着火了", "fire"),
    ("有人拿枪", "weapon"), ("孩子掉河里了", "water"), ("被人绑架了", "held"), ("工人被埋", "buried"), ("把人打死了", "killing"),
    ("被 砍 了", "weapon"), ("ＤＩＡＯ刀！", "weapon"), ("我不想活了", "suicide"),
  ])
  func `a word of danger is found`(text: String, danger: String) {
    #expect(dangers.findings(in: text).contains { $0.danger.identifier == danger })
  }

  @Test(arguments: [
    "他没有刀", "没带刀", "没看见刀", "在吃刀削面", "卖菜的跟我砍价", "楼顶漏水", "我的手机没反应过来", "笑死我了", "狗死了", "加汽油不给钱",
    "吵架", "停水了", "丢了钱包", "", "问一下身份证怎么办",
  ])
  func `what tells of no danger is passed over`(text: String) {
    #expect(dangers.findings(in: text).map(\.word) == [])
  }

  @Test func `a denial covers only the word behind it`() {
    #expect(dangers.findings(in: "没有刀，拿着枪").map(\.word) == ["枪"])
    #expect(dangers.findings(in: "没有呼吸").map(\.danger.identifier) == ["life"])
  }

  @Test func `a lower level is doubted and the danger's own is not, whichever text tells of it`() {
    for danger in document.dangers {
      let word = danger.words[0].replacing("*", with: "")
      #expect(dangers.findings(in: word).contains { $0.danger == danger }, "\(word)")
      #expect(dangers.doubt(about: 4, in: ["吵架", word]) != nil, "\(word)")
      #expect(dangers.doubt(about: 1, in: [word, word]) == nil)
    }
    #expect(dangers.doubt(about: 4, in: ["吵架", "两人"]) == nil)
  }

  @Test func `the words of danger are a centre's own`() throws {
    let text = """
      base = shipped
      [danger flood]
      chinese = 水情
      english = flood
      level = 2
      words = 决堤
      """
    let own = try #require(ProtocolReader.read(Array(text.utf8), file: "own").document).dangerWords
    #expect(own.doubt(about: 3, in: ["要决堤了"])?.danger.name.english == "flood")
    #expect(own.doubt(about: 2, in: ["要决堤了"]) == nil)
  }
}
