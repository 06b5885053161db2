import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue

/// `call110 shift end --seat SEAT --to PERSON`: what is open is handed over, then the service log is printed.
enum ShiftEndCommand: Command {
  static let words = ["shift", "end"]
  static let specification = CommandSpecification(
    words, .commandShiftEnd,
    options: [
      ShiftOptions.seat, OptionSpecification("to", .required("ID"), .optionSuccessor),
      OptionSpecification("paper", .required("N"), .optionPaper), ProtocolOption.specification,
    ] + SheetOutput.options + DeskWriter.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let seat = try ShiftOptions.seat(invocation)
    let successor = try invocation.value("to").map { try OperatorIdentifier($0) }
    let paper = try invocation.integer("paper", in: 0...9_999) ?? 0
    let writer = try DeskWriter(invocation)
    let reading = DeskLedger(invocation).read(reach: 0)
    let steps = try ShiftOptions.step { () throws(ShiftFault) in
      try reading.shifts.end(writer.personnel, at: seat, successor: successor, paperCalls: paper)
    }
    return try ShiftChange(seat: seat, leaving: writer.personnel, successor: successor)
      .run(steps, reading: reading, writer: writer, invocation: invocation)
  }
}
