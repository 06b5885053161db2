import PlainText

/// The payload of `recovered`: an unfinished end of a file that was kept aside.
public struct RecoveredTail: Hashable, Sendable {
  static let kind = "recovered"

  /// The file that had it.
  public let path: JournalPath
  /// Where it began.
  public let offset: Int64
  /// How long it was.
  public let bytes: Int64
  /// The digest of its bytes.
  public let digest: LineDigest
  /// The name of the file that keeps it, in the same folder.
  public let keptAs: String

  var payload: [UInt8] {
    JSONWriter.object { writer in
      writer.member("file", path.description)
      writer.member("offset", offset)
      writer.member("bytes", bytes)
      writer.member("sha256", digest.description)
      writer.member("kept", keptAs)
    }
  }
}
