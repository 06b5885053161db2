/// An event with everything that is written down beside it: of which call, when, by whom, at which desk and
/// in which line.
///
/// The one wrapper of every kind of event; what is not known of one stays nil.
public struct Noted<Event: Hashable & Sendable>: Hashable, Sendable {
  /// What happened.
  public let event: Event
  /// The call it is about; nil for what is about none, such as a shift.
  public let call: CallIdentifier?
  /// When it happened, on the wall clock.
  ///
  /// For a call typed in from paper the true time, else the time of the line.
  public let at: WallInstant
  /// When the line was written.
  public let writtenAt: WallInstant
  /// Milliseconds since the call was answered, from a monotonic clock; nil before the answer and at desks.
  public let offsetMilliseconds: Int64?
  /// Who did it; for a call typed in from paper who took it.
  public let personnel: OperatorIdentifier
  /// The seat or desk that wrote it; nil before it is written.
  public let desk: SeatIdentifier?
  /// The journal line; nil before it is written.
  public let place: RecordPlace?

  /// An event from its parts; without `writtenAt` it was written down when it happened.
  public init(
    _ event: Event, call: CallIdentifier? = nil, at: WallInstant, writtenAt: WallInstant? = nil,
    offsetMilliseconds: Int64? = nil, personnel: OperatorIdentifier, desk: SeatIdentifier? = nil,
    place: RecordPlace? = nil
  ) {
    self.event = event
    self.call = call
    self.at = at
    self.writtenAt = writtenAt ?? at
    self.offsetMilliseconds = offsetMilliseconds
    self.personnel = personnel
    self.desk = desk
    self.place = place
  }

  /// The journal line to look it up in, `file:line`; empty before it is written.
  public var address: String { place?.address ?? "" }

  /// Another event with the same circumstances: the one inside this one, or this one inside another.
  public func replacing<Other>(_ event: Other) -> Noted<Other> {
    Noted<Other>(
      event, call: call, at: at, writtenAt: writtenAt, offsetMilliseconds: offsetMilliseconds,
      personnel: personnel, desk: desk, place: place)
  }
}

/// A line of a journal, as evidence: `live/2026/11/22/seat-03.jsonl:17`.
public struct RecordPlace: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The file below the logs folder.
  public let file: String
  /// The line, from 1.
  public let line: Int64
  /// Whether the chain held up to this line when it was read.
  public let isVerified: Bool

  /// A place from its parts.
  public init(file: String, line: Int64, isVerified: Bool) {
    self.file = file
    self.line = line
    self.isVerified = isVerified
  }

  /// `file:line` alone, to look it up.
  public var address: String { "\(file):\(line)" }

  /// `file:line`, with ` ?` behind it when the chain did not hold.
  public var description: String { address + (isVerified ? "" : " ?") }

  /// By writer; of one writer in the order in which it wrote: by the day's folder, the segment, the line.
  public static func < (left: RecordPlace, right: RecordPlace) -> Bool {
    if left.file == right.file { return left.line < right.line }
    let (here, there) = (ChainLink(left), ChainLink(right))
    return here.writer == there.writer ? here < there : left.file < right.file
  }
}

/// A line among all that one seat or desk wrote: by the day's folder, the segment, the line.
///
/// The names of the files do not sort like that: `seat-03.2.jsonl` would stand before `seat-03.jsonl`.
private struct ChainLink: Comparable {
  /// The part of the file's name that stands for who writes it, `seat-03`.
  let writer: Substring
  private let folder: Substring
  private let segment: Int
  private let line: Int64

  init(_ place: RecordPlace) {
    let parts = place.file.split(separator: "/", omittingEmptySubsequences: false)
    let names = (parts.last ?? "").split(separator: ".", omittingEmptySubsequences: false)
    writer = names.first ?? ""
    segment = names.count > 2 ? Int(names[1]) ?? 1 : 1
    folder = place.file.prefix(place.file.utf8.count - (parts.last?.utf8.count ?? 0))
    line = place.line
  }

