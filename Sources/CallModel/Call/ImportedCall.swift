import PlainText

/// A call taken over from another system, as it stands in the journal of an import desk: never as if recorded
/// here.
///
/// The line's `at` is the time of entry, its `op` the typist; the record inside has the call's own times and
/// people.
public struct ImportedCall: Hashable, Sendable {
  /// The journal line's `ev`.
  public static let kind = "import-call"

  /// What it came from: the file's name or what the typist called it.
  public let source: String
  /// The line in that file, from 1.
  public let line: Int
  /// What makes the call one and the same: the other system's number, else the digest.
  public let key: String
  /// SHA-256 of the record as imported, lower-hex.
  public let digest: String
  /// The call.
  public let record: CallRecord

  /// An imported call from its parts.
  public init(source: String, line: Int, key: String, digest: String, record: CallRecord) {
    self.source = source
    self.line = line
    self.key = key
    self.digest = digest
    self.record = record
  }

  /// The payload of the journal line.
  public var payload: [UInt8] {
    JSONWriter.object { writer in
      writer.member("source", source)
      writer.member("line", line)
      writer.member("key", key)
      writer.member("digest", digest)
      writer.object("record") { record.write(to: &$0) }
    }
  }

  /// What tells a stored payload from others, without decoding the record in it.
  public struct Head: Hashable, Sendable {
    /// What makes the call one and the same.
    public let key: String
    /// The digest it was imported with.
    public let digest: String
    /// Its number here.
    public let call: CallIdentifier
  }

  /// The head of a stored payload; nil when it has none.
  public static func head(of payload: [UInt8]) -> Head? {
    // Inside a JSON text every quote has a backslash before it: these bytes can only be the member itself.
    let mark = Array(#","record":{"call_record_no":""#.utf8)
    guard let start = payload.firstRange(of: mark)?.lowerBound else { return nil }
    let number = payload[(start + mark.count)...].prefix { $0 != UInt8(ascii: "\"") }
    guard let value = JSONReader.value(Array(payload[..<start]) + [UInt8(ascii: "}")]),
      let key = value["key"]?.string, let digest = value["digest"]?.string,
      let call = CallIdentifier(ifValid: String(decoding: number, as: UTF8.self))
    else { return nil }
    return Head(key: key, digest: digest, call: call)
  }

  /// The call of a stored payload; nil when its record cannot be read.
  public init?(_ payload: JSONValue) {
    guard let key = payload["key"]?.string, let digest = payload["digest"]?.string,
      let record = payload["record"].flatMap(CallRecord.init)
    else { return nil }
    self.init(
      source: payload["source"]?.string ?? "", line: Int(clamping: payload["line"]?.integer ?? 0), key: key,
      digest: digest, record: record)
  }
}
