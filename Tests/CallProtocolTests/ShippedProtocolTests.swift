import CallModel
import CallProtocol
import Catalogue
import Foundation
import Testing

/// The norm's sentences, written out once more: what ships must equal them character for character.
@Suite struct ShippedProtocolTests {
  let document: ProtocolDocument

  init() throws {
    document = try shippedDocument()
  }

  @Test func `the shipped protocol has no fault`() {
    #expect(ProtocolReader.readShipped().faults == [])
    // Read as a site's file is: every part of it, at once.
    let whole = ProtocolReader.read(ShippedProtocol.bytes, file: ShippedProtocol.fileName)
    #expect(whole.faults == [])
  }

  @Test func `what is read only when it is asked for is what the whole file says`() throws {
    let whole = try #require(
      ProtocolReader.read(ShippedProtocol.bytes, file: ShippedProtocol.fileName).document)
    #expect(whole.digest == document.digest && whole == document)
    #expect(whole.tabooPhrases == document.tabooPhrases && !whole.tabooPhrases.isEmpty)
    #expect(whole.referrals == document.referrals && !whole.referrals.entries.isEmpty)
    for phrase in whole.tabooPhrases {
      let said = "请问一下。\(phrase.text)"
      #expect(whole.wordingGuard.findings(in: said) == document.wordingGuard.findings(in: said))
    }
    for part in ProtocolPart.allCases { #expect(whole.json(part: part) == document.json(part: part)) }
  }

  @Test(arguments: [
    ("greeting", "你好，常州110", ProtocolArticle.one),
    ("calming", "请别紧张，慢慢讲清楚", .two),
    ("ask-when", "请问什么时间发生的", .two),
    ("ask-where", "请说出具体的位置", .two),
    ("ask-what", "请说清楚发生了什么事情", .two),
    ("ask-contact", "你现在的具体位置在哪里，如何再次联系你", .two),
    ("ask-features", "请描述清楚有什么特征", .two),
    ("urging", "我们已经通知民警来了，我们再催一下", .three),
    ("urgent-police", "请不要着急，我们马上派民警来", .four),
    ("urgent-department", "我们马上通知有关部门来处理", .four),
    ("civility", "请注意语言文明", .six),
    ("harassment", "这里工作繁忙，请不要妨碍我们工作", .six),
    ("complaint-calm", "请别激动，把事情说清楚", .seven),
    ("complaint-fields", "请留下你的姓名、住址、工作单位及联系电话", .seven),
    ("complaint-thanks", "谢谢你对公安工作的监督", .seven),
    ("complaint-promise", "我们一定会在三个工作日内给你一个答复", .seven),
  ])
  func `a prescribed sentence ships character for character`(
    identifier: String, text: String, article: ProtocolArticle
  ) throws {
    let phrase = try #require(document.phrase(identifier))
    #expect(Array(phrase.text.unicodeScalars) == Array(text.unicodeScalars))
    #expect(phrase.article == article)
    #expect(phrase.isPrescribed)
  }

  @Test func `nothing but the norm's sentences is marked as prescribed`() {
    #expect(document.phrases.count(where: \.isPrescribed) == 16)
    #expect(document.phrase("consent")?.isPrescribed == false)
    #expect(document.phrase("ask-why")?.isPrescribed == false)
  }

  @Test func `the taboo phrases are the norm's list`() {
    let listed = [
      "急什么！", "你烦不烦！", "不可能的。", "你不要再讲了。", "不要啰唆。", "这事情不属于我们管。", "不是告诉你了吗，怎么还问！",
      "我不知道（我不清楚）。", "投诉是你的权利（你去投诉好了）。", "我这里是没办法为你判定的，你可以到XX部门去", "我不知道，你去问别人",
      "有牌子、自己看", "快点我要下班了", "已经告诉你一遍了，还不懂", "没看我正忙着吗！",
    ]
    #expect(document.tabooPhrases.map(\.text) == listed)
  }

