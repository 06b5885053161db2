import Catalogue

/// One thing wrong in a scenario file.
///
/// Its words are in the catalogue.
public struct DrillFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The file is longer than `limit` bytes.
    case tooLarge(limit: Int)
    /// The line is not UTF-8.
    case notUTF8
    /// The line holds a control character or one that changes the direction of writing.
    case controlCharacter
    /// The line is neither a section, nor an entry, nor a comment.
    case notAnEntry
    /// An entry stands before the first section.
    case entryOutsideSection
    /// A trap, cue or earlier call stands before the first scenario.
    case partOutsideScenario
    /// There is no such kind of section.
    case unknownSection(allowed: [String])
    /// A section's name is not made of `a-z 0-9 -`.
    case badName
    /// The same name stands twice.
    case duplicated(firstLine: Int)
    /// The section has no such key.
    case unknownKey(String, allowed: [String])
    case missingKey(String)
    /// Nothing follows the equals sign.
    case emptyValue(String)
    /// A value is longer than `limit` characters.
    case valueTooLong(String, limit: Int)
    /// A value is not one of those allowed.
    case badWord(String, expected: [String])
    /// A value is not a whole number in the range.
    case badNumber(String, range: ClosedRange<Int>)
    /// A value is not a date.
    case badDate(String)
    /// A value is not a condition.
    case badCondition(String, verbs: [String])
    /// A value names something the protocol or the file does not have.
    case unknownReference(String, name: String)
    /// A variation has no `: ` with other wordings after it, or names text the scenario does not have.
    case badVariation
    /// What a trap's `fall` changes is not in the best handling: nobody could fall into it so.
    case fallChangesNothing
    /// The best handling does not get the full score: `rule` takes so many tenths of a point from it, for
    /// this reason.
    case bestHandlingLoses(rule: String, tenths: Int, reason: Message)
    /// With a trap's `fall` the trap is not fallen into.
    case fallMissesTrap
    /// Falling into a trap does not cost what `loses` says, in tenths of a point.
    case wrongPrice(stated: Int, actual: Int)
    /// `loses` stands where no `fall` shows what it costs.
    case priceWithoutFall
    /// A key that changes nothing without another one.
    case withoutEffect(String, without: String)
    /// A base refers to itself.
    case circularBase
    /// The file holds no scenario.
    case noScenario
    /// There were more faults than are listed.
    case more(limit: Int)
  }

  /// The file, as the user named it.
  public let file: String
  /// The line, from 1; nil for the file as a whole.
  public let line: Int?
  /// What is wrong.
  public let problem: Problem

  /// `my.drills:12`, or the file's name alone.
  public var place: String { line.map { "\(file):\($0)" } ?? file }
}

/// Gathers every fault of a file, up to a number a person could still want to read.
struct DrillFaults {
  static let limit = 1_000

  private(set) var all: [DrillFault] = []
  let file: String

  init(file: String) { self.file = file }

  mutating func add(_ problem: DrillFault.Problem, at line: Int?) {
    guard all.count <= Self.limit else { return }
    let isLast = all.count == Self.limit
    all.append(
      DrillFault(
        file: file, line: isLast ? nil : line, problem: isLast ? .more(limit: Self.limit) : problem))
  }
}
