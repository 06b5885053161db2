import CallReview

/// A map file with a fault cannot be used.
struct ImportMapRejected: Error, Hashable {
  /// The file as named by the user.
  let file: String
  /// What is wrong, and on which line.
  let fault: ImportMapFault
}
