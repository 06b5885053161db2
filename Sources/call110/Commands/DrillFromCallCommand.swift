import CallArchive
import CallDrill
import CallModel
import CallReview
import Catalogue
import PlainText

/// `call110 drill from-call`: a scenario file from a real record, with names, numbers and addresses replaced.
enum DrillFromCallCommand: Command {
  static let specification = CommandSpecification(
    ["drill", "from-call"], operands: ["ID"], .commandDrillFromCall, options: [ProtocolOption.specification])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let call = try CallIdentifier(invocation.operands[0])
    guard let record = Archive(logs: invocation.logsDirectory).call(call).state?.record else {
      throw CallLookupFault.notFound(call)
    }
    guard let text = ScenarioDraft(record)?.text else { throw DrillCommandFault.nothingInCall(call) }
    StandardStreams.output(masked(text, Masker(.list, knowing: [record])))
    return .success
  }

  /// The scenario with what the record's fields tell of people hidden in its elements, too, however it is
  /// written there; the draft itself only knows plain names and digits.
  private static func masked(_ text: String, _ masker: Masker) -> String {
    let elements = Set(ElementIdentifier.allCases.map(\.rawValue))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      guard let equals = line.firstIndex(of: "="), elements.contains(line[..<equals].trimmed) else {
        return String(line)
      }
      return line[...equals] + " " + masker.hide(line[line.index(after: equals)...].trimmed, .remark)
    }
    return lines.joined(separator: "\n")
  }
}
