import CallModel

/// An event that happened and is not yet on the disk, with the moment at which it happened.
struct HeldEvent: Hashable, Sendable {
  let at: WallInstant
  let milliseconds: Int64
  let operatorOnDuty: OperatorIdentifier
  let draft: JournalDraft
  /// The spool file that keeps it too.
  var spool: String?
}
