import CallModel
import TestSupport
import Testing

@testable import CallReview

/// The first look at a text, which says that nothing in it is hidden, against taking every text apart.
@Suite struct MaskingGlanceTests {
  /// What texts are made of: personal data in every guise it is known in, what is nearly such, and plain
  /// words.
  private static let pieces = [
    "我叫", "姓名", "名字是", "叫做", "张三", "张三丰", "欧阳明", "Smith", "SMITH", "ｓｍｉｔｈ", "苏D12345", "苏", "D12345", "12345",
    "19900000001", "１９９００００００１２", "一九九零零零零零零零一", "幺九九", "0001", "199", "-", " ", "·", "／", "、", "，",
    "号", "＃", "#", "室", "单元", "十二号", "甲幢", "晋陵中路189号", "189", "中路", "东侧", "第一纺织厂", "纺织", "本机", "\u{301}",
    "\u{FE0F}", "①", "⑫", "²", "㎡", "Ⅲ", "\u{F90A}", "\u{2F26}", "\u{2F804}", "😀", "*", "两名男子", "街口", "km",
    "\n", "\t",
    "\u{3000}", "金", "子", "浙A", "警", "9", "５", "〇",
  ]

  private static func text(_ random: inout SplitMix) -> String {
    (0..<Int.random(in: 0...7, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
      .joined()
  }

  @Test func `what is recognised by itself is hidden whether or not the text was looked at first`() {
    var random = SplitMix(seed: 21)
    for _ in 0..<40_000 {
      let text = Self.text(&random)
      let plain = Masking.names(in: Masking.numbers(in: Masking.plates(in: text)))
      #expect(Masking.text(text) == plain, "\(text)")
    }
  }

  @Test func `what the call knows is hidden whether or not the text was looked at first`() {
    var random = SplitMix(seed: 22)
    let kinds: [RecordText] = [
      .number, .subscriber, .element(.contact), .element(.where), .complaint(.name), .complaint(.address),
      .complaint(.workUnit), .complaint(.telephone), .remark, .served,
    ]
    var hidden = 0
    for _ in 0..<4_000 {
      var known = PersonalData()
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        known.learn(Self.text(&random), kind: kinds.randomElement(using: &random) ?? .remark, extent: .list)
      }
      known.finish()
      for _ in 0..<10 {
        let text = Self.text(&random)
        let plain = known.searched(text)
        if plain != text { hidden += 1 }
        #expect(known.hidden(in: text) == plain, "\(text)")
      }
    }
    #expect(hidden > 1_000, "something was there to be hidden")
  }
}
