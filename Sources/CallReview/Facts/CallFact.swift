import CallModel

/// What a report needs of one closed call, in a fixed number of bytes and without anything that was said.
///
/// Words (seats, operators, categories, phrases) are numbers into the `DayFacts` the fact belongs to. The
/// layout is that of derived files, so every member is a plain number. Times are in ms; -1 means "not known".
public struct CallFact: Hashable, Sendable, BitwiseCopyable {
  /// The day of the call's number, in days since 1970-01-01.
  public var day: Int32 = 0
  /// The call's number on that day and seat.
  public var number: UInt32 = 0
  /// When it began, in ms since midnight of `day`; over 86,400,000 or negative when the clock says so.
  public var began: Int32 = 0
  /// How long this seat rang.
  public var ring: Int32 = -1
  /// How long it rang by the operator's report beside a measured figure.
  public var reportedRing: Int32 = -1
  /// From the answer to the end.
  public var talk: Int32 = -1
  /// From the answer to the place.
  public var place: Int32 = -1
  /// From the answer to the first unit told.
  public var dispatch: Int32 = -1
  /// The due day of the complaint's reply; 0 when there is no complaint.
  public var due: Int32 = 0
  /// The day on which the complaint was answered; 0 while it is not.
  public var replied: Int32 = 0
  /// The prescribed phrases said, a bit a word of `DayFacts.phrases`.
  public var said: UInt64 = 0
  /// Promises without a deed, replies to complaints left out: a bit a promise number, as `promiseBit` has it.
  public var openPromises: UInt16 = 0
  /// The seat's number in `DayFacts.seats`.
  public var seat: UInt16 = 0
  /// The operator.
  public var personnel: UInt16 = 0
  /// The category's number in `DayFacts.categories`; 0 when none was chosen.
  public var category: UInt16 = 0
  /// Elements asked for or answered, a bit each in the order of `ElementIdentifier.allCases`.
  public var asked: UInt8 = 0
  /// Elements settled.
  public var settled: UInt8 = 0
  /// Elements given or corrected.
  public var given: UInt8 = 0
  /// Branches in force, a bit each in the order of `BranchIdentifier.allCases`.
  public var branches: UInt8 = 0
  /// Rules broken, a bit each in the order of `BreachRule.allCases`.
  public var breaches: UInt8 = 0
  /// Taboo phrases used.
  public var taboos: UInt8 = 0
  /// Promises made.
  public var promises: UInt8 = 0
  /// The position of the ending in `CallEnding.allCases` plus 1; 0 for none.
  public var ending: UInt8 = 0
  /// The position of the source in `RingTiming.Source.allCases` plus 1; 0 when there was no answer.
  public var source: UInt8 = 0
  /// The position of the verdict in `RingTiming.Verdict.allCases`.
  public var verdict: UInt8 = 0
  /// The verdict on `reportedRing` plus 1; 0 when there is none.
  public var reportedVerdict: UInt8 = 0
  /// The level; 0 when none was chosen.
  public var level: UInt8 = 0
  /// The position of the grade in `CallFact.grades` plus 1; 0 when it was not rated.
  public var rating: UInt8 = 0
  /// 1 when it repeats an earlier call, 2 when the caller was called back, 4 when it was rated again, 8 when
  /// another seat passed the caller on, 16 when it went out, 32 when it was opened again in a later folder.
  public var flags: UInt8 = 0
  /// Complaint fields of article 7 that were not answered in any way.
  public var missingFields: UInt8 = 0

  /// A fact with nothing known.
  public init() {}

  /// The flag of a call that repeats an earlier one.
  public static let repeatsFlag: UInt8 = 1
  /// The flag of a call whose caller was called back.
  public static let calledBackFlag: UInt8 = 2
  /// The flag of a call that was rated more than once.
  public static let ratedAgainFlag: UInt8 = 4
  /// The flag of a record about a caller whom another seat passed on: one caller's call has several records.
  public static let passedOnFlag: UInt8 = 8
  /// The flag of a call that this seat made.
  public static let outgoingFlag: UInt8 = 16
  /// The flag of a call that was opened again in a later folder, where its end stands that counts.
  static let lifted: UInt8 = 32
  /// The stored words of the four grades of satisfaction, the best first.
  public static let grades = ["very-satisfied", "satisfied", "fair", "dissatisfied"]

  /// Whether the call was answered.
  public var isAnswered: Bool { source > 0 }
  /// Whether the caller gave up or was cut off.
  public var isLost: Bool { ending == Self.abandoned || ending == Self.cutOff }
  private static let abandoned = position(CallEnding.abandoned)
  private static let cutOff = position(CallEnding.cutOff)
  static let cancelled = position(CallEnding.cancelled)
  /// Whether there was no such call: nothing of it counts.
  public var isCancelled: Bool { ending == Self.cancelled }
  /// The bit of a promise in `openPromises`, by its number from 1; those after the 16th share the last bit.
  public static func promiseBit(_ number: Int64) -> UInt16 { 1 << UInt16(min(15, max(0, number - 1))) }

  /// Whether the closing line it was made from is none any more.
  var isLifted: Bool { flags & Self.lifted != 0 }
  /// Whether another seat passed the caller on.
  public var isPassedOn: Bool { flags & Self.passedOnFlag != 0 }
  /// Whether this seat made the call.
  public var isOutgoing: Bool { flags & Self.outgoingFlag != 0 }
  /// Whether a caller reached the centre with it, for the first time in this call.
  public var isReceived: Bool { flags & (Self.passedOnFlag | Self.outgoingFlag) == 0 }
  /// Whether it repeats an earlier call.
  public var repeats: Bool { flags & Self.repeatsFlag != 0 }
}
