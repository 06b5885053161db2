import CallModel
import CallPhone
import CallReview

/// Who waits on the telephone at this moment, for a wall: read from the event files, as every console does.
package struct WaitingCallers {
  private var board = PhoneBoard(seats: [])
  private var tail: PhoneTail
  private var link: PhoneLink

  /// The waiting callers of the site whose records lie in `logs`.
  package init(logs: String) {
    tail = PhoneTail(logs: logs)
    link = PhoneLink(logs: logs)
  }

  /// The callers waiting at `now`; those of a source that is down are not known to wait.
  package mutating func queue(at now: WallInstant, monotonic: Int64) -> Wallboard.Queue {
    repeat {
      for item in tail.poll(now: now) {
        board.apply(item.event, receivedAt: now, isBacklog: item.isBacklog)
      }
    } while tail.hasMore
    board.expire(now: now)
    _ = link.read(monotonic: monotonic, wall: now.milliseconds)
    let link = link
    let waiting = board.waiting { !link.isDown(source: $0.source) }
    return Wallboard.Queue(
      count: waiting.count, longestMilliseconds: waiting.longest, announcedMilliseconds: waiting.announced)
  }
}
