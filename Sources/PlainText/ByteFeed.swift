/// Bytes that come piece by piece, with a look at those ahead; memory does not grow with the source.
public struct ByteFeed {
  private let more: () -> [UInt8]
  private var bytes: [UInt8]
  private var index = 0
  private var isAtEnd: Bool

  /// How many bytes were passed over so far.
  public private(set) var passed: Int64 = 0

  /// These bytes and no more.
  public init(_ bytes: [UInt8]) {
    more = { [] }
    self.bytes = bytes
    isAtEnd = true
  }

  /// What `more` gives, until it gives nothing.
  public init(more: @escaping () -> [UInt8]) {
    self.more = more
    bytes = []
    isAtEnd = false
  }

  /// The byte `ahead` places in front; nil behind the end.
  @inline(__always)
  public mutating func peek(_ ahead: Int = 0) -> UInt8? {
    if index + ahead < bytes.count { return bytes[index + ahead] }
    return refill(ahead) ? bytes[index + ahead] : nil
  }

  /// Passes over a byte that `peek` gave.
  @inline(__always)
  public mutating func pass(_ count: Int = 1) {
    index += count
    passed += Int64(count)
  }

  /// Passes over everything before the first byte of `stops`, and adds it to `target` while that is shorter
  /// than `limit`.
  public mutating func pass(until stops: (UInt8, UInt8), into target: inout [UInt8], limit: Int) {
    while peek() != nil {
      let rest = bytes[index...]
      let end = rest.firstIndex { $0 == stops.0 || $0 == stops.1 } ?? rest.endIndex
      let room = max(0, limit - target.count)
      target += rest[..<min(end, rest.startIndex + room)]
      pass(end - index)
      if end < bytes.count { return }
    }
  }

  /// The bytes up to the first `stop`, at most `limit` of them, without passing over any.
  public mutating func ahead(until stop: UInt8, limit: Int) -> ArraySlice<UInt8> {
    _ = peek(limit - 1)
    let rest = bytes[index..<min(bytes.count, index + limit)]
    return rest.firstIndex(of: stop).map { rest[..<$0] } ?? rest
  }

  private mutating func refill(_ ahead: Int) -> Bool {
    while index + ahead >= bytes.count {
      guard !isAtEnd else { return false }
      if index > 0 {
        bytes.removeFirst(index)
        index = 0
      }
      let piece = more()
      isAtEnd = piece.isEmpty
      bytes += piece
    }
    return true
  }
}

extension String {
  /// The lines of a text that people keep in a file, trimmed: LF or CR LF between them, and no byte order
  /// mark at the beginning.
  public var fileLines: [String] {
    // Scalar by scalar: CR and LF together are one character, which is no "\n".
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(String.UnicodeScalarView(line.filter { $0 != "\u{FEFF}" && $0 != "\r" })).trimmed
    }
  }
}

/// Files of lines `key = value` that people write: UTF-8, `#` begins a comment line, empty lines say nothing.
///
/// What the keys may be and what is wrong with a value, each kind of file says by itself.
public enum KeyedLines {
  /// The lines that say something, numbered from 1 as an editor does; nil when the bytes are no UTF-8.
  public static func lines(of bytes: [UInt8]) -> [(number: Int, text: String)]? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    return text.fileLines.enumerated().filter { !$1.isEmpty && !$1.hasPrefix("#") }.map { ($0 + 1, $1) }
  }

  /// What stands on the two sides of an equals sign, without the spaces around; nil when there is none.
  ///
  /// The first sign counts, so that a value may hold more of them; with `last` the last one, where the key is
  /// somebody else's heading.
  public static func sides(
    of line: some StringProtocol, last: Bool = false
  ) -> (key: String, value: String)? {
    guard let sign = last ? line.lastIndex(of: "=") : line.firstIndex(of: "=") else { return nil }
    return (line[..<sign].trimmed, line[line.index(after: sign)...].trimmed)
  }
}
