import PlainText

/// Reads the payload of `checkpoint` lines.
///
/// They name the same few files again and again, so those are kept.
struct WitnessReader {
  private var known: [[UInt8]: JournalPath] = [:]

  /// Gives every point in the payload to `body`.
  ///
  /// One that does not have the form written is left out.
  mutating func read(_ payload: UnsafeRawBufferPointer, _ body: (ChainPoint) -> Void) {
    var cursor = LineCursor(payload)
    guard cursor.accept(#"{"files":["#) else { return }
    repeat {
      guard let point = point(&cursor, payload) else { return }
      body(point)
    } while cursor.accept(",")
  }

  private mutating func point(_ cursor: inout LineCursor, _ payload: UnsafeRawBufferPointer) -> ChainPoint? {
    guard cursor.accept(#"{"file":""#), let name = cursor.text(),
      cursor.accept(#"","bytes":"#), let bytes = cursor.number(),
      cursor.accept(#","lines":"#), let lines = cursor.number(), lines > 0,
      cursor.accept(#","head":""#), let head = cursor.text(),
      let digest = LineDigest(hexadecimal: UnsafeRawBufferPointer(rebasing: payload[head])),
      cursor.accept(#""}"#), let path = path(Array(payload[name]))
    else { return nil }
    return ChainPoint(path: path, lines: lines, bytes: bytes, head: digest)
  }

  private mutating func path(_ name: [UInt8]) -> JournalPath? {
    if let path = known[name] { return path }
    let path = JournalPath(String(decoding: name, as: UTF8.self))
    known[name] = path
    return path
  }
}
