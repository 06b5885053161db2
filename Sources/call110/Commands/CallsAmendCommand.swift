import CallConsole
import Catalogue

/// `call110 calls amend ID FIELD TEXT // WHY`: corrects a closed call of any seat.
enum CallsAmendCommand: Command {
  static let words = ["calls", "amend"]
  static let specification = CommandSpecification(
    words, operands: ["ID", "FIELD", "TEXT..."], .commandCallsAmend, options: ClosedCallDesk.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    try ClosedCallDesk.run(.amend, invocation: invocation)
  }
}

/// `call110 calls cancel ID WHY`: a call that never was stays on record and counts nowhere.
enum CallsCancelCommand: Command {
  static let words = ["calls", "cancel"]
  static let specification = CommandSpecification(
    words, operands: ["ID", "WHY..."], .commandCallsCancel, options: ClosedCallDesk.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    try ClosedCallDesk.run(.cancel, invocation: invocation)
  }
}
