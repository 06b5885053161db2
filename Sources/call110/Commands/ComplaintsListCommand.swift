import CallJournal
import CallModel
import CallReview
import Catalogue

/// `call110 complaints list`: complaints with their due dates.
enum ComplaintsListCommand: Command {
  static let words = ["complaints", "list"]
  static let specification = CommandSpecification(
    words, .commandComplaintsList,
    options: [
      OptionSpecification("open", .none, .optionOpen), OptionSpecification("due", .none, .optionDue),
      OptionSpecification("overdue", .none, .optionOverdue), OptionSpecification("all", .none, .optionAll),
      OptionSpecification("json", .none, .optionJSON), Pager.option,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let desk = DeskLedger(invocation)
    let today = desk.now.date
    let list = ComplaintList(language: invocation.language, today: today)
    let chosen = complaints(invocation, desk: desk).filter { complaint in
      if invocation.has("overdue") { return complaint.reminder(on: today) == .overdue }
      return !invocation.has("due") || complaint.reminder(on: today) != nil
    }
    if invocation.has("json") {
      StandardStreams.json(chosen.map(list.json))
    } else if !chosen.isEmpty {
      Pager.show(([list.heading] + chosen.map(list.row)).map { $0 + "\n" }.joined(), for: invocation)
    }
    return .success
  }

  private static func complaints(_ invocation: Invocation, desk: DeskLedger) -> [ComplaintCase] {
    guard invocation.has("all") else { return desk.read(everything: false).calls.openComplaints }
    let (calls, faults) = desk.ledger.allComplaints(at: desk.now)
    desk.tell(faults: faults)
    return calls.complaints
  }
}
