import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue

/// `call110 shift take-over --seat SEAT`: relieves whoever works there, without a gap, and prints that
/// person's log.
enum ShiftTakeOverCommand: Command {
  static let words = ["shift", "take-over"]
  static let specification = CommandSpecification(
    words, .commandShiftTakeOver,
    options: [
      ShiftOptions.seat, OptionSpecification("paper", .required("N"), .optionPaper),
      ProtocolOption.specification,
    ] + SheetOutput.options + DeskWriter.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let seat = try ShiftOptions.seat(invocation)
    let paper = try invocation.integer("paper", in: 0...9_999) ?? 0
    let writer = try DeskWriter(invocation)
    let reading = DeskLedger(invocation).read(reach: 0)
    let steps = try ShiftOptions.step { () throws(ShiftFault) in
      try reading.shifts.takeOver(writer.personnel, at: seat, paperCalls: paper)
    }
    guard let leaving = reading.shifts.current(at: seat)?.personnel else {
      throw DeskFault.shift(.seatEmpty(seat))
    }
    return try ShiftChange(seat: seat, leaving: leaving, successor: writer.personnel)
      .run(steps, reading: reading, writer: writer, invocation: invocation)
  }
}
