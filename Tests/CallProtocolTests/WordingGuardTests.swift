import CallModel
import CallProtocol
import Catalogue
import Testing

@Suite struct WordingGuardTests {
  let wording: WordingGuard

  init() throws {
    wording = try shippedDocument().wordingGuard
  }

  @Test(
    arguments: [
      ("what-hurry", ["急什么！", "急什么", "急什么呀", "你急什么急", "您急 什 么？", "急啥！", "你急什么啊，马上就到", "慢点，急什么呢！"]),
      ("annoying", ["你烦不烦！", "您烦不烦啊", "你烦不烦，又打来", "你 烦 不 烦", "你烦不烦人"]),
      ("impossible", ["不可能的。", "不可能的", "这是不可能的！", "绝对不可能", "不可能吧", "不可能的啦。"]),
      ("stop-talking", ["你不要再讲了。", "您不要再讲了", "你不要再说了", "你别说了！", "你不要再讲了好不好", "你别讲了"]),
      ("long-winded", ["不要啰唆。", "不要啰嗦", "别啰嗦了", "少啰嗦", "不要罗嗦！", "不要再啰唆了", "您就不要啰唆了行吗"]),
      (
        "not-our-business",
        ["这事情不属于我们管。", "这事情不属于我们管", "这事不归我们管", "这个不属于我们管的", "这 事情，不属于我们管！", "这事情不属于我们管啊", "这也不是我们管的"]
      ),
      ("told-you-already", ["不是告诉你了吗，怎么还问！", "不是告诉您了吗怎么还问", "不是告诉过你了吗？", "不是跟你说了吗", "怎么还问啊", "不是告诉你了嘛"]),
      (
        "do-not-know",
        ["我不知道（我不清楚）。", "我不知道。", "我不知道", "这个我不清楚", "我也不知道啊", "我真的不知道。", "我不清楚呢", "我怎么知道", "我不知道归谁管"]
      ),
      ("go-and-complain", ["投诉是你的权利（你去投诉好了）。", "投诉是您的权利", "你去投诉好了", "那您去投诉好了", "你去投诉吧！", "投诉是你的权利，随便"]),
      (
        "cannot-judge",
        [
          "我这里是没办法为你判定的，你可以到XX部门去", "我这里是没办法为您判定的，您可以到劳动部门去", "我这里没办法为你判定", "你可以到有关部门去",
          "我这里是没办法为你判定的 你可以到××部门去",
        ]
      ),
      ("ask-others", ["我不知道，你去问别人", "我不知道你去问别人", "你去问别人吧", "我不知道，您去问别人好了"]),
      ("read-the-sign", ["有牌子、自己看", "有牌子自己看", "有牌子，你自己看", "有牌子，自己看去", "牌子上有，自己看"]),
      ("going-off-duty", ["快点我要下班了", "快点，我要下班了", "您快点，我要下班了", "快点啊我要下班", "我马上要下班了"]),
      ("still-not-understood", ["已经告诉你一遍了，还不懂", "已经告诉您一遍了还不懂！", "都已经告诉你一遍了，你还不懂", "告诉你几遍了", "怎么还不懂"]),
      ("busy-cannot-you-see", ["没看我正忙着吗！", "没看我正忙着吗", "没看见我正忙着吗", "没看我正忙吗", "您没看我正忙着嘛"]),
    ] as [(String, [String])])
  func `a taboo phrase is found in all its forms`(taboo: String, forms: [String]) {
    for form in forms {
      let found = wording.findings(in: form).map(\.taboo)
      #expect(found.contains(taboo), "\(form): \(found)")
    }
  }

  @Test(arguments: [
    "请别着急，什么事慢慢说", "别急，什么地方", "请问您有什么急事", "您急什么事要找他", "请您不要着急，我们马上派民警来", "不可能的话我们再想办法",
    "我不知道您现在的位置，请说一下附近的门牌", "您知道他去哪里了吗", "请问您清楚他的车牌吗", "您可以对民警的工作提出投诉，我现在就给您登记",
    "你好，常州110", "请别紧张，慢慢讲清楚", "请描述清楚有什么特征", "我再给您说一遍", "请您再讲一遍", "您不要再靠近他，到安全的地方去",
    "这件事由城市管理局负责，地址是样板路2号，电话12319", "这事由燃气公司管，请打0519-00000014，在燃气路7号", "谢谢你对公安工作的监督",
    "请您看一下附近有没有牌子", "您几点下班，我们再联系您", "他烦不烦您", "这里工作繁忙，请不要妨碍我们工作", "", "。。。", "！？",
  ])
  func `right words are left alone`(text: String) {
    #expect(wording.findings(in: text) == [])
  }

  @Test func `every phrase of the protocol itself is right`() throws {
    let document = try shippedDocument()
    let texts =
      document.phrases.map(\.text) + document.safeChecks.map(\.text.chinese)
      + document.placePrompts.map(\.text.chinese) + document.referrals.entries.map(\.answer)
      + document.tabooPhrases.map(\.instead.chinese)
    for text in texts { #expect(wording.findings(in: text) == [], "\(text)") }
  }

  static let naming = "我这里是没办法为您判定的，您可以到劳动部门去"
  static let refused = "这事情不属于我们管"

  @Test func `naming another department is right once address and telephone are told`() {
    let done = WordingSituation(branches: [.referral], deeds: [.addressAndTelephone])
    #expect(wording.findings(in: Self.naming, situation: done) == [])
    #expect(wording.findings(in: Self.naming + "，地址劳动路6号3楼，电话12333") == [])
  }

  @Test(arguments: [
    WordingSituation(), WordingSituation(branches: [.referral]),
    WordingSituation(branches: [.complaint], deeds: [.addressAndTelephone]),
  ])
  func `naming another department without them is not`(situation: WordingSituation) {
    #expect(wording.findings(in: Self.naming, situation: situation).map(\.taboo) == ["cannot-judge"])
  }

  @Test(arguments: ["，地址劳动路6号", "，电话12333"])
  func `one of address and telephone is not enough`(half: String) {
    #expect(wording.findings(in: Self.naming + half).map(\.taboo) == ["cannot-judge"])
  }

  @Test func `refusing the matter stays wrong in a complete referral`() {
    let done = WordingSituation(branches: [.referral], deeds: [.addressAndTelephone])
    let text = Self.refused + "，您打12319，地址样板路2号"
    #expect(wording.findings(in: text, situation: done).map(\.taboo) == ["not-our-business"])
  }

  @Test func `a finding says where it is and what to say instead`() throws {
    let text = "您好，这个我不清楚。请稍等"
    let finding = try #require(wording.findings(in: text).first)
    #expect(text[finding.range] == "我不清楚")
    #expect(finding.instead.chinese == "我帮您查一下，请稍等")
    #expect(finding.text == "我不知道（我不清楚）。")
  }

  @Test func `of overlapping findings the longest is told, several in their order`() {
    #expect(wording.findings(in: "我不知道，你去问别人").map(\.taboo) == ["ask-others"])
    let both = wording.findings(in: "急什么！你烦不烦！")
    #expect(both.map(\.taboo) == ["what-hurry", "annoying"])
  }

  @Test func `full width, half width and spaces make no difference`() {
    #expect(wording.findings(in: "不归１１０管").map(\.taboo) == ["not-our-business"])
    #expect(wording.findings(in: "不　要　啰　唆").map(\.taboo) == ["long-winded"])
  }
}
