import CallJournal
import CallModel
import CallReview

/// What is known of one call before it is folded: the lines of its own days, and what came later.
struct CallPieces: Sendable {
  /// What the pieces come to, and which lines say nothing although their kind should.
  struct Folded<Value: Sendable>: Sendable {
    let value: Value
    let faults: [JournalFault]

    func map<Other>(_ change: (Value) -> Other) -> Folded<Other> {
      Folded<Other>(value: change(value), faults: faults)
    }
  }

  /// The call that they are about.
  let call: CallIdentifier
  /// Lines about it in the folders of its day and the next, in the order of files and lines.
  var lines: [PlacedEntry] = []
  /// What was written of it on later days.
  var later: [Noted<RecordedEvent>] = []

  /// The call with all its events; nil when none is its own.
  var history: Folded<CallHistory?> {
    let (events, faults) = lines.events()
    return Folded(value: CallHistory(call, events: later + events), faults: faults)
  }

  /// The record as it stands now; nil when no event is the call's own.
  ///
  /// The closing line carries the whole record, so that the call's own lines before it in the same file tell
  /// nothing more: they are not decoded.
  var record: Folded<CallRecord?> {
    guard let (end, closing) = closing else {
      let (events, faults) = lines.events()
      return Folded(value: CallState(call, events: (later + events).inOrder())?.record, faults: faults)
    }
    let (events, faults) = lines.filter { $0.place != end.place && !isBefore(end, placed: $0) }.events()
    let state = CallState(call, events: (later + events + [closing]).inOrder())
    return Folded(value: state?.record, faults: faults)
  }

  /// The closing line and what it says; nil when there is none that can be used, or more than one.
  private var closing: (line: PlacedEntry, event: Noted<RecordedEvent>)? {
    let ends = lines.filter { $0.entry.kind == CallEvent.Kind.end.rawValue }
    guard ends.count == 1, let end = ends.first, let event = end.noted else { return nil }
    return (end, event)
  }

  /// Whether a line is one of the call's own before its closing line.
  private func isBefore(_ end: PlacedEntry, placed: PlacedEntry) -> Bool {
    guard placed.path == end.path, placed.line < end.line else { return false }
    guard case .call = RecordedEvent.Kind(name: placed.entry.kind) else { return false }
    return true
  }
}
