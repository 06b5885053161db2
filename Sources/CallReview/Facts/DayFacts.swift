import CallModel

/// Everything that the journal files of one day's folder hold for a report.
///
/// A call over midnight is in the folder of the day it ended on; what was written about a call later is in
/// the folder of that later day.
public struct DayFacts: Hashable, Sendable {
  /// The folder's day.
  public var folder: CivilDate
  /// Closed calls, in the order of files and lines.
  public var calls: [CallFact] = []
  /// What was written about closed calls, in the same order.
  public var lates: [LateFact] = []
  /// The seats named.
  public var seats = WordTable()
  /// The operators named.
  public var operators = WordTable()
  /// The categories named; the first one stands for "none".
  public var categories = WordTable([""])
  /// The prescribed phrases named; those after the 63rd share the last bit.
  public var phrases = WordTable()
  /// Calls that rang here and were not closed here, and calls closed here that did not ring here.
  public var unclosed: Set<CallKey> = []
  /// Calls that were closed in this folder without having rung in it.
  public var closedOnly: Set<CallKey> = []
  /// What could not be counted.
  public var leftOut: [LeftOut] = []
  /// Lines read.
  public var lines: Int64 = 0
  /// Lines that stand behind a fault in their file: counted, but not verified.
  public var unverified: Int64 = 0

  /// An empty day.
  public init(folder: CivilDate) {
    self.folder = folder
  }

  /// Whether every number in a fact is one of this day's words or of a case there is.
  ///
  /// Asked of facts that come from a file.
  public func namesOnlyItsWords(_ fact: CallFact) -> Bool {
    Int(fact.seat) < seats.words.count && Int(fact.personnel) < operators.words.count
      && Int(fact.category) < categories.words.count && fact.ending <= CallEnding.allCases.count
      && fact.source <= 3
      && fact.verdict <= 3 && fact.reportedVerdict <= 4 && fact.rating <= 4
  }

  /// The same of something written later.
  public func namesOnlyItsWords(_ late: LateFact) -> Bool {
    guard Int(late.seat) < seats.words.count else { return false }
    return switch LateFact.Kind(rawValue: late.kind) {
    case .category: categories.words.indices.contains(Int(late.value))
    case .rated: Int(late.personnel) < operators.words.count
    case .ratedAnew:
      Int(late.personnel) < operators.words.count && Int(late.agreed) < operators.words.count
    case .level, .element, .replied, .reopened, .deadline, .calledBack, .kept, .cancelled, .goesOn: true
    case nil: false
    }
  }

  /// A call by day, seat and number; the seat by its text, because numbers are only good within one day's
  /// facts.
  public struct CallKey: Hashable, Sendable {
    /// Days since 1970-01-01.
    public let day: Int32
    /// The seat's text.
    public let seat: String
    /// Counted by the seat on that day, from 1.
    public let number: UInt32

    /// A key from its parts.
    public init(day: Int32, seat: String, number: UInt32) {
      self.day = day
      self.seat = seat
      self.number = number
    }
  }
}

/// Something in the journals that a report could not count, with its place and the reason.
public struct LeftOut: Hashable, Comparable, Sendable {
  /// The file below the logs folder.
  public let file: String
  /// The line, from 1; 0 when the whole file is meant.
  public let line: Int64
  /// Why, as a stored word: `malformed`, `unreadable`, `wrong-number`, `broken-link`, `torn`, ...
  public let reason: String

  /// A place from its parts.
  public init(file: String, line: Int64, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// By file, then line, then reason.
  public static func < (left: LeftOut, right: LeftOut) -> Bool {
    (left.file, left.line, left.reason) < (right.file, right.line, right.reason)
  }
}
