import CallJournal
import CallModel
import Catalogue
import ConsoleJournal
import PlainText

/// The text and the JSON of a verification.
struct VerifyOutput {
  let reports: [(room: String, report: VerifyReport)]
  /// Whether and when checkpoints leave this machine by themselves.
  let leaving: Message
  let language: UserLanguage

  /// 0 clean, 1 only torn, 2 damaged or changed.
  var status: Int32 {
    switch reports.map(\.report.worst).max() ?? .notice {
    case .notice: 0
    case .torn: 1
    case .damaged: 2
    }
  }

  /// One line a finding, then what was checked and what was not.
  var text: String {
    var lines: [String] = []
    for (room, report) in reports {
      lines += report.findings.map(line)
      // Many centres have nothing imported and no telephone linked.
      if report.files == 0,
        [JournalRoom.imported.rawValue, PhoneFiles.folder, VerifyCommand.beside].contains(room)
      {
        continue
      }
      if room == VerifyCommand.beside {
        lines.append(
          Message.verifyBeside(files: report.files, compared: report.outsideCheckpoints).text(language))
        continue
      }
      guard report.files > 0 else {
        lines.append(Message.verifyNothing(place: "\(room)/").text(language))
        continue
      }
      lines.append("[\(room)] " + checked(report).text(language))
      if room == PhoneFiles.folder { continue }
      lines.append("[\(room)] " + compared(report).text(language))
      if report.uncoveredLines > 0 {
        lines.append(
          "[\(room)] "
            + Message.verifyUncovered(lines: report.uncoveredLines, chains: report.uncoveredChains).text(
              language))
      }
    }
    lines.append(
      Message.verifyNotChecked(outside: reports.map(\.report.outsideCheckpoints).reduce(0, +)).text(language))
    lines.append(leaving.text(language))
    let damaged = reports.map { $0.report.count(.damaged) }.reduce(0, +)
    lines.append(Message.verifyResult(status, findings: damaged).text(language))
    return lines.joined(separator: "\n") + "\n"
  }

  private func checked(_ report: VerifyReport) -> Message {
    .verifyChecked(files: report.files, lines: report.lines, bytes: report.bytes, days: report.days)
  }

  private func compared(_ report: VerifyReport) -> Message {
    .verifyCompared(
      inside: report.checkpoints, outside: report.outsideCheckpoints, unused: report.outsideUnused)
  }

  private func line(_ finding: VerifyFinding) -> String {
    let place = finding.line.map { "\(finding.file):\($0)" } ?? finding.file
    let words = Message.verifyAdvised(described(finding), advice: JournalWords.advice(finding.kind))
    return SafeText("\(place): \(words.text(language))").description
  }

  /// As many other files are named in a line; all of them stand in the JSON.
  private static let mostNamed = 3

  private func described(_ finding: VerifyFinding) -> Message {
    let words = JournalWords.describe(finding.kind)
    guard !finding.also.isEmpty else { return words }
    let names = finding.also.prefix(Self.mostNamed).joined(separator: " ")
    let rest = finding.also.count > Self.mostNamed ? " …" : ""
    return .sameOfOthers(words, files: finding.also.count, names: names + rest)
  }

  /// One object; every finding has `file`, `also` (other files of which the same is to be said), `line`,
  /// `severity`, `message` and `advice`.
  var json: [UInt8] {
    JSONWriter.object { writer in
      writer.member("status", Int(status))
      writer.array("rooms") { rooms in
        for (room, report) in reports { rooms.object { member(room, report, &$0) } }
      }
      writer.array("not_checked") { list in
        list.value(
          Message.verifyNotChecked(outside: reports.map(\.report.outsideCheckpoints).reduce(0, +)).text(
            language))
      }
      writer.member("heads_leave", leaving.text(language))
    } + [0x0A]
  }

  private func member(_ room: String, _ report: VerifyReport, _ writer: inout JSONWriter) {
    writer.member("room", room)
    writer.member("days", report.days)
    writer.member("files", report.files)
    writer.member("lines", report.lines)
    writer.member("bytes", report.bytes)
    writer.member("checkpoints", report.checkpoints)
    writer.member("outside_checkpoints", report.outsideCheckpoints)
    writer.member("uncovered_lines", report.uncoveredLines)
    writer.array("findings") { findings in
      for finding in report.findings {
        findings.object { item in
          item.member("file", SafeText(finding.file).description)
          item.array("also") { also in for file in finding.also { also.value(SafeText(file).description) } }
          item.member("line", finding.line)
          item.member("severity", "\(finding.severity)")
          item.member("message", JournalWords.describe(finding.kind).text(language))
          item.member("advice", JournalWords.advice(finding.kind).text(language))
        }
      }
    }
    writer.array("heads") { heads in for point in report.heads { heads.value(Checkpoint(point).line) } }
  }
}
