import CReadline
import CallConsole
import Glibc
import PlainText

/// Runs a console program on the terminal: one loop on the calling thread, which must be the process's first.
///
/// A class because loop, painter and key handling share one state with an identity; there is one in a
/// process.
public final class TerminalRunner {
  /// Shortest time between two paints nobody typed for, in ms.
  static let paintMilliseconds: Int64 = 50
  /// How long a resize is waited for to settle, in ms.
  static let resizeMilliseconds: Int64 = 100
  /// Longest line, in bytes; with the limit in characters it keeps a draft in its slot.
  static let maximumBytes = 24_000

  let program: any ConsoleProgram
  let configuration: TerminalConfiguration
  let device: TerminalDevice
  let editor: LineEditor
  var size: (rows: Int, columns: Int)
  var decoder: KeyDecoder
  var memory = ScreenMemory()
  var paint = PaintState()
  var prompt = ""
  var draftContext = ""
  /// Whether the key before was a lone Escape.
  var escapeIsHeld = false
  var draftHasFailed = false
  var lastTick: Int64 = 0
  /// Whether what was due gave way to a key.
  private var hasYielded = false
  var resizeDue: Int64?
  var signals: Int32
  var hasGone = false
  var exitCode: Int32?

  /// Takes the terminal; it is in the session's mode only while `run` runs.
  public init(program: any ConsoleProgram, configuration: TerminalConfiguration) throws(TerminalFault) {
    call110_block_signals(0)
    _ = call110_use_utf8()
    self.program = program
    self.configuration = configuration
    device = try TerminalDevice()
    size = device.size
    decoder = KeyDecoder(escapeMilliseconds: configuration.escapeMilliseconds)
    signals = call110_signal_descriptor()
    guard signals >= 0 else { throw .noResources(errno: errno) }
    let name = configuration.terminalName
    guard let editor = LineEditor(terminalName: name, rows: size.rows, columns: size.columns) else {
      throw .noResources(errno: ENOMEM)
    }
    self.editor = editor
    if configuration.isPlain { editor.useAppending() }
  }

  /// Runs the program until it closes or the terminal goes; gives the exit code.
  ///
  /// Without a `.close` from the program a lost terminal gives 129 and SIGTERM 143, as shells do. `onceShown`
  /// is called when the first screen has been written.
  public func run(
    extra: [ExtraDescriptor] = [], onceShown: () -> Void = {}
  ) throws(TerminalFault) -> Int32 {
    try device.makeRaw()
    markPastes(true)
    let restored = configuration.draft?.read()
    apply(program.start(columns: size.columns, rows: size.rows, restored: restored))
    saveDraft()
    lastTick = MonotonicTime.now
    paintIfDue(lastTick)
    onceShown()
    var extra = extra
    while exitCode == nil { step(&extra) }
    finish()
    return exitCode ?? 0
  }

  /// Asks a terminal that can to mark what is pasted.
  func markPastes(_ on: Bool) {
    if configuration.marksPastes { device.add("\u{1B}[?2004\(on ? "h" : "l")") }
  }

  /// Gives the program an input and carries out what comes back.
  func give(_ input: ConsoleInput) {
    apply(program.handle(input))
  }

  /// One look at the keyboard and everything else that may have come, and one thing done by time.
  private func step(_ extra: inout [ExtraDescriptor]) {
    let now = MonotonicTime.now
    doTimely(now)
    if exitCode != nil { return }
    let hasMore = program.hasMore
    let ready = wait(extra, until: hasMore ? 0 : nextDeadline(now) - MonotonicTime.now)
    if ready.signals { takeSignals() }
    if ready.isGone && exitCode == nil { hangUp(code: 129) }
    if exitCode == nil && ready.keyboard { readKeyboard() }
    if exitCode == nil && hasMore && !ready.keyboard { give(.more) }
    if exitCode == nil { readExtra(&extra, ready: ready.extra) }
    if exitCode == nil { saveDraft() }
    if exitCode == nil && device.hasWaitingOutput && !device.flush() { hangUp(code: 129) }
  }

  private func doTimely(_ now: Int64) {
    if let deadline = decoder.deadline, now >= deadline, !device.hasInput { handle(decoder.expire(now: now)) }
    if exitCode == nil, let due = resizeDue, now >= due { resize() }
    guard exitCode == nil else { return }
    if !configuration.isPlain { paint.heal(now) }
    let isTickDue = now - lastTick >= configuration.tickMilliseconds
    guard isTickDue || paint.due(now).map({ $0 <= now }) == true, !yieldsToKey() else { return }
    if isTickDue { tick(now) } else { paintIfDue(now) }
  }

  /// Whether a key waits that goes first; not twice before the same tick or paint.
  private func yieldsToKey() -> Bool {
    hasYielded = !hasYielded && device.hasInput
    return hasYielded
  }

  private func tick(_ now: Int64) {
    lastTick = now
    // What stands there belongs to its call: the program has to know it before time takes the call away.
    give(.typed(editor.text))
    give(.tick)
  }

  private func nextDeadline(_ now: Int64) -> Int64 {
    var deadline = lastTick + configuration.tickMilliseconds
    // A paint that has to wait for the size or the terminal is woken by them, not by time.
    let paintDue = resizeDue == nil && !device.hasWaitingOutput ? paint.due(now) : nil
    for other in [decoder.deadline, resizeDue, paintDue] {
      if let other { deadline = min(deadline, other) }
    }
    return deadline
  }

  private func readExtra(_ extra: inout [ExtraDescriptor], ready: [Int]) {
    for index in ready.reversed() {
      let outcome = extra[index].read()
      if outcome.isFinished { extra.remove(at: index) }
      apply(outcome.changes)
      if exitCode != nil { return }
    }
  }

  private func takeSignals() {
    while true {
      switch call110_next_signal(signals) {
      case 0: return
      case SIGHUP: if exitCode == nil { hangUp(code: 129) }
      case SIGTERM: if exitCode == nil { hangUp(code: 143, terminalIsThere: true) }
      case SIGQUIT: if exitCode == nil { hangUp(code: 131, terminalIsThere: true) }
      case SIGINT: if exitCode == nil { give(.interrupt(text: editor.text)) }
      case SIGWINCH: resizeDue = MonotonicTime.now + Self.resizeMilliseconds
      case SIGCONT: resume()
      default: continue
      }
    }
  }

  /// After a stop somebody else may have changed the mode and the screen.
  private func resume() {
    // A terminal that refuses its mode now has gone, which the next read or write says.
    try? device.makeRaw()
    markPastes(true)
    if configuration.isPlain { editor.breakLine() }
    resizeDue = MonotonicTime.now
  }

  private func resize() {
    resizeDue = nil
    size = device.size
    editor.setSize(rows: size.rows, columns: size.columns)
    if configuration.isPlain { paint.wantNow() } else { paint.wantAll() }
    give(.resized(columns: size.columns, rows: size.rows))
  }
}
