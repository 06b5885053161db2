/// Cuts bytes that arrive in any parts into lines, and keeps no more of a line than its limit: the one
/// splitter of what is not read from a journal.
public struct ByteLines: Sendable {
  /// A line without its line feed.
  public struct Line: Hashable, Sendable {
    /// Its bytes, as many as the limit allows.
    public let bytes: [UInt8]
    /// How many it has.
    public let length: Int
    /// Counted from 1.
    public let number: Int
    /// The index in the bytes fed last, just behind its line feed.
    public let end: Int

    /// Whether there was more than is kept.
    public var wasCut: Bool { length > bytes.count }
  }

  private let limit: Int
  private var kept: [UInt8] = []
  private var length = 0
  private var number = 0

  /// A splitter that keeps at most `limit` bytes of a line.
  public init(limit: Int) {
    self.limit = limit
  }

  /// The lines that these bytes end.
  public mutating func feed(_ bytes: some Collection<UInt8>) -> [Line] {
    var (lines, rest, end) = ([Line](), bytes[...], 0)
    while let feed = rest.firstIndex(of: 0x0A) {
      let line = rest[..<feed]
      end += line.count + 1
      keep(line)
      lines.append(finishLine(end))
      rest = rest[feed...].dropFirst()
    }
    keep(rest)
    return lines
  }

  /// The last line, when no line feed ended it.
  public mutating func finish() -> Line? { length > 0 ? finishLine(0) : nil }

  private mutating func keep(_ bytes: some Collection<UInt8>) {
    length += bytes.count
    kept += bytes.prefix(max(0, limit - kept.count))
  }

  private mutating func finishLine(_ end: Int) -> Line {
    number += 1
    defer { (kept, length) = ([], 0) }
    return Line(bytes: kept, length: length, number: number, end: end)
  }
}
