import CallModel
import CallProtocol
import Catalogue

extension CallDesk {
  /// A major matter: of the call going on, else of the one closed last.
  mutating func major(_ argument: String) -> [DeskEffect] {
    guard let matters else { return [DeskEffect(.error, .mattersElsewhere)] }
    let call = record?.id ?? session.lastClosed?.id
    return matters.major(
      argument, call: call, at: clock.now().wall, isInspectors: document.isInspectors)
  }

  /// What is owed, or the change of shift at this seat.
  mutating func shift(_ argument: String) -> [DeskEffect] {
    guard let matters else { return [DeskEffect(.error, .mattersElsewhere)] }
    let (effects, relief) = matters.shift(
      argument, seat: session.seat, personnel: session.personnel, isInCall: record != nil, board: board)
    if let relief {
      session.takeOver(by: relief)
      takeOverSink(relief)
    }
    return effects
  }
}