  @Test func `the elements come in the norm's order with their questions`() {
    #expect(document.elements.map(\.identifier) == ElementIdentifier.allCases)
    let names = document.elements.map(\.name.chinese)
    #expect(names == ["何时", "何地", "何事", "何人", "何因", "何物", "何果", "联系"])
    let questions = ElementIdentifier.allCases.map { document.phrase(forPromptOf: $0)?.identifier }
    #expect(
      questions == [
        "ask-when", "ask-where", "ask-what", "ask-features", "ask-why", "ask-features", "ask-result",
        "ask-contact",
      ])
  }

  @Test func `each article has what it requires`() {
    #expect(document.greeting.text == "你好，常州110")
    #expect(document.ringLimit == RingLimit(ringsAllowed: 3, ringCycleMilliseconds: 5_000))
    #expect(document.complaintReplyWorkingDays == 3)
    #expect(document.branch(.anxious).requiredPhrases.map(\.alternatives) == [["calming"]])
    #expect(document.branch(.repeat).requiredPhrases.map(\.alternatives) == [["urging"]])
    #expect(document.branch(.repeat).requiredDeeds == [.link, .chase])
    #expect(
      document.branch(.urgent).requiredPhrases.map(\.alternatives) == [
        ["urgent-police", "urgent-department"]
      ])
    #expect(document.branch(.urgent).requiredDeeds == [.notify])
    #expect(document.branch(.referral).requiredDeeds == [.addressAndTelephone])
    #expect(document.branch(.rude).requiredPhrases.map(\.alternatives) == [["civility"]])
    #expect(document.branch(.harassment).requiredPhrases.map(\.alternatives) == [["harassment"]])
    #expect(document.branch(.harassment).requiredPhrases.map(\.moment) == [.beforeHangUp])
    let complaint = document.branch(.complaint)
    let sentences = ["complaint-calm", "complaint-fields", "complaint-thanks", "complaint-promise"]
    #expect(complaint.requiredPhrases.map(\.alternatives) == sentences.map { [$0] })
    #expect(complaint.requiredDeeds == [.fourFields])
    #expect(document.complaintFields.map(\.field).prefix(4) == ComplaintField.prescribed[...])
    let articles = Set(document.phrases.map(\.article) + document.branches.map(\.article))
    #expect(articles.isSuperset(of: [.one, .two, .three, .four, .five, .six, .seven]))
  }

  @Test func `the sentences that promise something say so`() {
    let promises = document.phrases.compactMap { phrase in phrase.promise.map { (phrase.identifier, $0) } }
    #expect(promises.map(\.0) == ["urging", "urgent-police", "urgent-department", "complaint-promise"])
    #expect(promises.map(\.1) == [.chase, .dispatch, .notifyDepartment, .complaintReply])
  }

  @Test func `the languages of article 1 are there`() {
    #expect(document.languages.map(\.name.chinese) == ["普通话", "常州方言", "英语", "其他"])
  }

  /// The code table, code by code.
  private static func codeTable() throws -> [(code: String, name: String)] {
    let path = "\(#filePath)".replacing("ShippedProtocolTests.swift", with: "Fixtures/category-codes.tsv")
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line in
      guard !line.hasPrefix("#") else { return nil }
      let fields = line.split(separator: "\t").map(String.init)
      return (fields[0], fields[1])
    }
  }

  @Test func `every category of the code table is there, under its own code and name, and no other as one`()
    throws
  {
    let table = try Self.codeTable()
    #expect(table.count == 101 && Set(table.map(\.code)).count == table.count)
    for (code, name) in table {
      let category = try #require(document.category(code: code), "\(code) \(name)")
      #expect(category.name.chinese == name && category.source == .table, "\(code) \(name)")
      let parent = category.parent.flatMap { document.category(code: $0) }
      #expect(parent?.source == .local || category.kind == .other, "\(code) \(name)")
      #expect(category.defaultLevel.flatMap(document.level) != nil, "\(code) \(name)")
    }
    let codes = Set(table.map(\.code))
    #expect(document.categories.filter { $0.source == .table && !codes.contains($0.code) }.map(\.code) == [])
  }

  @Test(arguments: [
    ("咨询", CategoryKind.consultation), ("骚扰", .harassment), ("待核实", .unverified), ("无效", .invalid),
    ("重复", .repeated), ("挪车", .help),
  ])
  func `a category the table lacks is the centre's own`(name: String, kind: CategoryKind) {
    let category = document.categories(matching: name).first
    #expect(category?.name.chinese == name)
    #expect(category?.source == .local)
    #expect(category?.kind == kind)
  }

  @Test func `every referral is complete and no invented number can be dialled`() {
    #expect(document.referrals.entries.count >= 25)
    for entry in document.referrals.entries {
      #expect(entry.given.confirmed.isComplete)
      let isService = entry.telephone.count <= 5
      #expect(isService || entry.telephone.hasPrefix("0519-000000"), "\(entry.identifier)")
    }
  }

  @Test func `the digest is what sha256sum prints`() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(ShippedProtocol.bytes))
    try input.fileHandleForWriting.close()
    let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(printed.hasPrefix(document.digest))
  }
}
