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
