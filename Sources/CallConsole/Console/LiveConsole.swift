import CallModel
import CallProtocol
import Catalogue
import PlainText

/// The console on a terminal: the desk with panel, prompt, keys and half-typed text kept for each field.
///
/// A class because the terminal's callbacks need an identity to reach; everything happens on one thread.
public final class LiveConsole: ConsoleProgram {
  /// Two presses of one key within this many ms are one press.
  private static let bounce: Int64 = 250

  private var desk: CallDesk
  private let setting: ConsoleSetting
  private let history: (any HistoryFeed)?
  private let line: (any LineFeed)?
  private let board: (any DeskBoardFeed)?
  private let opening: [DeskEffect]
  private var columns = 80
  private var rows = 24
  private var stash: [OpenField: String] = [:]
  private var lastKey: (key: ConsoleKey, at: Int64)?
  private var bellRing = 0
  private var wantsToLeave = false
  /// The day of the line said last: a line of another day is said below its date.
  private var saidOn: CivilDate?
  private var painted: (panel: [StyledLine], prompt: String, context: String)?

  /// A console over a desk.
  ///
  /// `opening` are effects of what was done before the screen came up, such as resuming a call.
  public init(
    desk: CallDesk, setting: ConsoleSetting, history: (any HistoryFeed)? = nil,
    line: (any LineFeed)? = nil, board: (any DeskBoardFeed)? = nil, opening: [DeskEffect] = []
  ) {
    self.line = line
    self.board = board
    self.desk = desk
    self.setting = setting
    self.history = history
    self.opening = opening
  }

  /// The first screen; the draft goes back to the field it was typed in, or to the prompt when that is gone.
  public func start(columns: Int, rows: Int, restored: Draft?) -> [ScreenChange] {
    self.columns = columns
    self.rows = rows
    var changes = say([DeskEffect(.notice, message: .consoleOpened(version: setting.version))] + opening)
    if let restored { changes += restore(restored) }
    return changes + paint()
  }

  /// What one input changes.
  public func handle(_ input: ConsoleInput) -> [ScreenChange] {
    switch input {
    case .line(let text): return enter(text) + paint()
    case .key(let key, let text): return press(key, text: text) + paint()
    case .tick: return tick() + paint()
    case .resized(let columns, let rows):
      (self.columns, self.rows) = (columns, rows)
      painted = nil
      return paint()
    case .endOfInput, .interrupt: return say([DeskEffect(.notice, message: .interruptHint)]) + paint()
    case .hangUp: return [.close(0)]
    case .draftFailed: return say([DeskEffect(.warning, message: .draftFailed)])
    case .textWasCleaned(let wasCut):
      let message: Message = wasCut ? .lineCut(limit: SafeText.maximumLength, line: nil) : .textCleaned
      return say([DeskEffect(.warning, message: message)]) + paint()
    }
  }

  // MARK: Lines and keys

  private func enter(_ text: String) -> [ScreenChange] {
    let before = desk.open
    stash[before] = nil
    let effects = leavingDrill(told(desk.execute(text)))
    var changes = say(effects)
    // A line that could not be carried out is given back, so that it is corrected and not typed again.
    if effects.contains(where: { $0.kind == .error }), !text.isEmpty { changes.append(.input(text)) }
    if desk.open != before { changes.append(.input(stash[desk.open] ?? "")) }
    if effects.contains(where: { $0.kind == .quit }) { changes.append(.close(0)) }
    return changes
  }

  /// In a drill nobody is harmed by leaving in the middle of a call: asked for twice, it is done.
  private func leavingDrill(_ effects: [DeskEffect]) -> [DeskEffect] {
    guard setting.banner != nil, effects.contains(where: { $0.message == .quitDuringCall }) else {
      wantsToLeave = false
      return effects
    }
    defer { wantsToLeave = true }
    return [
      wantsToLeave ? DeskEffect(.quit, message: .drillLeft) : DeskEffect(.error, message: .drillLeaveHint)
    ]
  }

  private func press(_ key: ConsoleKey, text: String) -> [ScreenChange] {
    let now = desk.clock.now().monotonic
    defer { lastKey = (key, now) }
    if case .function = key, let lastKey, lastKey.key == key, now - lastKey.at < Self.bounce { return [] }
    let before = desk.open
    let effects = told(desk.press(key))
    var changes = say(effects)
    if desk.open != before {
      stash[before] = text
      changes.append(.input(stash[desk.open] ?? ""))
    }
    return changes
  }

  /// Tells the other end of the line what was done.
  private func told(_ effects: [DeskEffect]) -> [DeskEffect] {
    if !effects.isEmpty {
      line?.heard(effects, record: desk.record ?? desk.session.lastClosed, at: desk.clock.now())
    }
    return effects
  }

  // MARK: Time

  private func tick() -> [ScreenChange] {
    for noted in history?.poll() ?? [] { desk.learn(noted) }
    desk.noteUnreadable(history?.unreadable ?? 0)
    desk.board = board?.current()
    desk.idle()
    let news = line?.poll(at: desk.clock.now()) ?? []
    return say(desk.takeNews()) + news.flatMap { say(desk.take($0)) } + bell()
  }

  /// The bell at the beginning of the last ring allowed and of every later one.
  private func bell() -> [ScreenChange] {
    guard let elapsed = desk.ringing?.elapsed else {
      bellRing = 0
      return []
    }
    let ring = desk.document.ringLimit.ring(after: elapsed)
    guard ring >= desk.document.ringLimit.ringsAllowed, ring > bellRing else { return [] }
    bellRing = ring
    return [.bell]
  }

  // MARK: Painting

  private func paint() -> [ScreenChange] {
    let view = ConsoleView(
      desk: desk, setting: setting, columns: columns, rows: rows,
      line: line?.status ?? LineStatus(link: .none))
    let panel = view.panel
    let prompt = view.prompt
    let context = self.context
    var changes: [ScreenChange] = []
    if painted?.panel != panel { changes.append(.panel(panel)) }
    if painted?.prompt != prompt { changes.append(.prompt(prompt)) }
    if painted?.context != context { changes.append(.draftContext(context)) }
    painted = (panel, prompt, context)
    return changes
  }

  private func say(_ effects: [DeskEffect]) -> [ScreenChange] {
    guard !effects.isEmpty else { return [] }
    let now = desk.clock.now().wall
    let clock = now.clock
    let date = saidOn != nil && saidOn != now.date ? [StyledLine("\(now.date)", style: .strong)] : []
    saidOn = now.date
    let lines =
      date
      + effects.map { effect in
        var line = StyledLine(effect.kind == .item ? "         " : "\(clock) ", style: .faint)
        line.append(effect.message.text(desk.language), style: effect.style)
        return line
      }
    let isLoud = effects.contains { $0.kind == .notRecorded }
    return [.say(lines)] + (isLoud ? [.bell] : [])
  }

  // MARK: Drafts

  /// What the half-typed text on the line belongs to, with what stands half-typed in other fields.
  private var context: String {
    DraftContext(call: desk.record?.id, field: desk.open, others: stash).description
  }

  /// Puts a draft back: into its field when its call is still the one going on, else only onto the line.
  private func restore(_ draft: Draft) -> [ScreenChange] {
    if let context = DraftContext(draft.context), context.call == desk.record?.id {
      stash = context.others
      desk.show(context.field)
    }
    guard !draft.text.isEmpty || !stash.isEmpty else { return [] }
    return [.input(draft.text)] + say([DeskEffect(.notice, message: .draftRestored)])
  }
}
