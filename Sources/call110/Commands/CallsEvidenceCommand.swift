import CallArchive
import CallJournal
import CallModel
import CallReview
import CallScan
import Catalogue
import PlainText

/// `call110 calls evidence ID --out DIR`: hands out one call's journal lines, to be checked with ordinary
/// tools.
///
/// Nothing is hidden in them, since a changed byte would prove nothing: so it is an access that is recorded
/// before the folder is made.
enum CallsEvidenceCommand: Command {
  static let words = ["calls", "evidence"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandCallsEvidence,
    options: [
      OptionSpecification("out", .required("DIR"), .optionEvidenceFolder),
      OptionSpecification("desks", .none, .optionEvidenceDesks),
    ] + Reveal.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let call = try CallIdentifier(invocation.operands[0])
    let folder = try invocation.required("out")
    guard let reason = try Reveal.reason(invocation) else {
      throw CommandLineFault.missingOption("reveal", command: "calls evidence")
    }
    try EvidenceFolder.check(folder)
    let found = evidence(of: call, invocation: invocation)
    reportFolders(of: call, isLive: found.lines.first?.path.room == .live, invocation: invocation)
    guard !found.lines.isEmpty else { throw CallLookupFault.notFound(call) }
    _ = try Reveal.extent(.record, invocation: invocation, subject: call.description, calls: 1)
    // Read again: the desk that recorded the access has left its own checkpoint of the call's file.
    let evidence = evidence(of: call, invocation: invocation)
    let access = Message.evidenceAccess(
      by: try Person.given("by", invocation: invocation).description, at: JournalClock.system.now().display,
      reason: reason)
    var output = try EvidenceFolder(making: folder)
    try output.write(evidence, pages: EvidencePages(evidence, of: call, access: access))
    let done = Message.evidenceWritten(
      SafeText(folder).description, lines: evidence.lines.count, witnesses: evidence.witnesses.count)
    StandardStreams.output(done.text(invocation.language) + "\n")
    JournalFaults.report(evidence.faults.count, language: invocation.language)
    guard !evidence.isSound else { return .success }
    StandardStreams.error("call110: \(Message.evidenceBroken.text(invocation.language))\n")
    return .found
  }

  /// Says which folders could not be read, in which lines of the call may stand.
  private static func reportFolders(of call: CallIdentifier, isLive: Bool, invocation: Invocation) {
    let reader = JournalReader(logs: invocation.logsDirectory)
    let faults =
      reader.dayFolders(.live, from: call.date).faults + (isLive ? [] : reader.dayFolders(.imported).faults)
    JournalFaults.report(faults.count, language: invocation.language)
  }

  /// The call's lines, or the one line of a call taken over from another system.
  private static func evidence(of call: CallIdentifier, invocation: Invocation) -> CallEvidence {
    let reader = JournalReader(logs: invocation.logsDirectory)
    let recorded = recorded(call, reader: reader, invocation: invocation)
    guard recorded.lines.isEmpty else { return recorded }
    let paths = reader.dayFolders(.imported).days.flatMap { reader.files(.imported, on: $0).paths }
    return reader.evidence(in: paths, witnessedOn: []) { $0.call == call }
  }

  private static func recorded(
    _ call: CallIdentifier, reader: JournalReader, invocation: Invocation
  ) -> CallEvidence {
    let days = reader.dayFolders(.live, from: call.date).days
    let isPaper = call.seat.description == JournalPath.paperSeat
    let later = Set(
      LaterCalls(logs: invocation.logsDirectory, room: .live).files(
        from: call.date.adding(days: LaterCalls.window), of: call,
        named: [JournalPath.beginning(of: call.seat)]
      ).files.map(\.path))
    // A review that still waits for the blind second one is nobody's to hand out, nor one of which nobody can
    // tell.
    let desk = ReviewDesk(invocation)
    let hides = desk.faults > 0 || desk.book.awaitsSecond(call) ? ReviewDesk.name : nil
    let paths = days.flatMap { day in
      reader.files(.live, on: day).paths.filter { path in
        let name = path.seat.description
        if isPaper, path.isPaperDesk { return true }
        // What was handed in late, corrected or opened again stands in the seat's files of later days.
        if path.seat == call.seat { return day <= call.date.adding(days: 1) || later.contains(path) }
        return invocation.has("desks") && name.hasPrefix("desk-") && !(hides.map(name.hasPrefix) ?? false)
      }
    }
    return reader.evidence(in: paths, witnessedOn: [call.date, call.date.adding(days: 1)]) { entry in
      entry.call == call || isAboutCallback(entry, call: call)
    }
  }

  /// Lines of the call-back list name the call inside.
  private static func isAboutCallback(_ entry: JournalEntry, call: CallIdentifier) -> Bool {
    entry.kind.hasPrefix("callback") && entry.value["entry"]?.string == call.description
  }
}
