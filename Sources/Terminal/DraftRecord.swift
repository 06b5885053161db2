import CallConsole

/// A draft as bytes: a head with lengths and a checksum, then context and text.
///
/// One is written by one `pwrite`.
struct DraftRecord: Hashable {
  /// Room for one record in the file.
  static let slotSize = 32_768
  private static let mark = "call110-draft 1"

  /// Counts up with every write; the higher of two is the newer.
  let sequence: UInt64
  /// What is kept.
  let draft: Draft

  /// A record of a draft.
  init(sequence: UInt64, draft: Draft) {
    self.sequence = sequence
    self.draft = draft
  }

  /// The record in these bytes, nil when they hold none that is whole.
  init?(bytes: [UInt8]) {
    guard let end = bytes.prefix(200).firstIndex(of: 0x0A) else { return nil }
    let fields = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ").map(String.init)
    guard fields.count == 6, fields[0] + " " + fields[1] == Self.mark,
      let sequence = UInt64(fields[2]), let context = Int(fields[3]), let text = Int(fields[4]),
      let checksum = UInt64(fields[5], radix: 16), (0...Self.slotSize).contains(context),
      (0...Self.slotSize).contains(text), end + 1 + context + text <= bytes.count
    else { return nil }
    let body = bytes[(end + 1)...].prefix(context + text)
    guard Self.checksum(sequence, context, body) == checksum else { return nil }
    self.sequence = sequence
    draft = Draft(
      context: String(decoding: body.prefix(context), as: UTF8.self),
      text: String(decoding: body.dropFirst(context), as: UTF8.self))
  }

  /// The bytes of the record; nil when it is larger than its slot.
  var bytes: [UInt8]? {
    let context = Array(draft.context.utf8)
    let body = context + Array(draft.text.utf8)
    let checksum = Self.checksum(sequence, context.count, body[...])
    let head =
      "\(Self.mark) \(sequence) \(context.count) \(body.count - context.count) "
      + String(checksum, radix: 16) + "\n"
    let bytes = Array(head.utf8) + body
    return bytes.count <= Self.slotSize ? bytes : nil
  }

  /// FNV-1a, 64 bits: finds a half-written record; it is no defence against forgery.
  private static func checksum(_ sequence: UInt64, _ context: Int, _ body: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ sequence ^ (UInt64(context) << 40)
    for byte in body { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
