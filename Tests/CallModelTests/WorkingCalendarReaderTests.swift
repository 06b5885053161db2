import CallModel
import Testing

@Suite struct WorkingCalendarReaderTests {
  private static func faults(_ text: String) -> [WorkingCalendarFault.Kind] {
    WorkingCalendarReader.read(Array(text.utf8), name: "test").faults.map(\.kind)
  }

  /// The holidays a published year must hold; 2027-05-01 and 2027-10-02 and -03 fall on a weekend.
  private static let whole = "2027-01-01\toff\t元旦\n2027-10-01\toff\t国庆节\n"

  @Test func `a whole year is read without a fault`() {
    let text = "\u{FEFF}# Bureau notice 12\r\n\r\n" + Self.whole + "  \t \n2027-02-07\tstatutory\t春节\r\n"
    let (calendar, faults) = WorkingCalendarReader.read(Array(text.utf8), name: "test")
    #expect(faults.isEmpty)
    #expect(calendar.years.keys.sorted() == [2027])
    #expect(calendar.year(2027).isPublished)
    #expect(calendar.year(2027).source == "Bureau notice 12")
    #expect(calendar.year(2027).days.map(\.holiday) == ["元旦", "春节", "国庆节"])
  }

  @Test func `without a comment the name is the source`() {
    let read = WorkingCalendarReader.read(Array(Self.whole.utf8), name: "site.tsv")
    #expect(read.calendar.year(2027).source == "site.tsv")
  }

  @Test func `each fault is told with its line and the rest is read`() throws {
    let lines = [
      "2027-13-01\toff\t元旦", "20270101\tfree\t元旦", "2027-01-02 off 元旦", "2027-01-04\twork\t元旦",
      "2027-01-09\toff\t元旦", "2027-01-05\toff\t", "2027-01-06\toff\t" + String(repeating: "长", count: 41),
      "2027-01-07\toff\t元\u{202E}旦", "2027-01-07\toff\t元\u{0}旦", "2027-01-08\toff\t元旦", "2027-01-08\toff\t元旦",
    ]
    let text = Self.whole + lines.joined(separator: "\n") + "\n"
    let (calendar, faults) = WorkingCalendarReader.read(Array(text.utf8) + [0xE4, 0xB8, 0x0A], name: "test")
    let weekday = try #require(CivilDate("2027-01-04"))
    let expected: [WorkingCalendarFault.Kind] = [
      .badDate("2027-13-01"), .unknownKind("free"), .fieldCount(1), .workOnWeekday(weekday),
      .offOnWeekend(weekday.adding(days: 5)), .badHoliday(limit: 40), .badHoliday(limit: 40),
      .controlCharacter,
      .controlCharacter, .repeatedDate(weekday.adding(days: 4), firstLine: 12), .notUTF8,
    ]
    #expect(faults.map(\.kind) == expected)
    #expect(faults.map(\.line) == [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14])
    #expect(calendar.year(2027).days.count == 3)
  }

  @Test func `a published year must hold the holidays fixed by law`() throws {
    let text = "\n2026-07-03\toff\t市运会\n"
    let read = WorkingCalendarReader.read(Array(text.utf8), name: "test")
    let missing = ["2026-01-01", "2026-05-01", "2026-10-01", "2026-10-02"].compactMap { CivilDate($0) }
    #expect(read.faults.map(\.kind) == missing.map { .holidayMissing($0) })
    #expect(read.faults.allSatisfy { $0.line == 2 })
    #expect(Self.faults("2026-01-01\tstatutory\t元旦\n").isEmpty)
  }

  @Test func `a file without a day is a fault, and so is one too large`() {
    #expect(Self.faults("") == [.noDays])
    #expect(Self.faults("# nothing\n\n") == [.noDays])
    let limit = WorkingCalendarReader.maximumBytes
    #expect(Self.faults(String(repeating: "#", count: limit + 1)) == [.tooLarge(limit: limit)])
    #expect(Self.faults(String(repeating: "#", count: limit)) == [.noDays])
  }

  /// Damages the good text at random, with a fixed seed, and reads it.
  ///
  /// Whatever comes out: lines stay within the file, and a calendar without faults names the same days again
  /// when it is written and read once more.
  @Test func `damaged text never traps and never passes for something else`() {
    var seed: UInt64 = 110
    func random(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    let pieces: [[UInt8]] = [
      [0], [0x0A], [0x09], [0x0D], [0xFF], [0xE4], [0x80], Array("-".utf8), Array("work".utf8),
      Array("off\t".utf8), Array("9999-12-31".utf8), Array("0000-00-00".utf8), Array("#".utf8),
      Array("春节".utf8),
    ]
    var faulty = 0
    for _ in 0..<3_000 {
      var bytes = Array(Self.whole.utf8)
      for _ in 0...random(6) {
        let place = random(bytes.count + 1)
        switch random(3) {
        case 0: bytes.insert(contentsOf: pieces[random(pieces.count)], at: place)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + random(9)))
        default: if place < bytes.count { bytes[place] = UInt8(random(256)) }
        }
      }
      let lines = bytes.count { $0 == 0x0A } + 1
      let read = WorkingCalendarReader.read(bytes, name: "test")
      #expect(read.faults.allSatisfy { (1...lines).contains($0.line) })
      guard read.faults.isEmpty else {
        faulty += 1
        continue
      }
      let days = read.calendar.years.values.flatMap(\.days)
      let text = days.map { "\($0.date)\t\($0.kind.rawValue)\t\($0.holiday)\n" }.joined()
      let again = WorkingCalendarReader.read(Array(text.utf8), name: "test")
      #expect(again.faults.isEmpty && Set(again.calendar.years.values.flatMap(\.days)) == Set(days))
    }
    // The damage must be real, and not so great that nothing is left to read.
    #expect((1_000..<3_000).contains(faulty))
  }
}
