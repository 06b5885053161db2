import PlainText

/// A fact about an entry of the callback list, as a journal keeps it.
///
/// `entry` names the entry: the telephone system's call (`source/call`) or the record of a call that was cut
/// off. Several consoles may write the same opening; the first one counts.
public enum CallbackEvent: Hashable, Sendable {
  /// Somebody must be rung back.
  case opened(entry: String, CallbackOpened)
  /// It was tried; with the record of the call that went out, where there is one.
  case tried(entry: String, CallbackOutcome, call: CallIdentifier? = nil)
  /// The entry is settled.
  case closed(entry: String, CallbackResolution)
  /// What was told of ringing back was a slip: the attempt with the call that went out counts as not made,
  /// and how the entry was settled with it as not said.
  case undone(entry: String, call: CallIdentifier?, lifting: CallbackResolution? = nil)

  /// The entry meant.
  public var entry: String {
    switch self {
    case .opened(let entry, _), .tried(let entry, _, _), .closed(let entry, _),
      .undone(let entry, _, _):
      entry
    }
  }

  /// What came of an attempt; nil for anything else.
  public var outcome: CallbackOutcome? { if case .tried(_, let outcome, _) = self { outcome } else { nil } }

  /// The call that went out for an attempt; nil for anything else, and where there is no record of it.
  public var outgoing: CallIdentifier? { if case .tried(_, _, let call) = self { call } else { nil } }

  /// How the entry is settled; nil for anything else.
  public var resolution: CallbackResolution? {
    if case .closed(_, let resolution) = self { resolution } else { nil }
  }

  /// The journal line's `ev`.
  public enum Name: String, CaseIterable, Hashable, Sendable {
    /// `callback`.
    case opened = "callback"
    /// `callback-try`.
    case tried = "callback-try"
    /// `callback-close`.
    case closed = "callback-close"
    /// `callback-undone`.
    case undone = "callback-undone"
  }

  /// The journal line's `ev`.
  public var name: Name {
    switch self {
    case .opened: .opened
    case .tried: .tried
    case .closed: .closed
    case .undone: .undone
    }
  }

  /// The journal line's `d`.
  public var payload: [UInt8] {
    JSONWriter.object { writer in
      writer.member("entry", entry)
      switch self {
      case .opened(_, let opened):
        writer.member("reason", opened.reason.rawValue)
        writer.member("number", opened.number)
        writer.member("name", opened.name)
        writer.member("wait_ms", opened.waitMilliseconds)
        writer.member("ended_at", opened.endedAt?.description)
        writer.member("place", opened.place.isEmpty ? nil : opened.place)
        writer.member("call", opened.call?.description)
      case .tried(_, let outcome, let call):
        writer.member("outcome", outcome.rawValue)
        writer.member("call", call?.description)
      case .closed(_, let resolution):
        writer.member("as", resolution.word)
        if case .sent(let unit) = resolution { writer.member("unit", unit) }
        if case .calledAgain(let call) = resolution { writer.member("call", call?.description) }
      case .undone(_, let call, let lifting):
        writer.member("as", lifting?.word)
        writer.member("call", call?.description)
      }
    }
  }

  /// The event of a journal line's `d`; nil when the payload lacks what the kind must have.
  init?(_ name: Name, payload: JSONValue) {
    guard let entry = payload["entry"]?.string, !entry.isEmpty else { return nil }
    switch name {
    case .opened:
      guard let reason = payload["reason"]?.string.flatMap(CallbackOpened.Reason.init(rawValue:)) else {
        return nil
      }
      self = .opened(
        entry: entry,
        CallbackOpened(
          reason: reason, number: payload["number"]?.string ?? "", name: payload["name"]?.string,
          waitMilliseconds: payload["wait_ms"]?.integer,
          endedAt: payload["ended_at"]?.string.flatMap { WallInstant($0) },
          place: payload["place"]?.string ?? "", call: Self.call(payload["call"])))
    case .tried:
      guard let outcome = payload["outcome"]?.string.flatMap(CallbackOutcome.init(rawValue:)) else {
        return nil
      }
      self = .tried(entry: entry, outcome, call: Self.call(payload["call"]))
    case .closed:
      guard let resolution = Self.resolution(payload) else { return nil }
      self = .closed(entry: entry, resolution)
    case .undone:
      let lifting = Self.resolution(payload)
      if payload["as"]?.string != nil, lifting == nil { return nil }
      self = .undone(entry: entry, call: Self.call(payload["call"]), lifting: lifting)
    }
  }

