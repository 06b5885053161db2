import CallReview

/// A file of points cannot be used.
struct PointFileRejected: Error, Hashable {
  /// The file as the user named it.
  let file: String
  /// What is wrong with it.
  let fault: PointFileFault
}
