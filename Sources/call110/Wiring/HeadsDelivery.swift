import CPlatform
import CallJournal
import Catalogue
import ConsoleJournal

/// Sends the ends of journals to the system's log and to a command of the site's choice.
enum HeadsDelivery {
  /// How long a command of a console may take, in s; on the way out, so long.
  private static let patience = 30

  /// Sends lines; both ways are tried before a failure is told.
  ///
  /// With `limit` the command is ended after so many seconds, and what it says is not shown: a console has
  /// the screen.
  static func send(_ lines: [String], syslog: Bool, command: String?, limit: Int? = nil) throws {
    var failure: (any Error)?
    if syslog {
      for line in lines where failure == nil {
        let code = call110_syslog(line, nil)
        if code != 0 { failure = SyslogFault(code: code) }
      }
    }
    if let command {
      let words = (limit.map { ["timeout", "-k", "1", "\($0)"] } ?? []) + ["/bin/sh", "-c", command]
      let text = lines.map { $0 + "\n" }.joined()
      let status = ChildProcess.run(words, input: Array(text.utf8), isSilent: limit != nil)
      if status != 0 { failure = failure ?? HeadsFault.commandFailed(status: status) }
    }
    if let failure { throw failure }
  }

  /// The follower of a console's records.
  static func follower(logs: String) -> HeadsFollower {
    HeadsFollower(logs: logs) { lines, settings in
      do {
        try send(
          lines, syslog: settings.usesSyslog, command: settings.command,
          limit: min(patience, settings.seconds))
        return nil
      } catch {
        return ErrorWords.describe(error).message
      }
    }
  }
}
