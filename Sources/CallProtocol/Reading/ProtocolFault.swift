/// One thing wrong in a protocol file: where, and what.
///
/// Its words, with what to do, are in the catalogue.
public struct ProtocolFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The file is longer than `limit` bytes.
    case tooLarge(limit: Int)
    /// The line is not UTF-8.
    case notUTF8
    /// A character no terminal or record may have, such as a tab inside a value or a direction mark.
    case controlCharacter(code: UInt32)
    /// The line is neither a section, nor an entry, nor a comment.
    case notAnEntry
    /// An entry stands before the first section and is not `base`.
    case entryOutsideSection
    /// `base` names something else than `shipped`, or does not come first.
    case badBase
    /// There is no such kind of section.
    case unknownSection(String, allowed: [String])
    /// The section's name is missing or not of the form this kind needs.
    case badSectionName(kind: String, expected: String)
    /// The same section stands twice.
    case duplicatedSection(kind: String, name: String, firstLine: Int)
    /// The section's kind has no such key.
    case unknownKey(String, allowed: [String])
    /// The same key stands twice in one section.
    case duplicatedKey(String, firstLine: Int)
    /// The section lacks a key.
    case missingKey(String)
    /// Nothing follows the equals sign.
    case emptyValue(String)
    /// A value is longer than `limit` characters.
    case valueTooLong(String, limit: Int)
    /// A value is not one of those allowed.
    case badWord(String, expected: [String])
    /// A value is not a whole number in the range.
    case badNumber(String, range: ClosedRange<Int>)
    /// A value is not a day of the calendar.
    case badDate(String)
    /// A telephone has no three digits, or something besides digits, spaces and `-+()/、，或转`.
    case badTelephone(String)
    /// A form the wording guard looks for has no characters to look for.
    case emptyPattern(String)
    /// A value names something that is not in the file.
    case unknownReference(String, kind: String, name: String)
    /// A category's parent is not a class.
    case parentIsNoClass(name: String)
    /// A referral has no address or no telephone: article 5 needs both.
    case referralWithout(String)
    /// Two sections want the same function key.
    case doubledFunctionKey(Int, firstLine: Int, file: String)
    /// The console uses this function key itself.
    case reservedFunctionKey(Int)
    /// There is nothing here that `remove` could take out.
    case nothingToRemove
    /// A section that every protocol must have is not there.
    case missingSection(kind: String, name: String)
    /// No phrase of this kind is there.
    case missingPhraseKind(String)
    /// There were more faults than are listed.
    case more(limit: Int)
  }

  /// Where.
  public let position: SourcePosition
  /// What.
  public let problem: Problem

  /// A fault from its two parts.
  public init(position: SourcePosition, problem: Problem) {
    self.position = position
    self.problem = problem
  }
}

/// Gathers every fault of a file, up to a number a person could still want to read.
struct FaultCollector {
  /// The most faults listed; one more says that there are more.
  static let limit = 1_000

  private(set) var faults: [ProtocolFault] = []
  let file: String

  init(file: String) {
    self.file = file
  }

  mutating func add(_ problem: ProtocolFault.Problem, at position: SourcePosition? = nil) {
    guard faults.count <= Self.limit else { return }
    let whole = SourcePosition(file: file)
    if faults.count == Self.limit {
      faults.append(ProtocolFault(position: whole, problem: .more(limit: Self.limit)))
    } else {
      faults.append(ProtocolFault(position: position ?? whole, problem: problem))
    }
  }
}

/// A place in a protocol file.
public struct SourcePosition: Hashable, Sendable {
  /// The file, as the user named it.
  public let file: String
  /// The line, from 1; nil for a fault of the file as a whole.
  public let line: Int?
  /// The column, in characters from 1; nil when the whole line is meant.
  public let column: Int?

  /// A place; without line the whole file, without column the whole line.
  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `wuxi.protocol:3:8`, `wuxi.protocol:3` or `wuxi.protocol`.
  public var display: String {
    ([file] + [line, column].compactMap { $0 }.map(String.init)).joined(separator: ":")
  }
}
