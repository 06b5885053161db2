/// Why a draft file cannot be used.
public enum DraftFault: Error, Hashable, Sendable {
  /// There is something else under this name: a link, a pipe, a folder, somebody else's file.
  case notAPlainFile(path: String)
  /// The system refused; the C error number.
  case system(path: String, errno: Int32)
}
