import CallJournal
import CallModel
import CallReview
import Catalogue

/// Prints what every desk must see when it starts.
enum BoardPrinter {
  /// What is due and open, most urgent first.
  static func print(_ reading: MatterReading, at now: WallInstant, _ language: UserLanguage) {
    let list = ComplaintList(language: language, today: now.date)
    let due = reading.complaints.open.filter { $0.reminder(on: now.date) != nil }
    let matters = MatterList(language: language, now: now)
    let rows = due.map(list.row) + reading.matters.open(at: now).flatMap { matters.rows($0) }
    let paper = reading.shifts.paperCalls
    let last = paper > 0 ? [Message.shiftPaperLeft(paper).text(language)] : []
    let all = rows + last
    let text = all.isEmpty ? [Message.nothingOpen.text(language)] : all
    StandardStreams.output(text.map { $0 + "\n" }.joined())
  }
}
