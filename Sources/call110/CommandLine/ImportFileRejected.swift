import CallReview

/// A file to import cannot be read at all.
struct ImportFileRejected: Error, Hashable {
  /// The file as the user named it.
  let file: String
  /// What is wrong with it.
  let fault: ImportFileFault
}
