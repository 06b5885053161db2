import CallModel

/// Where a journal file stands below the logs folder: `live/2026/11/22/seat-03.jsonl`, its second segment
/// `seat-03.2.jsonl`.
///
/// It is made from identifiers that hold no `/` and no `.`, so it can never leave the folder.
public struct JournalPath: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Live or drill.
  public let room: JournalRoom
  /// The day its lines belong to, China Standard Time.
  public let date: CivilDate
  /// The seat or desk that writes it.
  public let seat: SeatIdentifier
  /// 1 for the day's first file of the seat, 2 and up for those started after a fault.
  public let segment: Int

  /// The largest segment number accepted.
  public static let maximumSegment = 9_999

  /// The seat in the numbers of calls that were typed in from paper.
  public static let paperSeat = LineOrigin.paperSeat
  /// The desk at which they are typed in.
  public static let paperDesk = LineOrigin.paperDesk

  /// The seat of callers whom no console has; nobody sits there.
  public static let phoneSeat = "phone"

  /// Whether calls typed in from paper stand here, under the day of typing.
  public var isPaperDesk: Bool { LineOrigin.isPaperDesk(seat) }

  /// Whether a desk writes here, and no seat that takes calls.
  public var isDesk: Bool { LineOrigin.isDesk(seat) }

  /// What decides whose calls its lines may tell of.
  package var origin: LineOrigin { LineOrigin(desk: seat, day: date, isImport: room == .imported) }

  /// Whether somebody who takes calls sits there.
  public var isSeat: Bool { !isDesk && seat.description != Self.phoneSeat }

  /// A path from its parts.
  public init(room: JournalRoom, date: CivilDate, seat: SeatIdentifier, segment: Int = 1) {
    self.room = room
    self.date = date
    self.seat = seat
    self.segment = segment
  }

  /// The path of the file called `name` in the folder of `date`; nil when no journal is called so.
  public init?(room: JournalRoom, date: CivilDate, name: some StringProtocol) {
    guard name.hasSuffix(".jsonl"), let (stem, segment) = Self.split(name.dropLast(6)) else { return nil }
    let seat: SeatIdentifier?
    if stem.hasPrefix("seat-") {
      seat = SeatIdentifier(ifValid: stem.dropFirst(5))
    } else {
      seat = stem.hasPrefix("desk-") ? SeatIdentifier(ifValid: stem) : nil
    }
    guard let seat else { return nil }
    self.init(room: room, date: date, seat: seat, segment: segment)
    guard self.name == name else { return nil }
  }

  /// The path written as `live/2026/11/22/seat-03.jsonl`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 5, let room = JournalRoom(rawValue: String(parts[0])), parts[1].utf8.count == 4,
      parts[2].utf8.count == 2, parts[3].utf8.count == 2,
      let date = CivilDate("\(parts[1])\(parts[2])\(parts[3])")
    else { return nil }
    self.init(room: room, date: date, name: parts[4])
  }

  /// `seat-03.jsonl`; a desk keeps its own name: `desk-duty.jsonl`.
  public var name: String {
    (segment == 1 ? Self.stem(seat) : "\(Self.stem(seat)).\(segment)") + ".jsonl"
  }

  /// The folders below the logs folder, outermost first: `["live", "2026", "11", "22"]`.
  public var folders: [String] { Self.folders(room, date: date) }

  /// `live/2026/11/22/seat-03.jsonl`.
  public var description: String { folders.joined(separator: "/") + "/" + name }

  /// By day, then seat, then segment.
  public static func < (left: JournalPath, right: JournalPath) -> Bool {
    (left.date, left.seat, left.segment) < (right.date, right.seat, right.segment)
  }

  /// The next segment of the same seat and day.
  var next: JournalPath { JournalPath(room: room, date: date, seat: seat, segment: segment + 1) }

  /// `["live", "2026", "11", "22"]`.
  package static func folders(_ room: JournalRoom, date: CivilDate) -> [String] {
    let text = date.description
    return [
      room.rawValue, String(text.prefix(4)), String(text.dropFirst(5).prefix(2)), String(text.suffix(2)),
    ]
  }

  /// How the names of a seat's files begin, and of no other's.
  package static func beginning(of seat: SeatIdentifier) -> String { stem(seat) + "." }

  static func stem(_ seat: SeatIdentifier) -> String {
    LineOrigin.isDesk(seat) ? seat.description : "seat-\(seat)"
  }

  private static func split(_ stem: some StringProtocol) -> (stem: String, segment: Int)? {
    guard let dot = stem.lastIndex(of: ".") else { return (String(stem), 1) }
    guard let segment = Int(stem[stem.index(after: dot)...]), (2...maximumSegment).contains(segment) else {
      return nil
    }
    return (String(stem[..<dot]), segment)
  }
}

/// Which records: those of real calls, of drills, and of other systems never share a folder.
public enum JournalRoom: String, CaseIterable, Sendable {
  /// Real calls, in `live/`.
  case live
  case drill
  /// Calls taken over from other systems, in `import/`.
  case imported = "import"
}

extension LineOriginBytes {
  /// Whether the file may hold what a line with this envelope says; a line about no call always.
  func mayTell(_ line: UnsafeRawBufferPointer, envelope: LineEnvelope) -> Bool {
    guard let call = envelope.call else { return true }
    return mayTell(
      UnsafeRawBufferPointer(rebasing: line[envelope.kind]), of: UnsafeRawBufferPointer(rebasing: line[call]))
  }
}
