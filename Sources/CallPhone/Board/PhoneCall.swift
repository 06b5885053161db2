import CallModel

/// One call as the telephone system's events tell it, with every seat that rang for it.
public struct PhoneCall: Hashable, Sendable {
  /// Which call: the producer's name and the telephone system's number.
  public struct Key: Hashable, Comparable, Sendable {
    /// The producer.
    public let source: String
    /// The telephone system's number for the call.
    public let call: String

    /// A key from its two parts.
    public init(source: String, call: String) {
      self.source = source
      self.call = call
    }

    /// By source, then call.
    public static func < (left: Key, right: Key) -> Bool {
      (left.source, left.call) < (right.source, right.call)
    }
  }

  /// How a call stands, seen from one console.
  public enum Standing: String, CaseIterable, Sendable {
    /// The phone of this console's seat is ringing.
    case ringingHere
    /// Only other seats are ringing.
    case ringingElsewhere
    /// A seat did not answer or refused, and none rings at the moment; the caller is still waiting.
    case betweenSeats
    /// This seat answered and the conversation goes on.
    case talkingHere
    /// This seat answered and the conversation is over.
    case finishedHere
    /// Another seat answered.
    case answeredElsewhere
    /// Nobody answered and the caller has gone.
    case abandoned
    /// The link broke while it rang; what became of it is not known.
    case lost
    /// It rang long ago and nothing was heard since.
    case stale

    /// Whether a caller is waiting.
    public var isWaiting: Bool {
      self == .ringingHere || self == .ringingElsewhere || self == .betweenSeats
    }
  }

  /// Which call.
  public let key: Key
  /// What each seat did, by seat.
  public internal(set) var legs: [String: PhoneLeg] = [:]
  /// Whether a record has taken this call.
  public internal(set) var isAttached = false
  /// When the waiting began, on the console's own clock.
  public internal(set) var startedAt: WallInstant
  /// The board's running time when the waiting began and when the last event came, in ms.
  var startTick: Int64
  var lastTick: Int64

  /// The caller's number: as delivered, empty when withheld or never said.
  public var caller: String { said(\.caller) ?? "" }
  /// The caller's name, when the telephone system knows one.
  public var name: String? { said(\.name) }
  /// The recording, when there is one.
  public var recording: String? { said(\.recording) }

  init(key: Key, startedAt: WallInstant, startTick: Int64, lastTick: Int64) {
    self.key = key
    self.startedAt = startedAt
    self.startTick = startTick
    self.lastTick = lastTick
  }

  /// The first non-empty thing said, asking the seats in their order so that the order of lines does not
  /// matter.
  private func said(_ field: KeyPath<PhoneEvent, String?>) -> String? {
    for seat in legs.keys.sorted() {
      for witness in legs[seat]?.events ?? [] {
        if let text = witness[keyPath: field], !text.isEmpty { return text }
      }
    }
    return nil
  }
}

/// What one event, or the passing of time, changed on the board.
///
/// At most one a call.
public struct PhoneChange: Hashable, Sendable {
  /// Which call.
  public let key: PhoneCall.Key
  /// How it stood before; nil when it was not known.
  public let before: PhoneCall.Standing?
  /// How it stands now.
  public let after: PhoneCall.Standing

  /// A change from its parts.
  public init(key: PhoneCall.Key, before: PhoneCall.Standing?, after: PhoneCall.Standing) {
    self.key = key
    self.before = before
    self.after = after
  }
}
