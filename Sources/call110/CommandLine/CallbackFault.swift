import CallModel

/// Why an entry of the callback list cannot be changed.
enum CallbackFault: Error, Hashable {
  /// No open entry has this name.
  case notFound
  /// It may not be settled in this way yet.
  case obstacle(CallbackEntry.Obstacle)
  /// The journal could not be written.
  case notRecorded
}
