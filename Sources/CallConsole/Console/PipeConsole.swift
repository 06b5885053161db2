import CallModel
import Catalogue
import PlainText

/// The desk without a terminal: numbered lines go in, one line an effect comes out, and the end knows of any
/// error.
public struct PipeConsole {
  private var desk: CallDesk
  private let usesJSON: Bool
  private var history: (any HistoryFeed)?
  private let board: (any DeskBoardFeed)?
  /// What was proposed unasked so far.
  private var proposed: [Message] = []
  /// Whether any line could not be carried out.
  public private(set) var hadError = false
  /// Whether anything could not be put into the journal.
  public private(set) var hadLoss = false
  /// Whether the last line asked to leave.
  public private(set) var wantsToQuit = false

  /// A console over a desk; `usesJSON` gives the effects as JSON objects, one a line.
  ///
  /// `history` gives the earlier calls of all seats; it is asked once, before the first line.
  public init(
    desk: CallDesk, usesJSON: Bool, history: (any HistoryFeed)? = nil, board: (any DeskBoardFeed)? = nil
  ) {
    self.board = board
    self.history = history
    self.desk = desk
    self.usesJSON = usesJSON
  }

  /// Lines for effects that came before any input, such as resuming a call.
  public mutating func opening(_ effects: [DeskEffect]) -> [String] { print(effects, line: nil) }

  /// Carries one line out; blank lines are skipped.
  public mutating func take(_ text: String, line: Int, wasCut: Bool) -> [String] {
    let command = ConsoleCommand(line: text)
    if case .answer("") = command { return [] }
    learnHistory()
    if case .command(.shift, _) = command { desk.board = board?.current() }
    var effects = desk.execute(command) + desk.takeNews() + proposals()
    if wasCut {
      effects.append(DeskEffect(.warning, message: .lineCut(limit: SafeText.maximumLength, line: line)))
    }
    return print(effects, line: line)
  }

  /// What is proposed unasked and was not a line before; a panel would show it as long as it holds.
  private mutating func proposals() -> [DeskEffect] {
    let now = desk.unasked
    defer { proposed = now }
    return now.filter { !proposed.contains($0) }.map { DeskEffect(.notice, message: $0) }
  }

  private mutating func learnHistory() {
    guard let history else { return }
    self.history = nil
    while true {
      let events = history.poll()
      if events.isEmpty { break }
      for noted in events { desk.learn(noted) }
    }
    desk.noteUnreadable(history.unreadable)
  }

  /// What is to be said when the input has ended: a call still going on is not closed, it waits for the next
  /// start.
  public mutating func finish() -> [String] {
    guard let record = desk.record, !wantsToQuit else { return [] }
    return print([DeskEffect(.warning, message: .callLeftOpen(record.id.description))], line: nil)
  }

  private mutating func print(_ effects: [DeskEffect], line: Int?) -> [String] {
    effects.map { effect in
      if effect.kind == .error { hadError = true }
      if effect.kind == .quit { wantsToQuit = true }
      if effect.kind == .notRecorded { hadLoss = true }
      guard !usesJSON else {
        return SafeText(effect.json(line: line, language: desk.language), limit: .max).description
      }
      let message = effect.kind == .error ? Message.atLine(line, effect.message) : effect.message
      return SafeText(message.text(desk.language), limit: 20_000).description
    }
  }
}
