import CallModel
import Catalogue
import Glibc
import PlainText

/// Who sits where: from the options, else asked on the terminal.
struct SignIn {
  /// The seat this console writes for.
  let seat: SeatIdentifier
  /// The operator.
  let personnel: OperatorIdentifier

  /// The options that give the same answer again, for a process that is started anew.
  var arguments: [String] { ["--seat", seat.description, "--operator", personnel.description] }

  /// Takes the options; on a terminal asks for what is missing, otherwise that is an error.
  init(_ invocation: Invocation, isTerminal: Bool) throws {
    if !isTerminal || invocation.has("seat") {
      seat = try SeatIdentifier(try invocation.required("seat"))
    } else {
      seat = try Self.ask(.askSeat, language: invocation.language) { SeatIdentifier(ifValid: $0) }
    }
    if !isTerminal || invocation.has("operator") {
      personnel = try OperatorIdentifier(try invocation.required("operator"))
    } else {
      personnel = try Self.ask(.askOperator, language: invocation.language) {
        OperatorIdentifier(ifValid: $0)
      }
    }
  }

  /// Asks until the answer is of the right form; the end of input is a missing option.
  private static func ask<Value>(
    _ question: Message, language: UserLanguage, parse: (String) -> Value?
  ) throws -> Value {
    while true {
      StandardStreams.output(question.text(language) + ": ")
      guard let line = readLine() else { throw CommandLineFault.missingOption("seat", command: "console") }
      if let value = parse(SafeText(line).description.halfWidth.trimmed.lowercased()) { return value }
      StandardStreams.output(Message.askAgain.text(language) + "\n")
    }
  }
}
