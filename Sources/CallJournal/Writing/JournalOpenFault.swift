import CallModel

/// Why a writer was not opened.
///
/// Disk trouble is not among the reasons: with that a writer opens and holds events.
public enum JournalOpenFault: Error, Hashable, Sendable {
  /// Another program writes as this seat.
  case seatBusy(SeatIdentifier)
}
