import CallModel

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
