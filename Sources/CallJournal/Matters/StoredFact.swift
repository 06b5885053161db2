import CallModel
import PlainText

/// A fact as the cache keeps it: the parts of its journal line that count, not decoded.
struct StoredFact: Hashable, Sendable {
  /// What a fact is used for.
  enum Group: UInt8 {
    case complaint = 0x43
    case matter = 0x4F
    case shift = 0x53
    case callback = 0x52
  }

  let call: CallIdentifier?
  let at: WallInstant
  let personnel: OperatorIdentifier
  let desk: SeatIdentifier
  let kind: String
  let payload: [UInt8]

  /// A caller was rung back, or given up for good, on the callback list; or that was a slip.
  static let callbackSettling: Set = ["callback-close", "callback-undone"]

  /// The fact in a journal's line; nil when the line cannot be decoded.
  init?(_ line: UnsafeRawBufferPointer, envelope: LineEnvelope) {
    func text(_ range: Range<Int>) -> String { String(decoding: line[range], as: UTF8.self) }
    guard let at = WallInstant(text(envelope.instant)),
      let desk = SeatIdentifier(ifValid: text(envelope.seat)),
      let personnel = OperatorIdentifier(ifValid: text(envelope.operatorOnDuty))
    else { return nil }
    if let range = envelope.call {
      guard let call = CallIdentifier(ifValid: text(range)) else { return nil }
      self.call = call
    } else {
      call =
        Self.callbackSettling.contains(text(envelope.kind)) ? Self.callbackEntry(line[envelope.payload]) : nil
    }
    // A call typed in from paper carries its true times and who took it; the line has those of the typing.
    let truth =
      desk.description == JournalPath.paperDesk ? Self.truth(Array(line[envelope.payload].suffix(160))) : nil
    self.desk = desk
    self.personnel = truth?.personnel ?? personnel
    kind = text(envelope.kind)
    let ended =
      kind == CallEvent.Kind.end.rawValue
      ? Self.endedBefore(at, payload: UnsafeRawBufferPointer(rebasing: line[envelope.payload])) : nil
    self.at = truth?.at ?? ended ?? at
    // The closing event carries the whole record; only how the call ended is kept of it.
    payload =
      kind == CallEvent.Kind.end.rawValue
      ? Self.ending(line[envelope.payload]) : Array(line[envelope.payload])
  }

  /// The entry of the callback list that a closing line opens, as if it had been written; nil for any other
  /// line.
  ///
  /// The fact itself keeps only the ending: who is to be rung back, and where, stands in the record.
  init?(opening line: UnsafeRawBufferPointer, envelope: LineEnvelope, of fact: StoredFact) {
    guard fact.kind == CallEvent.Kind.end.rawValue, let call = fact.call,
      let value = JSONReader.value(Array(line[envelope.payload])),
      let noted = Noted<RecordedEvent>(
        .call(.end), payload: value, call: call, at: fact.at, personnel: fact.personnel, desk: fact.desk),
      let opening = noted.callbackEvents.first
    else { return nil }
    (self.call, at, personnel, desk) = (call, fact.at, fact.personnel, fact.desk)
    kind = opening.event.name.rawValue
    payload = opening.event.payload
  }

  /// What the end of a payload says; a closing line's record before it need not be read.
  private static func truth(_ end: [UInt8]) -> PaperTruth? {
    end.firstRange(of: Array("\"true_at\":".utf8)).flatMap { start in
      JSONReader.value([UInt8(ascii: "{")] + end[start.lowerBound...]).map { PaperTruth($0) }
    }
  }

  /// How much later than a call's end the console that has the call may write its closing line, in ms.
  private static let promptly: Int64 = 1_000
  private static let endedAt = Array("\"ended_at\":\"".utf8)

  /// When a call ended that somebody else put on record later, as of a caller nobody answered; nil for any
  /// other.
  private static func endedBefore(
    _ written: WallInstant, payload: UnsafeRawBufferPointer
  ) -> WallInstant? {
    guard let found = payload.position(of: endedAt) else { return nil }
    let ended = WallInstant(
      String(
        decoding: payload[(found + endedAt.count)...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
    return ended.flatMap { $0.milliseconds < written.milliseconds - promptly ? $0 : nil }
  }

  /// The record an entry of the callback list is named after; nil when it is a call of the telephone system.
  private static func callbackEntry(_ payload: Slice<UnsafeRawBufferPointer>) -> CallIdentifier? {
    JSONReader.value(Array(payload))?["entry"]?.string.flatMap { CallIdentifier(ifValid: $0) }
  }

  /// The payload of an `end` event with nothing but the ending.
  private static func ending(_ payload: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
    let head = Array(payload.prefix(96))
    let endings: [CallEnding] = [.cutOff, .abandoned]
    let found = endings.first { head.firstRange(of: Array("\"ending\":\"\($0.rawValue)\"".utf8)) != nil }
    return JSONWriter.object { $0.member("ending", (found ?? .finished).rawValue) }
  }

  /// The fact for folding; nil when the payload is not that of its kind.
  var noted: Noted<RecordedEvent>? {
    guard let kind = RecordedEvent.Kind(name: kind), let value = JSONReader.value(payload) else {
      return nil
    }
    return Noted(kind, payload: value, call: call, at: at, personnel: personnel, desk: desk)
  }

  /// What it is used for; empty when for nothing after all.
  static func groups(of noted: Noted<RecordedEvent>) -> [Group] {
    let concerns = noted.event.concerns
    if concerns.contains(.shift) { return [.shift] }
    let callback: [Group] = noted.callbackEvents.isEmpty ? [] : [.callback]
    guard noted.call != nil else { return callback }
    return callback + (concerns.contains(.complaint) ? [.complaint] : [])
      + (concerns.contains(.matter) ? [.matter] : [])
  }

  // MARK: In the cache

  /// Its line in the cache, with the LF.
  func line(_ group: Group) -> [UInt8] {
    let head = "\(call?.description ?? "-")\t\(at.milliseconds)\t\(personnel)\t\(desk)\t\(kind)\t"
    return [group.rawValue, 0x09] + Array(head.utf8) + payload + [0x0A]
  }

  /// The fact in a line of the cache behind its group; nil when it is none.
  init?(cached line: ArraySlice<UInt8>) {
    let fields = line.split(separator: 0x09, maxSplits: 5, omittingEmptySubsequences: false)
    guard fields.count == 6 else { return nil }
    let texts = fields.dropLast().map { String(decoding: $0, as: UTF8.self) }
    guard let milliseconds = Int64(texts[1]), let personnel = OperatorIdentifier(ifValid: texts[2]),
      let desk = SeatIdentifier(ifValid: texts[3])
    else { return nil }
    if texts[0] == "-" {
      call = nil
    } else {
      guard let call = CallIdentifier(ifValid: texts[0]) else { return nil }
      self.call = call
    }
    at = WallInstant(milliseconds: milliseconds)
    self.personnel = personnel
    self.desk = desk
    kind = texts[4]
    payload = Array(fields[5])
  }
}
