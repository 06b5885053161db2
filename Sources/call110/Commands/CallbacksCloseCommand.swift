import CallArchive
import CallJournal
import CallModel
import Catalogue
import PlainText

/// `call110 callbacks close ENTRY`: settles an entry, when it may be.
enum CallbacksCloseCommand: Command {
  private static let ways = "reached|sent|called-again|unreachable|no-number"

  static let words = ["callbacks", "close"]
  static let specification = CommandSpecification(
    words, operands: ["ENTRY"], .commandCallbacksClose,
    options: [
      OptionSpecification("as", .required("WAY"), .optionCallbackAs),
      OptionSpecification("unit", .required("UNIT"), .optionCallbackUnit),
      OptionSpecification("again", .required("CALL"), .optionCallbackCall),
      OptionSpecification("operator", .required("ID"), .optionOperator),
      OptionSpecification("seat", .required("SEAT"), .optionCallbackSeat),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let resolution = try resolution(invocation)
    let name = invocation.operands[0]
    let list = CallbackBook.list(DeskLedger(invocation).read())
    guard let entry = list.entries[name], entry.isOpen else { throw CallbackFault.notFound }
    if let obstacle = entry.obstacle(to: resolution) { throw CallbackFault.obstacle(obstacle) }
    guard try CallbackBook.write(.closed(entry: name, resolution), invocation: invocation) else {
      throw CallbackFault.notRecorded
    }
    return .success
  }

  private static func resolution(_ invocation: Invocation) throws -> CallbackResolution {
    switch try invocation.required("as") {
    case "reached": return .reached
    case "sent": return .sent(unit: SafeText(try invocation.required("unit"), limit: 100).description)
    case "called-again": return .calledAgain(try invocation.value("again").map { try CallIdentifier($0) })
    case "unreachable": return .unreachable
    case "no-number": return .noNumber
    default: throw CommandLineFault.badValue(option: "as", expected: ways)
    }
  }
}
