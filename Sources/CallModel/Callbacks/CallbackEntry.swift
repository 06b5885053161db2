/// One caller to ring back, folded from the events about him.
public struct CallbackEntry: Hashable, Sendable {
  /// Why an entry cannot be settled in a certain way yet.
  public enum Obstacle: Hashable, Sendable {
    /// The place is known, so somebody must be sent before the caller may be given up.
    case nobodySent
    /// It must be tried so many times more first.
    case triesMissing(Int)
    /// There is a number to ring.
    case hasNumber
    /// No attempt on record reached the caller.
    case notReached
  }

  /// How soon a caller must be rung back, and again after a vain attempt, in ms; a setting.
  public static let defaultDue: Int64 = 300_000
  /// How many vain attempts make a caller unreachable; a setting.
  public static let defaultTries = 3

  /// The entry's name.
  public let entry: String
  /// What is known of the call.
  public internal(set) var opened: CallbackOpened
  /// When the call ended.
  public let openedAt: WallInstant
  var course = CallbackCourse()

  /// The attempts, in the order made.
  public var attempts: [Noted<CallbackOutcome>] { course.outcomes }
  /// How it was settled; nil while it is open.
  public var resolution: CallbackResolution? { course.settlement?.event.resolution }
  /// When it was settled.
  public var closedAt: WallInstant? { course.settlement?.at }
  /// Whether somebody must still be rung back.
  public var isOpen: Bool { course.settlement == nil }

  /// Whether a call that was opened again broke off once more since its caller was served: he waits anew.
  public func isBrokenOffAgain(by opened: CallbackOpened) -> Bool {
    guard opened.reason == .cutOff, opened.call?.description == entry, let ended = opened.endedAt,
      let closedAt
    else { return false }
    return ended > closedAt
  }

  /// When the caller must be rung next.
  public func due(after milliseconds: Int64 = CallbackEntry.defaultDue) -> WallInstant {
    (course.attempts.last?.at ?? openedAt).adding(milliseconds: milliseconds)
  }

  /// Why the entry may not be settled so; nil when it may.
  ///
  /// A caller whose place is known is not given up before somebody is on the way there. Anybody else is,
  /// after enough attempts, or at once when there is no number.
  public func obstacle(
    to resolution: CallbackResolution, tries: Int = CallbackEntry.defaultTries
  ) -> Obstacle? {
    switch resolution {
    case .sent, .calledAgain, .cancelled: return nil
    case .reached: return attempts.contains { $0.event == .reached } ? nil : .notReached
    case .unreachable:
      if !opened.place.isEmpty { return .nobodySent }
      return attempts.count >= tries ? nil : .triesMissing(tries - attempts.count)
    case .noNumber:
      if !opened.number.isEmpty { return .hasNumber }
      return opened.place.isEmpty ? nil : .nobodySent
    }
  }
}

extension CallbackEntry: TextHolding {
  /// The entry with the caller's number, name and place and the unit sent there replaced.
  public func replacingTexts(_ change: TextChange) -> CallbackEntry {
    var entry = self
    entry.opened = opened.replacingTexts(change)
    entry.course = course.replacingTexts(change)
    return entry
  }
}

/// What came of one attempt to ring back.
public enum CallbackOutcome: String, CaseIterable, Sendable {
  /// The caller was spoken to.
  case reached
  /// It rang and nobody answered.
  case noAnswer = "no-answer"
  /// The line was busy.
  case busy
  /// The number could not be reached: switched off, out of service.
  case unreachable
}

/// How an entry of the callback list is settled.
public enum CallbackResolution: Hashable, Sendable {
  /// The caller was spoken to.
  case reached
  /// The place is known and this unit was sent there.
  case sent(unit: String)
  /// The caller rang again by himself; the record of that call, when it has one.
  case calledAgain(CallIdentifier?)
  /// Tried often enough in vain.
  case unreachable
  /// The number was withheld, so there is nothing to ring.
  case noNumber
  /// The call that opened the entry never was.
  case cancelled

  /// Whether the caller is served: by a conversation, or by somebody on the way to him.
  public var hasReachedSomebody: Bool {
    switch self {
    case .reached, .sent, .calledAgain: true
    case .unreachable, .noNumber, .cancelled: false
    }
  }

  /// The word in a journal and on the command line.
  public var word: String {
    switch self {
    case .reached: "reached"
    case .sent: "sent"
    case .calledAgain: "called-again"
    case .unreachable: "unreachable"
    case .noNumber: "no-number"
    case .cancelled: "cancelled"
    }
  }
}
