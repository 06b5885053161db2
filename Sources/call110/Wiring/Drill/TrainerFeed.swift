import CallDrill
import CallJournal
import CallModel
import PlainText

/// What a trainer's `drill inject` wrote for this seat since the last look.
struct TrainerFeed {
  /// Time between two looks at the trainers' journals, in ms.
  private static let pause: Int64 = 300
  /// The seats trainers write as begin with this.
  static let seatPrefix = "desk-trainer"

  private final class State {
    var tail: JournalTail
    var nextLook: Int64 = 0
    init(tail: JournalTail) { self.tail = tail }
  }

  private let state: State
  private let seat: SeatIdentifier

  init(reader: JournalReader, seat: SeatIdentifier, at moment: Moment) {
    self.seat = seat
    state = State(tail: JournalTail(reader, room: .drill, excluding: seat))
    // What was put in before this drill began is not for it.
    _ = state.tail.poll(on: moment.wall.date)
  }

  func poll(at moment: Moment) -> [DrillInjection] {
    guard moment.monotonic >= state.nextLook else { return [] }
    state.nextLook = moment.monotonic + Self.pause
    return state.tail.poll(on: moment.wall.date).entries.compactMap { placed in
      guard placed.entry.kind == DrillKind.inject.rawValue,
        placed.entry.seat.description.hasPrefix(Self.seatPrefix)
      else { return nil }
      let payload = placed.entry.value
      guard payload["seat"]?.string == seat.description, let what = payload["what"]?.string else {
        return nil
      }
      return DrillInjection(name: what, text: payload["words"]?.string ?? "")
    }
  }
}
