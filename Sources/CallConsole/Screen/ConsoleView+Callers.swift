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
    let figure = Message.diallingRow(caller: caller(number, name: name), milliseconds: shown(elapsed))
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

  /// The other callers, who rings longest first; on a small screen never more rows than two, and one that
  /// counts the rest.
  var beside: [StyledLine] {
    let callers = desk.callersBeside
    let rows = callers.prefix(max(2, self.rows / 6)).map { row($0) }
    let rest = callers.count - rows.count
    return rows
      + (rest > 0 ? [StyledLine(" " + Message.callersMore(rest).text(language), style: .warning)] : [])
  }

  private func row(_ caller: CallerBeside) -> StyledLine {
    // Who has a later record than the one on the screen, or none, came second.
    let isSecond = caller.call.map { call in desk.record.map { $0.id < call } ?? false } ?? true
    switch caller.state {
    case .ringing(let elapsed):
      let ring = desk.document.ringLimit.ring(after: elapsed)
      let isLoud = ring >= desk.document.ringLimit.ringsAllowed
      let words = Message.callerRings(
        caller.number, ring: ring, milliseconds: shown(elapsed), isSecond: isSecond, isLoud: isLoud)
      return StyledLine(" " + words.text(language), style: isLoud ? .alarm : .warning)
    case .talking(let elapsed, let isOnLine):
      let words = Message.callerTalks(
        caller.number, milliseconds: shown(elapsed), isSecond: isSecond, isOnLine: isOnLine)
      return StyledLine(" " + words.text(language), style: isOnLine ? .alarm : .warning)
    case .over(let elapsed):
      let words = Message.callerIsOver(caller.number, milliseconds: shown(elapsed), isSecond: isSecond)
      return StyledLine(" " + words.text(language), style: .warning)
    }
  }
}
