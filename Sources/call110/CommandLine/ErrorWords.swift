import CallModel
import Catalogue

/// Puts every error into words and gives its exit status; the only place that does.
enum ErrorWords {
  /// What to print and how to end.
  static func describe(_ error: any Error) -> (message: Message, status: ExitStatus) {
    switch error {
    case let fault as CommandLineFault: (commandLine(fault), .usage)
    case let fault as IdentifierFault: (.badIdentifier(kind: fault.kind.rawValue), .usage)
    case let fault as InputFault: input(fault)
    case let fault as CalendarFileFault: (calendar(fault), .badData)
    default: (.unexpectedFault(kind: String(describing: type(of: error))), .software)
    }
  }

  private static func commandLine(_ fault: CommandLineFault) -> Message {
    switch fault {
    case .unknownCommand(let name): .unknownCommand(name)
    case .badOption(let word, let command): .badOption(word, command: command)
    case .operandCount(_, let usage): .operandCount(usage: usage)
    case .badValue(let option, let expected): .badOptionValue(option: option, expected: expected)
    case .badOperand(let name, let expected): .badOperand(name, expected: expected)
    case .missingOption(let option, let command): .missingOption(option, command: command)
    }
  }
}
