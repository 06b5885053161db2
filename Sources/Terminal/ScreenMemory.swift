import CallConsole

/// What the screen shows above the prompt, kept so that it can be drawn again after a resize.
struct ScreenMemory {
  /// Rows remembered of what was said.
  static let limit = 500

  /// The rows directly above the prompt.
  var panel: [StyledLine] = []
  /// What is to be said and has not been drawn.
  private var pending: [StyledLine] = []
  private var said: [StyledLine] = []

  /// Whether something waits to be drawn that will scroll away.
  var hasPending: Bool { !pending.isEmpty }

  /// Says rows.
  mutating func say(_ lines: [StyledLine]) {
    pending += lines
    if pending.count > Self.limit { pending.removeFirst(pending.count - Self.limit) }
  }

  /// The rows not drawn yet; they are remembered.
  mutating func takePending(_ renderer: RowRenderer) -> [String] {
    let rows = pending.flatMap(renderer.wrapped)
    said += pending
    if said.count > Self.limit { said.removeFirst(said.count - Self.limit) }
    pending = []
    return rows
  }

  /// The last rows said, at most `count`.
  func lastSaid(_ count: Int, renderer: RowRenderer) -> [String] {
    let rows = said.suffix(max(0, count)).flatMap(renderer.wrapped)
    return Array(rows.suffix(max(0, count)))
  }

  /// The panel as rows, at most `count`; those nearest the prompt are kept.
  func fixedRows(_ count: Int, renderer: RowRenderer) -> [String] {
    panel.suffix(max(0, count)).map(renderer.clipped)
  }
}
