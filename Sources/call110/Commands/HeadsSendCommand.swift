import CPlatform
import CallJournal
import CallModel
import Catalogue
import ConsoleJournal
import Files
import Glibc
import PlainText

/// `call110 heads send`: the ends of the journals leave this machine, to the system's log and to a command of
/// the site's choice; once, or again and again.
enum HeadsSendCommand: Command {
  static let words = ["heads", "send"]
  static let specification = CommandSpecification(
    words, .commandHeadsSend,
    options: [
      OptionSpecification("syslog", .none, .optionHeadsSyslog),
      OptionSpecification("command", .required("COMMAND"), .optionHeadsCommand),
      OptionSpecification("every", .required("SECONDS"), .optionHeadsEvery),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let seconds = try invocation.integer("every", in: 1...86_400)
    let reader = JournalReader(logs: invocation.logsDirectory)
    // A mistyped folder is not one without records.
    try open(invocation.logsDirectory)
    var sent: Set<String> = []
    while true {
      let today = JournalClock.system.now().date
      do {
        try open(invocation.logsDirectory)
        let lines = reader.leavingLines(on: today, known: sent)
        // What did not change needs not leave again; a listener that was away gets it with the next change.
        let news = sent.isEmpty ? HeadLines.whole(lines, on: today) : lines.filter { !sent.contains($0) }
        JournalFaults.report(
          news.count { HeadLines.damagedPlace($0) != nil }, language: invocation.language)
        try send(news, invocation: invocation)
        sent = Set(lines)
      } catch {
        guard seconds != nil else { throw error }
        let (message, _) = ErrorWords.describe(error)
        StandardStreams.error("call110: \(message.text(invocation.language))\n")
      }
      guard let seconds else { return .success }
      sleep(UInt32(seconds))
    }
  }

  private static func open(_ logs: String) throws(JournalFileFault) {
    let files = SystemFileOperations()
    do throws(SystemFault) {
      files.close(try files.openFolder(path: logs))
    } catch {
      throw .system(error, place: logs)
    }
  }

  private static func send(_ lines: [String], invocation: Invocation) throws {
    guard !lines.isEmpty else { return }
    let (syslog, command) = (invocation.has("syslog"), invocation.value("command"))
    try HeadsDelivery.send(lines, syslog: syslog, command: command)
    if !syslog, command == nil { StandardStreams.output(lines.map { $0 + "\n" }.joined()) }
  }
}

/// Why heads did not leave or were not signed.
enum HeadsFault: Error, Hashable {
  /// The command they were given to failed.
  case commandFailed(status: Int32)
  /// ssh-keygen did not sign.
  case notSigned(status: Int32)
  /// A signature is not that of this signer, or there is none.
  case badSignature(file: String)
  /// What was seen before is not there, and nobody said that nothing was.
  case neverSeen(file: String)
  /// Nothing was to be seen before, and it is there.
  case seenBefore(file: String)
}
