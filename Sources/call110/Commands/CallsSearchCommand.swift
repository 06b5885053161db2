import CallJournal
import CallModel
import CallReview
import CallScan
import Catalogue

/// `call110 calls search`: closed calls of any time.
enum CallsSearchCommand: Command {
  static let specification = CommandSpecification(
    ["calls", "search"], operands: ["[TEXT]"], .commandCallsSearch,
    options: CallFilterOptions.specifications + CallListing.options + [
      OptionSpecification("limit", .required("N"), .optionLimit), ImportedListing.option,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let document = try ProtocolOption.document(invocation)
    var filter = try CallFilterOptions.filter(invocation, document)
    if let text = invocation.operands.first { filter.text = text }
    let limit = try invocation.integer("limit", in: 1...1_000_000) ?? 10_000
    if invocation.has("imported") {
      return try ImportedListing.run(filter, limit: limit, invocation, document)
    }
    let days = JournalReader(logs: invocation.logsDirectory).days(.live).filter { isWanted($0, filter) }
    let progress = ProgressBar()
    let result = CallSearch(logs: invocation.logsDirectory).calls(
      filter, days: days, limit: limit, progress: progress.note)
    progress.clear()
    try CallListing.show(result.calls, invocation, document)
    CallListing.warn(result.leftOut, invocation)
    if result.isCut {
      StandardStreams.error("call110: \(Message.searchCut(limit).text(invocation.language))\n")
    }
    return result.calls.isEmpty ? .found : .success
  }

  /// Whether calls of the period can end in the folder of `day`; one over midnight ends in the next.
  private static func isWanted(_ day: CivilDate, _ filter: CallFilter) -> Bool {
    if let from = filter.from, day < from.date { return false }
    if let until = filter.until, day > until.date.adding(days: 1) { return false }
    return true
  }
}
