import CallJournal
import CallModel
import Catalogue
import ConsoleJournal
import Files
import Glibc
import PlainText

/// `call110 heads countersign`: on another machine, holds the ends of journals against what it saw before,
/// and signs them when they go on from there.
enum HeadsCountersignCommand: Command {
  /// What the signature is good for, and for nothing else.
  static let namespace = "call110-heads"
  private static let maximumBytes = 64 << 20

  static let words = ["heads", "countersign"]
  static let specification = CommandSpecification(
    words, operands: ["FILE"], .commandHeadsCountersign,
    options: [
      OptionSpecification("seen", .required("FILE"), .optionHeadsSeen),
      OptionSpecification("key", .required("KEY"), .optionHeadsKey),
      OptionSpecification("out", .required("FILE"), .optionHeadsOut),
      OptionSpecification("copy", .required("DIR"), .optionHeadsCopy),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    guard let file = invocation.operands.first, invocation.operands.count == 1 else {
      throw CommandLineFault.operandCount(command: "heads countersign", usage: HelpText.usage(specification))
    }
    let (seen, key, out) = (
      try invocation.required("seen"), try invocation.required("key"), try invocation.required("out")
    )
    let shown = try VerifyCommand.checkpoints(file)
    let beside = try VerifyCommand.lines(of: file).compactMap { BesideFile(line: $0)?.line }
    var known = SeenHeads(try before(seen))
    let earlier = known.latest
    var found = known.take(shown).map { words($0) }
    if let copy = invocation.value("copy") {
      let reader = JournalReader(logs: copy)
      found += (earlier + shown).filter { !reader.holds($0) }.map { .headsNotHeld($0.line) }
    }
    guard found.isEmpty else {
      for message in found { StandardStreams.error("call110: \(message.text(invocation.language))\n") }
      return ExitStatus(code: 2)
    }
    try write(shown.map(\.line) + beside, to: out)
    let status = ChildProcess.run(
      ["ssh-keygen", "-q", "-Y", "sign", "-n", namespace, "-f", key, out], input: [])
    guard status == 0 else { throw HeadsFault.notSigned(status: status) }
    try put(shown.map(\.line), path: seen, intent: .ownOrCreate)
    StandardStreams.output(Message.headsSigned(shown.count, file: out).text(invocation.language) + "\n")
    return .success
  }

  /// What this machine saw before; nothing when the file is not there yet.
  private static func before(_ path: String) throws -> [Checkpoint] {
    do {
      return try VerifyCommand.lines(of: path).compactMap { Checkpoint(line: $0) }
    } catch JournalFileFault.system(let fault, _) where fault.code == ENOENT {
      return []
    }
  }

  private static func write(_ lines: [String], to path: String) throws {
    let files = SystemFileOperations()
    // ssh-keygen writes over no signature, and this program over no file; what is not there need not go.
    for old in [path + ".sig", path] { try? files.remove(path: old) }
    try put(lines, path: path, intent: .create(mode: 0o644))
  }

  private static func put(_ lines: [String], path: String, intent: PathIntent) throws {
    let files = SystemFileOperations()
    do throws(SystemFault) {
      let descriptor = try files.openFile(path: path, for: intent)
      defer { files.close(descriptor) }
      try files.writeAll(Array(lines.map { $0 + "\n" }.joined().utf8), to: descriptor)
      try files.synchronize(descriptor)
    } catch {
      throw JournalFileFault.system(error, place: path)
    }
  }

  private static func words(_ conflict: SeenHeads.Conflict) -> Message {
    switch conflict {
    case .shorter(let shown, let seen): .headsShorter(shown.line, seen: seen.line)
    case .other(let shown, let seen): .headsOther(shown.line, seen: seen.line)
    case .missing(let seen): .headsMissing(seen.line)
    }
  }
}
