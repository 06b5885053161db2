import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import CallScan
import Catalogue
import Glibc
import PlainText

/// `call110 report day|week|month|year|range`: what managers ask, from the journals.
enum ReportCommand: Command {
  static let words = ["report"]
  static let specification = CommandSpecification(
    words, operands: ["day|week|month|year|range", "[FROM]", "[TO]"], .commandReport,
    options: [
      OptionSpecification("by", .required("operator|seat|hour|category"), .optionGrouping),
      OptionSpecification("format", .required("text|csv|excel|json|html"), .optionReportFormat),
      OptionSpecification("no-previous", .none, .optionNoPrevious),
      OptionSpecification("no-cache", .none, .optionNoCache),
      OptionSpecification("verify", .none, .optionVerify),
      OptionSpecification("as-of", .required("DATE[THH:MM]"), .optionAsOf),
      OptionSpecification("freeze", .none, .optionFreeze),
      OptionSpecification("frozen", .optional("N"), .optionFrozen),
      OptionSpecification("against-frozen", .optional("N"), .optionAgainstFrozen),
      OptionSpecification("drill", .none, .optionDrill), ImportedListing.option, Pager.option,
      ProtocolOption.specification,
    ] + DeskWriter.options)

  private enum Format: String, CaseIterable {
    case text, csv, excel, json, html
  }

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    for (option, run) in [("freeze", freeze), ("frozen", showFrozen), ("against-frozen", compare)]
    where invocation.has(option) {
      return try run(invocation)
    }
    let format = try choice(invocation, option: "format", type: Format.self) ?? .text
    let report = try report(invocation, asOf: moment(invocation))
    if report.isImported {
      StandardStreams.error("call110: \(Message.reportImported.text(invocation.language))\n")
    }
    let tables = ReportTables(report, language: invocation.language)
    switch format {
    case .text: show(ReportText(report, language: invocation.language).lines, for: invocation)
    case .csv: StandardStreams.output(tables.csv(.plain))
    case .excel: StandardStreams.output(tables.csv(.excel))
    case .json: StandardStreams.json([tables.json])
    case .html: StandardStreams.output(ReportPage(report, language: invocation.language).html)
    }
    return report.fold.leftOut.isEmpty && report.leftOutBefore.isEmpty ? .success : .found
  }

  private static func show(_ lines: [String], for invocation: Invocation) {
    Pager.show(lines.joined(separator: "\n") + "\n", for: invocation)
  }

  // MARK: Frozen reports

  private static func freeze(_ invocation: Invocation) throws -> ExitStatus {
    try expectLive(invocation)
    let writer = try DeskWriter(invocation)
    let now = JournalClock.system.now()
    let moment = ReportMoment.at(now)
    let reader = JournalReader(logs: invocation.logsDirectory)
    let report = try report(invocation, asOf: moment)
    // The ends are looked up after the reading: they hold every line that was counted.
    // Folders that cannot be read are among what the report left out.
    let checkpoints = reader.dayFolders(.live, from: report.period.days.lowerBound).days
      .flatMap { reader.heads(.live, on: $0, synchronizing: true) }.map { Checkpoint($0).line }
    let frozen = FrozenReport(
      report, enteredUntil: now, at: now, by: writer.personnel, checkpoints: checkpoints)
    let (file, digest) = try FrozenFolder(logs: invocation.logsDirectory).write(frozen, of: report.period)
    let payload = JSONWriter.object { writer in
      writer.member("file", file)
      writer.member("sha256", digest)
      writer.member("entered_until", now.description)
    }
    try writer.write(drafts: [JournalDraft(call: nil, kind: FrozenFolder.kind, payload: payload)])
    let said = Message.frozenWritten(file, figures: frozen.lines.count, checkpoints: checkpoints.count)
    StandardStreams.output(said.text(invocation.language) + "\n")
    return report.fold.leftOut.isEmpty && report.leftOutBefore.isEmpty ? .success : .found
  }

  private static func showFrozen(_ invocation: Invocation) throws -> ExitStatus {
    let (frozen, _) = try frozen(invocation, option: "frozen")
    switch try choice(invocation, option: "format", type: Format.self) ?? .text {
    case .text: show(FrozenText(frozen, language: invocation.language).lines, for: invocation)
    case .json: StandardStreams.json(object: frozen.json)
    case .csv, .excel, .html: throw CommandLineFault.badValue(option: "format", expected: "text|json")
    }
    return frozen.leftOut == 0 ? .success : .found
  }

  private static func compare(_ invocation: Invocation) throws -> ExitStatus {
    let (frozen, period) = try frozen(invocation, option: "against-frozen")
    let now = ReportMoment.now(JournalClock.system.now())
    let scan = try scan(invocation)
    let reader = JournalReader(logs: invocation.logsDirectory)
    let comparison = FrozenComparison(
      frozen, now: try report(invocation, of: period, asOf: now),
      then: try report(invocation, of: period, asOf: frozen.moment),
      later: scan.entries(about: frozen.days, after: frozen.enteredUntil, until: now),
      brokenFiles: frozen.checkpoints.compactMap { line in
        guard let checkpoint = Checkpoint(line: line) else { return line }
        return reader.holds(checkpoint) ? nil : checkpoint.path.description
      })
    let text = FrozenText(frozen, language: invocation.language)
    switch try choice(invocation, option: "format", type: Format.self) ?? .text {
    case .text: show(text.lines(comparison), for: invocation)
    case .json: StandardStreams.json([text.json(comparison)])
    case .csv, .excel, .html: throw CommandLineFault.badValue(option: "format", expected: "text|json")
    }
    return comparison.isSame ? .success : .found
  }

  /// The frozen report that the option means, and its period.
  private static func frozen(
    _ invocation: Invocation, option: String
  ) throws -> (FrozenReport, ReportPeriod) {
    try expectLive(invocation)
    let period = try period(invocation, today: JournalClock.system.now().date)
    let text = invocation.value(option) ?? ""
    guard text.isEmpty || Int(text).map({ $0 > 0 }) ?? false else {
      throw CommandLineFault.badValue(option: option, expected: "1, 2, 3 …")
    }
    let folder = FrozenFolder(logs: invocation.logsDirectory)
    return (try folder.read(period, number: Int(text)), period)
  }

  private static func expectLive(_ invocation: Invocation) throws(FrozenFault) {
    for option in ["drill", "imported", "as-of", "by"] where invocation.has(option) { throw .liveOnly }
  }

  // MARK: Reading

  private static func scan(_ invocation: Invocation) throws -> ReportScan {
    ReportScan(
      logs: invocation.logsDirectory, room: invocation.has("drill") ? .drill : .live,
      usesCache: !invocation.has("no-cache"), verifies: invocation.has("verify"))
  }

  private static func report(_ invocation: Invocation, asOf moment: ReportMoment) throws -> Report {
    try report(invocation, of: period(invocation, today: moment.day), asOf: moment)
  }

  private static func report(
    _ invocation: Invocation, of period: ReportPeriod, asOf moment: ReportMoment
  ) throws -> Report {
    let document = try ProtocolOption.document(invocation)
    let grouping = try choice(invocation, option: "by", type: ReportFold.Grouping.self)
    let scan = try scan(invocation)
    let progress = ProgressBar(invocation.language)
    defer { progress.clear() }
    let table = RequirementTable(document)
    let isAlone = invocation.has("no-previous")
    if invocation.has("imported") {
      func fold(_ days: ClosedRange<CivilDate>, grouping: ReportFold.Grouping?) -> ReportFold {
        ImportedListing.fold(
          days, asOf: moment, grouping: grouping, table: table, logs: invocation.logsDirectory,
          progress: progress)
      }
      var report = Report(
        period: period, asOf: moment, fold: fold(period.days, grouping: grouping),
        before: isAlone ? nil : fold(period.previous, grouping: nil), document: document, isVerified: true)
      report.isImported = true
      return report
    }
    let parts = isAlone ? 1 : 2
    return Report(
      period: period, asOf: moment,
      fold: scan.fold(
        period.days, asOf: moment, grouping: grouping, table: table,
        progress: progress.note(part: 0, of: parts)),
      before: isAlone
        ? nil
        : scan.fold(
          period.previous, asOf: moment, table: table, progress: progress.note(part: 1, of: parts)),
      document: document, isVerified: scan.verifies)
  }

  private static func period(_ invocation: Invocation, today: CivilDate) throws -> ReportPeriod {
    let words = invocation.operands
    guard let kind = ReportPeriod.Kind(rawValue: words[0]) else {
      throw CommandLineFault.badOperand(name: words[0], expected: "day|week|month|year|range")
    }
    let from = try words.dropFirst().first.map(periodStart) ?? today
    let to = try words.dropFirst(2).first.map(periodStart)
    guard kind == .range else { return ReportPeriod(kind, holding: from) }
    guard let to, from <= to, to.dayNumber - from.dayNumber < 36_600 else {
      throw CommandLineFault.badOperand(name: words.joined(separator: " "), expected: "range FROM TO")
    }
    return ReportPeriod(from...to)
  }

  /// A date; a month `2026-11` or a year `2026` stands for its first day.
  private static func periodStart(_ text: String) throws -> CivilDate {
    let full = text.utf8.count == 4 ? text + "-01-01" : text.utf8.count == 7 ? text + "-01" : text
    guard let date = CivilDate(full) else {
      throw CommandLineFault.badOperand(name: text, expected: "2026-11-22, 2026-11, 2026")
    }
    return date
  }

  /// Now, or the moment that `--as-of` names.
  private static func moment(_ invocation: Invocation) throws -> ReportMoment {
    guard let text = invocation.value("as-of") else { return .now(JournalClock.system.now()) }
    guard let moment = ReportMoment(text) else {
      throw CommandLineFault.badValue(option: "as-of", expected: "2026-11-22, 2026-11-22T09:15")
    }
    return moment
  }

  private static func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ invocation: Invocation, option: String, type: Value.Type
  ) throws -> Value? {
    guard let text = invocation.value(option) else { return nil }
    guard let value = Value(rawValue: text) else {
      throw CommandLineFault.badValue(
        option: option, expected: Value.allCases.map(\.rawValue).joined(separator: "|"))
    }
    return value
  }
}
