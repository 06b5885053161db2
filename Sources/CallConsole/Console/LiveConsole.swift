import CallModel
import CallProtocol
import Catalogue
import PlainText

/// The console on a terminal: the desk with panel, prompt, keys and half-typed text kept for each field.
///
/// A class because the terminal's callbacks need an identity to reach; everything happens on one thread.
public final class LiveConsole: ConsoleProgram {
  /// Two presses of one key within this many ms are one press; counted from the end of the first one's work,
  /// behind which a second one is read that came while the disk was slow.
  private static let bounce: Int64 = 250

  private var desk: CallDesk
  private let setting: ConsoleSetting
  private let history: (any HistoryFeed)?
  private let line: (any LineFeed)?
  private let board: (any DeskBoardFeed)?
  private let places: (any PlaceFeed)?
  private let opening: [DeskEffect]
  private var columns = 80
  private var rows = 24
  private var lastKey: (key: ConsoleKey, at: Int64)?
  private var lastEnter: Int64?
  /// How long an Enter may come behind an answer or an end that needed none, and still be meant for it, in
  /// ms.
  private static let afterOwnDeed: Int64 = 1_000
  /// When a lifted telephone answered the call on the screen, and the call and field that stood there then.
  private var lifted: (at: Int64, serial: Int, field: OpenField)?
  /// Until when an Enter is one of habit, because the record it would have ended has closed by itself.
  private var habitUntil: Int64 = .min
  /// Until when an empty Enter is for nothing, because what it does at a call that goes out has just changed.
  private var enterHeldUntil: Int64 = .min
  /// What the last Enter, or what took its place, left on the line: the same press once more is not for it.
  private var leftOnLine: String?
  /// What the line begins with because the program has put it there, or found it there as a telephone was
  /// lifted: what is typed behind it may be a command.
  private var putOnLine: String?
  /// The field that was open when Escape was pressed, the key before.
  private var escapedFrom: OpenField?
  private var wasHinted = false
  /// How many telephones rang when the bell was last thought of, and when that was.
  private var rung: (telephones: Int, at: Int64) = (0, 0)
  private var wantsToLeave = false
  /// The day of the line said last: a line of another day is said below its date.
  private var saidOn: CivilDate?
  private var painted: (panel: [StyledLine], prompt: String, context: String)?
  /// Whether the panel waits for the pieces that are still to be taken in.
  private var isPaintOwed = false

  /// A console over a desk.
  ///
  /// `opening` are effects of what was done before the screen came up, such as resuming a call.
  public init(
    desk: CallDesk, setting: ConsoleSetting, history: (any HistoryFeed)? = nil,
    line: (any LineFeed)? = nil, board: (any DeskBoardFeed)? = nil, places: (any PlaceFeed)? = nil,
    opening: [DeskEffect] = []
  ) {
    self.places = places
    self.line = line
    self.board = board
    self.desk = desk
    self.desk.hasScreen = true
    self.setting = setting
    self.history = history
    self.opening = opening
  }

  /// The first screen; the draft goes back to the field it was typed in, and is said when that is gone.
  public func start(columns: Int, rows: Int, restored: Draft?) -> [ScreenChange] {
    self.columns = columns
    self.rows = rows
    var changes = say([DeskEffect(.notice, message: .consoleOpened(version: setting.version))] + opening)
    if let restored { changes += restore(restored) }
    return changes + paint()
  }

  /// What one input changes.
  public func handle(_ input: ConsoleInput) -> [ScreenChange] {
    if let left = putOnLine, input.line?.hasPrefix(left) == false { putOnLine = nil }
    let serial = desk.front.serial
    let changes = carryOut(input)
    if let put = changes.lastInput {
      putOnLine = put
    } else if input.takesLine || serial != desk.front.serial {
      putOnLine = nil
    }
    return changes
  }

