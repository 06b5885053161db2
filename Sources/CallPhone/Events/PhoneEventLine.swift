import CallModel
import PlainText

/// Reads and writes one line of the phone event file: a JSON object in UTF-8, at most 2 kB when written here.
public enum PhoneEventLine {
  /// The longest line read, in bytes without its end; longer ones are skipped.
  public static let maximumBytes = 8_192

  /// The line of `event`, without the line feed.
  public static func encode(_ event: PhoneEvent) -> [UInt8] {
    JSONWriter.object { line in
      line.member("v", 1)
      line.member("ev", event.kind.rawValue)
      line.member("call", event.call)
      line.member("seat", event.seat.isEmpty ? nil : event.seat)
      line.member("leg", event.leg)
      line.member("from", event.caller)
      line.member("name", event.name)
      line.member("t", event.time)
      line.member("src", event.source.isEmpty ? nil : event.source)
      line.member("basis", event.basis?.rawValue)
      line.member("err_ms", event.errorMilliseconds)
      line.member("why", event.reason?.rawValue)
      line.member("passed_on", event.isPassedOn ? true : nil)
      line.member("queue", event.queue)
      line.member("position", event.position)
      line.member("announced_ms", event.announcedMilliseconds)
      line.member("rec", event.recording)
      line.member("rings_seen", event.ringsSeen)
      line.member("ring_ms", event.ringMilliseconds)
      line.member("at", event.writtenAt)
      line.member("up", event.uptime)
    }
  }

  /// The event in a line without its line feed; a carriage return or byte order mark around it does no harm.
  public static func decode(_ line: [UInt8]) throws(PhoneEventFault) -> PhoneEvent {
    guard line.count <= maximumBytes else { throw .tooLong }
    let value: JSONValue
    do {
      value = try JSONReader.parse(line.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(line.dropFirst(3)) : line)
    } catch {
      throw .notJSON(error.kind)
    }
    guard value.object != nil else { throw .notJSON(.unexpectedByte) }
    guard let version = value["v"]?.integer else { throw .badField("v") }
    guard version == 1 else { throw .otherVersion(version) }
    guard let word = value["ev"]?.string, let kind = PhoneEvent.Kind(rawValue: word) else {
      throw .unknownKind
    }
    return try event(kind, value: value)
  }

  private static func event(_ kind: PhoneEvent.Kind, value: JSONValue) throws(PhoneEventFault) -> PhoneEvent {
    guard let call = text(value["call"]) else { throw .badField("call") }
    guard let seat = kind.isOfCaller ? "" : text(value["seat"]) else { throw .badField("seat") }
    return try PhoneEvent(
      kind, call: call, seat: seat, leg: text(value["leg"]), caller: text(value["from"]),
      name: value["name"]?.string,
      time: value["t"]?.integer, writtenAt: value["at"]?.integer, uptime: value["up"]?.integer,
      source: text(value["src"]) ?? "",
      basis: value["basis"]?.string.flatMap(RingTiming.Basis.init(rawValue:)),
      errorMilliseconds: value["err_ms"]?.integer,
      reason: value["why"]?.string.flatMap(PhoneEvent.EndReason.init(rawValue:)),
      isPassedOn: value["passed_on"]?.bool ?? false, queue: value["queue"]?.string,
      position: value["position"]?.integer.flatMap { Int(exactly: $0) },
      announcedMilliseconds: value["announced_ms"]?.integer,
      recording: text(value["rec"]),
      ringsSeen: value["rings_seen"]?.integer.flatMap { Int(exactly: $0) },
      ringMilliseconds: value["ring_ms"]?.integer)
  }

  /// A text, or a whole number as text: scripts often leave the quotes off a seat or a telephone number.
  private static func text(_ value: JSONValue?) -> String? {
    value?.string ?? value?.integer.map { String($0) }
  }
}

/// Makes what a telephone system sent fit for the event file: safe, bounded, never half a character.
enum PhoneText {
  /// The latest moment accepted: the end of the year 9999.
  static let latestMoment: Int64 = 253_402_300_799_999

  /// The safe form of `raw`, cut to `bytes` bytes of UTF-8 at a character boundary.
  static func cut(_ raw: String, bytes: Int) -> String {
    var text = SafeText(raw, limit: bytes).description
    while text.utf8.count > bytes { text.removeLast() }
    return text
  }

  /// The safe form of a text that names something; empty or too long is a fault.
  static func identifier(_ raw: String, field: String, limit: Int) throws(PhoneEventFault) -> String {
    let safe = SafeText(raw, limit: limit)
    let text = safe.description
    guard !safe.wasCut, !text.isEmpty, text.utf8.count <= limit * 3 else { throw .badField(field) }
    return text
  }

  /// The safe form of a recording id; empty is none, too long is a fault.
  static func recording(_ raw: String?) throws(PhoneEventFault) -> String? {
    guard let raw, !raw.isEmpty else { return nil }
    let text = SafeText(raw).description
    guard text.utf8.count <= PhoneEvent.maximumRecordingBytes else { throw .badField("rec") }
    return text.isEmpty ? nil : text
  }

  /// `milliseconds` when it is a moment between 1970 and 9999; nil otherwise.
  static func moment(_ milliseconds: Int64) -> Int64? {
    (0...latestMoment).contains(milliseconds) ? milliseconds : nil
  }
}
