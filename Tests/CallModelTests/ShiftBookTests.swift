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
