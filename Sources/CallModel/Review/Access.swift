import PlainText

/// Personal data was shown unmasked: what, to whom and why.
///
/// Written before anything is shown.
public struct AccessGranted: Hashable, Sendable {
  /// The journal line's `ev`.
  public static let kind = "access-reveal"

  /// The command that showed it, such as `calls show`.
  public let command: String
  /// What was shown: a call's id, or the days of an export.
  public let subject: String
  /// How many calls were shown.
  public let count: Int
  /// The reason given.
  public let reason: String
  /// The system account the program ran under, whatever id was given.
  public let account: String

  /// An access from its parts.
  public init(command: String, subject: String, count: Int, reason: String, account: String) {
    self.command = command
    self.subject = subject
    self.count = count
    self.reason = reason
    self.account = account
  }

  /// The payload of the journal line.
  public var payload: [UInt8] {
    JSONWriter.object { writer in
      writer.member("command", command)
      writer.member("subject", subject)
      writer.member("calls", count)
      writer.member("why", reason)
      writer.member("account", account)
    }
  }

  /// The access of a stored payload; nil when the command or the reason is missing.
  public init?(_ payload: JSONValue) {
    guard let command = payload["command"]?.string, let reason = payload["why"]?.string else { return nil }
    self.init(
      command: command, subject: payload["subject"]?.string ?? "",
      count: Int(clamping: payload["calls"]?.integer ?? 0), reason: reason,
      account: payload["account"]?.string ?? "")
  }
}
