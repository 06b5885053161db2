import CallConsole
import CallModel
import CallProtocol
import Testing

/// A word of danger to life with a lower level is asked about once, wherever it was told and however the
/// level is given.
@Suite struct DoubtedLevelTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.wait(2_000)
    seat.enter("/said F1")
  }

  private var level: Int? { fixture.sink.call("a")?.level }

  /// A word of each danger of the protocol.
  private static let dangers: [String] =
    (ProtocolReader.readShipped().document?.dangers ?? []).map { $0.words[0].replacing("*", with: "了") }

  @Test(
    arguments: dangers, ["what", "object", "result", "who", "why", "where", "when", "contact", "note"])
  func `it is asked about once, in whatever element or remark it was told`(word: String, field: String) {
    seat.enter("/\(field) 他说\(word)")
    _ = seat.takeSaid()
    seat.enter("/level 4")
    #expect(level == nil && seat.takeSaid().contains("再输一次 4"), "\(word) \(field)")
    seat.enter("/level 4")
    #expect(level == 4, "\(word) \(field)")
  }

  @Test func `at its prompt as with its command, and asked there it is not asked again by the other`() {
    seat.enter("/why 他拿着刀")
    seat.enter("/level")
    seat.enter("3")
    #expect(level == nil)
    seat.enter("/level 3")
    #expect(level == 3)
  }

  @Test func `a lower one is another level, a level of the danger is taken at once`() {
    seat.enter("/why 他拿着刀")
    seat.enter("/level 3")
    seat.enter("/level 4")
    #expect(level == nil)
    seat.enter("/level 1")
    #expect(level == 1)
  }

  @Test func `where nobody may be there to repeat it, a level is taken at its word and the danger said`()
    throws
  {
    var desk = try fixture.desk()
    for line in ["/ring 19900000002", "/answer", "/why 他拿着刀"] { _ = desk.execute(line) }
    #expect(desk.execute("/level 3").contains { $0.kind == .warning })
    #expect(desk.record?.level == 3)
  }
}
