import CallConsole
import PlainText

extension TerminalRunner {
  /// Carries out changes; what is to be seen is painted later.
  func apply(_ changes: [ScreenChange]) {
    for change in changes {
      switch change {
      case .say(let lines): say(lines)
      case .panel(let lines): if memory.panel != lines { setPanel(lines) }
      case .prompt(let text): if prompt != text { setPrompt(text) }
      case .input(let text): replaceText(text)
      case .draftContext(let context): draftContext = context
      case .forget: editor.forget()
      case .bell: device.add("\u{7}")
      case .close(let code): exitCode = code
      }
    }
  }

  private func say(_ lines: [StyledLine]) {
    guard !lines.isEmpty else { return }
    memory.say(lines)
    paint.want()
  }

  private func setPanel(_ lines: [StyledLine]) {
    memory.panel = lines
    paint.want()
  }

  private func setPrompt(_ text: String) {
    prompt = text
    paint.want()
  }

  private func replaceText(_ text: String) {
    let safe = fitted(SafeText(text).description, used: "")
    guard safe != editor.text else { return }
    editor.replace(safe)
    paint.want()
  }

  /// As much of `text` as the line has room for besides `used`.
  func fitted(_ text: String, used: String) -> String {
    let bytes = used.utf8.count + text.utf8.count
    if bytes <= SafeText.maximumLength { return text }
    var kept = text.prefix(max(0, SafeText.maximumLength - used.count))
    while used.utf8.count + kept.utf8.count > Self.maximumBytes, !kept.isEmpty { kept = kept.dropLast() }
    return String(kept)
  }

  /// Paints when it is time, the size is settled, and the terminal takes output; else it is painted later.
  func paintIfDue(_ now: Int64) {
    guard resizeDue == nil, let due = paint.due(now), due <= now else { return }
    guard !device.hasWaitingOutput || isOnlyStarting else { return }
    paintNow(now)
  }

  /// What waits before the first paint, or a bell, is no sign of a stalled terminal.
  private var isOnlyStarting: Bool { device.flush() && !device.hasWaitingOutput }

  /// Rows as wide as the screen leaves room for; in plain mode a line is never broken.
  var renderer: RowRenderer {
    RowRenderer(
      columns: configuration.isPlain ? .max : size.columns - 1, usesColour: configuration.usesColour)
  }

  private func paintNow(_ now: Int64) {
    let renderer = self.renderer
    let said = memory.takePending(renderer)
    guard !configuration.isPlain else { return appendNow(said, now: now) }
    let fixed = memory.fixedRows(rowsForPanel, renderer: renderer)
    if paint.wantsAll {
      editor.forgetPlace()
      device.add("\u{1B}[H\u{1B}[2J")
      add(memory.lastSaid(size.rows - fixed.count - lineRows, renderer: renderer) + fixed)
    } else if said.isEmpty && fixed == paint.shownRows {
      editor.erase(rowsAbove: 0)
    } else {
      editor.erase(rowsAbove: paint.rowsAbove)
      add(said + fixed)
    }
    paint.rowsAbove = fixed.count
    paint.shownRows = fixed
    paint.done(now)
    if !editor.setPrompt(prompt.clipped(to: max(4, size.columns - 10))) { paint.want() }
    editor.draw()
    _ = device.flush()
  }

  /// What was said, each line once and whole, and then prompt and text, below what stands there.
  private func appendNow(_ said: [String], now: Int64) {
    if !said.isEmpty || paint.wantsAll { editor.breakLine() }
    add(said)
    paint.done(now)
    if !editor.setPrompt(prompt) { paint.want() }
    editor.append()
    _ = device.flush()
  }

  private func add(_ rows: [String]) {
    device.add(rows.map { $0 + "\r\n" }.joined())
  }

  /// Rows the prompt and the half-typed text take.
  private var lineRows: Int {
    (prompt.displayWidth + editor.text.displayWidth) / size.columns + 1
  }

  private var rowsForPanel: Int { max(0, size.rows - 1 - lineRows) }
}
