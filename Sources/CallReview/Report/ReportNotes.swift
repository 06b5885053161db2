import Catalogue

/// What a report says of itself: what was left out, why, and what was checked.
struct ReportNotes {
  enum Note {
    case heading(Message)
    case line(Message)
    case place(LeftOut)
  }

  /// As many places as people will read.
  private static let shown = 20

  let report: Report

  init(_ report: Report) {
    self.report = report
  }

  var messages: [Note] {
    let fold = report.fold
    var notes: [Note] = [.heading(.reportLeftOutTitle)]
    if fold.leftOut.isEmpty {
      notes.append(.line(.reportNothingLeftOut))
    } else {
      notes.append(.line(.reportLeftOut(fold.leftOut.count)))
      notes += fold.leftOut.prefix(Self.shown).map(Note.place)
      if fold.leftOut.count > Self.shown { notes.append(.line(.reportMore(fold.leftOut.count - Self.shown))) }
      if fold.unverified > 0 { notes.append(.line(.reportUnverified(Int(fold.unverified)))) }
    }
    if !fold.unclosed.isEmpty { notes.append(.line(.reportUnclosed(fold.unclosed.count))) }
    notes.append(.line(.reportChecked(lines: Int(fold.lines), isVerified: report.isVerified)))
    return notes + [.line(report.isImported ? .reportImported : .reportLater(days: 15))]
  }
}
