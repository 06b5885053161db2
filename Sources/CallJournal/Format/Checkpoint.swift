import PlainText

/// What somebody else noted about a file: so many lines in so many bytes, and the digest of the last of them.
///
/// As the digest chains all lines before it, it vouches for the whole file up to there, and for the files
/// before.
public struct Checkpoint: Hashable, Sendable {
  static let kind = "checkpoint"
  /// The word before a checkpoint printed on paper or sent to syslog.
  public static let word = "call110-checkpoint"
  /// The word before the name of a file in which something is damaged.
  public static let damagedWord = "call110-damaged"
  /// How many hexadecimal digits of the digest are enough on paper: 16 digits are 64 bits.
  public static let leastDigits = 16

  /// The file.
  public let path: JournalPath
  /// How many bytes.
  public let bytes: Int64
  /// How many lines.
  public let lines: Int64
  /// The digest of the last line: 16 to 64 lower-case hexadecimal digits from its beginning.
  public let head: String

  /// A checkpoint from its parts.
  public init(path: JournalPath, bytes: Int64, lines: Int64, head: String) {
    self.path = path
    self.bytes = bytes
    self.lines = lines
    self.head = head
  }

  /// The checkpoint of a file's end.
  public init(_ point: ChainPoint) {
    self.init(path: point.path, bytes: point.bytes, lines: point.lines, head: point.head.description)
  }

  /// A line that witnesses these ends of other files, for a desk that must be able to prove what it judged.
  package static func draft(_ points: [ChainPoint]) -> JournalDraft {
    JournalDraft(call: nil, kind: kind, payload: payload(points))
  }

  /// The checkpoint in a line of syslog, of a shift sheet or typed off one; nil when there is none in it.
  ///
  /// It is the four words after `call110-checkpoint`: file, bytes, lines, digest. Digits may be grouped with
  /// `-`.
  public init?(line: some StringProtocol) {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" })
    guard let index = words.lastIndex(where: { $0 == Self.word }), words.count >= index + 5,
      let path = JournalPath(words[index + 1]), let bytes = Int64(words[index + 2]), bytes > 0,
      let lines = Int64(words[index + 3]), lines > 0
    else { return nil }
    let head = String(words[index + 4].filter { $0 != "-" })
    guard Self.isHead(head) else { return nil }
    self.init(path: path, bytes: bytes, lines: lines, head: head)
  }

  /// `call110-checkpoint live/2026/11/22/seat-03.jsonl 12345 40 9f86d081884c7d65…`, all 64 digits.
  public var line: String { "\(Self.word) \(path) \(bytes) \(lines) \(head)" }

  /// The same for paper, with the first 16 digits in groups of four.
  public var sheetLine: String {
    let digits = Array(head.prefix(Self.leastDigits))
    let groups = stride(from: 0, to: digits.count, by: 4).map {
      String(digits[$0..<min($0 + 4, digits.count)])
    }
    return "\(Self.word) \(path) \(bytes) \(lines) \(groups.joined(separator: "-"))"
  }

  /// The lines to print on a shift sheet, one a file, in the order of seats.
  public static func sheetLines(_ points: [ChainPoint]) -> [String] {
    points.filter { $0.lines > 0 }.sorted { $0.path < $1.path }.map { Checkpoint($0).sheetLine }
  }

  /// Whether the digest of that line is the noted one, as far as it was noted.
  public func matches(_ digest: LineDigest) -> Bool { digest.description.hasPrefix(head) }

  /// The payload of a `checkpoint` event about these files.
  static func payload(_ points: [ChainPoint]) -> [UInt8] {
    JSONWriter.object { writer in
      writer.array("files") { files in
        for point in points {
          files.object { file in
            file.member("file", point.path.description)
            file.member("bytes", point.bytes)
            file.member("lines", point.lines)
            file.member("head", point.head.description)
          }
        }
      }
    }
  }

  private static func isHead(_ text: some StringProtocol) -> Bool {
    (leastDigits...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
