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

  static let words = ["heads", "countersign"]
  static let specification = CommandSpecification(
    words, operands: ["FILE"], .commandHeadsCountersign,
    options: [
      OptionSpecification("seen", .required("FILE"), .optionHeadsSeen),
      OptionSpecification("first", .none, .optionHeadsFirst),
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
    let source = CheckpointFile(path: file)
    let shown = try source.growingHeads(in: try source.read())
    var known = try before(seen, isFirst: invocation.has("first"))
    let (earlier, count) = (known.latest, known.checkpoints.count)
    var found = known.take(shown).map { words($0) }
    let fresh = known.checkpoints[count...]
    if let copy = invocation.value("copy") {
      let reader = JournalReader(logs: copy)
      found += (earlier + fresh).filter { !reader.holds($0) }.map { .headsNotHeld($0.line) }
    }
    guard found.isEmpty else {
      tell(found, invocation: invocation)
      return ExitStatus(code: 2)
    }
    // All of them: between two ends of a file that fit each other it may have been written anew.
    try sign(known.lines, key: key, out: out) { try put(known.lines, path: seen, mode: 0o600) }
    StandardStreams.output(Message.headsSigned(fresh.count, file: out).text(invocation.language) + "\n")
    let left =
      (shown.unusable.map { [.headsSkipped(SafeText(file).description, line: $0)] } ?? [])
      + shown.damaged.map { Message.headsDamaged(SafeText($0).description) }
    tell(left, invocation: invocation)
    return left.isEmpty ? .success : .found
  }

  private static func tell(_ messages: [Message], invocation: Invocation) {
    for message in messages { StandardStreams.error("call110: \(message.text(invocation.language))\n") }
  }

  /// What this machine saw before.
  ///
  /// A mistyped name must not stand for nothing seen: only with `--first` is there nothing yet.
  private static func before(_ path: String, isFirst: Bool) throws -> SeenHeads {
    do {
      let file = CheckpointFile(path: path)
      let bytes = try file.read()
      guard !isFirst else { throw HeadsFault.seenBefore(file: path) }
      let heads = try file.heads(in: bytes)
      // This program alone writes it.
      if let line = heads.foreign { throw CheckpointFileFault.unusable(file: path, line: line) }
      return SeenHeads(heads)
    } catch JournalFileFault.system(let fault, _) where fault.code == ENOENT {
      guard isFirst else { throw HeadsFault.neverSeen(file: path) }
      return SeenHeads()
    }
  }

  /// Signs lines and puts them with the signature in the place of what is at `out`; what stood there stays
  /// until both are whole, and until `note` has kept what is signed.
  private static func sign(_ lines: [String], key: String, out: String, note: () throws -> Void) throws {
    let files = SystemFileOperations()
    let fresh = out + ".new"
    // ssh-keygen writes over no signature; what a run that was ended left need not be there.
    for old in [fresh, fresh + ".sig"] { try? files.remove(path: old) }
    try write(lines, to: fresh, mode: 0o644)
    let status = ChildProcess.run(
      ["ssh-keygen", "-q", "-Y", "sign", "-n", namespace, "-f", key, fresh], input: [])
    guard status == 0 else {
      // It is written again the next time.
      try? files.remove(path: fresh)
      throw HeadsFault.notSigned(status: status)
    }
    try note()
    try rename(fresh + ".sig", to: out + ".sig")
    try rename(fresh, to: out)
  }

  private static func put(_ lines: [String], path: String, mode: UInt32) throws {
    let fresh = path + ".new"
    // What a run that was ended left need not be there.
    try? SystemFileOperations().remove(path: fresh)
    try write(lines, to: fresh, mode: mode)
    try rename(fresh, to: path)
  }

  private static func write(_ lines: [String], to path: String, mode: UInt32) throws {
    let files = SystemFileOperations()
    do throws(SystemFault) {
      let descriptor = try files.openFile(path: path, for: .create(mode: mode))
      defer { files.close(descriptor) }
      try files.writeAll(Array(lines.map { $0 + "\n" }.joined().utf8), to: descriptor)
      try files.synchronize(descriptor)
    } catch {
      throw JournalFileFault.system(error, place: path)
    }
  }

  private static func rename(_ path: String, to newPath: String) throws {
    do throws(SystemFault) {
      try SystemFileOperations().rename(path: path, to: newPath)
    } catch {
      throw JournalFileFault.system(error, place: newPath)
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
