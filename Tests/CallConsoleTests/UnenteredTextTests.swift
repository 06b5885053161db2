import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// What was typed and never entered is offered with its call, whatever prompt it was typed at and however the
/// call ended.
@Suite struct UnenteredTextTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
    // A call before, so that there is one to link with.
    for call in ["z", "a"] {
      seat.rings(call, number: "19900000001")
      seat.answered(call)
      seat.wait(2_000)
      if call == "z" { for line in ["/where 晋陵中路189号", "/hangup"] { seat.enter(line) } }
    }
    seat.enter("/said F1")
  }

  private static let fields: [String] =
    ElementIdentifier.allCases.map(\.rawValue)
    + ["name", "address", "workunit", "phone", "against", "about", "confidential", "happening"]
    + ["notify", "chase", "department", "referral", "link", "category", "level", "closing", "note"]

  private func open(_ field: String) {
    switch field {
    case "referral": seat.press(5)
    case "category": seat.press(9)
    case "closing":
      for line in ["/category 100300", "/level 3"] { seat.enter(line) }
      seat.press(9)
      #expect(seat.prompt == "回车挂机> ")
    case "note":
      for _ in ElementIdentifier.allCases { seat.enter() }
      #expect(seat.prompt == "备注> ")
    default: seat.enter("/\(field)")
    }
  }

  @Test(arguments: fields, ["hangup", "cutoff", "put down"])
  func `text left at any prompt is said at the end, shown with the call and back when it is opened again`(
    field: String, end: String
  ) throws {
    open(field)
    seat.type("红梅新村3幢")
    if end == "put down" { seat.phone(.hungUp(phoneCall: "a")) }
    // The way out of it is at another prompt; what is typed at its own would be joined to it.
    seat.press(field == "note" ? .function(8) : .down)
    #expect(seat.text.isEmpty)
    _ = seat.takeSaid()
    seat.enter(end == "put down" ? "/hangup" : "/\(end)")
    let record = try #require(fixture.sink.call("a"))
    #expect(record.phase == .ended)
    #expect(seat.takeSaid().contains("红梅新村3幢"), "\(field) \(end)")
    seat.enter("/show \(record.id)")
    #expect(seat.takeSaid().contains("红梅新村3幢"), "\(field) \(end)")
    #expect(!record.notes.contains { $0.contains("红梅") })
  }

  @Test(arguments: [ElementIdentifier.when, .where, .contact])
  func `text typed in a call that was none is said, and stands with it`(element: ElementIdentifier) throws {
    let fixture = try DeskFixture()
    let seat = try TypedConsole(fixture, isLinked: false)
    for line in ["/ring 19900000007", "/answer", "/\(element.rawValue)"] { seat.enter(line) }
    seat.type("红梅新村3幢")
    seat.press(.down)
    _ = seat.takeSaid()
    seat.enter("/cancel 误按")
    let record = try #require(fixture.sink.calls.last)
    #expect(record.isCancelled && seat.takeSaid().contains("红梅新村3幢"))
    seat.enter("/show \(record.id)")
    #expect(seat.takeSaid().contains("红梅新村3幢"))
  }

  @Test func `what was left at the end's prompt and what was left at the remark's are both kept`() throws {
    open("note")
    seat.type("车里有人")
    seat.press(8)
    open("closing")
    seat.type("红梅新村")
    seat.press(8)
    seat.enter("/hangup")
    let record = try #require(fixture.sink.call("a"))
    seat.enter("/show \(record.id)")
    let said = seat.takeSaid()
    #expect(said.contains("车里有人") && said.contains("红梅新村"))
  }
}
