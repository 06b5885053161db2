/// Why a draft cannot be written: a fault of the program, never of the disk.
///
/// It carries no caller data.
public enum JournalDraftFault: Error, Hashable, Sendable {
  /// The kind is not 1 to 64 of `a-z 0-9 - . _`.
  case badKind
  /// The payload is not one compact JSON object in valid UTF-8.
  case badPayload(kind: String)
  /// The payload is over 1 MiB less 512 bytes.
  case tooLong(bytes: Int)
}
