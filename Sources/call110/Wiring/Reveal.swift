import CallJournal
import CallModel
import CallReview
import Catalogue
import PlainText

/// `--reveal --reason "…"`: shows personal data, after the access is on the disk.
enum Reveal {
  /// The desk that keeps the accesses.
  static let desk = "desk-access"

  /// The options of every command that can show personal data.
  static let specifications = [
    OptionSpecification("reveal", .none, .optionReveal),
    OptionSpecification("reason", .required("TEXT"), .optionReason),
    OptionSpecification("by", .required("ID"), .optionRevealedBy),
  ]

  /// How much to hide: `extent`, or nothing once the access to `calls` calls of `subject` is recorded.
  ///
  /// Throws when the access cannot be recorded; the caller must not have shown anything by then.
  static func extent(
    _ extent: MaskingExtent, _ invocation: Invocation, subject: String, calls: Int
  ) throws -> MaskingExtent {
    let reason = try reason(invocation)
    guard let reason else { return extent }
    let access = AccessGranted(
      command: invocation.words.joined(separator: " "), subject: subject, count: calls, reason: reason,
      account: SafeText(Person.account, limit: 64).description)
    let draft = JournalDraft(
      call: try? CallIdentifier(subject), kind: AccessGranted.kind, payload: access.payload)
    try DeskJournal.record(
      [draft], desk: desk, by: try Person.given("by", invocation), logs: invocation.logsDirectory)
    return .none
  }

  /// The reason given with `--reveal`; nil when nothing is to be revealed.
  ///
  /// Call it before reading anything.
  static func reason(_ invocation: Invocation) throws(CommandLineFault) -> String? {
    guard invocation.has("reveal") else {
      guard invocation.has("reason") else { return nil }
      throw CommandLineFault.missingOption("reveal", command: invocation.words.joined(separator: " "))
    }
    let reason = SafeText(try invocation.required("reason"), limit: 500).description.trimmed
    guard reason.count >= 2 else { throw CommandLineFault.badValue(option: "reason", expected: "TEXT") }
    return reason
  }
}
