import CallModel

/// Follows the phone event files from day to day, without a descriptor or a thread of its own.
///
/// `poll` costs one look at the file's size when nothing is new, and reads a bounded piece otherwise; it
/// never waits and never throws. A missing folder, a file that is replaced, cut short or damaged, and
/// midnight are all survived.
public struct PhoneTail: Sendable {
  /// An event found in a file.
  public struct Item: Hashable, Sendable {
    /// What the line says.
    public let event: PhoneEvent
    /// Whether it was already there when the tail began to follow the file.
    public let isBacklog: Bool
  }

  /// How much of a file that is already there is read at the start, in bytes.
  public static let backlogBytes = 262_144
  /// How much one poll reads at most of a file, in bytes, unless another figure is asked for; more is read by
  /// the next one.
  public static let pollBytes = 65_536
  /// How long after midnight what stands in the file of the day before still matters at a start, in ms.
  static let afterMidnight: Int64 = 600_000

  private let logs: String
  private let backlogBytes: Int
  private let pollBytes: Int
  private let readsYesterday: Bool
  private var cursors: [PhoneFileCursor] = []
  private var day: CivilDate?
  private var isAfterMidnight = false

  /// What was skipped so far.
  public private(set) var faults = PhoneTailFaults()

  /// Whether the last poll stopped at its limit, so that another one would find more at once.
  public private(set) var hasMore = false

  /// A tail of the event files below the folder of records.
  ///
  /// `backlogBytes` is how much of what is already there is read, `pollBytes` how much of a file by one poll;
  /// `readsYesterday` says that of the day before as much is read at any time of the day, and not only
  /// shortly after midnight.
  public init(
    logs: String, backlogBytes: Int = Self.backlogBytes, pollBytes: Int = Self.pollBytes,
    readsYesterday: Bool = false
  ) {
    self.logs = logs
    self.backlogBytes = backlogBytes
    self.pollBytes = pollBytes
    self.readsYesterday = readsYesterday
  }

  /// Whether a file of today, of tomorrow by a clock that is ahead, or of the night before has been found.
  public var hasFile: Bool { cursors.dropFirst(isAfterMidnight ? 0 : 1).contains(where: \.exists) }

  /// The events that were written since the last poll.
  public mutating func poll(now: WallInstant) -> [Item] {
    isAfterMidnight = now.millisecondOfDay < Self.afterMidnight
    if now.date != day { turn(to: now) }
    var items: [Item] = []
    hasMore = false
    for index in cursors.indices {
      for line in cursors[index].read(limit: pollBytes, faults: &faults) {
        do {
          items.append(Item(event: try PhoneEventLine.decode(line.bytes), isBacklog: line.isBacklog))
        } catch {
          faults.count(error)
        }
      }
      hasMore = hasMore || cursors[index].hasMore
    }
    return items
  }

  /// Follows the files of a day, of the one before and of the next: whoever writes the events may have
  /// another day on its clock.
  private mutating func turn(to now: WallInstant) {
    let isFirst = day == nil
    day = now.date
    cursors = (-1...1).map { offset in
      let path = PhoneFiles.events(logs: logs, day: now.date.adding(days: offset))
      let known = cursors.first { $0.path == path }
      // Of yesterday's file only what comes from now on: its last byte ends the line before.
      let backlog = offset < 0 && !isAfterMidnight && !readsYesterday ? 1 : backlogBytes
      return known ?? PhoneFileCursor(path: path, backlogBytes: isFirst ? backlog : nil)
    }
  }
}

/// What a tail had to skip: figures only, never the lines.
public struct PhoneTailFaults: Hashable, Sendable {
  /// Lines that are no events: not JSON, not UTF-8, too long, without a call or a seat.
  public private(set) var badLines = 0
  /// Lines of another schema version.
  public private(set) var otherVersions = 0
  /// Lines about something this version does not know.
  public private(set) var unknownKinds = 0
  /// How often something that is no regular file, or cannot be read, stood at the path.
  public private(set) var unreadable = 0

  mutating func count(_ fault: PhoneEventFault) {
    switch fault {
    case .otherVersion: otherVersions += 1
    case .unknownKind: unknownKinds += 1
    case .tooLong, .notJSON, .badField: badLines += 1
    }
  }

  mutating func countUnreadable() { unreadable += 1 }
}