  private func carryOut(_ input: ConsoleInput) -> [ScreenChange] {
    switch input {
    case .line(let text):
      let changes = enter(text)
      lastEnter = desk.clock.now().monotonic
      return changes + paint()
    case .key(let key, let text):
      let changes = press(key, text: text)
      lastKey = (key, desk.clock.now().monotonic)
      return changes + paint()
    case .typed(let text):
      desk.front.keep(text)
      return []
    case .tick: return tick()
    case .more: return piece()
    case .resized(let columns, let rows):
      (self.columns, self.rows) = (columns, rows)
      if !setting.isPlain { painted = nil }
      return paint()
    case .endOfInput: return say([DeskEffect(.notice, message: .interruptHint)]) + paint()
    case .interrupt(let text):
      let hint: Message = text.isEmpty ? .interruptHint : .lineCleared
      return say([DeskEffect(.notice, message: hint)]) + clear(text) + paint()
    case .hangUp: return [.close(0)]
    case .draftFailed: return say([DeskEffect(.warning, message: .draftFailed)])
    case .textWasCleaned(let wasCut):
      let message: Message = wasCut ? .lineCut(limit: SafeText.maximumLength, line: nil) : .textCleaned
      return say([DeskEffect(.warning, message: message)]) + paint()
    }
  }

  // MARK: Lines and keys

  private func enter(_ text: String) -> [ScreenChange] {
    let now = desk.clock.now().monotonic
    let isBehindLifting =
      lifted.map { now - $0.at < Self.afterOwnDeed && place == ($0.serial, $0.field) } ?? false
    let isBounce = isBehindLifting || now < habitUntil || now - (lastEnter ?? .min / 2) < Self.bounce
    (lifted, escapedFrom) = (nil, nil)
    if isBounce || now < enterHeldUntil, text.isEmpty { return [] }
    // The second press was meant for what has just left the screen, not for what stands there now.
    if isBounce, text == leftOnLine { return [.input(text)] }
    let (kept, line) = commandBehindLeft(text)
    let changes = act(on: line, keeping: kept)
    leftOnLine = changes.lastInput
    return changes
  }

  /// A command typed right behind what the program has put onto the line, such as an answer taken back, is a
  /// command, and what stood there stays in its field.
  private func commandBehindLeft(_ text: String) -> (kept: String, line: String) {
    guard let left = putOnLine, !left.isEmpty, text.count > left.count, text.hasPrefix(left) else {
      return ("", text)
    }
    let line = String(text.dropFirst(left.count))
    guard case .command = ConsoleCommand(line: line) else { return ("", text) }
    return (left, line)
  }

  /// Carries out what Enter was pressed for; what is kept stays half-typed in the open field, unless the
  /// command answers that very field.
  private func act(on text: String, keeping kept: String) -> [ScreenChange] {
    // Asked whether to leave a drill, Enter alone says yes.
    let text = text.isEmpty && wantsToLeave ? "/quit" : text
    if text.isEmpty, let hint = phantomHint { return say([hint]) }
    let isForCall = desk.front.isBegunBeforeRing || !desk.isForRinging(text)
    desk.front.keep(kept)
    let shown = place
    if let changes = answerKeeping(text, isForCall: isForCall) { return changes }
    let effects = leavingDrill(told(desk.execute(text)))
    if !kept.isEmpty, effects.contains(where: { $0.answers(shown.field) }) { drop(kept, from: shown) }
    // A line that could not be carried out is fetched back by key: the next Enter may answer a telephone.
    if shown.serial == desk.front.serial { desk.front.typed.add(text) }
    return say(effects) + follow(from: shown, text: "")
      + (effects.contains { $0.kind == .quit } ? [.close(0)] : [])
  }

  /// What stood on the line gave way to an answer by command; Page Up fetches it back.
  private func drop(_ kept: String, from shown: (serial: Int, field: OpenField)) {
    guard shown.serial == desk.front.serial, desk.front.texts[shown.field] == kept else { return }
    desk.front.texts[shown.field] = nil
    desk.front.typed.add(kept)
  }

  /// Enter on a desk whose telephone says that nothing rings is a stray press, the first time.
  private var phantomHint: DeskEffect? {
    guard desk.open == .idle, line?.status.link == .normal, !wasHinted else {
      wasHinted = false
      return nil
    }
    wasHinted = true
    return DeskEffect(.warning, message: .nothingRings)
  }

