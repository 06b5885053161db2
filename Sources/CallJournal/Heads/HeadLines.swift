import CallModel

/// Ends of journals as lines of text: what leaves a machine, and what is kept of it elsewhere, in a file that
/// grows, in the system's log or on a sheet typed off.
public struct HeadLines: Sendable {
  /// What one line says.
  public enum Word: Hashable, Sendable {
    /// The end of a journal.
    case checkpoint(Checkpoint)
    /// The digest of a file beside the journals.
    case digest(BesideFile)
    /// Something in this file or folder is damaged or cannot be read.
    case damaged(String)
    /// From here on stand the ends of all journals of this day and the day before.
    case wholeBegins(CivilDate)
    /// All of them stand above.
    case wholeEnds(CivilDate)
  }

  private static let beginWord = "call110-all-begin"
  private static let endWord = "call110-all-end"
  private static let words: Set = [
    Checkpoint.word, Checkpoint.damagedWord, BesideFile.word, beginWord, endWord,
  ]

  /// What the lines say, in their order.
  public private(set) var words: [Word] = []
  /// The first line, from 1, that was meant to say something of it and says nothing that can be used.
  public private(set) var unusable: Int?
  /// The first line that says nothing of it at all, such as another one of the system's log.
  public private(set) var foreign: Int?

  /// The lines of these bytes.
  public init(_ bytes: [UInt8]) {
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let text = String(decoding: line, as: UTF8.self)
      if let word = Self.word(text) {
        words.append(word)
      } else if Self.isMeant(text) {
        unusable = unusable ?? index + 1
      } else if !line.isEmpty {
        foreign = foreign ?? index + 1
      }
    }
  }

  /// The ends of journals.
  public var checkpoints: [Checkpoint] {
    words.compactMap { if case .checkpoint(let checkpoint) = $0 { checkpoint } else { nil } }
  }

  /// The digests of files beside them.
  public var digests: [BesideFile] {
    words.compactMap { if case .digest(let file) = $0 { file } else { nil } }
  }

  /// The files and folders of which the last that is said is that something in them is damaged.
  public var damaged: [String] {
    var damaged: Set<String> = []
    for word in words {
      switch word {
      case .damaged(let place): damaged.insert(place)
      case .checkpoint(let checkpoint): damaged.remove(checkpoint.path.description)
      case .digest(let file): damaged.remove(file.name)
      case .wholeBegins, .wholeEnds: break
      }
    }
    return damaged.sorted()
  }

  /// The line that says of a file or folder that something in it is damaged.
  public static func damaged(_ place: String) -> String { "\(Checkpoint.damagedWord) \(place)" }

  /// The file or folder that such a line names; nil for any other line.
  public static func damagedPlace(_ line: String) -> String? {
    line.hasPrefix(Checkpoint.damagedWord + " ")
      ? String(line.dropFirst(Checkpoint.damagedWord.count + 1)) : nil
  }

  /// All lines of a day and the day before, marked as that; unmarked when a folder could not be read.
  public static func whole(_ lines: [String], on day: CivilDate) -> [String] {
    let isWhole = lines.compactMap(damagedPlace).allSatisfy {
      JournalPath($0) != nil || BesideFile.names.contains($0)
    }
    return isWhole && !lines.isEmpty ? ["\(beginWord) \(day)"] + lines + ["\(endWord) \(day)"] : lines
  }

  private static func word(_ line: String) -> Word? {
    if let checkpoint = Checkpoint(line: line) { return .checkpoint(checkpoint) }
    if let file = BesideFile(line: line) { return .digest(file) }
    let parts = line.split(whereSeparator: { " \t\r".contains($0) }).map(String.init)
    guard let index = parts.lastIndex(where: words.contains), let place = parts[(index + 1)...].first else {
      return nil
    }
    switch parts[index] {
    case Checkpoint.damagedWord: return .damaged(place)
    case beginWord: return CivilDate(place).map { .wholeBegins($0) }
    case endWord: return CivilDate(place).map { .wholeEnds($0) }
    default: return nil
    }
  }

  /// Whether a line has one of the words, such a word with something behind it, or names a journal behind
  /// what may be a mistyped one.
  private static func isMeant(_ line: String) -> Bool {
    let parts = line.split(whereSeparator: { " \t\r".contains($0) })
    return parts.contains { part in words.contains { part.hasPrefix($0) } }
      || parts.contains { $0.hasPrefix("call110-") } && parts.contains { JournalPath($0) != nil }
  }
}
