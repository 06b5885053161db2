import CPlatform
import CallJournal
import CallModel
import Catalogue
import PlainText

/// `call110 verify`: are the records whole and unchanged.
enum VerifyCommand: Command {
  private static let maximumAgainstBytes = 64 << 20

  static let words = ["verify"]
  static let specification = CommandSpecification(
    words, .verifySummary,
    options: [
      OptionSpecification("day", .required("YYYY-MM-DD"), .verifyDay),
      OptionSpecification("all", .none, .verifyAll),
      OptionSpecification("against", .required("FILE"), .verifyAgainst),
      OptionSpecification("heads", .none, .verifyHeads),
      OptionSpecification("syslog", .none, .verifySyslog),
      OptionSpecification("json", .none, .verifyJSON),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let scope = try scope(invocation)
    let outside = try invocation.value("against").map(checkpoints) ?? []
    let rooms: [JournalRoom] = [.live, .drill]
    let progress = ProgressBar(invocation.language)
    let reports = rooms.enumerated().map { index, room in
      let verifier = JournalVerifier(logs: invocation.logsDirectory, room: room)
      let note = progress.note(part: index, of: rooms.count)
      return (room, verifier.verify(scope, outside: outside) { note($0, $1) })
    }
    progress.clear()
    let output = VerifyOutput(reports: reports, language: invocation.language)
    let heads = reports.flatMap { $0.1.heads }
    if invocation.has("json") {
      StandardStreams.json(object: output.json)
    } else {
      StandardStreams.output(output.text)
      if invocation.has("heads") {
        StandardStreams.output(Checkpoint.sheetLines(heads).map { $0 + "\n" }.joined())
      }
    }
    if invocation.has("syslog") { for head in heads { call110_syslog(Checkpoint(head).line) } }
    return ExitStatus(code: output.status)
  }

  private static func scope(_ invocation: Invocation) throws -> VerifyScope {
    guard let text = invocation.value("day") else { return .all }
    guard !invocation.has("all"), let date = CivilDate(text) else {
      throw CommandLineFault.badValue(option: "day", expected: "YYYY-MM-DD")
    }
    return .day(date)
  }

  private static func checkpoints(_ path: String) throws -> [Checkpoint] {
    let bytes = try CheckpointFile(path: path).read(atMost: maximumAgainstBytes)
    return bytes.split(separator: 0x0A).compactMap { Checkpoint(line: String(decoding: $0, as: UTF8.self)) }
  }
}
