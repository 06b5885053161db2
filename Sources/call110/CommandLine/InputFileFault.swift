/// Why a file named on the command line cannot be read.
enum InputFileFault: Error, Hashable {
  /// The system refused; `code` is its errno.
  case unreadable(path: String, code: Int32)
  /// It is a folder, a pipe or a device.
  case notRegular(path: String)
}
