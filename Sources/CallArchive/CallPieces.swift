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

  /// The record as it stands now, with nil in it when no event is the call's own.
  ///
  /// The closing line carries the whole record, so that the call's own lines before it in the same file tell
  /// nothing more: they are not decoded, and need not be there. Nil when there is none that can be used, or
  /// more than one: then they count.
  func record(_ parts: RecordParts = .all) -> Folded<CallRecord?>? {
    let ends = lines.filter(Self.isEnd)
    guard let end = ends.first else { return folded }
    guard ends.count == 1, let closing = Self.closing(end, parts: parts) else { return nil }
    let rest = lines.filter { $0.place != end.place && !isBefore(end, placed: $0) }
    if later.isEmpty, rest.isEmpty, case .closing(_, let record) = closing.event {
      return Folded(value: record, faults: [])
    }
    let (events, faults) = rest.events()
    let state = CallState(call, events: (later + events + [closing]).inOrder())
    return Folded(value: state?.record, faults: faults)
  }

  /// What the closing line says; a call typed in from paper has its true time behind the record.
  private static func closing(_ end: PlacedEntry, parts: RecordParts) -> Noted<RecordedEvent>? {
    switch parts {
    case .all: end.noted
    case .head: end.path.isDesk ? end.noted : end.notedHead
    }
  }

  /// The record and the lines of `kinds` that a check can name; nil as `record` is, and for a call without a
  /// closing line, of which a check names the last line there is.
  ///
  /// Of a line before the closing one only the kind is looked at where that says all.
  func traced(_ kinds: Set<CallEvent.Kind>) -> Folded<TracedCall?>? {
    guard lines.contains(where: Self.isEnd) else { return nil }
    return record().map { $0.map { $0.map { TracedCall($0, lines: traces(of: kinds), isWhole: false) } } }
  }

  private func traces(of kinds: Set<CallEvent.Kind>) -> [Noted<CallTrace>] {
    let late = later.compactMap { noted in noted.event.ofCall.map { noted.replacing(CallTrace($0)) } }
    return lines.compactMap { trace($0, kinds: kinds) } + late.filter { kinds.contains($0.event.kind) }
  }

  private func trace(_ placed: PlacedEntry, kinds: Set<CallEvent.Kind>) -> Noted<CallTrace>? {
    guard placed.entry.call == call, let kind = CallEvent.Kind(rawValue: placed.entry.kind),
      kinds.contains(kind), placed.isToldByItsWriter
    else { return nil }
    let trace = kind.hasSubject ? placed.noted?.event.ofCall.map(CallTrace.init) : CallTrace(kind)
    return trace.map {
      Noted(
        $0, call: call, at: placed.entry.at, personnel: placed.entry.operatorOnDuty, desk: placed.entry.seat,
        place: placed.place)
    }
  }

  /// The record that all events come to.
  var folded: Folded<CallRecord?> {
    let (events, faults) = lines.events()
    return Folded(value: CallState(call, events: (later + events).inOrder())?.record, faults: faults)
  }

  /// The same with all lines about the call of the files in which it has a closing one.
  func whole(from reader: JournalReader) -> CallPieces {
    var whole = self
    for end in lines.filter(Self.isEnd) {
      let known = Set(whole.lines.filter { $0.path == end.path }.map(\.line))
      let read = reader.contents(of: end.path, keeping: .calls([call]))
      // What was repeated by a later segment stands behind all that was kept.
      whole.lines += read.entries.filter { $0.line < end.line && !known.contains($0.line) }
    }
    whole.lines.sort { ($0.path, $0.line) < ($1.path, $1.line) }
    return whole
  }

  private static func isEnd(_ placed: PlacedEntry) -> Bool {
    placed.entry.kind == CallEvent.Kind.end.rawValue && placed.isToldByItsWriter
  }

  /// Whether a line is one of the call's own before its closing line.
  private func isBefore(_ end: PlacedEntry, placed: PlacedEntry) -> Bool {
    guard placed.path == end.path, placed.line < end.line else { return false }
    guard case .call = RecordedEvent.Kind(name: placed.entry.kind) else { return false }
    return true
  }
}

/// How much of the records is asked for.
package enum RecordParts: Sendable {
  /// Everything.
  case all
  /// What stands in front of the elements: who, when, timing, ending, category, level, branches, caller.
  case head
}
