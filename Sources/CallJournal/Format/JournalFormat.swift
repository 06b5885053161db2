/// The fixed figures of the record format.
public enum JournalFormat {
  /// The format version written; lines of other versions are read as far as they are known and never written.
  public static let version: Int64 = 1
  /// The longest line written or read, in bytes with its LF.
  public static let maximumLineBytes = 1 << 20
  /// The largest line number, and the largest `t`, that is accepted: 15 digits, exact in any JSON reader.
  public static let maximumNumber: Int64 = 999_999_999_999_999
}
