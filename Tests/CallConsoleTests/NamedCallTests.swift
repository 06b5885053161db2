import CallConsole
import CallModel
import Catalogue
import Testing

/// A call's number behind a command: what names one call is never done in another.
@Suite struct NamedCallTests {
  private static let words: [ConsoleCommand.Name: String] = [
    .level: "2", .category: "抢劫", .language: "英语", .branch: "投诉", .leave: "投诉", .said: "F2", .ask: "who",
    .move: "who", .happening: "是", .confidential: "是", .refer: "某某所 某路1号 0519-00000001",
    .feedback: "天宁所 已到场", .notify: "天宁所", .chase: "天宁所", .amend: "who 两人 // 听错", .silent: "", .undo: "",
    .hangup: "", .cutoff: "", .back: "", .status: "", .same: "no",
  ]
  /// What is done while the call is open and in no other.
  private static let open: [ConsoleCommand.Name] = [
    .said, .ask, .when, .where, .what, .who, .why, .object, .result, .contact, .branch, .silent, .name,
    .address, .workunit, .phone, .against, .about, .happening, .category, .level, .language, .cutoff, .hangup,
    .undo, .move,
  ]
  private static let also: [ConsoleCommand.Name] = [
    .notify, .chase, .department, .feedback, .note, .refer, .question,
  ]

  /// A seat with a closed call, one beside the screen and one on it; each has an answer as its last deed.
  private struct Seat {
    let fixture: DeskFixture
    let console: TypedConsole

    init() throws {
      fixture = try DeskFixture()
      console = try TypedConsole(fixture)
      for (call, place) in [("closed", "丙地"), ("beside", "乙地"), ("screen", "甲地")] {
        console.rings(call, number: "1990000000\(call.count)")
        console.answered(call)
        if call == "screen" { console.press(.swap) }
        console.enter("/where \(place)")
        if call == "closed" { console.enter("/hangup") }
      }
      _ = console.takeSaid()
    }

    func number(of call: String) throws -> String {
      switch call {
      case "seat": "20261122-09-0001"
      case "none": "20991231-03-0001"
      default: try #require(fixture.sink.call(call)).id.description
      }
    }
  }

