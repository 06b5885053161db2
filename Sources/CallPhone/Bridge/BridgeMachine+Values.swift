/// What the bridge wants done.
///
/// The process around it carries it out; tests just read it.
public enum BridgeAction: Hashable, Sendable {
  /// Open a new connection; the answer is `connected` or `disconnected`.
  case connect
  /// Send these bytes.
  case send([UInt8])
  /// Close the connection; no answer is expected.
  case close
  /// Append these events to the event file.
  case write([PhoneEvent])
  /// Rewrite the status file.
  case report(BridgeStatus)
  /// Tell whoever looks after the bridge.
  case notice(BridgeNotice)
}

/// Something worth telling whoever looks after a bridge.
public enum BridgeNotice: Hashable, Sendable {
  /// What a telephone system counts.
  public enum Unit: Hashable, Sendable {
    /// Callers, each with all the telephones that ring for him.
    case calls
    /// Every caller and every telephone that rang for him.
    case channels
  }

  /// Logged in and listening.
  case connected
  /// The connection is gone or could not be made; the next attempt is in so many ms.
  case disconnected(retryMilliseconds: Int64)
  /// The telephone system does not answer any more, though the connection stands.
  case unanswered
  /// The account or its secret is wrong.
  case refused
  /// The telephone system was started anew.
  case restarted
  /// The telephone system says that it is going to stop.
  case shutdown
  /// So many calls, or channels, went by while the link was down.
  case unseen(Int64, Unit)
  /// Events carry no time: `timestampevents` is off.
  case lacksTimestamps
  /// Calls go through, but no seat's telephone is ever heard of; the telephones seen that have no seat.
  case silent(unmapped: [String])
  /// The account may not ask for the number of calls, so unseen calls and silence cannot be noticed.
  case lacksReporting
  /// The telephone system does not count its calls, with the same consequence.
  case countsNoCalls
}

/// What a bridge to an Asterisk Manager needs to know.
public struct BridgeSettings: Sendable {
  /// The account.
  public let user: String
  /// The password of the account; never shown, never logged.
  public let secret: String
  /// Whether to log in by challenge, so that the secret does not cross the network.
  public let usesChallenge: Bool
  /// Which telephone stands at which seat.
  public let seats: SeatTable
  /// The name written into every event.
  public let source: String
  /// Whether the process around it puts callers nobody answered on record.
  public let recordsCallers: Bool

  /// Settings from their parts.
  ///
  /// `user` and `secret` must not contain control characters.
  public init(
    user: String, secret: String, usesChallenge: Bool, seats: SeatTable, source: String,
    recordsCallers: Bool = false
  ) {
    self.recordsCallers = recordsCallers
    self.user = user
    self.secret = secret
    self.usesChallenge = usesChallenge
    self.seats = seats
    self.source = source
  }
}

extension BridgeAction {
  /// Joins neighbouring writes, so that a flood is appended in few pieces.
  static func joined(_ actions: [BridgeAction]) -> [BridgeAction] {
    var result: [BridgeAction] = []
    var pending: [PhoneEvent] = []
    for action in actions {
      if case .write(let events) = action {
        pending += events
        continue
      }
      if !pending.isEmpty { result.append(.write(pending)) }
      pending = []
      result.append(action)
    }
    return pending.isEmpty ? result : result + [.write(pending)]
  }
}

extension ManagerMoment {
  /// The monotonic clock; in a recording, which has none, the wall clock.
  var ticks: Int64 { monotonic ?? wall }
}

/// A client of some telephone system as a state machine: moments and bytes in, actions out.
public protocol BridgeProtocolMachine: Sendable {
  /// The process has started.
  mutating func start(at now: ManagerMoment) -> [BridgeAction]
  /// The connection stands.
  mutating func connected(at now: ManagerMoment) -> [BridgeAction]
  /// The connection could not be made, broke, or was closed by the other side.
  mutating func disconnected(at now: ManagerMoment) -> [BridgeAction]
  /// Bytes came.
  mutating func received(_ bytes: [UInt8], at now: ManagerMoment) -> [BridgeAction]
  /// Time has passed; at least every 500 ms.
  mutating func tick(at now: ManagerMoment) -> [BridgeAction]
  /// The process is told to end.
  mutating func stop(at now: ManagerMoment) -> [BridgeAction]
}
