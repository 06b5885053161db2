import CPlatform
import CallJournal
import CallModel
import Catalogue
import ConsoleJournal
import PlainText

/// `call110 verify`: are the records whole and unchanged.
enum VerifyCommand: Command {
  static let words = ["verify"]
  static let specification = CommandSpecification(
    words, .verifySummary,
    options: [
      OptionSpecification("day", .required("YYYY-MM-DD"), .verifyDay),
      OptionSpecification("all", .none, .verifyAll),
      OptionSpecification("against", .required("FILE"), .verifyAgainst),
      OptionSpecification("signers", .required("FILE"), .verifySigners),
      OptionSpecification("signer", .required("NAME"), .verifySigner),
      OptionSpecification("heads", .none, .verifyHeads),
      OptionSpecification("syslog", .none, .verifySyslog),
      OptionSpecification("json", .none, .verifyJSON),
    ])

  /// What the files beside the journals are called in the output.
  static let beside = "beside"

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let scope = try scope(invocation)
    let outside = try outside(invocation, scope: scope)
    let rooms: [JournalRoom] = [.live, .drill, .imported]
    let progress = ProgressBar(invocation.language)
    let reports = rooms.enumerated().map { index, room in
      let verifier = JournalVerifier(logs: invocation.logsDirectory, room: room)
      let note = progress.note(part: index, of: rooms.count)
      return (room.rawValue, verifier.verify(scope, outside: outside?.checkpoints ?? []) { note($0, $1) })
    }
    progress.clear()
    let settings = BesideFile.verify(logs: invocation.logsDirectory, outside: outside?.digests ?? [])
    // The telephone's records have no chain and no days that could be told apart by their folders.
    let phone =
      scope == .all ? [(PhoneFiles.folder, PhoneFiles(logs: invocation.logsDirectory).verify())] : []
    let output = VerifyOutput(
      reports: reports + phone + [(Self.beside, settings)], leaving: leaving(invocation.logsDirectory),
      language: invocation.language)
    let damaged = reports.reduce(into: Set<String>()) { $0.formUnion($1.1.damagedFiles) }
    // The end of a damaged file vouches for nothing: it is named as what it is.
    let heads = reports.flatMap { $0.1.heads }.filter { !damaged.contains($0.path.description) }
    let files = BesideFile.all(logs: invocation.logsDirectory).files.map(\.line)
    let marks = files + damaged.sorted().map { HeadLines.damaged($0) }
    if invocation.has("json") {
      StandardStreams.json(object: output.json)
    } else {
      StandardStreams.output(output.text)
      if invocation.has("heads") {
        StandardStreams.output((Checkpoint.sheetLines(heads) + marks).map { $0 + "\n" }.joined())
      }
    }
    if invocation.has("syslog") {
      for line in heads.map({ Checkpoint($0).line }) + marks {
        let code = call110_syslog(line, nil)
        guard code == 0 else { throw SyslogFault(code: code) }
      }
    }
    return ExitStatus(code: output.status)
  }

  private static func leaving(_ logs: String) -> Message {
    JournalWords.describe(HeadsStanding(logs: logs, at: JournalClock.system.now()))
  }

  private static func scope(_ invocation: Invocation) throws -> VerifyScope {
    guard let text = invocation.value("day") else { return .all }
    guard !invocation.has("all"), let date = CivilDate(text) else {
      throw CommandLineFault.badValue(option: "day", expected: "YYYY-MM-DD")
    }
    return .day(date)
  }

  /// What is compared with, read once; nil without `--against`.
  private static func outside(_ invocation: Invocation, scope: VerifyScope) throws -> HeadLines? {
    // A name without a list of signers would check nothing.
    if invocation.has("signer") { _ = try invocation.required("signers") }
    if invocation.has("signers") { _ = try invocation.required("against") }
    guard let path = invocation.value("against") else { return nil }
    let file = CheckpointFile(path: path)
    if path == "-", invocation.has("signers") {
      throw CommandLineFault.badValue(option: "against", expected: "FILE, FILE.sig")
    }
    let bytes = try file.read()
    try checkSignature(of: bytes, path: path, invocation: invocation)
    let heads = try file.heads(in: bytes)
    if case .day(let day) = scope, !heads.checkpoints.contains(where: { $0.path.date == day }) {
      throw CheckpointFileFault.otherDays(file: path, day: day)
    }
    return heads
  }

  /// With `--signers` what is compared with must be countersigned: by whom `ssh-keygen` knows as this signer.
  private static func checkSignature(of bytes: [UInt8], path: String, invocation: Invocation) throws {
    guard let signers = invocation.value("signers") else { return }
    let signer = try invocation.required("signer")
    let status = ChildProcess.run(
      [
        "ssh-keygen", "-q", "-Y", "verify", "-f", signers, "-I", signer, "-n",
        HeadsCountersignCommand.namespace, "-s", path + ".sig",
      ], input: bytes)
    guard status == 0 else { throw HeadsFault.badSignature(file: path) }
  }
}

/// Nobody takes what is to be left in the system's log.
struct SyslogFault: Error, Hashable {
  /// The C error number.
  let code: Int32
}
