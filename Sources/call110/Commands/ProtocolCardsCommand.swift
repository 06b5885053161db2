import CallReview
import Catalogue

/// `call110 protocol cards`: the paper cards, from the same protocol the console uses.
enum ProtocolCardsCommand: Command {
  static let words = ["protocol", "cards"]
  static let specification = CommandSpecification(
    words, .commandProtocolCards,
    options: [ProtocolOption.specification] + SheetOutput.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    try SheetOutput.print(
      ProtocolCards(try ProtocolOption.document(invocation)).sheet, invocation: invocation)
    return .success
  }
}
