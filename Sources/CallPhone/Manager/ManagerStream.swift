/// Cuts the bytes of a manager connection into the greeting and messages, however they arrive.
///
/// The greeting is one line without an empty line after it, so it must not be glued to the first message. A
/// message over 64 kB is dropped and counted; a message the connection broke off in is never given out.
public struct ManagerStream: Sendable {
  /// What the bytes contained.
  public enum Item: Hashable, Sendable {
    /// The greeting; the version of the interface, such as `9.0.0`.
    case greeting(String)
    /// A whole message.
    case message(ManagerMessage)
  }

  /// The largest message kept, in bytes.
  public static let maximumBytes = 65_536
  private static let greeting = Array("Asterisk Call Manager/".utf8)

  private var line: [UInt8] = []
  private var lineLength = 0
  private var lineBegin: UInt8?
  private var message = ManagerMessage()
  private var size = 0

  /// How many messages were too large and were dropped.
  public private(set) var dropped = 0

  /// A stream at its beginning.
  public init() {}

  /// The items completed by `bytes`, in order.
  public mutating func feed(_ bytes: some Collection<UInt8>) -> [Item] {
    var items: [Item] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      take(rest[..<end])
      if let item = endLine() { items.append(item) }
      rest = rest[rest.index(after: end)...]
    }
    take(rest)
    return items
  }

  private mutating func take(_ piece: some Collection<UInt8>) {
    if lineLength == 0 { lineBegin = piece.first }
    lineLength += piece.count
    size += piece.count
    if size <= Self.maximumBytes { line += piece }
  }

  private mutating func endLine() -> Item? {
    let isEmpty = lineLength == 0 || lineLength == 1 && lineBegin == 0x0D
    defer {
      line.removeAll(keepingCapacity: true)
      lineLength = 0
    }
    if isEmpty { return endMessage() }
    guard size <= Self.maximumBytes else { return nil }
    if line.last == 0x0D { line.removeLast() }
    if message.fields.isEmpty, line.starts(with: Self.greeting) {
      size = 0
      return .greeting(String(decoding: line.dropFirst(Self.greeting.count), as: UTF8.self))
    }
    message.append(line: line)
    return nil
  }

  private mutating func endMessage() -> Item? {
    let finished = message
    let isTooLarge = size > Self.maximumBytes
    message = ManagerMessage()
    size = 0
    if isTooLarge { dropped += 1 }
    return isTooLarge || finished.fields.isEmpty ? nil : .message(finished)
  }
}
