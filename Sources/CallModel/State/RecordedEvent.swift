import PlainText

/// Everything that journals say about calls and the people who take them, whoever wrote it.
///
/// Every reader decodes lines here and nowhere else.
public enum RecordedEvent: Hashable, Sendable {
  /// An event of the call itself.
  case call(CallEvent)
  /// The call ended, and the closing line carries the whole record as it was then.
  indirect case closing(CallEnding, CallRecord)
  /// What a desk did about what a call left to be done, or about a shift.
  case desk(MatterEvent)
  /// An entry of the callback list.
  case callback(CallbackEvent)
  /// What the quality review wrote.
  case review(ReviewEvent)
  /// Personal data was shown.
  case access(AccessGranted)
  /// A call taken over from another system.
  indirect case imported(ImportedCall)

  /// The event of the call itself; nil for what others wrote.
  public var ofCall: CallEvent? {
    switch self {
    case .call(let event): event
    case .closing(let ending, _): .end(ending)
    case .desk, .callback, .review, .access, .imported: nil
    }
  }

  /// What a desk did; nil for anything else.
  public var ofDesk: MatterEvent? {
    if case .desk(let event) = self { event } else { nil }
  }

  /// The event's kind.
  public var kind: Kind {
    switch self {
    case .call(let event): .call(event.kind)
    case .closing: .call(.end)
    case .desk(let event): .desk(event.kind)
    case .callback(let event): .callback(event.name)
    case .review(let event): .review(event.kind)
    case .access: .access
    case .imported: .imported
    }
  }

  /// The event of a journal line's `ev` and `d`; nil when the payload lacks what its kind must have.
  public init?(_ kind: Kind, payload: JSONValue) {
    let event: RecordedEvent? =
      switch kind {
      case .call(let kind): Self.ofCall(kind, payload: payload)
      case .desk(let kind): MatterEvent(kind, payload: payload).map(RecordedEvent.desk)
      case .callback(let kind): CallbackEvent(kind, payload: payload).map(RecordedEvent.callback)
      case .review(let kind): ReviewEvent(kind, payload: payload).map(RecordedEvent.review)
      case .access: AccessGranted(payload).map(RecordedEvent.access)
      case .imported: ImportedCall(payload).map(RecordedEvent.imported)
      }
    guard let event else { return nil }
    self = event
  }

  private static func ofCall(_ kind: CallEvent.Kind, payload: JSONValue) -> RecordedEvent? {
    guard let event = CallEvent(kind, payload: payload) else { return nil }
    guard case .end(let ending) = event, let record = payload["record"].flatMap(CallRecord.init) else {
      return .call(event)
    }
    return .closing(ending, record)
  }
}

extension RecordedEvent {
  /// The kinds of all events, by the names they have in a journal line's `ev`.
  public enum Kind: Hashable, CaseIterable, Sendable {
    /// An event of the call itself.
    case call(CallEvent.Kind)
    /// What a desk did.
    case desk(MatterEvent.Kind)
    /// An entry of the callback list.
    case callback(CallbackEvent.Name)
    /// What the quality review wrote.
    case review(ReviewEvent.Kind)
    /// `access-reveal`.
    case access
    /// `import-call`.
    case imported

    /// All kinds there are.
    public static let allCases: [Kind] =
      CallEvent.Kind.allCases.map(Kind.call) + MatterEvent.Kind.allCases.map(Kind.desk)
      + CallbackEvent.Name.allCases.map(Kind.callback) + ReviewEvent.Kind.allCases.map(Kind.review)
      + [.access, .imported]

    private static let byName = Dictionary(allCases.map { ($0.name, $0) }) { first, _ in first }

    /// The kind with this name in `ev`; nil for a name this program does not know.
    public init?(name: String) {
      guard let kind = Self.byName[name] else { return nil }
      self = kind
    }

    /// The name in a journal line's `ev`.
    public var name: String {
      switch self {
      case .call(let kind): kind.rawValue
      case .desk(let kind): kind.rawValue
      case .callback(let name): name.rawValue
      case .review(let kind): kind.rawValue
      case .access: AccessGranted.kind
      case .imported: ImportedCall.kind
      }
    }
  }
}

extension Noted<RecordedEvent> {
  /// The event of a journal line, with what the line says beside it.
  ///
  /// Here alone a call typed in from paper gets its true time and operator, which stand in the payload: the
  /// line has those of the typing. An entry of the callback list that is named after a record is about that
  /// call. Nil when the payload lacks what its kind must have.
  public init?(
    _ kind: RecordedEvent.Kind, payload: JSONValue, call: CallIdentifier?, at: WallInstant,
    personnel: OperatorIdentifier, desk: SeatIdentifier?, place: RecordPlace? = nil
  ) {
    guard let event = RecordedEvent(kind, payload: payload) else { return nil }
    let truth = PaperTruth(payload)
    self.init(
      event, call: call ?? event.entryCall, at: truth.at ?? at, writtenAt: at,
      offsetMilliseconds: event.ofCall == nil ? nil : payload["ms"]?.integer,
      personnel: truth.personnel ?? personnel, desk: desk, place: place)
  }
}

/// When it happened and who took the call, where an event was typed in from paper: the line has the time and
/// the person of the typing.
package struct PaperTruth {
  /// `true_at`; nil when the line's own time is the true one.
  package let at: WallInstant?
  /// `true_op`; nil when who wrote the line took the call.
  package let personnel: OperatorIdentifier?

  /// What a payload, or the end of one, says.
  package init(_ payload: JSONValue) {
    at = payload["true_at"]?.string.flatMap { WallInstant($0) }
    personnel = payload["true_op"]?.string.flatMap { OperatorIdentifier(ifValid: $0) }
  }
}

extension Noted<CallEvent> {
  /// The same among all kinds of events, about `call`.
  public func recorded(of call: CallIdentifier) -> Noted<RecordedEvent> {
    Noted<RecordedEvent>(
      .call(event), call: call, at: at, writtenAt: writtenAt, offsetMilliseconds: offsetMilliseconds,
      personnel: personnel, desk: desk ?? call.seat, place: place)
  }
}

extension RecordedEvent {
  /// The record an entry of the callback list is named after; nil when it is a call of the telephone system.
  fileprivate var entryCall: CallIdentifier? {
    if case .callback(let event) = self { CallIdentifier(ifValid: event.entry) } else { nil }
  }
}
