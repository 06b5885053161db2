import CallModel
import PlainText

/// One thing a telephone system said about one caller's call, mostly about one seat's part in it: a line of
/// the phone event file, schema version 1.
///
/// Lines are idempotent and unordered. `source`, `call`, `seat` and, where the source knows it, `leg`
/// together say which ringing is meant. Every text in it is safe for a terminal; times are milliseconds.
public struct PhoneEvent: Hashable, Sendable {
  /// What happened.
  public enum Kind: String, CaseIterable, Sendable {
    /// The caller waits in a queue, whether or not a seat rings; no seat.
    case wait
    /// The seat's phone is ringing.
    case ring
    /// The seat's phone was picked up.
    case answer
    /// The seat has no more to do with the call.
    case end
    /// The caller has left the telephone system; no seat.
    case gone

    /// Whether it is said of the caller and not of a seat.
    public var isOfCaller: Bool { self == .wait || self == .gone }
  }

  /// Why a seat has no more to do with a call.
  public enum EndReason: String, CaseIterable, Sendable {
    /// The conversation is over here; the caller may have been passed on.
    case hangup
    /// The caller gave up while it rang.
    case abandoned
    /// Another seat took it.
    case elsewhere
    /// This seat rang in vain and the call went on to another.
    case noanswer
    /// The phone refused or could not be reached.
    case busy
    /// The link to the telephone system broke; what became of the call is not known.
    case lost
  }

  /// The longest call or leg number, in characters.
  public static let maximumCallLength = 64
  /// The longest seat number, in characters.
  public static let maximumSeatLength = 32
  /// The longest recording id, in UTF-8 bytes.
  ///
  /// A cut one would open nothing, so a longer one is a fault.
  public static let maximumRecordingBytes = 256

  /// What happened.
  public let kind: Kind
  /// The telephone system's own number for the call, the same on all its lines.
  public let call: String
  /// The seat or extension whose phone it is; empty in what is said of the caller.
  public let seat: String
  /// The telephone system's own number for this ringing at this seat, where it has one.
  ///
  /// A telephone that rings twice for one caller has two; without one a ring after an end begins a new leg.
  public let leg: String?
  /// The caller's number as delivered, empty when withheld, nil when this line does not say.
  public let caller: String?
  /// The caller's name as delivered.
  public let name: String?
  /// When it happened, ms since 1970 by the source's clock; nil when the source sends no time.
  public let time: Int64?
  /// When the line was written, ms since 1970 by the writer's clock.
  public private(set) var writtenAt: Int64?
  /// The writer's monotonic clock when the line was written, in ms: a witness no clock adjustment can move.
  public private(set) var uptime: Int64?
  /// Which producer wrote the line.
  ///
  /// Times are only subtracted within one source.
  public let source: String
  /// On `ring`: what is known about the ringing.
  ///
  /// One of alerting, dialed, snapshot, received.
  public private(set) var basis: RingTiming.Basis?
  /// Half the width of the uncertainty of `time`, in ms; nil for the default of the basis.
  public let errorMilliseconds: Int64?
  /// On `end` and `gone`: why.
  public let reason: EndReason?
  /// On `end`: the caller was passed on, by a transfer or into a parking place, and has not hung up.
  public let isPassedOn: Bool
  /// On `wait`: the queue he waits in.
  public let queue: String?
  /// On `wait`: his place in the queue, from 1, when he joined it.
  public let position: Int?
  /// On `wait`: how long the telephone system expected him to wait, as it announces it to callers, in ms.
  public let announcedMilliseconds: Int64?
  /// The recording of the call: an id or a file name the site's player understands.
  public let recording: String?
  /// The bells the source itself counted; shown, never judged by.
  public let ringsSeen: Int?
  /// On `answer`: how long it rang, as the source itself works it out, in ms.
  ///
  /// For people who read the file; this program always subtracts the two times itself.
  public let ringMilliseconds: Int64?

