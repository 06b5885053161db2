import CallModel
import Testing

@Suite struct ShiftBookTests {
  private static let seat = "03"

  private static func book(_ steps: [(MatterEvent, String)]) throws -> ShiftBook {
    var book = ShiftBook()
    for (event, clock) in steps { book.apply(event, at: try Sample.instant("2026-11-23 \(clock)")) }
    return book
  }

  private static func fault(_ step: () throws -> [MatterEvent]) -> ShiftFault? {
    do {
      _ = try step()
      return nil
    } catch {
      return error as? ShiftFault
    }
  }

  @Test func `an empty seat is started, a taken one relieved`() throws {
    let (first, second) = (try Sample.person("041207"), try Sample.person("041208"))
    let seat = try SeatIdentifier(Self.seat)
    let empty = ShiftBook()
    #expect(Self.fault { try empty.takeOver(second, at: seat) } == .seatEmpty(seat))
    #expect(Self.fault { try empty.end(first, at: seat, successor: nil, paperCalls: 0) } == .seatEmpty(seat))
    let taken = try Self.book(try empty.start(first, at: seat).map { ($0, "08:00:00") })
    #expect(Self.fault { try taken.start(second, at: seat) } == .seatTaken(seat, first))
    #expect(Self.fault { try taken.start(first, at: seat) } == .alreadyThere(seat))
    #expect(Self.fault { try taken.takeOver(first, at: seat) } == .alreadyThere(seat))
    #expect(
      Self.fault { try taken.end(second, at: seat, successor: nil, paperCalls: 0) } == .notThere(seat, first))
  }

  @Test func `a relief leaves no gap`() throws {
    let (first, second) = (try Sample.person("041207"), try Sample.person("041208"))
    let seat = try SeatIdentifier(Self.seat)
    let start = try ShiftBook().start(first, at: seat).map { ($0, "08:00:00") }
    let relief = try Self.book(start).takeOver(second, at: seat).map { ($0, "16:00:00") }
    for order in [relief, relief.reversed()] {
      let book = try Self.book(start + order)
      #expect(book.shifts.count == 2)
      let old = try #require(book.last(of: first, at: seat))
      let new = try #require(book.current(at: seat))
      #expect(old.endedAt == new.startedAt && old.successor == second && new.relieved == first)
      #expect(new.personnel == second && new.endedAt == nil)
    }
  }

  @Test func `paper calls stand until they are typed in`() throws {
    let person = try Sample.person("041207")
    let seat = try SeatIdentifier(Self.seat)
    let end = ShiftEnded(seat: seat, personnel: person, paperCalls: 2)
    let paper = MatterEvent.paper(
      PaperEntered(takenBy: person, answeredAt: try Sample.instant("2026-11-23 07:00:00")))
    #expect(try Self.book([(.shiftEnded(end), "16:00:00")]).paperCalls == 2)
    #expect(try Self.book([(.shiftEnded(end), "16:00:00"), (paper, "17:00:00")]).paperCalls == 1)
    let all =
      [(MatterEvent.shiftEnded(end), "16:00:00")] + [
        (paper, "17:00:00"), (paper, "17:01:00"), (paper, "17:02:00"),
      ]
    #expect(try Self.book(all).paperCalls == 0)
  }
}

extension ShiftBookTests {
  @Test func `a person's calls belong to the shift that follows the person's last one at the seat`() throws {
    let (first, second) = (try Sample.person("041207"), try Sample.person("041208"))
    let (seat, other) = (try SeatIdentifier("03"), try SeatIdentifier("04"))
    var book = ShiftBook()
    func start(_ person: OperatorIdentifier, _ seat: SeatIdentifier, _ at: String) throws {
      book.apply(.shiftStarted(ShiftStarted(seat: seat, personnel: person)), at: try Sample.instant(at))
    }
    func end(_ person: OperatorIdentifier, _ seat: SeatIdentifier, _ at: String) throws {
      book.apply(.shiftEnded(ShiftEnded(seat: seat, personnel: person)), at: try Sample.instant(at))
    }
    try start(first, seat, "2026-11-23 08:00:00")
    let opening = try #require(book.last(of: first, at: seat))
    #expect(book.beginning(of: opening) == (try Sample.instant("2026-11-22 08:00:00")))
    try end(first, seat, "2026-11-23 16:00:00")
    try start(second, seat, "2026-11-23 16:00:00")
    try end(second, seat, "2026-11-23 23:00:00")
    try start(first, other, "2026-11-24 08:00:00")
    try end(first, other, "2026-11-24 09:00:00")
    try start(first, seat, "2026-11-24 10:00:00")
    let later = try #require(book.last(of: first, at: seat))
    #expect(book.beginning(of: later) == (try Sample.instant("2026-11-23 16:00:00")))
  }

  @Test func `who was relieved without having noted a start has a shift, and a log, all the same`() throws {
    let (first, second) = (try Sample.person("041207"), try Sample.person("041208"))
    let seat = try SeatIdentifier("03")
    var book = ShiftBook()
    let relief = try Sample.instant("2026-11-23 16:00:00")
    for event in [
      MatterEvent.shiftEnded(ShiftEnded(seat: seat, personnel: first, successor: second)),
      .shiftStarted(ShiftStarted(seat: seat, personnel: second, relieved: first)),
    ] { book.apply(event, at: relief) }
    let left = try #require(book.last(of: first, at: seat))
    #expect(left.endedAt == relief && left.successor == second)
    // All of a day before the relief is told as taken before the start.
    #expect(book.beginning(of: left) == (try Sample.instant("2026-11-22 16:00:00")))
    #expect(book.current(at: seat)?.personnel == second)
    let again = try Sample.instant("2026-11-24 16:00:00")
    book.apply(.shiftEnded(ShiftEnded(seat: seat, personnel: second, successor: first)), at: again)
    book.apply(.shiftStarted(ShiftStarted(seat: seat, personnel: first, relieved: second)), at: again)
    #expect(book.shifts.count == 3)
    #expect(try book.beginning(of: #require(book.current(at: seat))) == relief)
  }
}
