import CallJournal
import CallModel
import CallProtocol
import CallReview
import CallScan
import Catalogue
import Glibc

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
      OptionSpecification("as-of", .required("DATE"), .optionAsOf),
      OptionSpecification("drill", .none, .optionDrill), ImportedListing.option,
      ProtocolOption.specification,
    ])

  private enum Format: String, CaseIterable {
    case text, csv, excel, json, html
  }

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let format = try choice(invocation, "format", Format.self) ?? .text
    let report = try report(invocation)
    if report.isImported {
      StandardStreams.error("call110: \(Message.reportImported.text(invocation.language))\n")
    }
    let tables = ReportTables(report, language: invocation.language)
    switch format {
    case .text:
      Pager.show(ReportText(report, language: invocation.language).lines.joined(separator: "\n") + "\n")
    case .csv: StandardStreams.output(tables.csv(.plain))
    case .excel: StandardStreams.output(tables.csv(.excel))
    case .json: StandardStreams.output(tables.json)
    case .html: StandardStreams.output(ReportPage(report, language: invocation.language).html)
    }
    return report.fold.leftOut.isEmpty ? .success : .found
  }

  private static func report(_ invocation: Invocation) throws -> Report {
    let today = try date(invocation, "as-of") ?? JournalClock.system.now().date
    let period = try period(invocation, today: today)
    let document = try ProtocolOption.document(invocation)
    let grouping = try choice(invocation, "by", ReportFold.Grouping.self)
    let scan = ReportScan(
      logs: invocation.logsDirectory, room: invocation.has("drill") ? .drill : .live,
      usesCache: !invocation.has("no-cache"), verifies: invocation.has("verify"))
    let progress = ProgressBar(invocation.language)
    let parts = invocation.has("no-previous") ? 1 : 2
    let table = RequirementTable(document)
    guard !invocation.has("imported") else {
      defer { progress.clear() }
      let logs = invocation.logsDirectory
      var report = Report(
        period: period, asOf: today,
        fold: ImportedListing.fold(
          period.days, today: today, grouping: grouping, table: table, logs: logs, progress: progress),
        before: invocation.has("no-previous")
          ? nil
          : ImportedListing.fold(period.previous, today: today, table: table, logs: logs, progress: progress),
        document: document, isVerified: true)
      report.isImported = true
      return report
    }
    let fold = scan.fold(
      period.days, today: today, grouping: grouping, table: table, progress: progress.note(part: 0, of: parts)
    )
    let before =
      invocation.has("no-previous")
      ? nil
      : scan.fold(
        period.previous, today: today, table: table, progress: progress.note(part: 1, of: parts))
    progress.clear()
    return Report(
      period: period, asOf: today, fold: fold, before: before, document: document, isVerified: scan.verifies)
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

  private static func date(_ invocation: Invocation, _ option: String) throws -> CivilDate? {
    guard let text = invocation.value(option) else { return nil }
    guard let date = CivilDate(text) else { throw CallLookupFault.badDay(option: option) }
    return date
  }

  private static func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ invocation: Invocation, _ option: String, _ type: Value.Type
  ) throws -> Value? {
    guard let text = invocation.value(option) else { return nil }
    guard let value = Value(rawValue: text) else {
      throw CommandLineFault.badValue(
        option: option, expected: Value.allCases.map(\.rawValue).joined(separator: "|"))
    }
    return value
  }
}
