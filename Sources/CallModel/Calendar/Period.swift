/// A month, quarter or year: `2026-11`, `2026-Q4`, `2026`.
public struct Period: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// How long it is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A calendar month.
    case month
    /// A calendar quarter.
    case quarter
    /// A calendar year.
    case year
  }

  /// How long it is.
  public let kind: Kind
  /// Its first day.
  public let first: CivilDate
  /// Its last day.
  public let last: CivilDate

  /// The period of this kind that `day` is in.
  public init(_ kind: Kind, containing day: CivilDate) {
    let (year, month, _) = day.parts
    let (start, months) =
      switch kind {
      case .month: (month, 1)
      case .quarter: ((month - 1) / 3 * 3 + 1, 3)
      case .year: (1, 12)
      }
    self.init(kind, year: year, start: start, months: months)
  }

  /// The period written as `2026-11`, `2026-Q4` or `2026`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 4, let year = Self.number(bytes[..<4]), year > 0 else { return nil }
    switch bytes.count {
    case 4: self.init(.year, year: year, start: 1, months: 12)
    case 7 where bytes[4] == UInt8(ascii: "-"):
      if bytes[5] == UInt8(ascii: "Q") || bytes[5] == UInt8(ascii: "q") {
        guard let quarter = Self.number(bytes[6...]), (1...4).contains(quarter) else { return nil }
        self.init(.quarter, year: year, start: quarter * 3 - 2, months: 3)
      } else {
        guard let month = Self.number(bytes[5...]), (1...12).contains(month) else { return nil }
        self.init(.month, year: year, start: month, months: 1)
      }
    default: return nil
    }
  }

  private init(_ kind: Kind, year: Int, start: Int, months: Int) {
    self.kind = kind
    let first = CivilDate(year: year, month: start, day: 1) ?? CivilDate(dayNumber: 0)
    let next = start + months
    // The year after 9999 has no date of its own; the last day of December is always the 31st.
    let last =
      next > 12
      ? CivilDate(year: year, month: 12, day: 31)
      : CivilDate(year: year, month: next, day: 1)?.adding(days: -1)
    self.first = first
    self.last = last ?? first
  }

  /// Whether `day` is in it.
  public func contains(_ day: CivilDate) -> Bool { (first...last).contains(day) }

  /// Its days, in order.
  public var days: [CivilDate] {
    (first.dayNumber...last.dayNumber).map { CivilDate(dayNumber: $0) }
  }

  /// Its months, in order.
  public var months: [Period] {
    let (year, start, _) = first.parts
    let count = kind == .month ? 1 : kind == .quarter ? 3 : 12
    return (start..<(start + count)).map { Period(.month, year: year, start: $0, months: 1) }
  }

  /// `2026-11`, `2026-Q4` or `2026`.
  public var description: String {
    let (year, month, _) = first.parts
    switch kind {
    case .month: return padded(year, width: 4) + "-" + padded(month, width: 2)
    case .quarter: return padded(year, width: 4) + "-Q\((month + 2) / 3)"
    case .year: return padded(year, width: 4)
    }
  }

  /// By first day, shorter ones first.
  public static func < (left: Period, right: Period) -> Bool {
    (left.first, left.last) < (right.first, right.last)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
