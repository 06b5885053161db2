import CallArchive
import CallJournal
import CallModel
import CallReview
import CallScan
import Catalogue

/// `call110 calls search`: closed calls of any time.
enum CallsSearchCommand: Command {
  static let words = ["calls", "search"]
  static let specification = CommandSpecification(
    words, operands: ["[TEXT]"], .commandCallsSearch,
    options: CallFilterOptions.specifications + CallListing.options + [
      OptionSpecification("limit", .required("N"), .optionLimit),
      OptionSpecification("no-cache", .none, .optionNoCache), ImportedListing.option,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let document = try ProtocolOption.document(invocation)
    var filter = try CallFilterOptions.filter(invocation, document: document)
    if let text = invocation.operands.first { filter.text = text }
    let limit = try invocation.integer("limit", in: 1...1_000_000) ?? 10_000
    if invocation.has("imported") {
      return try ImportedListing.run(filter, limit: limit, invocation: invocation, document: document)
    }
    let listing = try CallListing(invocation, document: document)
    // Those from paper stand in a folder of any later day.
    let (days, unreadable) = JournalReader(logs: invocation.logsDirectory)
      .dayFolders(.live, from: filter.from?.date)
    let progress = ProgressBar(invocation.language)
    let result = Archive(logs: invocation.logsDirectory).search(
      filter, days: days, limit: limit, usesCache: !invocation.has("no-cache"), progress: progress.note)
    progress.clear()
    listing.show(result.calls.map(listing.line))
    CallListing.warn(result.leftOut + unreadable.map(LeftOut.init), invocation: invocation)
    if result.isCut {
      StandardStreams.error("call110: \(Message.searchCut(limit).text(invocation.language))\n")
    }
    return result.calls.isEmpty ? .found : .success
  }
}
