import CallModel
import Catalogue

/// When in a call something was done, as far as the record tells.
///
/// What has no offset from the answer was done while it still rang, or when the call was closed already.
public enum TimeInCall: Hashable, Sendable {
  /// While it rang.
  case beforeAnswer
  /// So many ms after the answer.
  case talking(Int64)
  /// Behind the end.
  case afterEnd

  /// The time of something with this offset, done at `at` in the call of `record`.
  ///
  /// Of a call that nobody answered the end divides what was done before from what was done behind it.
  public init(offset: Int64?, at: WallInstant, in record: CallRecord) {
    if let offset {
      self = .talking(offset)
    } else if let turn = record.answeredAt ?? record.endedAt, at >= turn {
      self = .afterEnd
    } else {
      self = .beforeAnswer
    }
  }

  /// The times of events, which are in order: here the lines decide and no clock.
  static func all(of events: [Noted<CallEvent>]) -> [TimeInCall] {
    var isBegun = false
    return events.map { noted in
      defer { if noted.event.kind == .answer || noted.event.kind == .end { isBegun = true } }
      if let offset = noted.offsetMilliseconds { return .talking(offset) }
      return isBegun ? .afterEnd : .beforeAnswer
    }
  }

  /// The words in front of a row.
  public var message: Message {
    switch self {
    case .beforeAnswer: .beforeAnswer
    case .talking(let offset): .sinceAnswer(offset)
    case .afterEnd: .afterEnd
    }
  }
}

extension CallHistory {
  /// The events in their order, each with the time in the call at which it happened.
  public var timedEvents: [(event: Noted<CallEvent>, time: TimeInCall)] {
    zip(events, TimeInCall.all(of: events)).map { (event: $0, time: $1) }
  }
}
