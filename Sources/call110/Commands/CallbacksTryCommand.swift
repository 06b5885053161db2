import CallArchive
import CallJournal
import CallModel
import Catalogue

/// `call110 callbacks try ENTRY`: one attempt to ring back.
enum CallbacksTryCommand: Command {
  private static let outcomes = CallbackOutcome.allCases.map(\.rawValue).joined(separator: "|")

  static let words = ["callbacks", "try"]
  static let specification = CommandSpecification(
    words, operands: ["ENTRY"], .commandCallbacksTry,
    options: [
      OptionSpecification("outcome", .required(outcomes), .optionCallbackOutcome),
      OptionSpecification("operator", .required("ID"), .optionOperator),
      OptionSpecification("seat", .required("SEAT"), .optionCallbackSeat),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    guard let outcome = CallbackOutcome(rawValue: try invocation.required("outcome")) else {
      throw CommandLineFault.badValue(option: "outcome", expected: outcomes)
    }
    let name = invocation.operands[0]
    guard CallbackBook.list(DeskLedger(invocation).read()).entries[name]?.isOpen == true else {
      throw CallbackFault.notFound
    }
    guard try CallbackBook.write(.tried(entry: name, outcome), invocation: invocation) else {
      throw CallbackFault.notRecorded
    }
    return .success
  }
}
