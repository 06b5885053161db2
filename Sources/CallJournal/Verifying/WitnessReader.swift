import PlainText

/// Reads the payload of `checkpoint` lines.
///
/// They name the same few files again and again, so those are kept, and a point says only which of them it is
/// about: a year of journals has millions of points.
struct WitnessReader: Sendable {
  /// What a line noted about a file.
  struct Point: Sendable, BitwiseCopyable {
    /// Which of `files` it is.
    let file: Int32
    let lines: Int64
    let bytes: Int64
    let head: LineDigest
  }

  /// A payload on its way; its bytes must outlive it.
  struct Payload {
    fileprivate var cursor: JSONCursor
    fileprivate var position = 0

    /// Nil for what does not begin as one.
    init?(_ bytes: UnsafeRawBufferPointer) {
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
      cursor = JSONCursor(start, end: start + bytes.count)
      guard cursor.accept(#"{"files":["#) else { return nil }
    }
  }

  /// The files named so far, each once.
  private(set) var files: [JournalPath] = []
  /// Their names as they stand in the lines.
  private var names: [[UInt8]] = []
  private var places: [[UInt8]: Int] = [:]
  /// Which file stood last at each position in a line: mostly it is the same in the next one.
  private var last: [Int] = []

  /// Gives every point in the payload to `body`.
  ///
  /// One that does not have the form written is left out, and those behind it.
  mutating func read(_ payload: UnsafeRawBufferPointer, body: (ChainPoint) -> Void) {
    guard var payload = Payload(payload) else { return }
    while let point = next(&payload) { body(chainPoint(point)) }
  }

  /// The next point of a payload; nil behind the last one that has the form written.
  mutating func next(_ payload: inout Payload) -> Point? {
    guard payload.position == 0 || payload.cursor.accept(","),
      payload.cursor.accept(#"{"file":"#), let name = payload.cursor.text(),
      payload.cursor.accept(#","bytes":"#), let bytes = payload.cursor.count(),
      payload.cursor.accept(#","lines":"#), let lines = payload.cursor.count(), lines > 0,
      payload.cursor.accept(#","head":"#), let head = payload.cursor.text(),
      let digest = LineDigest(hexadecimal: head), payload.cursor.accept("}"),
      let file = file(name, position: payload.position)
    else { return nil }
    payload.position += 1
    return Point(file: Int32(file), lines: lines, bytes: bytes, head: digest)
  }

  /// The point with the file's path.
  func chainPoint(_ point: Point) -> ChainPoint {
    ChainPoint(path: files[Int(point.file)], lines: point.lines, bytes: point.bytes, head: point.head)
  }

  private mutating func file(_ name: UnsafeRawBufferPointer, position: Int) -> Int? {
    if position < last.count, name.isSame(as: names[last[position]]) { return last[position] }
    guard let place = place(name) else { return nil }
    if position < last.count { last[position] = place } else { last.append(place) }
    return place
  }

  private mutating func place(_ text: UnsafeRawBufferPointer) -> Int? {
    let name = Array(text)
    if let place = places[name] { return place }
    guard let path = JournalPath(bytes: text) else { return nil }
    files.append(path)
    names.append(name)
    places[name] = files.count - 1
    return files.count - 1
  }
}
