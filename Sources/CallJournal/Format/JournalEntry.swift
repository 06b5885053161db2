import CallModel
import PlainText

/// One line of a journal, decoded.
///
/// The payload stays the bytes that were written.
public struct JournalEntry: Hashable, Sendable {
  /// The format version: `JournalFormat.version`, or an earlier one.
  public let version: Int64
  /// The line's number in its file, from 1.
  public let number: Int64
  /// When it happened, on the wall clock.
  ///
  /// The lines of one append share one moment.
  public let at: WallInstant
  /// When it happened, in milliseconds since the writer started, from a monotonic clock.
  public let milliseconds: Int64
  /// The seat or desk that wrote it.
  public let seat: SeatIdentifier
  /// The account that wrote it, by the system's number; nil in version 1, which does not say.
  public let account: Int64?
  /// The operator on duty there.
  public let operatorOnDuty: OperatorIdentifier
  /// The call it belongs to, when it belongs to one.
  public let call: CallIdentifier?
  /// The kind of event: 1 to 64 of `a-z 0-9 - . _`.
  public let kind: String
  /// The payload: one compact JSON object, valid UTF-8.
  public let payload: [UInt8]
  /// The digest of the line before.
  public let previous: LineDigest

  private let known: KnownPayload

  /// A line from its parts.
  ///
  /// Used by the writer, and by tests that need an entry; without an account it is one of version 1.
  public init(
    number: Int64, at: WallInstant, milliseconds: Int64, seat: SeatIdentifier, account: Int64?,
    operatorOnDuty: OperatorIdentifier,
    call: CallIdentifier?, kind: String, payload: [UInt8], previous: LineDigest
  ) {
    self.init(
      number: number, at: at, milliseconds: milliseconds, seat: seat, account: account,
      operatorOnDuty: operatorOnDuty, call: call, kind: kind, payload: payload, value: nil, previous: previous
    )
  }

  private init(
    number: Int64, at: WallInstant, milliseconds: Int64, seat: SeatIdentifier, account: Int64?,
    operatorOnDuty: OperatorIdentifier,
    call: CallIdentifier?, kind: String, payload: [UInt8], value: JSONValue?, previous: LineDigest
  ) {
    version = account == nil ? 1 : JournalFormat.version
    self.account = account
    self.number = number
    self.at = at
    self.milliseconds = milliseconds
    self.seat = seat
    self.operatorOnDuty = operatorOnDuty
    self.call = call
    self.kind = kind
    self.payload = payload
    self.previous = previous
    known = KnownPayload(value: value)
  }

  /// The line in these bytes, given without its LF; anything but the fixed form is a fault.
  public init(line: UnsafeRawBufferPointer) throws(LineFault) {
    let envelope = try LineEnvelope(line)
    guard let value = JSONReader.compactObject(Array(line[envelope.payload])) else {
      throw .malformed(part: "d")
    }
    var memory = EntryMemory()
    let head = try EntryHead(line, envelope: envelope, memory: &memory)
    self.init(line, envelope: envelope, head: head, value: value)
  }

  /// The line in these bytes, of which everything was checked already, without reading its payload.
  init(_ line: UnsafeRawBufferPointer, envelope: LineEnvelope) throws(LineFault) {
    var memory = EntryMemory()
    let head = try EntryHead(line, envelope: envelope, memory: &memory)
    self.init(line, envelope: envelope, head: head, value: nil)
  }

  /// The line in these bytes, whose beginning was decoded already, with its payload when that was read.
  init(_ line: UnsafeRawBufferPointer, envelope: LineEnvelope, head: EntryHead, value: JSONValue?) {
    self.init(
      number: envelope.number, at: head.at, milliseconds: envelope.milliseconds, seat: head.seat,
      account: envelope.account, operatorOnDuty: head.personnel, call: head.call,
      kind: String(decoding: line[envelope.kind], as: UTF8.self),
      payload: value?.source ?? Array(line[envelope.payload]), value: value, previous: envelope.previous)
  }

  /// The payload as a JSON value.
  public var value: JSONValue { known.value ?? JSONReader.value(payload) ?? .null }

  /// The line as it stands in the file, without its LF: keys in the order `v n at t seat uid op call ev d
  /// prev`.
  public var line: [UInt8] {
    var writer = JSONWriter(capacity: payload.count + 288)
    writer.object { line in
      line.member("v", version)
      line.member("n", number)
      line.member("at", at.description)
      line.member("t", milliseconds)
      line.member("seat", seat.description)
      line.member("uid", account)
      line.member("op", operatorOnDuty.description)
      line.member("call", call?.description)
      line.member("ev", kind)
      line.member("d", json: payload)
      line.member("prev", previous.description)
    }
    return writer.bytes
  }
}

/// What a payload was read to, if it was: nothing by which two entries differ.
private struct KnownPayload: Hashable, Sendable {
  let value: JSONValue?

  static func == (left: KnownPayload, right: KnownPayload) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}

/// The beginning of a line, decoded: when, where, by whom and of which call.
struct EntryHead {
  let at: WallInstant
  let seat: SeatIdentifier
  let personnel: OperatorIdentifier
  let call: CallIdentifier?

  /// The beginning of one of many lines of a file, which repeat much of the line before.
  init(
    _ line: UnsafeRawBufferPointer, envelope: LineEnvelope, memory: inout EntryMemory
  ) throws(LineFault) {
    guard let at = envelope.wallInstant(in: line) else { throw .malformed(part: "at") }
    func part(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: line[range]) }
    guard let seat = memory.seat.value(part(envelope.seat), decode: { SeatIdentifier(ifValid: $0) }) else {
      throw .malformed(part: "seat")
    }
    let personnel = memory.personnel.value(part(envelope.operatorOnDuty)) { OperatorIdentifier(ifValid: $0) }
    guard let personnel else { throw .malformed(part: "op") }
    var call: CallIdentifier?
    if let range = envelope.call {
      call = memory.call.value(part(range)) { CallIdentifier(ifValid: $0) }
      guard call != nil else { throw .malformed(part: "call") }
    }
    (self.at, self.seat, self.personnel, self.call) = (at, seat, personnel, call)
  }
}

/// What the line decoded last had, so that the next one, which nearly always repeats it, need not be decoded
/// again.
struct EntryMemory: Sendable {
  /// A part and what it was decoded to.
  struct Known<Value: Sendable>: Sendable {
    private var bytes: [UInt8] = []
    private var value: Value?

    /// What the bytes are decoded to; nil when they are not such a value.
    mutating func value(_ part: UnsafeRawBufferPointer, decode: (String) -> Value?) -> Value? {
      if let value, part.isSame(as: bytes) { return value }
      bytes = Array(part)
      value = decode(String(decoding: part, as: UTF8.self))
      return value
    }
  }

  var seat = Known<SeatIdentifier>()
  var personnel = Known<OperatorIdentifier>()
  var call = Known<CallIdentifier>()
}
