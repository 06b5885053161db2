import CallPhone

/// Why a file that says which telephone stands at which seat cannot be used.
struct SeatTableFault: Error {
  /// The file as the user named it.
  let path: String
  /// What is wrong, and in which line.
  let fault: SeatTable.Fault
}
