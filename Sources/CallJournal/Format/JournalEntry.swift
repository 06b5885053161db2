import CallModel
import PlainText

/// One line of a journal, decoded.
///
/// The payload stays the bytes that were written.
public struct JournalEntry: Hashable, Sendable {
  /// The format version, `JournalFormat.version`.
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

  /// A line from its parts.
  ///
  /// Used by the writer, and by tests that need an entry.
  public init(
    number: Int64, at: WallInstant, milliseconds: Int64, seat: SeatIdentifier,
    operatorOnDuty: OperatorIdentifier,
    call: CallIdentifier?, kind: String, payload: [UInt8], previous: LineDigest
  ) {
    version = JournalFormat.version
    self.number = number
    self.at = at
    self.milliseconds = milliseconds
    self.seat = seat
    self.operatorOnDuty = operatorOnDuty
    self.call = call
    self.kind = kind
    self.payload = payload
    self.previous = previous
  }

  /// The line in these bytes, given without its LF; anything but the fixed form is a fault.
  public init(line: UnsafeRawBufferPointer) throws(LineFault) {
    let envelope = try LineEnvelope(line)
    guard envelope.isSound(in: line) else { throw .malformed(part: "d") }
    try self.init(line, envelope)
  }

  /// The line in these bytes, of which everything was checked already.
  init(_ line: UnsafeRawBufferPointer, _ envelope: LineEnvelope) throws(LineFault) {
    func text(_ range: Range<Int>) -> String { String(decoding: line[range], as: UTF8.self) }
    guard let at = WallInstant(text(envelope.instant)) else { throw .malformed(part: "at") }
    guard let seat = SeatIdentifier(ifValid: text(envelope.seat)) else { throw .malformed(part: "seat") }
    guard let operatorOnDuty = OperatorIdentifier(ifValid: text(envelope.operatorOnDuty)) else {
      throw .malformed(part: "op")
    }
    var call: CallIdentifier?
    if let range = envelope.call {
      guard let identifier = CallIdentifier(ifValid: text(range)) else { throw .malformed(part: "call") }
      call = identifier
    }
    self.init(
      number: envelope.number, at: at, milliseconds: envelope.milliseconds, seat: seat,
      operatorOnDuty: operatorOnDuty,
      call: call, kind: text(envelope.kind), payload: Array(line[envelope.payload]),
      previous: envelope.previous)
  }

  /// The payload as a JSON value, decoded now.
  public var value: JSONValue { JSONReader.value(payload) ?? .null }

  /// The line as it stands in the file, without its LF: keys in the order `v n at t seat op call ev d prev`.
  public var line: [UInt8] {
    var writer = JSONWriter(capacity: payload.count + 288)
    writer.object { line in
      line.member("v", version)
      line.member("n", number)
      line.member("at", at.description)
      line.member("t", milliseconds)
      line.member("seat", seat.description)
      line.member("op", operatorOnDuty.description)
      line.member("call", call?.description)
      line.member("ev", kind)
      line.member("d", json: payload)
      line.member("prev", previous.description)
    }
    return writer.bytes
  }
}
