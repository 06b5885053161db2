import CallModel
import PlainText

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
    var name = String(name)
    guard let path = name.withUTF8({ JournalPath(room: room, date: date, name: UnsafeRawBufferPointer($0)) })
    else { return nil }
    self = path
  }

  /// The path written as `live/2026/11/22/seat-03.jsonl`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let path = text.withUTF8({ JournalPath(bytes: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = path
  }

  /// The same from the text's bytes: a year of journals names them two hundred thousand times.
  init?(bytes: UnsafeRawBufferPointer) {
    guard let slash = bytes.firstIndex(of: Self.slash), bytes.count > slash + 12,
      let room = JournalRoom(rawValue: String(decoding: bytes[..<slash], as: UTF8.self)),
      bytes[slash + 5] == Self.slash, bytes[slash + 8] == Self.slash, bytes[slash + 11] == Self.slash
    else { return nil }
    let day = bytes[(slash + 1)..<(slash + 11)].lazy.filter { $0 != Self.slash }
    guard let date = CivilDate(String(decoding: day, as: UTF8.self)) else { return nil }
    self.init(room: room, date: date, name: UnsafeRawBufferPointer(rebasing: bytes[(slash + 12)...]))
  }

  private init?(room: JournalRoom, date: CivilDate, name: UnsafeRawBufferPointer) {
    let (ending, seat): (StaticString, StaticString) = (".jsonl", "seat-")
    let stem = UnsafeRawBufferPointer(rebasing: name.dropLast(ending.utf8CodeUnitCount))
    guard name.count > ending.utf8CodeUnitCount,
      UnsafeRawBufferPointer(rebasing: name[stem.count...]).isText(ending),
      let (count, segment) = Self.segment(stem)
    else { return nil }
    let isSeat = UnsafeRawBufferPointer(rebasing: stem.prefix(seat.utf8CodeUnitCount)).isText(seat)
    let text = stem[(isSeat ? seat.utf8CodeUnitCount : 0)..<max(count, isSeat ? seat.utf8CodeUnitCount : 0)]
    // A desk's file has the desk's own name, and that of a seat no other.
    guard let seat = SeatIdentifier(ifValid: String(decoding: text, as: UTF8.self)),
      LineOrigin.isDesk(seat) != isSeat
    else { return nil }
    self.init(room: room, date: date, seat: seat, segment: segment)
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

  /// The name, in the room's folder, of the lock that whoever writes a seat's journals holds.
  static func lockName(_ seat: SeatIdentifier) -> String { ".\(stem(seat)).lock" }

  static func stem(_ seat: SeatIdentifier) -> String {
    LineOrigin.isDesk(seat) ? seat.description : "seat-\(seat)"
  }

  private static let slash = UInt8(ascii: "/")

  /// Where the seat ends in the name before `.jsonl`, and the number behind it; nil for what is no number, or
  /// not written as one is.
  private static func segment(_ stem: UnsafeRawBufferPointer) -> (end: Int, segment: Int)? {
    guard let dot = stem.lastIndex(of: UInt8(ascii: ".")) else { return (stem.count, 1) }
    let digits = stem[(dot + 1)...]
    guard (1...4).contains(digits.count), digits.first != UInt8(ascii: "0") else { return nil }
    var segment = 0
    for byte in digits {
      guard byte &- 0x30 < 10 else { return nil }
      segment = segment * 10 + Int(byte - 0x30)
    }
    return segment >= 2 ? (dot, segment) : nil
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
