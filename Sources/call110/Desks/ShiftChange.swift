import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue

/// The end of a shift: what the person leaving holds goes to the successor, in one step with the shift
/// events; then the service log of the person leaving is printed.
struct ShiftChange {
  let seat: SeatIdentifier
  let leaving: OperatorIdentifier
  let successor: OperatorIdentifier?

  func run(
    _ steps: [MatterEvent], reading: MatterReading, writer: DeskWriter, invocation: Invocation
  ) throws -> ExitStatus {
    let document = try ProtocolOption.document(invocation)
    let held = reading.calls.held(by: leaving)
    var events: [(call: CallIdentifier?, event: MatterEvent)] = []
    if let successor, successor != leaving {
      let reason = Message.shiftChangeReason.text(.chinese)
      events = held.map { call in
        (call, .handedOver(HolderChanged(from: leaving, to: successor, reason: reason)))
      }
    }
    try writer.write(events + steps.map { (nil, $0) })
    let after = DeskLedger(invocation)
    let now = after.read()
    guard let shift = now.shifts.last(of: leaving, at: seat) else { throw DeskFault.noShift(seat) }
    let contents = after.contents(of: shift, held: held, reading: now, logs: invocation.logsDirectory)
    try SheetOutput.print(ShiftLog(contents, document: document).sheet, invocation: invocation)
    return .success
  }
}

/// The options the shift commands have in common.
enum ShiftOptions {
  /// The seat at which the shift begins or ends.
  static let seat = OptionSpecification("seat", .required("SEAT"), .optionSeat)

  /// The seat the invocation names.
  static func seat(_ invocation: Invocation) throws -> SeatIdentifier {
    try SeatIdentifier(try invocation.required("seat"))
  }

  /// The step's events, or why there are none as the error that is put into words.
  static func step(_ body: () throws(ShiftFault) -> [MatterEvent]) throws(DeskFault) -> [MatterEvent] {
    do throws(ShiftFault) { return try body() } catch { throw .shift(error) }
  }
}
