import CallModel

/// The call numbers in use on each day and seat.
struct TakenNumbers {
  private struct Place: Hashable {
    let date: CivilDate
    let seat: SeatIdentifier
  }

  /// All numbers up to `upTo`, and `others`.
  private struct Numbers {
    var upTo = 0
    var others: Set<Int> = []

    mutating func insert(_ number: Int) {
      guard number > upTo else { return }
      others.insert(number)
      while others.remove(upTo + 1) != nil { upTo += 1 }
    }
  }

  private var places: [Place: Numbers] = [:]

  /// Notes a number; false when it was in use.
  mutating func insert(_ call: CallIdentifier) -> Bool {
    let place = Place(date: call.date, seat: call.seat)
    var numbers = places.removeValue(forKey: place) ?? Numbers()
    defer { places[place] = numbers }
    guard call.number > numbers.upTo, !numbers.others.contains(call.number) else { return false }
    numbers.insert(call.number)
    return true
  }

  /// The first number that is free on that day and seat; it is in use from now on.
  mutating func next(_ date: CivilDate, _ seat: SeatIdentifier) throws(IdentifierFault) -> CallIdentifier {
    let place = Place(date: date, seat: seat)
    let call = try CallIdentifier(date: date, seat: seat, number: (places[place]?.upTo ?? 0) + 1)
    _ = insert(call)
    return call
  }
}