  static func < (left: ChainLink, right: ChainLink) -> Bool {
    (left.folder, left.segment, left.line) < (right.folder, right.segment, right.line)
  }
}

extension Sequence {
  /// The events in the order in which they happened, in whatever order the files were read.
  ///
  /// Events of one file keep the order of its lines, whatever its clock did: each counts as no earlier than
  /// the one before it. Between files time decides, then the desk, then the file. Events without a place
  /// go by their own time; of two at one moment and desk the one given first stays first.
  public func inOrder<Event>() -> [Noted<Event>] where Element == Noted<Event> {
    let events = Array(self)
    let keys = events.map { OrderKey(time: $0.writtenAt, desk: $0.desk, place: $0.place) }
    return OrderKey.order(keys).map { order in order.map { events[$0] } } ?? events
  }
}

/// What the order of events depends on: events themselves are large, and a sort moves and copies much.
private struct OrderKey {
  var time: WallInstant
  let desk: SeatIdentifier?
  let place: RecordPlace?

  /// The positions of `keys` in the order in which they happened; nil when that is how they stand.
  static func order(_ keys: [OrderKey]) -> [Int]? {
    var keys = keys
    keepLines(&keys)
    let isOrdered = keys.indices.dropFirst().allSatisfy { !isBefore(keys[$0], keys[$0 - 1]) }
    if isOrdered { return nil }
    return keys.indices.sorted { left, right in
      if isBefore(keys[left], keys[right]) { return true }
      return left < right && !isBefore(keys[right], keys[left])
    }
  }

  /// Lets no line of a seat's or desk's journals be earlier than the one before it.
  ///
  /// What a line says of its own time orders it among those of others; among its writer's own the chain does.
  private static func keepLines(_ keys: inout [OrderKey]) {
    // Most runs of events are of one file, line after line.
    if let file = keys.first?.place?.file, isOneFile(keys, file: file) {
      for index in keys.indices.dropFirst() { keys[index].time = max(keys[index - 1].time, keys[index].time) }
      return
    }
    var chains: [Substring: [(link: ChainLink, index: Int)]] = [:]
    for (index, key) in keys.enumerated() {
      guard let place = key.place else { continue }
      let link = ChainLink(place)
      chains[link.writer, default: []].append((link, index))
    }
    for links in chains.values where links.count > 1 {
      let lines = links.sorted { $0.link < $1.link }
      for (before, next) in zip(lines, lines.dropFirst()) {
        keys[next.index].time = max(keys[before.index].time, keys[next.index].time)
      }
    }
  }

  private static func isOneFile(_ keys: [OrderKey], file: String) -> Bool {
    var line: Int64 = 0
    for key in keys {
      guard let place = key.place, place.file == file, place.line >= line else { return false }
      line = place.line
    }
    return true
  }

  private static func isBefore(_ one: OrderKey, _ other: OrderKey) -> Bool {
    if one.time != other.time { return one.time < other.time }
    if one.desk != other.desk { return (one.desk?.description ?? "") < (other.desk?.description ?? "") }
    if let here = one.place, let there = other.place, here != there { return here < there }
    return false
  }
}

/// Now, on two clocks: the wall clock to say when, the monotonic clock to say how long.
public struct Moment: Hashable, Sendable {
  /// The wall clock.
  public let wall: WallInstant
  /// A clock that never jumps, in ms from an arbitrary start.
  public let monotonic: Int64

  /// A moment from its two readings.
  public init(wall: WallInstant, monotonic: Int64) {
    self.wall = wall
    self.monotonic = monotonic
  }

  /// The moment `milliseconds` before this one, on both clocks.
  public func earlier(by milliseconds: Int64) -> Moment {
    Moment(wall: wall.adding(milliseconds: -milliseconds), monotonic: monotonic - milliseconds)
  }
}