  @Test(arguments: ConsoleCommand.Name.allCases, ["closed", "beside", "seat", "none"])
  func `what names another call is not done in the one on the screen`(
    name: ConsoleCommand.Name, call: String
  ) throws {
    let seat = try Seat()
    let (screen, count) = (try #require(seat.fixture.sink.call("screen")), seat.fixture.sink.events.count)
    let number = try seat.number(of: call)
    seat.console.enter("/\(name.rawValue) \(number) \(Self.words[name] ?? "词语")")
    let written = seat.fixture.sink.events[count...]
    let said = seat.console.takeSaid()
    // A link to another call is the screen's own deed.
    if name != .link {
      #expect(written.allSatisfy { $0.call != screen.id } && seat.fixture.sink.call("screen") == screen)
    }
    if call == "beside", Self.open.contains(name) || Self.also.contains(name) {
      #expect(!written.isEmpty && written.allSatisfy { $0.call.description == number })
      #expect(said.contains("已记录 \(number)"), "\(said)")
    }
    guard Self.open.contains(name), call != "beside" else { return }
    #expect(written.isEmpty && said.contains(number))
  }

  @Test(arguments: ["/undo ID", "／撤销 ID"])
  func `undo takes back the last deed of the call that is named, and the screen's stays`(line: String) throws
  {
    let seat = try Seat()
    let number = try seat.number(of: "beside")
    seat.console.enter(line.replacing("ID", with: number))
    #expect(seat.fixture.sink.call("beside")?.element(.where).text == "")
    #expect(seat.fixture.sink.call("screen")?.element(.where).text == "甲地")
    #expect(seat.console.panel.contains("甲地"))
    let own = try seat.number(of: "screen")
    seat.console.clear()
    seat.console.enter(line.replacing("ID", with: own))
    #expect(seat.fixture.sink.call("screen")?.element(.where).text == "")
  }

  @Test func `the caller who is named comes to the screen`() throws {
    let seat = try Seat()
    let number = try seat.number(of: "beside")
    seat.console.enter("/换 \(number)")
    #expect(seat.console.panel.contains(" \(number)  通话"))
    seat.console.enter("/换 \(number)")
    #expect(seat.console.panel.contains(" \(number)  通话"))
  }

  @Test func `a number behind what is about no call is refused and rings nobody`() throws {
    let fixture = try DeskFixture()
    let console = try TypedConsole(fixture, isLinked: false)
    console.enter("/ring 20261122-03-0007")
    #expect(fixture.sink.events.isEmpty && console.takeSaid().contains("不写警情编号"))
  }

  // MARK: Refused because of a call

  /// What is carried out whatever call there is, or only needs words, a list or the telephone.
  private static let needsNoCall: Set<ConsoleCommand.Name> = [
    .ring, .callback, .answer, .other, .search, .show, .major, .shift, .help, .status, .back, .quit, .amend,
  ]

  /// The errors of a line at a desk.
  private func errors(_ desk: inout CallDesk, _ name: ConsoleCommand.Name) -> [String] {
    desk.execute("/\(name.rawValue) \(Self.words[name] ?? "词语")").filter { $0.kind == .error }
      .map(\.message.chinese)
  }

  @Test(arguments: ConsoleCommand.Name.allCases)
  func `idle behind a closed call what needs a call is refused with that call's number`(
    name: ConsoleCommand.Name
  ) throws {
    let fixture = try DeskFixture()
    var desk = try fixture.answeredDesk()
    _ = desk.execute("/hangup")
    let call = try #require(fixture.sink.calls.last).id.description
    let count = fixture.sink.events.count
    let told = errors(&desk, name)
    #expect(
      Self.needsNoCall.contains(name) && name != .amend || !told.isEmpty || fixture.sink.events.count > count)
    guard !Self.needsNoCall.contains(name) || name == .amend else { return }
    #expect(told.allSatisfy { $0.contains(call) }, "\(told)")
  }

  @Test(
    arguments: [
      "/quit", "/shift takeover 041208", "/ring 19900000002", "/answer", "/undo", "/move who", "/reopen 早了",
    ], UserLanguage.allCases)
  func `in a call what is refused because of it names it, and where two hinder it both`(
    line: String, language: UserLanguage
  ) throws {
    let fixture = try DeskFixture()
    var desk = try fixture.desk(language: language)
    desk.matters = MatterCommands(sink: WrittenElsewhere(), language: language)
    let console = try TypedConsole(fixture, desk: desk)
    for call in ["closed", "a", "b"] {
      console.rings(call, number: "19900000001")
      console.answered(call)
      if call == "closed" { console.enter("/hangup") }
      guard call != "closed" else { continue }
      let open = fixture.sink.calls.filter { $0.phase == .answered }.map(\.id.description)
      let count = fixture.sink.events.count
      _ = console.takeSaid()
      console.enter(line)
      let said = console.takeSaid()
      #expect(fixture.sink.events.count == count)
      // The second caller stands beside the first, who stays on the screen.
      let hinder = ["/quit", "/shift takeover 041208"].contains(line) ? open : [open[0]]
      #expect(hinder.allSatisfy(said.contains), "\(said)")
    }
  }

  @Test(arguments: ConsoleCommand.Name.allCases)
  func `while a ring told by key stands what needs an answer is refused with its number`(
    name: ConsoleCommand.Name
  ) throws {
    let fixture = try DeskFixture()
    var desk = try fixture.desk()
    _ = desk.execute("/ring 19900000001")
    let call = try #require(fixture.sink.calls.last).id.description
    let told = errors(&desk, name)
    guard !Self.needsNoCall.contains(name) || [.amend, .quit, .ring].contains(name) else { return }
    #expect(told.allSatisfy { $0.contains(call) }, "\(told)")
  }
}
