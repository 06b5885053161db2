import Places
import Testing

/// A centre's file, good and hostile.
@Suite struct GazetteerReaderTests {
  private static let heading = "name\tkind\tdistrict\taliases\tformer\tsite\n"

  private func read(_ text: String) -> GazetteerReader.Outcome { GazetteerReader.read(Array(text.utf8)) }

  private static let longName = String(repeating: "长", count: 61)
  private static let longLine = "路\troad\t" + String(repeating: "区", count: 3_000)

  @Test(arguments: [
    ("路", GazetteerFault.Problem.kindless), ("路\t", .kindless), ("\troad", .nameless), ("\t\t", .nameless),
    ("路\tstreet", .unknownKind), ("路\tRoad", .unknownKind), ("路\troad\t区\t别\t旧\t处\t多", .tooManyFields),
    ("路\0\troad", .controlCharacter), ("路\u{1B}[31m\troad", .controlCharacter),
    ("路\troad\t天宁\u{202E}区", .controlCharacter), ("\(longName)\troad", .nameTooLong),
    ("路\troad\t区\t\(longName)", .nameTooLong), (longLine, .lineTooLong),
    ("晋陵中路\troad", .doubled(firstLine: 2)),
  ])
  func `a bad line is told with its number, and the lines around it are used`(
    line: String, problem: GazetteerFault.Problem
  ) {
    let outcome = read(Self.heading + "晋陵中路\troad\n\(line)\n关河东路\troad\n")
    #expect(outcome.places.map(\.name) == ["晋陵中路", "关河东路"])
    #expect(outcome.faults == [GazetteerFault(line: 3, problem: problem)])
  }

  @Test func `bytes that are not UTF-8 are one bad line`() {
    let bytes = Array((Self.heading + "晋陵中路\troad\n").utf8) + [0xBD, 0xFA, 0xC1, 0xEA, 0x0A]
    let outcome = GazetteerReader.read(bytes + Array("关河东路\troad".utf8))
    #expect(outcome.places.count == 2)
    #expect(outcome.faults == [GazetteerFault(line: 3, problem: .notUTF8)])
  }

  @Test(arguments: [
    ("", GazetteerFault(line: 0, problem: .noPlaces)),
    ("\n\n\n", GazetteerFault(line: 0, problem: .noPlaces)),
    ("# 只有注释\n", GazetteerFault(line: 0, problem: .noPlaces)),
    (heading, GazetteerFault(line: 0, problem: .noPlaces)),
    ("晋陵中路\troad\n关河东路\troad\n", GazetteerFault(line: 1, problem: .badHeading)),
    ("name\tname\n路\troad\n", GazetteerFault(line: 1, problem: .badHeading)),
    ("name,kind\n路,road\n", GazetteerFault(line: 1, problem: .badHeading)),
  ])
  func `a file without a place or a heading says so once`(text: String, fault: GazetteerFault) {
    let outcome = read(text)
    #expect(outcome.places.isEmpty)
    #expect(outcome.faults == [fault])
  }

  @Test func `columns may stand in any order, with a byte order mark and CR LF`() {
    let outcome = read("\u{FEFF}kind\tname\r\nroad\t晋陵中路\r\n\r\nestate\t红梅新村\r\n")
    #expect(outcome.places.map(\.name) == ["晋陵中路", "红梅新村"] && outcome.faults.isEmpty)
  }

  @Test func `two places of one name in two districts are two`() {
    let outcome = read(Self.heading + "人民路\troad\t天宁区\n人民路\troad\t武进区\n人民路\tlandmark\t天宁区\n")
    #expect(outcome.places.count == 3 && outcome.faults.isEmpty)
  }

  @Test func `a million lines end at the most places, and a million bad ones are told and counted`() {
    var text = Self.heading
    for number in 0..<1_000_000 { text += "巷\(number)\troad\n" }
    let many = read(text)
    #expect(many.places.count == GazetteerReader.mostPlaces)
    #expect(many.faults == [GazetteerFault(line: GazetteerReader.mostPlaces + 2, problem: .tooMany)])
    let bad = read(Self.heading + String(repeating: "路\tx\n", count: 1_000_000))
    #expect(bad.places.isEmpty && bad.faults.count == GazetteerReader.mostFaults)
    #expect(bad.furtherFaults == 1_000_000 - GazetteerReader.mostFaults)
  }

  @Test func `one line of thirty megabytes and a file over the limit are faults`() {
    let long = read(Self.heading + String(repeating: "长", count: 10_000_000) + "\n路\troad\n")
    #expect(long.places.count == 1 && long.faults.map(\.problem) == [.lineTooLong])
    let huge = GazetteerReader.read(Array(repeating: 0x41, count: GazetteerReader.largestFile + 1))
    #expect(huge.faults == [GazetteerFault(line: 0, problem: .tooLarge)])
  }
}
