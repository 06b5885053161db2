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

  /// What stands at the very top when something was left out, so that nobody overlooks it at the end.
  var warning: Message? {
    let count = report.fold.leftOut.count + report.leftOutBefore.count
    return count > 0 ? .reportLeftOutWarning(count) : nil
  }

  var messages: [Note] {
    let fold = report.fold
    var notes: [Note] = [.heading(.reportLeftOutTitle)]
    if fold.leftOut.isEmpty {
      notes.append(.line(.reportNothingLeftOut))
    } else {
      notes += places(fold.leftOut, heading: .reportLeftOut(fold.leftOut.count))
      if fold.unverified > 0 { notes.append(.line(.reportUnverified(Int(fold.unverified)))) }
    }
    if !fold.unclosed.isEmpty { notes.append(.line(.reportUnclosed(fold.unclosed.count))) }
    let before = report.leftOutBefore
    if !before.isEmpty { notes += places(before, heading: .reportLeftOutBefore(before.count)) }
    notes.append(.line(.reportChecked(lines: Int(fold.lines), isVerified: report.isVerified)))
    return notes + [.line(report.isImported ? .reportImported : .reportLater(report.asOf.description))]
  }

  private func places(_ all: [LeftOut], heading: Message) -> [Note] {
    let more: [Note] = all.count > Self.shown ? [.line(.reportMore(all.count - Self.shown))] : []
    return [.line(heading)] + all.prefix(Self.shown).map(Note.place) + more
  }
}
