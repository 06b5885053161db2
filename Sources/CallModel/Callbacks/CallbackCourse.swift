/// What became of one caller who is to be rung back: the attempts in force, and how it was settled.
///
/// The one fold of both; it is the same whatever order the files were read in. An attempt whose call that
/// went out is on record counts once, however often it is told: by the key, by the journal read again, by a
/// console that was started again.
struct CallbackCourse: Hashable, Sendable {
  private var lines: [Noted<CallbackEvent>] = []
  /// The attempts that were not taken back, in the order made.
  private(set) var attempts: [Noted<CallbackEvent>] = []
  /// How it was settled first, where that was not taken back; nil while it is open.
  private(set) var settlement: Noted<CallbackEvent>?

  /// What came of the attempts.
  var outcomes: [Noted<CallbackOutcome>] {
    attempts.compactMap { noted in noted.event.outcome.map { noted.replacing($0) } }
  }

  /// The attempts and the settlement, oldest first.
  var told: [Noted<CallbackEvent>] {
    (attempts + (settlement.map { [$0] } ?? [])).inOrder()
  }

  /// Takes one more line in.
  mutating func apply(_ noted: Noted<CallbackEvent>) {
    lines = (lines + [noted]).inOrder()
    fold()
  }

  /// The same with the unit that was sent replaced.
  func replacingTexts(_ change: TextChange) -> CallbackCourse {
    var course = self
    course.lines = lines.map { noted in
      guard case .closed(let entry, .sent(let unit)) = noted.event else { return noted }
      return noted.replacing(.closed(entry: entry, .sent(unit: change(.unit, unit))))
    }
    course.fold()
    return course
  }

  private mutating func fold() {
    attempts = []
    var settlements: [Noted<CallbackEvent>] = []
    for line in lines {
      switch line.event {
      case .opened: break
      case .tried(_, _, let call): if call == nil || !isKnown(call) { attempts.append(line) }
      case .closed: settlements.append(line)
      case .undone(_, let call, let lifting):
        attempts.removeAll { call != nil && $0.event.outgoing == call }
        settlements.removeAll { $0.event.resolution == lifting }
      }
    }
    settlement = settlements.first
  }

  private func isKnown(_ call: CallIdentifier?) -> Bool { attempts.contains { $0.event.outgoing == call } }
}
