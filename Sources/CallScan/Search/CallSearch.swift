import CPlatform
import CallJournal
import CallModel
import CallReview
import Files
import Glibc
import PlainText
import Synchronization

/// Finds calls in the journals of many days, on all processors.
///
/// A derived file a month rules journals out in which the words searched for do not stand; the others are
/// read.
/// Words are first looked for as bytes and then compared in their field; other conditions are tried on the
/// facts of the closing line. What one file cannot tell is left to `Archive.search`, which reads such calls
/// whole.
public struct CallSearch: Sendable {
  /// What was found.
  public struct Result: Sendable {
    /// The calls, in the order of their beginnings.
    public var calls: [CallRecord] = []
    /// Places that could not be read or looked through.
    public var leftOut: [LeftOut] = []
    /// Whether more calls were found than are given back.
    public var isCut = false
    /// What desks did about the calls that changes their records.
    public var deeds: [Noted<RecordedEvent>] = []
    /// Calls of which one file alone cannot tell whether they are wanted: without a closing line there, with
    /// a damaged one, or corrected there and closed elsewhere.
    public var unsettled: Set<CallIdentifier> = []
    /// Calls that a word searched for stands in, wanted or not, and calls corrected in another file than that
    /// of their own day: what is in both may be wanted only as corrected, or no longer.
    var met: Set<String> = []
    var correctedElsewhere: Set<String> = []

    /// Takes in what desks did about the calls found.
    fileprivate mutating func take(_ held: [HeldDeed]) {
      let found = Set(calls.lazy.map(\.id.description))
      for deed in held where found.contains(deed.call) {
        if let noted = deed.noted {
          deeds.append(noted)
        } else {
          leftOut.append(
            LeftOut(file: deed.path.description, line: Int64(deed.number), reason: "malformed"))
        }
      }
    }

    fileprivate mutating func add(_ other: Result) {
      calls += other.calls
      leftOut += other.leftOut
      unsettled.formUnion(other.unsettled)
      met.formUnion(other.met)
      correctedElsewhere.formUnion(other.correctedElsewhere)
    }
  }

  private let logs: String
  private let room: JournalRoom
  private let usesCache: Bool

  /// A search in the logs folder at `logs`; `usesCache` says whether derived files are read and made.
  public init(logs: String, room: JournalRoom = .live, usesCache: Bool = true) {
    self.logs = logs
    self.room = room
    self.usesCache = usesCache
  }

  /// The calls that `filter` wants and whose journals are of `days`, at most `limit`.
  public func calls(
    _ filter: CallFilter, days: [CivilDate], limit: Int,
    progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) -> Result {
    let operations = SystemFileOperations()
    let folder: Int32
    do throws(SystemFault) {
      folder = try operations.openFolder(path: logs)
    } catch {
      var result = Result()
      if error.code != ENOENT { result.leftOut = [LeftOut(file: ".", line: 0, reason: "unreadable")] }
      return result
    }
    defer { operations.close(folder) }
    let state = Mutex((next: 0, result: Result(), deeds: [HeldDeed](), made: [CivilDate: FilterFolder]()))
    let room = room
    let late = handedInLate(filter)
    let grams = usesCache && room == .live ? filter.probe?.grams : nil
    let words = grams.flatMap { WordFilters(logs: logs, days: days, grams: $0) }
    Parallel.run {
      var finder = FileFinder(filter, logs: logs, words: words, late: late.files)
      while true {
        let index = state.withLock { state -> Int in
          defer { state.next += 1 }
          return state.next
        }
        guard index < days.count else { break }
        finder.search(DayFolder(logs: folder, room: room, date: days[index]), of: days[index])
        progress(index + 1, days.count)
        if finder.found.calls.count > limit { finder.found.isCut = true }
      }
      state.withLock {
        $0.result.add(finder.found)
        $0.deeds += finder.deeds
        $0.made.merge(finder.made) { $1 }
      }
    }
    words?.keep(state.withLock { $0.made })
    var result = state.withLock { $0.result }
    let corrected = result.met.intersection(result.correctedElsewhere)
    result.unsettled.formUnion(corrected.compactMap { CallIdentifier(ifValid: $0) })
    result.take(state.withLock { $0.deeds })
    result.leftOut += Set(late.faults.map(LeftOut.init)).subtracting(result.leftOut)
    result.calls.sort { ($0.beganAt, $0.id) < ($1.beganAt, $1.id) }
    result.leftOut.sort()
    result.isCut = result.calls.count > limit
    result.calls = Array(result.calls.prefix(limit))
    return result
  }

  /// The seats' files behind the period in which lines about calls of it stand all the same: what was handed
  /// in late, and corrected later.
  private func handedInLate(_ filter: CallFilter) -> (files: Set<JournalPath>, faults: [JournalFault]) {
    guard let last = filter.until?.date else { return ([], []) }
    // A call over midnight has the number of the day on which it rang.
    let first = filter.from?.date.adding(days: -1)
    let seat = filter.seat
    let later = LaterCalls(logs: logs, room: room).files(
      from: last.adding(days: LaterCalls.window), making: usesCache && seat == nil,
      named: seat.map { [JournalPath.beginning(of: $0)] }
    ) { call in
      call.date <= last && first.map { $0 <= call.date } != false && (seat.map { $0 == call.seat } != false)
    }
    return (Set(later.files.map(\.path)), later.faults)
  }
}
