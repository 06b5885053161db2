import CallModel
import Glibc
import Terminal

/// Where a seat's half-typed line is kept: beside the records, so that it is found again on the same logs
/// folder.
enum DraftPlace {
  /// The seat's draft file; nil when it cannot be made, and then half-typed text is not kept over a crash.
  static func open(logs: String, seat: SeatIdentifier) -> DraftFile? {
    let folder = logs + "/state"
    mkdir(folder, 0o700)
    return try? DraftFile(path: "\(folder)/seat-\(seat).draft")
  }
}
