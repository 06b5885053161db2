/// The callers to ring back, folded from the journals of all seats in any order of seats.
public struct CallbackList: Hashable, Sendable {
  /// The entries by name, open and settled.
  public private(set) var entries: [String: CallbackEntry] = [:]
  /// What was said of an entry before its opening was read.
  private var early: [String: [Noted<CallbackEvent>]] = [:]

  /// An empty list.
  public init() {}

  /// Takes in one event.
  ///
  /// Doubled openings and settlements change nothing: the earliest counts, unless a call that was opened
  /// again broke off once more behind the settlement. A caller has been waiting to be rung back since his
  /// call ended, whenever that was written down.
  public mutating func apply(_ noted: Noted<CallbackEvent>) {
    let name = noted.event.entry
    if case .opened(_, let opened) = noted.event {
      open(name, opened: opened, at: min(opened.endedAt ?? noted.at, noted.at))
    } else if entries[name] == nil {
      early[name, default: []].append(noted)
    } else {
      add(noted)
    }
  }

  /// Forgets the entries about which nothing is left to be done.
  public mutating func forgetSettled() { entries = entries.filter(\.value.isOpen) }

  /// The names of the entries that were settled before `moment`.
  public func settled(before moment: WallInstant) -> Set<String> {
    Set(entries.filter { $0.value.closedAt.map { $0 < moment } ?? false }.keys)
  }

  /// The entries that are open, the one that is due first in front.
  public var open: [CallbackEntry] {
    entries.values.filter(\.isOpen).sorted { ($0.due(), $0.entry) < ($1.due(), $1.entry) }
  }

  /// The open entries of a caller who is ringing again; none for a withheld number.
  public func open(number: String) -> [CallbackEntry] {
    number.isEmpty ? [] : open.filter { $0.opened.number == number }
  }

  private mutating func open(_ name: String, opened: CallbackOpened, at: WallInstant) {
    let known = entries[name]
    let isAgain = known?.isBrokenOffAgain(by: opened) == true
    if let known, known.openedAt <= at, !isAgain { return }
    var entry = CallbackEntry(entry: name, opened: opened, openedAt: at)
    if let known, !isAgain { entry.course = known.course }
    entries[name] = entry
    for fact in early.removeValue(forKey: name) ?? [] { add(fact) }
  }

  private mutating func add(_ fact: Noted<CallbackEvent>) { entries[fact.event.entry]?.course.apply(fact) }
}
