import CallModel
import CallReview

/// Why a desk's command could not be carried out.
enum DeskFault: Error {
  /// There is no complaint in this call.
  case noComplaint(CallIdentifier)
  /// The complaint cannot take the step.
  case complaint(CallIdentifier, ComplaintFault)
  /// The rated operator may not enter the rating.
  case rating(CallIdentifier, SatisfactionFault)
  /// The seat's shift cannot start or end.
  case shift(ShiftFault)
  /// The person had no shift at the seat.
  case noShift(SeatIdentifier)
  /// There is nothing of this kind open in the call.
  case nothingOpen(CallIdentifier)
  /// The matter has this holder already.
  case alreadyHeld(CallIdentifier)
  /// The option's value is no time, or one in the future.
  case badTime(option: String)
  /// The grade is none of the four.
  case badGrade
  /// A text that is needed is empty.
  case emptyText(option: String)
  /// Nothing was written to the journal.
  case notRecorded(isSpooled: Bool)
  /// The file could not be written.
  case cannotWrite(path: String, errno: Int32)
}
