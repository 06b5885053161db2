/// What is wrong with the words the program was started with.
enum CommandLineFault: Error, Hashable {
  /// No command has this name.
  case unknownCommand(String)
  /// The command has no such option, or the option lacks or does not take a value.
  case badOption(String, command: String)
  /// Too few or too many operands.
  case operandCount(command: String, usage: String)
  /// The option's value is not of the form it must have.
  case badValue(option: String, expected: String)
  /// An operand is not of the form it must have.
  case badOperand(name: String, expected: String)
  /// The command cannot work without this option.
  case missingOption(String, command: String)
}