  /// Enter answers a ringing telephone whatever stands on the line; an answer stays there, for the call, and
  /// a command is fetched back by key: the next line would be joined to it.
  ///
  /// Only a line begun while it rang, and meant for the telephone, is carried out in its place.
  private func answerKeeping(_ text: String, isForCall: Bool) -> [ScreenChange]? {
    guard desk.open == .ringing, isForCall else { return nil }
    let shown = place
    let isAnswer = if case .answer = ConsoleCommand(line: text) { true } else { false }
    // What stands on the line is of the one who is rung back, and stays with him.
    if desk.takesRingFirst, isAnswer { desk.front.keep(text) }
    let effects = told(desk.execute("/answer"))
    guard desk.session.isTalking, !isAnswer || shown.serial == desk.front.serial else {
      return say(effects) + follow(from: shown, text: "")
    }
    if isAnswer {
      let filed = text.isEmpty ? [] : desk.file(text, in: desk.open)
      return say(effects + filed) + [.input(desk.front.texts[desk.open] ?? "")]
    }
    desk.front.typed.add(text)
    return say(effects + [DeskEffect(.warning, message: .commandNotDone(text))])
      + follow(from: shown, text: "")
  }

  /// Which call and field the line belongs to.
  private var place: (serial: Int, field: OpenField) { (desk.front.serial, desk.open) }

  /// Puts onto the line what belongs to the field that is open now, when that is not the text that stands
  /// there.
  private func follow(from shown: (serial: Int, field: OpenField), text: String) -> [ScreenChange] {
    let own = desk.front.texts[desk.open] ?? ""
    guard place != shown || own != text else { return [] }
    return (shown.serial == desk.front.serial ? [] : [.forget]) + [.input(own)]
  }

