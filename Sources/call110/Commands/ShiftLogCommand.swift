import CallJournal
import CallModel
import CallReview
import Catalogue

/// `call110 shift log --seat SEAT --operator ID`: prints the service log of a person's last shift at a seat
/// again.
enum ShiftLogCommand: Command {
  static let words = ["shift", "log"]
  static let specification = CommandSpecification(
    words, .commandShiftLog,
    options: [
      ShiftOptions.seat, OptionSpecification("operator", .required("ID"), .optionOperator),
      ProtocolOption.specification,
    ] + SheetOutput.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let seat = try ShiftOptions.seat(invocation)
    let person = try OperatorIdentifier(try invocation.required("operator"))
    let document = try ProtocolOption.document(invocation)
    let desk = DeskLedger(invocation)
    let reading = desk.read()
    guard let shift = reading.shifts.last(of: person, at: seat) else { throw DeskFault.noShift(seat) }
    // After the hand-over the successor holds it: what this person handed over is told, too.
    let handed = reading.calls.openMatters
      .filter { matter in matter.handOvers.contains { $0.from == person } }.map(\.id)
    let calls = Set(reading.calls.held(by: person) + handed).sorted()
    let contents = desk.contents(of: shift, held: calls, reading: reading, logs: invocation.logsDirectory)
    try SheetOutput.print(ShiftLog(contents, document: document).sheet, invocation: invocation)
    return .success
  }
}
