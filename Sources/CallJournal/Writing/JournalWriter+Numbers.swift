import CallModel

extension JournalWriter {
  /// Which numbers this seat has given, for those it gives next: by the counter beside its lock and the one
  /// in the spool's folder, by the journals of yesterday and of every later day, and by what is held.
  ///
  /// Where one of the journals cannot be read, nothing is taken for known.
  public func callNumbers() -> CallNumbers {
    let first = clock.now().date.adding(days: -1)
    var numbers = CallNumbers(knownFrom: first)
    for call in counter?.calls ?? [] { numbers.note(call) }
    for call in held.lazy.compactMap(\.draft.call) where call.seat == seat { numbers.note(call) }
    if case .unknown = place {
      numbers.doubt()
      return numbers
    }
    let reader = JournalReader(logs: store.logs, operations: store.operations)
    do {
      try SeatHistory(store: store, room: room, seat: seat).forEach { (path) throws(JournalFileFault) in
        guard path.date >= first else { return false }
        do throws(JournalFileFault) {
          for call in try reader.calls(in: path, where: { $0.seat == seat && $0.date >= first }) {
            numbers.note(call)
          }
        } catch {
          // What is no journal of ours has no number of ours.
          guard case .refused = error else { throw error }
        }
        return true
      }
    } catch {
      numbers.doubt()
    }
    return numbers
  }
}
