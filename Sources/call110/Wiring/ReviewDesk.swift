import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import Catalogue
import PlainText

extension ReviewDesk {
  /// The desk over the records the invocation names; says when something may be missing from it.
  init(_ invocation: Invocation) {
    self.init(logs: invocation.logsDirectory)
    JournalFaults.report(faults, language: invocation.language)
  }

  /// The call of the first operand, as recorded.
  func call(_ invocation: Invocation) throws -> CallHistory {
    let identifier = try CallIdentifier(invocation.operands[0])
    let found = archive.call(identifier, proof: .chain)
    JournalFaults.report(found.faults.count, language: invocation.language)
    guard let history = found.history else { throw CallLookupFault.notFound(identifier) }
    return history
  }

  /// The item named with `--item`.
  static func item(_ invocation: Invocation) throws -> QualityItem {
    guard let item = QualityItem(rawValue: try invocation.required("item")) else {
      throw ReviewFault.unknownItem
    }
    return item
  }

  /// Words given with an option; they must not be empty.
  static func words(_ option: String, invocation: Invocation) throws(CommandLineFault) -> String {
    let text = SafeText(try invocation.required(option)).description.trimmed
    guard !text.isEmpty else { throw CommandLineFault.badValue(option: option, expected: "TEXT") }
    return text
  }

  /// The period of an option; without it the one of `kind` that today is in.
  static func period(
    _ option: String, kind: Period.Kind, invocation: Invocation
  ) throws(CommandLineFault) -> Period {
    guard let text = invocation.value(option) else {
      return Period(kind, containing: JournalClock.system.now().date)
    }
    guard let period = Period(text), period.kind == kind else {
      let expected = kind == .month ? "2026-11" : kind == .quarter ? "2026-Q4" : "2026"
      throw CommandLineFault.badValue(option: option, expected: expected)
    }
    return period
  }

  /// Says that something about a call is on record.
  static func said(_ call: CallIdentifier, invocation: Invocation) -> ExitStatus {
    StandardStreams.output(Message.reviewRecorded(call.description).text(invocation.language) + "\n")
    return .success
  }
}