  private static func call(_ value: JSONValue?) -> CallIdentifier? {
    value?.string.flatMap { CallIdentifier(ifValid: $0) }
  }

  private static func resolution(_ payload: JSONValue) -> CallbackResolution? {
    switch payload["as"]?.string {
    case "reached": .reached
    case "sent": payload["unit"]?.string.map { .sent(unit: $0) }
    case "called-again": .calledAgain(call(payload["call"]))
    case "unreachable": .unreachable
    case "no-number": .noNumber
    case "cancelled": .cancelled
    default: nil
    }
  }
}

/// A caller nobody spoke to, or not to the end: what is needed to ring back (未接来电回拨).
public struct CallbackOpened: Hashable, Sendable {
  /// Why somebody must ring back.
  public enum Reason: String, CaseIterable, Sendable {
    /// The caller gave up while it rang.
    case abandoned
    /// The line broke in the middle of the call.
    case cutOff = "cut-off"
    /// An operator entered him: he asked for it, or left his number elsewhere.
    case entered
  }

  /// Why.
  public let reason: Reason
  /// The number to ring, empty when it was withheld.
  public let number: String
  /// The name the telephone system knew.
  public let name: String?
  /// How long the caller waited, in ms; nil when not known.
  public let waitMilliseconds: Int64?
  /// When the caller gave up or was cut off; nil in lines that do not say, whose own time it is then.
  public let endedAt: WallInstant?
  /// The place, when it was already known; empty when not.
  public let place: String
  /// The record of the call that was cut off.
  public let call: CallIdentifier?

  /// An opening from its parts.
  public init(
    reason: Reason, number: String, name: String? = nil, waitMilliseconds: Int64? = nil,
    endedAt: WallInstant? = nil, place: String = "", call: CallIdentifier? = nil
  ) {
    self.reason = reason
    self.number = number
    self.name = name
    self.waitMilliseconds = waitMilliseconds
    self.endedAt = endedAt
    self.place = place
    self.call = call
  }
}

extension CallbackOpened {
  /// What the record of a call that ended like this tells: where its ending leaves nobody to ring back, that
  /// of a caller who gave up.
  public init(_ record: CallRecord, ending: CallEnding) {
    let hasGivenUp = ending != .cutOff
    let waited = hasGivenUp ? record.endedAt.map { $0.milliseconds - record.beganAt.milliseconds } : nil
    self.init(
      reason: hasGivenUp ? .abandoned : .cutOff, number: record.number, name: record.ring?.name,
      waitMilliseconds: waited.map { max(0, $0) }, endedAt: record.endedAt,
      place: record.element(.where).text, call: record.id)
  }
}

extension Noted<RecordedEvent> {
  /// What the event says of the callback list, whoever wrote it: the one place where that is decided.
  ///
  /// A call that was cut off or abandoned opens an entry by its closing line alone, for the entry's own line
  /// may be missing; a desk that notes that it called back settles it.
  public var callbackEvents: [Noted<CallbackEvent>] {
    switch event {
    case .callback(let event): [replacing(event)]
    case .closing(let ending, let record) where ending.leavesCallBack:
      [replacing(.opened(entry: record.id.description, CallbackOpened(record, ending: ending)))]
    case .call(.cancelled): call.map { [replacing(.closed(entry: $0.description, .cancelled))] } ?? []
    case .desk(.deed(let deed)) where deed.matter == .callBack:
      call.map { [replacing(.closed(entry: $0.description, .reached))] } ?? []
    case .call, .closing, .desk, .review, .access, .imported: []
    }
  }
}

extension CallbackOpened: TextHolding {
  /// The opening with the caller's number, name and place replaced.
  public func replacingTexts(_ change: TextChange) -> CallbackOpened {
    CallbackOpened(
      reason: reason, number: change(.number, number), name: name.map { change(.subscriber, $0) },
      waitMilliseconds: waitMilliseconds, endedAt: endedAt, place: change(.element(.where), place), call: call
    )
  }
}
