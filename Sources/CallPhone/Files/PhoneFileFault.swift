/// Why the phone event file could not be used.
public enum PhoneFileFault: Error, Hashable, Sendable {
  /// The path is a pipe, a folder, a device or a symbolic link.
  case notRegularFile(path: String)
  /// The system refused; its error number.
  case system(path: String, number: Int32)
  /// Only part of a line could be written: the disk is full.
  case cutShort(path: String)
}
