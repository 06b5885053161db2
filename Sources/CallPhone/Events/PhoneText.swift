import PlainText

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
