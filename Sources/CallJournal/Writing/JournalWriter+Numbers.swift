import CallModel

extension JournalWriter {
  /// Which numbers this seat has given, for those it gives next: by the counter beside its lock and the one
  /// in the spool's folder, by the journals of yesterday and of every later day, and by what is held.
  ///
  /// Where one of the journals cannot be read, nothing is taken for known; where one is damaged, nothing up
  /// to its day: what stood there may have been a call.
  public func callNumbers() -> CallNumbers {
    let first = clock.now().date.adding(days: -1)
    var numbers = CallNumbers(knownFrom: first)
    for call in (counter ?? spareCounter)?.calls ?? [] { numbers.note(call) }
    for call in held.lazy.compactMap(\.draft.call) where call.seat == seat { numbers.note(call) }
    if counter?.isUnread != false { numbers.doubt() }
    if case .unknown = place {
      numbers.doubt()
      return numbers
    }
    let reader = JournalReader(logs: store.logs, operations: store.operations)
    do {
      try SeatHistory(store: store, room: room, seat: seat).forEach { (path) throws(JournalFileFault) in
        guard path.date >= first else { return false }
        do throws(JournalFileFault) {
          let found = try reader.calls(in: path, where: { $0.seat == seat && $0.date >= first })
          for call in found.calls { numbers.note(call) }
          if found.isDamaged { numbers.doubt(until: path.date) }
        } catch {
          // What stands in a journal's place and is none may have taken one away.
          guard case .refused = error else { throw error }
          numbers.doubt(until: path.date)
        }
        return true
      }
    } catch {
      numbers.doubt()
    }
    return numbers
  }

  /// Puts a call's number where the seat's next program finds it, before anybody sees it; false when no place
  /// takes it.
  ///
  /// While the journal takes lines, what a power cut takes from there it tells itself; else the number is
  /// synchronized.
  public func keeps(_ call: CallIdentifier) -> Bool {
    note(call, synchronizing: !condition.isRecording)
  }

  @discardableResult
  func note(_ call: CallIdentifier, synchronizing: Bool = false) -> Bool {
    if counter != nil { return counter?.note(call, synchronizing: synchronizing) ?? false }
    return spareCounter?.note(call, synchronizing: synchronizing) ?? false
  }
}
