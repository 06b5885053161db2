import CPlatform
import CallJournal
import CallModel
import CallReview
import Files
import Glibc
import PlainText
import Synchronization

/// Finds calls in the journals of many days, on all processors, without an index.
///
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
    /// What desks did about calls that changes their records.
    public var deeds: [Noted<RecordedEvent>] = []
    /// Calls of which one file alone cannot tell whether they are wanted: without a closing line there, with
    /// a damaged one, or corrected there and closed elsewhere.
    public var unsettled: Set<CallIdentifier> = []
    /// Calls that a word searched for stands in, wanted or not, and calls corrected in another file than that
    /// of their own day: what is in both may be wanted only as corrected, or no longer.
    var met: Set<String> = []
    var correctedElsewhere: Set<String> = []
  }

  private let logs: String
  private let room: JournalRoom

  /// A search in the logs folder at `logs`.
  public init(logs: String, room: JournalRoom = .live) {
    self.logs = logs
    self.room = room
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
    let state = Mutex((next: 0, result: Result()))
    let room = room
    Parallel.run {
      var finder = FileFinder(filter)
      while true {
        let index = state.withLock { state -> Int in
          defer { state.next += 1 }
          return state.next
        }
        guard index < days.count else { break }
        let day = DayFolder(logs: folder, room: room, date: days[index])
        for path in day.paths where Self.mayHold(path, filter: filter) {
          finder.search(path, in: day.descriptor)
        }
        if let fault = day.fault {
          finder.found.leftOut.append(LeftOut(file: "\(days[index])", line: 0, reason: fault))
        }
        progress(index + 1, days.count)
        if finder.found.calls.count > limit { finder.found.isCut = true }
      }
      state.withLock {
        $0.result.calls += finder.found.calls
        $0.result.leftOut += finder.found.leftOut
        $0.result.deeds += finder.found.deeds
        $0.result.unsettled.formUnion(finder.found.unsettled)
        $0.result.met.formUnion(finder.found.met)
        $0.result.correctedElsewhere.formUnion(finder.found.correctedElsewhere)
      }
    }
    var result = state.withLock { $0.result }
    let corrected = result.met.intersection(result.correctedElsewhere)
    result.unsettled.formUnion(corrected.compactMap { CallIdentifier(ifValid: $0) })
    result.calls.sort { ($0.beganAt, $0.id) < ($1.beganAt, $1.id) }
    result.leftOut.sort()
    result.isCut = result.calls.count > limit
    result.calls = Array(result.calls.prefix(limit))
    return result
  }

  /// Whether the file can hold a wanted call, by its seat and day.
  ///
  /// A call over midnight ends in the file of the next day, one typed in from paper in a desk's file of any
  /// later day.
  private static func mayHold(_ path: JournalPath, filter: CallFilter) -> Bool {
    if path.isPaperDesk { return filter.seat.map { $0.description == JournalPath.paperSeat } ?? true }
    if path.isDesk { return true }
    if let until = filter.until, path.date > until.date.adding(days: 1) { return false }
    return filter.seat == nil || path.seat == filter.seat
  }
}
