/// One message of the Asterisk Manager Interface: lines `Key: Value`, ended by an empty line.
public struct ManagerMessage: Hashable, Sendable {
  /// One line.
  struct Field: Hashable, Sendable {
    let key: String
    let value: String
  }

  private(set) var fields: [Field] = []

  /// A message without lines.
  init() {}

  /// Adds a line without its end; a line without a colon is none of the protocol and is left out.
  mutating func append(line: some Collection<UInt8>) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    var value = line[line.index(after: colon)...]
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    fields.append(
      Field(
        key: String(decoding: line[..<colon], as: UTF8.self), value: String(decoding: value, as: UTF8.self)))
  }

  /// The value of the first line named `key`: a key may come twice, and the server's own line comes first.
  public subscript(_ key: String) -> String? { fields.first { $0.key == key }?.value }

  /// The number of a channel, call or bridge that a line names; an empty one names none, for two telephones
  /// would be one.
  func identifier(_ key: String) -> String? { self[key].flatMap { $0.isEmpty ? nil : $0 } }

  /// The value of a line as a whole number.
  func integer(_ key: String) -> Int64? { self[key].flatMap { Int64($0) } }

  /// The name of the event; nil for a response.
  public var event: String? { fields.first?.key == "Event" ? fields.first?.value : nil }

  /// `Success`, `Error`, `Goodbye`; nil for an event.
  public var response: String? { fields.first?.key == "Response" ? fields.first?.value : nil }
}

/// When something reached the bridge: by the wall clock, to place it, and by the monotonic clock, to measure
/// with.
public struct ManagerMoment: Hashable, Sendable {
  /// Milliseconds since 1970 by this machine's wall clock.
  public let wall: Int64
  /// Milliseconds on this machine's monotonic clock; nil in a recording.
  public let monotonic: Int64?

  /// A moment from its two clocks.
  public init(wall: Int64, monotonic: Int64? = nil) {
    self.wall = wall
    self.monotonic = monotonic
  }
}
