import Files

/// One thing wrong in the journals, with its place.
///
/// It carries no caller data.
public struct JournalFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// The file or folder cannot be read.
    case unreadable(SystemFault)
    /// What stands there is no journal and was not read.
    case refused(JournalFileFault.Refusal)
    /// The line does not have the fixed form; the part names where it stops having it.
    case malformed(part: String)
    /// The line is of a format version this program does not know.
    case unknownVersion(Int64)
    /// The line is longer than any that is written.
    case tooLong(bytes: Int64)
    /// The line number is not the expected one.
    case wrongNumber(found: Int64, expected: Int64)
    /// The line's digest of the line before does not match: one of the two was changed.
    case brokenLink
    /// The line was written by another seat than the file belongs to.
    case wrongSeat
    /// The line says of a call what is not its writer's to say: see `LineOrigin`.
    case foreignCall
    /// The file is gone, or shorter than the `bytes` bytes that the line at `witness` saw of it.
    case shortened(witness: String, bytes: Int64)
    /// The file ends in a line that was never finished: `bytes` bytes from `offset` on.
    case torn(offset: Int64, bytes: Int64)
  }

  /// The file below the logs folder, such as `live/2026/11/22/seat-03.jsonl`.
  public let file: String
  /// The line, from 1; nil when the whole file is meant.
  public let line: Int64?
  /// What is wrong.
  public let kind: Kind

  /// A fault from its parts.
  public init(file: String, line: Int64?, kind: Kind) {
    self.file = file
    self.line = line
    self.kind = kind
  }

  package init(_ fault: JournalFileFault) {
    switch fault {
    case .system(let system, let place): self.init(file: place, line: nil, kind: .unreadable(system))
    case .refused(let refusal, let place): self.init(file: place, line: nil, kind: .refused(refusal))
    }
  }

  init?(_ finding: LineCheck.Finding, file: String, line: Int64) {
    let kind: Kind
    switch finding {
    case .sound: return nil
    case .fault(.malformed(let part)): kind = .malformed(part: part)
    case .fault(.unknownVersion(let version)): kind = .unknownVersion(version)
    case .fault(.tooLong(let bytes)): kind = .tooLong(bytes: bytes)
    case .number(let found, let expected): kind = .wrongNumber(found: found, expected: expected)
    case .link: kind = .brokenLink
    case .seat: kind = .wrongSeat
    }
    self.init(file: file, line: line, kind: kind)
  }
}

extension JournalFault {
  /// Whether nothing is known of what stands there.
  package var isUnreadable: Bool {
    switch kind {
    case .unreadable, .refused: true
    case .malformed, .unknownVersion, .tooLong, .wrongNumber, .brokenLink, .wrongSeat, .foreignCall,
      .shortened,
      .torn:
      false
    }
  }

  /// Whether lines may have stood there that nobody can read now.
  package var mayHideLines: Bool {
    switch kind {
    case .unreadable, .refused, .malformed, .unknownVersion, .tooLong, .wrongNumber, .brokenLink, .shortened:
      true
    case .wrongSeat, .foreignCall, .torn: false
    }
  }

  /// Whether it is told by another file, and may be told by several.
  var isOfLength: Bool {
    if case .shortened = kind { return true }
    return false
  }
}
