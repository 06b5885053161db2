/// Something written down about a call after it was closed, that changes what reports say of it.
public struct LateFact: Hashable, Sendable, BitwiseCopyable {
  /// What changes.
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// The category was corrected; `value` is a word of `DayFacts.categories`.
    case category = 1
    /// The level was corrected to `value`.
    case level
    /// The element at position `value` was corrected.
    case element
    /// The complaint was answered on the day `value`: the day it was entered, unless a proof names an
    /// earlier.
    case replied
    /// The complaint was opened again, due on the day `value`.
    case reopened
    /// The deadline was counted again: due on the day `value`.
    case deadline
    /// The caller was satisfied to the degree at position `value` of `CallFact.grades`; the first one counts.
    case rated
    /// The caller was called back; that he was is taken back where `value` is 1.
    case calledBack
    /// The promise with the number `value` was kept after the call; 0 when the deed names none.
    case kept
    /// The same as `rated`, and it takes the place of the first: a reason is given, and a second person
    /// agreed who did not write it down; whether he took the call himself, only the call tells.
    case ratedAnew
    /// There was no such call.
    case cancelled
    /// The call was opened again behind its end: what closing lines in the folders before say is none of it.
    case goesOn

    /// The name in outputs.
    public var word: String {
      switch self {
      case .category: "category"
      case .level: "level"
      case .element: "element"
      case .replied: "replied"
      case .reopened: "reopened"
      case .deadline: "deadline"
      case .rated: "rated"
      case .calledBack: "called-back"
      case .kept: "kept"
      case .ratedAnew: "rated-anew"
      case .cancelled: "cancelled"
      case .goesOn: "goes-on"
      }
    }
  }

  /// When it was written down, in ms since 1970.
  public var at: Int64
  /// The day of the call.
  public var day: Int32
  /// The number of the call.
  public var number: UInt32
  /// The kind's value.
  public var value: Int32
  /// The call's seat, a word of `DayFacts.seats`.
  public var seat: UInt16
  /// Who wrote it down, a word of `DayFacts.operators`; 0 where nobody asks.
  public var personnel: UInt16
  /// Who agreed to `ratedAnew`, a word of `DayFacts.operators`; 0 where nobody asks.
  public var agreed: UInt16
  /// The raw value of the kind.
  public var kind: UInt8
  // Up to the next multiple of 8, so that a derived file holds no byte that nobody wrote.
  private let filler: UInt8 = 0
  private let wideFiller: UInt32 = 0

  /// A late fact from its parts.
  public init(
    kind: Kind, at: Int64, day: Int32, seat: UInt16, number: UInt32, value: Int32,
    personnel: UInt16 = 0, agreed: UInt16 = 0
  ) {
    self.at = at
    self.day = day
    self.number = number
    self.value = value
    self.seat = seat
    (self.personnel, self.agreed) = (personnel, agreed)
    self.kind = kind.rawValue
  }

  /// Whether it says that the call was opened again.
  var liftsEnd: Bool { kind == Kind.goesOn.rawValue }

  /// Whether it tells what the person served thought, for the first time or again.
  var isRating: Bool { kind == Kind.rated.rawValue || kind == Kind.ratedAnew.rawValue }
}

extension CallFact {
  /// Takes in what was written down later; facts come in the order of their times.
  public mutating func apply(_ late: LateFact) {
    switch LateFact.Kind(rawValue: late.kind) {
    case .category: category = UInt16(clamping: late.value)
    case .level: level = UInt8(clamping: late.value)
    case .element:
      let bit = UInt8(1) << UInt8(late.value & 7)
      asked |= bit
      settled |= bit
      given |= bit
    case .replied: if replied == 0 { replied = late.value }
    case .reopened: if due > 0 { (replied, due) = (0, late.value) }
    case .deadline: if due > 0 { due = late.value }
    case .rated:
      if rating == 0 { rating = UInt8(clamping: late.value + 1) } else { flags |= Self.ratedAgainFlag }
    case .ratedAnew:
      let isFirst = rating == 0
      if !isFirst { flags |= Self.ratedAgainFlag }
      // Whoever took the call cannot agree to another rating of it.
      if isFirst || late.agreed != personnel { rating = UInt8(clamping: late.value + 1) }
    case .calledBack:
      if late.value == 0 { flags |= Self.calledBackFlag } else { flags &= ~Self.calledBackFlag }
    case .kept:
      // A deed that names no promise keeps the earliest open one.
      openPromises &= late.value > 0 ? ~Self.promiseBit(Int64(late.value)) : openPromises &- 1
    case .cancelled: ending = Self.cancelled
    case .goesOn: flags |= Self.lifted
    case nil: break
    }
  }
}
