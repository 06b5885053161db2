import CReadline

/// The half-typed line: readline behind values.
///
/// There is one in a process, used by one thread.
struct LineEditor {
  /// What a key made happen on the line.
  enum Event: Hashable {
    /// Enter, with the text; the line is empty now.
    case line(String)
    /// A key without text, by its number in `call110_key`.
    case key(Int32)
    /// Ctrl-L.
    case redraw
    /// readline met an end of input.
    case endOfInput
  }

  /// Starts the line for a screen of this size; nil when there is no memory.
  init?(terminalName: String?, rows: Int, columns: Int) {
    guard call110_line_open(terminalName ?? "", Int32(rows), Int32(columns)) == 0 else { return nil }
  }

  /// The half-typed text.
  var text: String {
    var length = 0
    guard let start = call110_line_text(&length) else { return "" }
    return start.withMemoryRebound(to: UInt8.self, capacity: length) {
      String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
    }
  }

  /// Whether nothing is typed.
  var isEmpty: Bool { length == 0 }

  /// Bytes of the half-typed text.
  var length: Int {
    var length = 0
    _ = call110_line_text(&length)
    return length
  }

  /// Whether Escape belongs to readline, because the user edits as in vi.
  var ownsEscape: Bool { call110_line_is_vi() != 0 }

  /// Whether an escape sequence does something.
  func isBound(_ sequence: [UInt8]) -> Bool {
    sequence.withUnsafeBufferPointer { call110_line_is_bound($0.baseAddress, $0.count) != 0 }
  }

  /// Gives readline whole keys, up to the first that makes an event; gives how many bytes that were.
  func feed(_ bytes: ArraySlice<UInt8>, draws: Bool) -> Int {
    bytes.withUnsafeBufferPointer { call110_line_feed($0.baseAddress, $0.count, draws ? 1 : 0) }
  }

  /// The oldest event not yet taken.
  func nextEvent() -> Event? {
    let event = call110_line_next_event()
    switch event.kind {
    case Int32(CALL110_LINE_ENTER.rawValue): return .line(Self.text(of: event))
    case Int32(CALL110_LINE_KEY.rawValue): return .key(event.code)
    case Int32(CALL110_LINE_REDRAW.rawValue): return .redraw
    case Int32(CALL110_LINE_ACCEPT_END.rawValue): return .endOfInput
    default: return nil
    }
  }

  private static func text(of event: call110_line_event) -> String {
    guard let start = event.text else { return "" }
    return start.withMemoryRebound(to: UInt8.self, capacity: event.length) {
      String(decoding: UnsafeBufferPointer(start: $0, count: event.length), as: UTF8.self)
    }
  }

  /// Replaces the whole text.
  func replace(_ text: String) { call110_line_replace(text) }

  /// Forgets what was cut from the line and every step of undo.
  func forget() { call110_line_forget() }

  /// Inserts text at the cursor, as one step of undo.
  func insert(_ text: String) { call110_line_insert(text) }

  /// Sets the prompt; false when it must be tried again later.
  func setPrompt(_ prompt: String) -> Bool { call110_line_set_prompt(prompt) != 0 }

  /// Tells readline the size of the screen.
  func setSize(rows: Int, columns: Int) { call110_line_set_size(Int32(rows), Int32(columns)) }

  /// Erases the line and some rows above it.
  func erase(rowsAbove: Int) { call110_line_erase(Int32(rowsAbove)) }

  /// Forgets where the line stood, after the screen has been cleared.
  func forgetPlace() { call110_line_forget_place() }

  /// Draws prompt and text at the cursor.
  func draw() { call110_line_draw() }

  /// From now on nothing is painted over; `breakLine` and `append` take the place of `erase` and `draw`.
  func useAppending() { call110_line_use_appending() }

  /// Ends the row in which prompt and text stand.
  func breakLine() { call110_line_break() }

  /// Writes prompt and text, or what of them is not written yet.
  func append() { call110_line_append() }

  /// Ends the line.
  func close() { call110_line_close() }
}