  /// In a drill nobody is harmed by leaving in the middle of a call: asked for twice, it is done.
  private func leavingDrill(_ effects: [DeskEffect]) -> [DeskEffect] {
    guard setting.banner != nil, let refusal = desk.quitRefusal,
      effects.contains(where: { $0.message == refusal })
    else {
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
    let last = lastKey
    if case .function(let number) = key, last?.key == key, now - (last?.at ?? 0) < Self.bounce,
      !desk.closes(with: number)
    {
      return []
    }
    desk.front.keep(text)
    if key == .pageUp || key == .pageDown {
      return desk.front.typed.step(older: key == .pageUp, from: text).map { [.input($0)] } ?? []
    }
    if let changes = complete(text, by: key) { return changes }
    // In a call Escape leaves it with its field; where there is none it is no caller's.
    if key == .escape, !desk.session.isTalking { return clear(text) }
    let shown = place
    // Escape and a digit, however slowly, are a function key: Escape alone has changed nothing then.
    if case .function = key, last?.key == .escape, let escapedFrom { desk.show(escapedFrom) }
    escapedFrom = key == .escape ? shown.field : nil
    let wasTalking = desk.session.isTalking
    let effects = told(desk.press(key))
    noteOwnEnd(effects, of: shown.serial, wasTalking: wasTalking)
    return say(effects) + follow(from: shown, text: text)
  }

  /// Tab behind something typed completes it and goes on to the next that fits, Shift-Tab goes back; both
  /// book nothing.
  private func complete(_ text: String, by key: ConsoleKey) -> [ScreenChange]? {
    guard !text.isEmpty, key == .tab || key == .shiftTab && desk.front.completion(of: text) != nil else {
      return nil
    }
    guard
      let next = desk.front.completion(of: text)?.moved(by: key == .tab ? 1 : -1)
        ?? Completion(of: text, choices: desk.completions(of: text))
    else { return [] }
    desk.front.completed = next
    desk.front.keep(next.shown)
    return [.input(next.shown)]
  }

  /// Tells the other end of the line what was done.
  private func told(_ effects: [DeskEffect]) -> [DeskEffect] {
    if !effects.isEmpty {
      line?.heard(effects, record: desk.record ?? desk.session.lastClosed, at: desk.clock.now())
    }
    return effects
  }

  // MARK: Time

  /// Whether there is more to be taken in of what others wrote down and of what came over the line.
  public var hasMore: Bool { history?.hasMore == true || line?.hasMore == true }

  private func tick() -> [ScreenChange] {
    let wasOwed = isPaintOwed
    desk.noteUnreadable(history?.unreadable ?? 0)
    desk.board = board?.current()
    desk.idle()
    let read = places?.poll().map { desk.take($0) } ?? []
    let changes = say(desk.takeNews() + read) + piece()
    return wasOwed && isPaintOwed ? changes + paint() : changes
  }

  /// Takes in as much as may stand between two looks at the keyboard.
  ///
  /// News of this seat are shown at once; what only counts, such as who waits elsewhere, with the last piece
  /// or the next tick.
  private func piece() -> [ScreenChange] {
    for noted in history?.poll() ?? [] { desk.learn(noted) }
    let news = line?.poll(at: desk.clock.now()) ?? []
    let changes = news.flatMap(take) + bell()
    isPaintOwed = news.isEmpty && hasMore
    return isPaintOwed ? changes : changes + paint()
  }

  /// What stands on the line stays there, also when the call begins for which it was typed; only with its
  /// call it goes.
  private func take(_ news: LineNews) -> [ScreenChange] {
    let shown = place
    let (wasTalking, tookRing) = (desk.session.isTalking, desk.takesRingFirst)
    let text = desk.front.texts[desk.open] ?? ""
    var effects = desk.take(news)
    noteRingWhileDialling(tookRing)
    if place.serial == shown.serial, place.field != shown.field {
      effects += move(text, from: shown.field, isAnswered: !wasTalking && desk.session.isTalking)
    }
    noteOwnEnd(effects, of: shown.serial, wasTalking: wasTalking)
    // Who rings only now is answered by Enter, as always.
    if shown.field == .idle, desk.open == .ringing { habitUntil = .min }
    if !wasTalking, desk.session.isTalking { noteLifting() }
    let isThere = place.serial == shown.serial && desk.front.texts[desk.open] ?? "" == text
    return say(effects) + (isThere ? [] : follow(from: shown, text: text))
  }

  /// What stood on the line goes with it to the field that is open now.
  private func move(_ text: String, from field: OpenField, isAnswered: Bool) -> [DeskEffect] {
    desk.front.texts[field] = nil
    if isAnswered, !text.isEmpty {
      return desk.front.textAtAnswer == nil ? desk.file(text, in: desk.open) : []
    }
    desk.front.keep(text)
    desk.front.isBegunBeforeRing = field == .idle && !text.isEmpty
    return []
  }

  /// The bell at the beginning of each ring of whoever rings here, whatever is on the screen; a telephone
  /// that is rung from here rings elsewhere.
  private func bell() -> [ScreenChange] {
    let limit = desk.document.ringLimit
    let onScreen = desk.record?.ring?.isOutgoing == true ? nil : desk.ringing?.elapsed
    let times = desk.ringsBeside + (onScreen.map { [$0] } ?? [])
    let now = desk.clock.now().monotonic
    defer { rung = (times.count, now) }
    let begins = times.contains { elapsed in
      limit.ring(after: elapsed) > limit.ring(after: max(0, elapsed - (now - rung.at)))
    }
    return times.count > rung.telephones || begins ? [.bell] : []
  }

  /// Takes what stands on the line off it; Page Up fetches it back.
  private func clear(_ text: String) -> [ScreenChange] {
    guard !text.isEmpty else { return [] }
    desk.front.typed.add(text)
    desk.front.keep("")
    return [.input("")]
  }

  /// An Enter that is under way when a telephone begins to ring, or stops, beside a call that goes out was
  /// pressed for what it did before.
  ///
  /// Meant for a caller who has gone it would tell that the other one was reached: it waits longer then.
  private func noteRingWhileDialling(_ tookRing: Bool) {
    guard tookRing != desk.takesRingFirst, desk.front.isDialled else { return }
    enterHeldUntil = desk.clock.now().monotonic + (tookRing ? Self.afterOwnDeed : Self.bounce)
  }

  /// A call that was talked to on the screen ended without an Enter: the one a hand presses out of habit is
  /// not for what stands there now.
  private func noteOwnEnd(_ effects: [DeskEffect], of serial: Int, wasTalking: Bool) {
    let endings: [CallEnding] = [.finished, .elsewhere] + (wasTalking ? [.abandoned] : [])
    let ends = endings.map { CallEvent.end($0) }
    guard serial != desk.front.serial,
      effects.contains(where: { ($0.event?.event.event).map(ends.contains) ?? false })
    else { return }
    habitUntil = desk.clock.now().monotonic + Self.afterOwnDeed
    leftOnLine = desk.front.texts[desk.open]
  }

  /// The telephone answered, which Enter does as well: a press of habit behind it is not for the first
  /// question.
  private func noteLifting() {
    lifted = (desk.clock.now().monotonic, desk.front.serial, desk.open)
    leftOnLine = desk.front.texts[desk.open]
    putOnLine = leftOnLine
  }

  // MARK: Painting

  private func paint() -> [ScreenChange] {
    desk.lookUpTyped()
    let view = ConsoleView(
      desk: desk, setting: setting, columns: columns, rows: rows,
      line: line?.status ?? LineStatus(link: .none))
    let panel = view.panel
    // The prompt's row and one for what was said before stay.
    desk.helpSpace = setting.isPlain ? nil : (max(6, rows - panel.count - 2), columns - 1)
    let prompt = view.prompt
    let context = self.context
    var changes: [ScreenChange] = []
    if painted?.panel != panel { changes.append(setting.isPlain ? .say(news(in: panel)) : .panel(panel)) }
    if painted?.prompt != prompt { changes.append(.prompt(prompt)) }
    if painted?.context != context { changes.append(.draftContext(context)) }
    painted = (panel, prompt, context)
    isPaintOwed = false
    return changes
  }

  /// In plain mode: the lines that did not stand there before.
  private func news(in panel: [StyledLine]) -> [StyledLine] {
    panel.filter { painted?.panel.contains($0) != true }
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
        var line = StyledLine(
          effect.kind == .item ? String(repeating: " ", count: CallDesk.clockColumns) : "\(clock) ",
          style: .faint)
        line.append(effect.message.text(desk.language), style: effect.style)
        return line
      }
    let isLoud = effects.contains { $0.kind == .notRecorded }
    return [.say(lines)] + (isLoud ? [.bell] : [])
  }

