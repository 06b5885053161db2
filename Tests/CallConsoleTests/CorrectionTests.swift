import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// A correction in the call and after it: taken back like any deed, by marks and by names.
@Suite struct CorrectionTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
    seat.rings("a", number: "19900000001")
    seat.answered("a")
  }

  private var record: CallRecord? { fixture.sink.call("a") }

  private static let values: [(field: String, past: String, present: String)] = [
    ("who", "一人", "两人"), ("where", "甲地", "乙地"), ("why", "?", "口角"), ("contact", "!", "本机"),
    ("level", "3", "1"), ("level", "1", "3"), ("category", "100300", "100200"), ("language", "英语", "常州话"),
    ("note", "备注一", "备注二"), ("name", "张某", "李某"), ("confidential", "是", "否"), ("happening", "否", "是"),
    ("who", "一人", "?"), ("who", "一人", "!"), ("name", "张某", "?"),
  ]

  @Test(arguments: values.map(\.field).indices, [true, false])
  func `a correction is taken back by one key, and what stood before it stands again`(
    index: Int, hasPast: Bool
  ) throws {
    let (field, past, present) = Self.values[index]
    seat.enter("/branch 投诉")
    seat.enter("/about 态度不好")
    seat.enter("/note 先前的一步")
    if hasPast { seat.enter("/\(field) \(past)") }
    let before = try #require(record)
    seat.enter("/amend \(field) \(present) // 没写完")
    #expect(fixture.sink.kinds.contains(.amend) && record?.amendments.count == 1)
    #expect(record != before)
    seat.clear()
    seat.press(.undo)
    #expect(record == before && fixture.sink.kinds.last == .undone)
    #expect(seat.text.isEmpty)
    // The deed before it is the next to go.
    seat.press(.undo)
    #expect(record != before)
    seat.clear()
    seat.enter("/amend \(field) \(present) // 又改")
    #expect(record?.amendments.map(\.amendment.reason) == ["又改"])
  }

  @Test func `the number corrected in the call is taken back too`() throws {
    let before = try #require(record)
    seat.enter("/amend number 19900000009 // 听错")
    #expect(record?.number == "19900000009")
    seat.enter("/undo")
    #expect(record == before)
  }

  @Test func `of several corrections the last goes, and the half text does not come back`() {
    seat.enter("/who 一辆白色轿")
    seat.enter("/更正 何人 一辆白色轿车 // 没写完")
    seat.enter("/更正 何人 一辆白色轿车, 两人 // 补充")
    seat.enter("/undo")
    #expect(record?.element(.who).text == "一辆白色轿车" && record?.element(.who).previous == ["一辆白色轿"])
    #expect(seat.text.isEmpty)
    seat.enter("/undo")
    #expect(record?.element(.who).text == "一辆白色轿" && record?.element(.who).previous == [])
    #expect(record?.amendments.isEmpty == true && record?.element(.who).state == .given)
  }

  // MARK: Marks

  private static let ways = [
    "/amend FIELD MARK", "/更正 FIELD MARK // 记错", "ID/amend FIELD MARK", "/hangup ID/更正 FIELD MARK // 记错",
    "/hangup ID/amend FIELD MARK",
  ]

  /// Corrects the field in one of the ways: in the call or after it, named or not, with and without a reason.
  private func correct(_ field: String, _ mark: String, way: String) throws {
    let call = try #require(record).id.description
    var line = way.replacing("FIELD", with: field).replacing("MARK", with: mark)
    if line.hasPrefix("/hangup ") {
      seat.enter("/hangup")
      line = String(line.dropFirst(8))
    }
    if line.hasPrefix("ID") {
      line = String(line.dropFirst(2)).replacing("amend ", with: "amend \(call) ")
        .replacing("更正 ", with: "更正 \(call) ")
    }
    seat.enter(line)
  }

  @Test(arguments: ways, ["?", "？", "!", "！"])
  func `a mark is no text, in whatever way an element or a field is corrected`(
    way: String, mark: String
  ) throws {
    let state: ElementState = ["?", "？"].contains(mark) ? .unknown : .refused
    seat.enter("/branch 投诉")
    seat.enter("/name 张某")
    for element in ElementIdentifier.allCases { seat.enter("/\(element.rawValue) 旧值") }
    for element in ElementIdentifier.allCases {
      try correct(element.rawValue, mark, way: way)
      #expect(record?.element(element).state == state && record?.element(element).text == "", "\(element)")
      #expect(record?.element(element).previous.last == "旧值")
    }
    try correct("name", mark, way: way)
    #expect(record?.complaint?.fields[.name]?.state == state && record?.complaint?.fields[.name]?.text == "")
    #expect(seat.takeSaid().contains(state == .unknown ? "不知" : "不愿说"))
  }

  @Test(arguments: ways, ["?", "！"])
  func `what cannot be left unknown is not corrected to a mark`(way: String, mark: String) throws {
    seat.enter("/level 3")
    seat.enter("/category 100300")
    for field in ["level", "category", "language", "number", "note"] {
      let before = record
      try correct(field, mark, way: way)
      // The line that ends the call is no correction.
      #expect(record?.amendments.isEmpty == true && record?.notes == before?.notes, "\(field)")
      #expect(record?.level == 3 && record?.category?.code == "100300" && record?.number == "19900000001")
    }
  }

  @Test func `a mark that is known already changes nothing`() {
    seat.enter("/why ?")
    let events = fixture.sink.events.count
    seat.enter("/amend why ? // 再次")
    #expect(fixture.sink.events.count == events)
  }

  // MARK: Categories

  @Test(
    arguments: [
      ("群众投诉", "950100"), ("抢劫", "100200"), ("无效", "980400"), ("Robbery", "100200"), ("robbery", "100200"),
      ("100200", "100200"), ("１００２００", "100200"), ("交通事故", "300100"),
    ], [true, false])
  func `a category is corrected by its code and by its name, in the call and after it`(
    typed: (text: String, code: String), isOpen: Bool
  ) throws {
    seat.enter("/category 100300")
    if !isOpen { seat.enter("/hangup") }
    seat.enter("/更正 \(try #require(record).id) 类别 \(typed.text) // 选错")
    #expect(record?.category?.code == typed.code)
    #expect(record?.category?.name == fixture.document.category(code: typed.code)?.name.chinese)
  }

  @Test(arguments: [true, false])
  func `of several that a word means none is taken, and all are named`(isOpen: Bool) throws {
    seat.enter("/category 100100")
    if !isOpen { seat.enter("/hangup") }
    _ = seat.takeSaid()
    let call = try #require(record).id
    seat.enter("/更正 \(call) 类别 抢 // 选错")
    let said = seat.takeSaid()
    #expect(record?.category?.code == "100100" && record?.amendments.isEmpty == true)
    #expect(said.contains("100200 抢劫") && said.contains("100300 抢夺"))
    seat.enter("/更正 \(call) 类别 没有这种 // 选错")
    #expect(record?.category?.code == "100100")
  }

  @Test func `nothing stands behind an answer that had no words before`() {
    seat.enter("/amend why 口角 // 补记")
    seat.enter("/show")
    let said = seat.takeSaid()
    #expect(said.contains("何因: 口角") && !said.contains("原: )"))
  }
}
