import CPlatform
import CallArchive
import CallModel
import CallReview
import Catalogue
import Glibc
import PlainText

/// `--reveal --reason "…"`: shows personal data, after the access is on the disk.
enum Reveal {
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
    _ extent: MaskingExtent, invocation: Invocation, subject: String, calls: Int
  ) throws -> MaskingExtent {
    let reason = try reason(invocation)
    guard let reason else { return extent }
    let access = AccessGranted(
      command: invocation.words.joined(separator: " "), subject: subject, count: calls, reason: reason,
      account: SafeText(Person.account, limit: 64).description)
    try AccessLog.record(
      access, of: CallIdentifier(ifValid: subject), by: try Person.given("by", invocation: invocation),
      logs: invocation.logsDirectory)
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

/// Who runs the program.
enum Person {
  /// The id given with this option; without it the system account's.
  static func given(_ option: String, invocation: Invocation) throws(IdentifierFault) -> OperatorIdentifier {
    if let text = invocation.value(option) { return try OperatorIdentifier(text) }
    return try OperatorIdentifier(plain(account))
  }

  /// The id that must be given with this option.
  static func required(_ option: String, invocation: Invocation) throws -> OperatorIdentifier {
    try OperatorIdentifier(try invocation.required(option))
  }

  /// The name of the system account, or `uid-1000` when it has none.
  static var account: String {
    var name = [CChar](repeating: 0, count: 256)
    guard call110_account_name(getuid(), &name, name.count) > 0 else { return "uid-\(getuid())" }
    return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } } ?? ""
  }

  private static func plain(_ name: String) -> String {
    let kept = name.lowercased().filter { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    let plain = String(kept.drop { $0 == "-" }.prefix(32))
    return plain.isEmpty ? "uid-\(getuid())" : plain
  }
}
