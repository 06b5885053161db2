import CallModel

/// A call with all its events and their places: what a check needs to name its evidence.
public struct CallHistory: Hashable, Sendable {
  /// The call.
  public let call: CallIdentifier
  /// Its events, in the order of the journal.
  public private(set) var events: [PlacedEvent]
  /// What they make together.
  public private(set) var record: CallRecord

  /// The call that begins with `first`.
  public init(_ call: CallIdentifier, first: PlacedEvent) {
    self.call = call
    events = [first]
    record = CallRecord(id: call, first: first.event)
  }

  /// Adds the next event.
  public mutating func add(_ event: PlacedEvent) {
    events.append(event)
    record.apply(event.event)
  }

  /// The lines of the events that `isWanted` picks, at most ten.
  public func places(where isWanted: (CallEvent) -> Bool) -> [RecordPlace] {
    Array(events.filter { isWanted($0.event.event) }.map(\.place).prefix(10))
  }

  /// The line that closed the call, else its last line: it shows that what is missing was not said or done
  /// before.
  public var closing: RecordPlace? {
    places { event in
      if case .end = event { return true }
      return false
    }.first ?? events.last?.place
  }
}

/// An event of a call with the journal line it stands in.
public struct PlacedEvent: Hashable, Sendable {
  /// The event.
  public let event: TimedEvent
  /// Where it stands.
  public let place: RecordPlace

  /// An event and its place.
  public init(_ event: TimedEvent, at place: RecordPlace) {
    self.event = event
    self.place = place
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

  /// `file:line`, with ` ?` behind it when the chain did not hold.
  public var description: String { "\(file):\(line)" + (isVerified ? "" : " ?") }

  /// By file, then line.
  public static func < (left: RecordPlace, right: RecordPlace) -> Bool {
    (left.file, left.line) < (right.file, right.line)
  }
}
