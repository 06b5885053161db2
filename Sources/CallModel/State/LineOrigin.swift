/// Where a line about a call stands: whose file, in which day's folder, in which records.
///
/// The one rule for whose lines say something of a call.
///
/// Anybody who may write a file could write anything about any call into it; what is not a writer's to say
/// is damage for every reader, and counts nowhere:
/// - what happened in a call (its ring, answer, end and all between) says its own seat, and of a call typed
///   in from paper the desk for paper; a correction, a cancellation, and the promise that a corrected level
///   makes or settles, any desk, too;
/// - what was done about it later says anybody;
/// - nobody tells of a call in the folder of a day before the call's own;
/// - calls of other systems stand in the records of imports alone, and nothing else stands there.
public struct LineOrigin: Hashable, Sendable {
  /// The seat in the numbers of calls that were typed in from paper.
  public static let paperSeat = "paper"
  /// The desk at which they are typed in; where it belongs to another account, `-u` and the account follow.
  public static let paperDesk = "desk-paper"

  /// Whose file it is.
  public let desk: SeatIdentifier
  /// The day of its folder.
  public let day: CivilDate
  /// Whether it stands in the records of imports.
  public let isImport: Bool

  /// A file of `desk` in the folder of `day`.
  public init(desk: SeatIdentifier, day: CivilDate, isImport: Bool = false) {
    (self.desk, self.day, self.isImport) = (desk, day, isImport)
  }

  /// Whether calls are typed in from paper at this desk.
  public static func isPaperDesk(_ desk: SeatIdentifier) -> Bool {
    desk.description == paperDesk || desk.description.hasPrefix(paperDesk + "-u")
  }

  /// Whether a desk writes under this name, and no seat that takes calls.
  public static func isDesk(_ desk: SeatIdentifier) -> Bool { desk.description.hasPrefix("desk-") }

  /// Whether a line here may say something of this kind about the call.
  public func mayTell(_ kind: RecordedEvent.Kind, of call: CallIdentifier) -> Bool {
    if case .imported = kind { return isImport }
    guard !isImport, call.date <= day else { return false }
    switch kind {
    case .call(.amend), .call(.cancelled), .call(.promise), .call(.kept):
      return isOwnSeat(of: call) || Self.isDesk(desk)
    case .call: return isOwnSeat(of: call)
    case .desk, .callback, .review, .access, .imported: return true
    }
  }

  private func isOwnSeat(of call: CallIdentifier) -> Bool {
    Self.isPaperDesk(desk) ? call.seat.description == Self.paperSeat : call.seat == desk
  }
}

/// The same rule for who goes through the bytes of many lines: nearly every line about a call is one of the
/// file's own seat, and no number is decoded for it.
public struct LineOriginBytes: Sendable {
  private static let imported = ImportedCall.kind.utf8.count

  private let origin: LineOrigin
  /// The seat whose calls are told of here, between hyphens as in their numbers.
  private let seat: [UInt8]
  private let day: [UInt8]

  /// The rule for the lines of one file.
  public init(_ origin: LineOrigin) {
    self.origin = origin
    let own = LineOrigin.isPaperDesk(origin.desk) ? LineOrigin.paperSeat : origin.desk.description
    (seat, day) = (Array("-\(own)-".utf8), Array(origin.day.compact.utf8))
  }

  /// Whether a line here may say what is of `kind` about the call that these bytes name; what no reader of
  /// calls knows may be said by anybody.
  @inline(__always)
  public func mayTell(_ kind: UnsafeRawBufferPointer, of call: UnsafeRawBufferPointer) -> Bool {
    // A seat says everything of its own calls, but that they are another system's.
    kind.count != Self.imported && isOwn(call) || mayTellSlowly(kind, of: call)
  }

  @inline(__always)
  private func isOwn(_ call: UnsafeRawBufferPointer) -> Bool {
    let start = 8 + seat.count
    guard !origin.isImport, call.count >= start + 4, call.count <= start + 6 else { return false }
    for index in seat.indices where call[8 + index] != seat[index] { return false }
    for index in start..<call.count where call[index] &- 0x30 > 9 { return false }
    return !day.lexicographicallyPrecedes(call[..<8])
  }

  private func mayTellSlowly(_ kind: UnsafeRawBufferPointer, of call: UnsafeRawBufferPointer) -> Bool {
    guard let kind = RecordedEvent.Kind(name: String(decoding: kind, as: UTF8.self)) else { return true }
    // What is no call's number is damage of another kind.
    guard let call = CallIdentifier(ifValid: String(decoding: call, as: UTF8.self)) else { return true }
    return origin.mayTell(kind, of: call)
  }
}
