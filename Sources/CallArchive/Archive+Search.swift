import CallJournal
import CallModel
import CallReview
import CallScan

extension Archive {
  /// The calls that `filter` wants among those of `days`, at most `limit`, as they stand now: those a list
  /// with the same filter shows; `usesCache` says whether derived files tell which journals need not be read.
  package func search(
    _ filter: CallFilter, days: [CivilDate], limit: Int, usesCache: Bool = true,
    progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) -> CallSearch.Result {
    var result = CallSearch(logs: logs, room: room, usesCache: usesCache).calls(
      filter, days: days, limit: limit, progress: progress)
    // One file could not tell of these.
    result.calls.removeAll { result.unsettled.contains($0.id) }
    let unsettled = result.unsettled.sorted().map { call($0) }
    result.calls += unsettled.compactMap { $0.state?.record }.filter(filter.matches)
    let known = Set(result.leftOut)
    result.leftOut += Set(unsettled.flatMap(\.faults).map(LeftOut.init)).subtracting(known)
    result.leftOut.sort()
    let deeds = Dictionary(grouping: result.deeds.inOrder()) { $0.call }
    result.calls = result.calls.map { record in
      guard record.phase == .ended, !result.unsettled.contains(record.id) else { return record }
      return CallState(record, later: deeds[record.id] ?? []).record ?? record
    }
    result.calls.sort { ($0.beganAt, $0.id) < ($1.beganAt, $1.id) }
    result.isCut = result.isCut || result.calls.count > limit
    result.calls = Array(result.calls.prefix(limit))
    return result
  }
}
