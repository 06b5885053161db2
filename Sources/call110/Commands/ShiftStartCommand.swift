import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue

/// `call110 shift start --seat SEAT`: a person begins to work at an empty seat and sees what is open.
enum ShiftStartCommand: Command {
  static let words = ["shift", "start"]
  static let specification = CommandSpecification(
    words, .commandShiftStart, options: [ShiftOptions.seat] + DeskWriter.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let seat = try ShiftOptions.seat(invocation)
    let writer = try DeskWriter(invocation)
    let desk = DeskLedger(invocation)
    let reading = desk.read(reach: 0)
    let events = try ShiftOptions.step { () throws(ShiftFault) in
      try reading.shifts.start(writer.personnel, at: seat)
    }
    let at = try writer.write(events.map { (nil, $0) })
    for event in events {
      let row = Message.written(MatterWords.message(event), at: at.display)
      StandardStreams.output(row.text(invocation.language) + "\n")
    }
    BoardPrinter.print(reading, at: desk.now, language: invocation.language)
    return .success
  }
}