  /// An event from its parts.
  ///
  /// Texts are made safe; a call or seat that is empty or too long is a fault, because cut short it might
  /// name another; a number or name that is too long is cut.
  public init(
    _ kind: Kind, call: String, seat: String = "", leg: String? = nil, caller: String? = nil,
    name: String? = nil, time: Int64? = nil, writtenAt: Int64? = nil, uptime: Int64? = nil,
    source: String = "", basis: RingTiming.Basis? = nil, errorMilliseconds: Int64? = nil,
    reason: EndReason? = nil, isPassedOn: Bool = false, queue: String? = nil, position: Int? = nil,
    announcedMilliseconds: Int64? = nil, recording: String? = nil,
    ringsSeen: Int? = nil, ringMilliseconds: Int64? = nil
  ) throws(PhoneEventFault) {
    self.kind = kind
    self.call = try PhoneText.identifier(call, field: "call", limit: Self.maximumCallLength)
    self.seat =
      kind.isOfCaller ? "" : try PhoneText.identifier(seat, field: "seat", limit: Self.maximumSeatLength)
    self.leg =
      if let leg, !leg.isEmpty, !kind.isOfCaller {
        try PhoneText.identifier(leg, field: "leg", limit: Self.maximumCallLength)
      } else {
        nil
      }
    self.caller = caller.map(CallerText.number)
    self.name = name.map { PhoneText.cut($0, bytes: 192) }.flatMap { $0.isEmpty ? nil : $0 }
    self.time = time.flatMap(PhoneText.moment)
    self.writtenAt = writtenAt.flatMap(PhoneText.moment)
    self.uptime = uptime.flatMap(PhoneText.moment)
    self.source = PhoneText.cut(source, bytes: 64)
    self.basis = kind == .ring ? basis.flatMap { Self.bases.contains($0) ? $0 : nil } : nil
    self.errorMilliseconds = errorMilliseconds.flatMap { (0...3_600_000).contains($0) ? $0 : nil }
    self.reason = kind == .end || kind == .gone ? reason : nil
    self.isPassedOn = kind == .end && isPassedOn
    self.queue = kind == .wait ? queue.map { PhoneText.cut($0, bytes: 64) } : nil
    let isWait = kind == .wait
    self.position = isWait ? position.flatMap { (1...100_000).contains($0) ? $0 : nil } : nil
    self.announcedMilliseconds =
      isWait ? announcedMilliseconds.flatMap { (0...86_400_000).contains($0) ? $0 : nil } : nil
    self.recording = try PhoneText.recording(recording)
    self.ringMilliseconds = kind == .answer ? ringMilliseconds.flatMap(PhoneText.moment) : nil
    self.ringsSeen = ringsSeen.flatMap { (0...10_000).contains($0) ? $0 : nil }
  }

  /// The same event as written now by this program.
  ///
  /// A ring without a time is measured by its receipt.
  public func stamped(writtenAt: Int64, uptime: Int64?) -> PhoneEvent {
    var event = self
    event.writtenAt = writtenAt
    event.uptime = uptime
    if kind == .ring, basis == nil { event.basis = time == nil ? .received : .alerting }
    return event
  }

  /// The bases a line may carry.
  public static let bases: [RingTiming.Basis] = [.alerting, .dialed, .snapshot, .received]
}

/// Why a line is no phone event.
///
/// It never carries the line or anything a caller sent.
public enum PhoneEventFault: Error, Hashable, Sendable {
  /// The line is longer than `PhoneEventLine.maximumBytes`.
  case tooLong
  /// The line is not a JSON object in UTF-8.
  case notJSON(JSONFault.Kind)
  /// The line's `v` is not 1; the version it gives.
  case otherVersion(Int64)
  /// `ev` is none of the kinds.
  case unknownKind
  /// A required field is missing, empty, too long or of another type; its name.
  case badField(String)
}
