/// Why a file that the user named cannot be used.
struct InputFault: Error, Hashable {
  /// What is wrong.
  enum Kind: Hashable {
    /// Opening or reading failed with this error number.
    case cannotRead(errno: Int32)
    /// It is a folder, a pipe or a device.
    case notAFile
    /// It has more than this many bytes.
    case tooLarge(limit: Int)
  }

  /// What is wrong.
  let kind: Kind
  /// The file as the user named it; `-` is standard input.
  let path: String
}
