import CallModel
import CallProtocol
import Catalogue
import PlainText

/// The rows of callers: who rings for the screen, and who is not on it.
extension ConsoleView {
  func ringing(_ number: String, name: String, elapsed: Int64) -> StyledLine {
    let ring = desk.document.ringLimit.ring(after: elapsed)
    let isLoud = ring >= desk.document.ringLimit.ringsAllowed
    let figure = Message.ringingRow(
      caller: caller(number, name: name), ring: ring, milliseconds: shown(elapsed), isLoud: isLoud)
    return withPast(of: number, StyledLine(" " + figure.text(language), style: isLoud ? .alarm : .warning))
  }

  /// The row of somebody who is rung back: no ring of his is to be answered here, and none is late.
  func dialling(_ number: String, name: String, elapsed: Int64) -> StyledLine {
    let figure = Message.diallingRow(
      caller: caller(number, name: name), milliseconds: shown(elapsed), takesRingFirst: desk.takesRingFirst)
    return withPast(of: number, StyledLine(" " + figure.text(language), style: .warning))
  }

  /// Number and name; a long name must not push the seconds off the row.
  private func caller(_ number: String, name: String) -> String {
    [number, name.clipped(to: 24)].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The row with what is known of the number from before.
  private func withPast(of number: String, _ row: StyledLine) -> StyledLine {
    var row = row
    if let earlier = desk.earlierCall(from: number, other: desk.record?.id) {
      row.append("  " + earlier.text(language))
    }
    return row
  }

  /// As many rows as a desk that waits needs for other things than callers: its first row, the one the keys
  /// are for, the queue, what is not recorded, a warning, what counts the rest, and the prompt.
  private static let rowsOfWaiting = 8

  /// The other callers, who rings longest first, and a row that counts those there is no room for: in a call
  /// a few, at a desk that waits as many as the screen has rows.
  var beside: [StyledLine] {
    let most = desk.session.isTalking ? self.rows / 6 : self.rows - Self.rowsOfWaiting
    let rows = callers.enumerated().prefix(max(2, most)).map { row($1, index: $0) }
    let rest = callers.count - rows.count
    return rows
      + (rest > 0 ? [StyledLine(" " + Message.callersMore(rest).text(language), style: .warning)] : [])
  }

  /// Which caller he is in the order they came, who only rings behind those on record; nil when he came
  /// before the one on the screen.
  private func place(of caller: CallerBeside, index: Int) -> Int? {
    let known = (callers.compactMap(\.call) + [desk.record?.id].compactMap { $0 }).sorted()
    // Who rings on the screen is the first of those who ring.
    guard let call = caller.call else { return known.count + index + (desk.record == nil ? 2 : 1) }
    guard let onScreen = desk.record?.id, onScreen < call else { return nil }
    return known.firstIndex(of: call).map { $0 + 1 }
  }

  private func row(_ caller: CallerBeside, index: Int) -> StyledLine {
    let place = self.place(of: caller, index: index)
    switch caller.state {
    case .ringing(let elapsed):
      let ring = desk.document.ringLimit.ring(after: elapsed)
      let isLoud = ring >= desk.document.ringLimit.ringsAllowed
      let words = Message.callerRings(
        caller.number, ring: ring, milliseconds: shown(elapsed), place: place, isLoud: isLoud)
      return StyledLine(" " + words.text(language), style: isLoud ? .alarm : .warning)
    case .talking(let elapsed, let isOnLine):
      let words = Message.callerTalks(
        caller.number, milliseconds: shown(elapsed), place: place, isOnLine: isOnLine)
      return StyledLine(" " + words.text(language), style: isOnLine ? .alarm : .warning)
    case .over(let elapsed):
      let words = Message.callerIsOver(caller.number, milliseconds: shown(elapsed), place: place)
      return StyledLine(" " + words.text(language), style: .warning)
    case .dialled(let elapsed):
      let words = Message.callerDialled(caller.number, milliseconds: shown(elapsed))
      return StyledLine(" " + words.text(language), style: .warning)
    }
  }
}
