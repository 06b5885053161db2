import CallModel
import CallProtocol
import Catalogue
import PlainText

/// The rows of callers: who rings for the screen, and who is not on it.
extension ConsoleView {
  func ringing(_ number: String, name: String, elapsed: Int64) -> StyledLine {
    let ring = desk.document.ringLimit.ring(after: elapsed)
    let isLoud = ring >= desk.document.ringLimit.ringsAllowed
    // A long name must not push the seconds off the row.
    let caller = [number, name.clipped(to: 24)].filter { !$0.isEmpty }.joined(separator: " ")
    let figure = Message.ringingRow(
      caller: caller, ring: ring, milliseconds: shown(elapsed), isLoud: isLoud)
    var row = StyledLine(" " + figure.text(language), style: isLoud ? .alarm : .warning)
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
