import CallModel

/// Why something could not be written into a desk's journal; nothing that depends on it is done then.
enum DeskJournalFault: Error, Hashable {
  /// The disk did not take it.
  case notRecorded(desk: String)
}
