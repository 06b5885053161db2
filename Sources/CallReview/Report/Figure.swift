import CallModel
import Catalogue

/// One figure of a report, in a form from which every output makes its own.
public enum Figure: Hashable, Sendable {
  /// A number of things.
  case count(Int)
  /// A part of a whole, shown as a percentage and as the two numbers.
  case share(Int, of: Int)
  /// Milliseconds; nil when there is nothing to say it of.
  case milliseconds(Int?)

  /// The figure as people read it: `1,234`, `97.6% (410/420)`, `4.3 s`.
  public func text(_ language: UserLanguage) -> String {
    switch self {
    case .count(let count): Self.grouped(count)
    case .share(let part, let whole):
      whole == 0 ? "-" : "\(Self.percent(part, of: whole)) (\(Self.grouped(part))/\(Self.grouped(whole)))"
    case .milliseconds(let number):
      number.map { Message.seconds(Int64($0)).text(language) } ?? "-"
    }
  }

  /// The figure for machines: a whole number, or a percentage with two places, or ms; empty for none.
  public var plain: String {
    switch self {
    case .count(let count): "\(count)"
    case .share(let part, let whole):
      whole == 0 ? "" : Self.decimal(part * 10_000, denominator: whole, places: 2)
    case .milliseconds(let number): number.map { "\($0)" } ?? ""
    }
  }

  /// The unit of `plain`.
  public var unit: String {
    switch self {
    case .count: "count"
    case .share: "percent"
    case .milliseconds: "ms"
    }
  }

  /// `97.6%`, rounded half up; 99.96 % of something is never shown as 100 %.
  public static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "-" }
    var tenths = (part * 2_000 + whole) / (whole * 2)
    if tenths >= 1_000, part < whole { tenths = 999 }
    if tenths == 0, part > 0 { tenths = 1 }
    return "\(tenths / 10).\(tenths % 10)%"
  }

  /// A number with a comma at every third digit.
  public static func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: index))
      index -= 3
    }
    return (number < 0 ? "-" : "") + digits
  }

  /// `numerator / (denominator × 10^places)` with that many places, rounded half up; both are not negative.
  private static func decimal(_ numerator: Int, denominator: Int, places: Int) -> String {
    let rounded = (numerator * 2 + denominator) / (denominator * 2)
    let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
    let rest = String(scale + rounded % scale).dropFirst()
    return "\(rounded / scale).\(rest)"
  }
}

/// Complaints due on one day, or in one month, by what became of them.
struct ComplaintColumn: Hashable {
  let label: String
  var inTime = 0
  var late = 0
  var overdue = 0
  var open = 0

  var all: Int { inTime + late + overdue + open }

  /// A column for each due day that has complaints; for each month when there are over 45 such days.
  static func columns(of fold: ReportFold) -> [ComplaintColumn] {
    let days = Set(fold.complaints.map(\.due)).count
    var columns: [ComplaintColumn] = []
    for complaint in fold.complaints {
      let date = CivilDate(dayNumber: Int(complaint.due)).description
      let label = days > 45 ? String(date.prefix(7)) : date
      if columns.last?.label != label { columns.append(ComplaintColumn(label: label)) }
      columns[columns.count - 1].count(complaint, today: fold.today)
    }
    return columns
  }

  private mutating func count(_ complaint: ReportFold.Complaint, today: Int32) {
    if complaint.replied > 0 {
      if complaint.replied <= complaint.due { inTime += 1 } else { late += 1 }
    } else if complaint.due < today {
      overdue += 1
    } else {
      open += 1
    }
  }
}