  // MARK: Drafts

  /// What the half-typed text on the line belongs to, with what stands half-typed in other fields and calls.
  private var context: String { DraftContext(desk).description }

  /// Puts a draft back: into its fields when their calls are still going on, else what it holds is said.
  private func restore(_ draft: Draft) -> [ScreenChange] {
    guard let context = DraftContext(draft.context) else {
      return draft.text.isEmpty
        ? [] : [.input(draft.text)] + say([DeskEffect(.notice, message: .draftRestored)])
    }
    let (effects, isLineHere) = desk.restore(context, line: draft.text)
    let isBack = isLineHere && !draft.text.isEmpty || context.hasTexts
    let told = effects + (isBack ? [DeskEffect(.notice, message: .draftRestored)] : [])
    return (desk.front.texts[desk.open].map { [.input($0)] } ?? []) + say(told)
  }
}

extension ConsoleInput {
  /// What stood on the line; nil where the input does not tell.
  fileprivate var line: String? {
    switch self {
    case .line(let text), .typed(let text), .key(_, let text), .interrupt(let text): text
    case .tick, .more, .resized, .endOfInput, .hangUp, .draftFailed, .textWasCleaned: nil
    }
  }

  /// Whether the line is empty behind it, where nothing is put there.
  fileprivate var takesLine: Bool { if case .line = self { true } else { false } }
}

extension [ScreenChange] {
  /// What stands on the line behind these; nil when they leave it alone.
  fileprivate var lastInput: String? {
    reduce(nil) { if case .input(let text) = $1 { text } else { $0 } }
  }
}

extension DeskEffect {
  /// Whether it tells of an answer to this field.
  fileprivate func answers(_ field: OpenField) -> Bool {
    if case .element(let answer) = event?.event.event { return field == .element(answer.element) }
    if case .complaintField(let answer) = event?.event.event { return field == .complaint(answer.field) }
    return false
  }
}
