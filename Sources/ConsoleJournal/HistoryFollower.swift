import CallConsole
import CallJournal
import CallModel
import Glibc
import Synchronization

/// Follows all seats' journals of yesterday and today on a thread of its own, so that neither the start nor a
/// key waits.
///
/// A class because the thread and the console share it; everything shared stands behind one lock.
package final class HistoryFollower: HistoryFeed, Sendable {
  /// As many events as one poll hands over: a key waits for no more.
  private static let batch = 20
  /// Time between two looks at the files.
  private static let pause = timespec(tv_sec: 1, tv_nsec: 0)
  /// Kinds that the desk makes something of; the rest is not decoded.
  private static let kinds = Set(
    RecordedEvent.Kind.concerning([.recognition, .callback]).map(\.name))

  /// As many places as are counted; nobody needs to know of more.
  private static let mostUnreadable = 10_000

  private let pending = Mutex(Pending())
  private let faults = Mutex<Set<JournalFault>>([])
  private let reader: JournalReader
  private let room: JournalRoom

  /// A follower of `room`; nothing is read before `start`.
  package init(reader: JournalReader, room: JournalRoom) {
    self.reader = reader
    self.room = room
  }

  /// Starts the thread.
  ///
  /// Signals stay with the main thread.
  package func start() {
    BackgroundThread.start { [self] in follow() }
  }

  /// Takes in who is still to be rung back from the days before those followed, once.
  package func take(owed: [Noted<CallbackEvent>]) {
    let first = JournalClock.system.now().date.adding(days: -1)
    let old = owed.filter { $0.at.date < first }.map { $0.replacing(RecordedEvent.callback($0.event)) }
    pending.withLock { $0.add(old) }
  }

  /// Reads everything there is now, at once: for a console without a terminal, which has nothing else to do.
  package func readNow() {
    let today = JournalClock.system.now().date
    var witnessed = WitnessedEnds()
    for day in [today.adding(days: -1), today] {
      var tail = JournalTail(reader, room: room)
      hand(over: tail.poll(on: day), witnessed: &witnessed)
    }
    note(witnessed.shortened(reader))
  }

  package var unreadable: Int { faults.withLock { $0.count } }

  package func poll() -> [Noted<RecordedEvent>] { pending.withLock { $0.next() } }

  package var hasMore: Bool { pending.withLock { !$0.isEmpty } }

  /// What waits to be handed over, in batches: taking one moves none of the others.
  private struct Pending {
    private var batches: [[Noted<RecordedEvent>]] = []
    private var taken = 0

    var isEmpty: Bool { taken == batches.count }

    mutating func add(_ events: [Noted<RecordedEvent>]) {
      for start in stride(from: 0, to: events.count, by: HistoryFollower.batch) {
        batches.append(Array(events[start..<min(start + HistoryFollower.batch, events.count)]))
      }
    }

    mutating func next() -> [Noted<RecordedEvent>] {
      guard !isEmpty else { return [] }
      defer {
        batches[taken] = []
        taken += 1
        if isEmpty { self = Pending() }
      }
      return batches[taken]
    }
  }

  private func follow() {
    var tails: [CivilDate: JournalTail] = [:]
    var witnessed = WitnessedEnds()
    while true {
      let today = JournalClock.system.now().date
      let days = [today.adding(days: -1), today]
      tails = tails.filter { days.contains($0.key) }
      var isNew = false
      for day in days {
        var tail = tails[day] ?? JournalTail(reader, room: room)
        if hand(over: tail.poll(on: day), witnessed: &witnessed) { isNew = true }
        tails[day] = tail
      }
      if isNew { note(witnessed.shortened(reader)) }
      var pause = Self.pause
      nanosleep(&pause, nil)
    }
  }

  /// Hands over what was read, and keeps what it says of how long files are; whether there was anything.
  @discardableResult
  private func hand(over contents: JournalContents, witnessed: inout WitnessedEnds) -> Bool {
    let (events, unusable) = contents.entries.filter { Self.kinds.contains($0.entry.kind) }.events()
    pending.withLock { $0.add(events) }
    for placed in contents.entries { witnessed.note(placed) }
    note(contents.faults + unusable)
    return !contents.entries.isEmpty
  }

  private func note(_ places: [JournalFault]) {
    guard !places.isEmpty else { return }
    faults.withLock { known in
      for place in places where known.count < Self.mostUnreadable { known.insert(place) }
    }
  }
}
