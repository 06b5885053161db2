import PlainText

/// Plays a recorded connection through the mapper: the bytes of the server, and when each piece of them came.
public struct ManagerReplay: Sendable {
  /// Why a timing file cannot be used: the line, from 1.
  public struct TimingFault: Error, Hashable, Sendable {
    /// Counted from 1, in the timing file.
    public let line: Int
  }

  private struct Piece {
    let offset: Int
    let length: Int
    let wall: Int64
  }

  private let pieces: [Piece]
  private let end: Int64?

  /// A recording of which nothing is known but its bytes.
  public init() {
    pieces = []
    end = nil
  }

  /// A recording with the times of its pieces: JSON lines with `k` (`rx`, `eof`), `off`, `len` and `wall` in
  /// seconds.
  public init(timing: [UInt8]) throws(TimingFault) {
    var pieces: [Piece] = []
    var last: Int64?
    var end: Int64?
    for (index, line) in timing.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { continue }
      guard let value = JSONReader.value(Array(line)), let wall = Self.milliseconds(value["wall"]) else {
        throw TimingFault(line: index + 1)
      }
      last = wall
      if value["k"]?.string == "eof" { end = wall }
      guard value["k"]?.string == "rx" else { continue }
      guard let offset = value["off"]?.integer, let length = value["len"]?.integer, offset >= 0, length >= 0,
        offset < 1 << 40, length < 1 << 40
      else { throw TimingFault(line: index + 1) }
      pieces.append(Piece(offset: Int(offset), length: Int(length), wall: wall))
    }
    self.pieces = pieces.sorted { $0.offset < $1.offset }
    self.end = end ?? last
  }

  /// The phone events of a recording.
  ///
  /// With `step`, the pieces are cut again into at most that many bytes; `hasCallers` says whether the
  /// callers' own lines are wanted beside those of the telephones.
  public func events(
    of bytes: [UInt8], seats: SeatTable, source: String, step: Int = .max, hasCallers: Bool = false
  ) -> [PhoneEvent] {
    var stream = ManagerStream()
    var mapper = ManagerMapper(seats: seats, source: source)
    var events: [PhoneEvent] = []
    for (range, wall) in cut(bytes.count, step: max(1, step)) {
      for case .message(let message) in stream.feed(bytes[range]) {
        events += mapper.apply(message, at: wall.map { ManagerMoment(wall: $0) })
      }
    }
    events += mapper.close(at: end.map { ManagerMoment(wall: $0) })
    return hasCallers ? events : events.filter { !$0.kind.isOfCaller }
  }

  private func cut(_ count: Int, step: Int) -> [(Range<Int>, Int64?)] {
    var ranges: [(Range<Int>, Int64?)] = []
    var start = 0
    for piece in pieces {
      let stop = min(count, max(start, piece.offset + piece.length))
      if stop > start { ranges.append((start..<stop, piece.wall)) }
      start = stop
    }
    if start < count { ranges.append((start..<count, pieces.last?.wall)) }
    return ranges.flatMap { range, wall in
      stride(from: range.lowerBound, to: range.upperBound, by: min(step, range.count)).map {
        ($0..<min(range.upperBound, $0 + min(step, range.count)), wall)
      }
    }
  }

  /// Seconds with a fraction as the nearest ms.
  private static func milliseconds(_ value: JSONValue?) -> Int64? {
    let seconds: Double? =
      switch value?.content {
      case .integer(let number): Double(number)
      case .decimal(let literal): Double(literal)
      case .null, .bool, .string, .array, .object, nil: nil
      }
    guard let seconds, (0..<253_402_300_800).contains(seconds) else { return nil }
    return Int64((seconds * 1_000).rounded(.toNearestOrEven))
  }
}
