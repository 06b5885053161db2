/// Cuts the bytes of a FreeSWITCH event socket into its messages, however they arrive.
///
/// A message is lines `Name: value`, an empty line, and as many bytes of body as `Content-Length` says; an
/// event is the body of a `text/event-plain`, with its values percent-encoded. A message over 256 kB is
/// dropped and counted.
public struct EventSocketStream: Sendable {
  /// One message.
  public struct Message: Hashable, Sendable {
    /// The lines in front of the body, the first of a name.
    public internal(set) var header: [String: String] = [:]
    /// The body; empty when there is none.
    public internal(set) var body: [UInt8] = []

    /// What kind of message it is, such as `command/reply`.
    public var contentType: String { header["Content-Type"] ?? "" }

    /// The lines of an event in the body, decoded.
    public var event: [String: String] { EventSocketStream.lines(of: body, isEncoded: true) }
  }

  /// The largest message kept, in bytes.
  public static let maximumBytes = 262_144

  private var rest: [UInt8] = []
  private var header: [String: String]?
  /// The bytes of the body that still have to come.
  private var missing = 0
  /// The bytes to pass over of a body that is too large.
  private var skipped = 0

  /// How many messages were too large and were dropped.
  public private(set) var dropped = 0

  /// A stream at its beginning.
  public init() {}

  /// The messages completed by `bytes`, in order.
  public mutating func feed(_ bytes: some Collection<UInt8>) -> [Message] {
    rest += bytes
    var messages: [Message] = []
    var start = 0
    while let next = next(from: start) {
      start = next.end
      if let message = next.message { messages.append(message) }
    }
    rest.removeFirst(start)
    return messages
  }

  /// The piece that begins at `start`: a message, or something passed over; nil when more bytes are needed.
  private mutating func next(from start: Int) -> (message: Message?, end: Int)? {
    if skipped > 0 {
      let count = min(skipped, rest.count - start)
      skipped -= count
      return count > 0 ? (nil, start + count) : nil
    }
    guard let header else { return head(from: start) }
    guard rest.count - start >= missing else { return nil }
    self.header = nil
    return (Message(header: header, body: Array(rest[start..<(start + missing)])), start + missing)
  }

  private mutating func head(from start: Int) -> (message: Message?, end: Int)? {
    guard let end = Self.emptyLine(rest[start...]) else {
      guard rest.count - start > Self.maximumBytes else { return nil }
      // Lines without an end: nothing of them is a message.
      dropped += 1
      return (nil, rest.count)
    }
    let header = Self.lines(of: rest[start..<end], isEncoded: false)
    let length = header["Content-Length"].flatMap { Int($0) } ?? 0
    if header.isEmpty { return (nil, end) }
    guard (0...Self.maximumBytes).contains(length) else {
      dropped += 1
      skipped = max(0, min(length, 1 << 30))
      return (nil, end)
    }
    if length == 0 { return (Message(header: header), end) }
    self.header = header
    missing = length
    return (nil, end)
  }

  /// The index after the first empty line.
  private static func emptyLine(_ bytes: ArraySlice<UInt8>) -> Int? {
    var begin = bytes.startIndex
    while let feed = bytes[begin...].firstIndex(of: 0x0A) {
      if feed == begin || feed == begin + 1 && bytes[begin] == 0x0D { return feed + 1 }
      begin = feed + 1
    }
    return nil
  }

  /// Lines `Name: value` by name; the first of a name counts.
  static func lines(of bytes: some BidirectionalCollection<UInt8>, isEncoded: Bool) -> [String: String] {
    var lines: [String: String] = [:]
    for line in bytes.split(separator: 0x0A) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      var value = line[line.index(after: colon)...]
      while value.first == 0x20 { value = value.dropFirst() }
      while value.last == 0x0D { value = value.dropLast() }
      let name = String(decoding: line[..<colon], as: UTF8.self)
      if lines[name] == nil {
        lines[name] = String(decoding: isEncoded ? decoded(value) : Array(value), as: UTF8.self)
      }
    }
    return lines
  }

  /// Percent-encoding undone; what is no encoding stays as it is.
  private static func decoded(_ value: some Collection<UInt8>) -> [UInt8] {
    let bytes = Array(value)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
