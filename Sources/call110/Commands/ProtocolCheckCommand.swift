import CallConsole
import CallModel
import CallProtocol
import Catalogue
import ConsoleJournal
import PlainText

/// `call110 protocol check FILE`: every fault of a protocol file at once.
enum ProtocolCheckCommand: Command {
  static let words = ["protocol", "check"]
  static let specification = CommandSpecification(
    words, operands: ["FILE"], .summaryProtocolCheck)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let (file, outcome) = try ProtocolOption.read(invocation.operands.first)
    let shown = SafeText(file).description
    if let document = outcome.document {
      let message = Message.protocolIsSound(
        file: shown, phrases: document.phrases.count, referrals: document.referrals.entries.count)
      let warning = ProtocolOption.warning(of: outcome, file: file).map { [$0] } ?? []
      let lines = [message] + warning + examples(document) + oldReferrals(document)
      StandardStreams.output(lines.map { $0.text(invocation.language) + "\n" }.joined())
      return .success
    }
    var lines = outcome.faults.map { fault in
      SafeText(ProtocolFaultWords.describe(fault).text(invocation.language)).description
    }
    let count = Message.protocolFaultCount(file: shown, count: outcome.faults.count)
    lines.append(count.text(invocation.language))
    StandardStreams.output(lines.joined(separator: "\n") + "\n")
    return .badData
  }

  /// Entries that are invented: told, but no fault of the file.
  private static func examples(_ document: ProtocolDocument) -> [Message] {
    let count = document.referrals.examples.count
    return count == 0 ? [] : [.protocolExamples(count)]
  }

  /// Entries nobody has checked for a year: told, but no fault of the file.
  private static func oldReferrals(_ document: ProtocolDocument) -> [Message] {
    let today = SystemClock().now().wall.date
    return document.referrals.needingCheck(on: today).map { entry in
      .protocolReferralIsOld(
        department: entry.department, checked: entry.lastChecked?.description ?? "", keeper: entry.keeper)
    }
  }
}
