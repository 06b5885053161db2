import CReadline
import CallConsole
import Glibc
import PlainText

extension TerminalRunner {
  /// Keeps the half-typed line.
  func saveDraft() { keepDraft(editor.text) }

  /// Keeps a text as the half-typed one; the program is told once when that fails.
  func keepDraft(_ text: String) {
    guard let draft = configuration.draft else { return }
    let isSaved = draft.save(Draft(context: draftContext, text: text))
    let isNews = !isSaved && !draftHasFailed
    draftHasFailed = !isSaved
    if isNews { give(.draftFailed) }
  }

  /// The terminal has gone, or the process is told to end: text first, then the program.
  ///
  /// Nothing is read or drawn any more, and the draft stays as it is now: whatever a dying terminal still
  /// delivers must not replace it.
  func hangUp(code: Int32, terminalIsThere: Bool = false) {
    hasGone = !terminalIsThere
    for case .paste(let bytes, _) in decoder.flush() {
      editor.insert(fitted(SafeText(bytes: bytes).description, used: editor.text))
    }
    saveDraft()
    configuration.draft?.freeze()
    give(.hangUp(text: editor.text))
    if exitCode == nil { exitCode = code }
  }

  /// Shows what is left to show and gives the terminal back.
  func finish() {
    configuration.draft?.remove()
    if !hasGone { leaveScreen() }
    device.restore()
    editor.close()
    close(signals)
  }

  private func leaveScreen() {
    device.flush(milliseconds: 200)
    if configuration.isPlain { editor.breakLine() } else { editor.erase(rowsAbove: paint.rowsAbove) }
    let rows = memory.takePending(renderer)
    device.add(rows.map { $0 + "\r\n" }.joined())
    markPastes(false)
    device.flush(milliseconds: 500)
  }
}
