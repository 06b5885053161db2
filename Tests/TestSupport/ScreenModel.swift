import PlainText

/// What a terminal of kind xterm would show after some output: enough of one to test a line editor and a
/// panel.
///
/// Knows CR LF BS BEL TAB, CSI A B C D G H J K P @ m and d, ESC M, delayed wrap, and characters two columns
/// wide; ignores modes and what it does not know.
public struct ScreenModel {
  /// Columns.
  public private(set) var columns: Int
  /// Rows.
  public private(set) var rowCount: Int
  /// The cursor's row, from 0.
  public private(set) var row = 0
  /// The cursor's column, from 0.
  public private(set) var column = 0
  /// How often the bell rang.
  public private(set) var bells = 0
  /// Rows that have scrolled off at the top, oldest first.
  public private(set) var scrolledOff: [String] = []
  /// Control sequences that were ignored, for tests that want none.
  public private(set) var modes: [String] = []

  private var cells: [[String]]
  private var waiting: [UInt8] = []

  /// An empty screen.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    rowCount = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows as text, without spaces at the right.
  public var rows: [String] { cells.map(Self.text) }

  /// All rows in one text.
  public var text: String { rows.joined(separator: "\n") }

  /// Everything ever shown that is still known: what scrolled off, then the screen.
  public var everything: String { (scrolledOff + rows).joined(separator: "\n") }

  /// The row with the cursor.
  public var cursorRow: String { rows[row] }

  /// The last row that is not empty.
  public var lastRow: String { rows.last { !$0.isEmpty } ?? "" }

  private static func text(_ cells: [String]) -> String {
    let joined = cells.joined()
    guard let last = joined.lastIndex(where: { $0 != " " }) else { return "" }
    return String(joined[...last])
  }

  /// Takes what the program wrote.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    waiting += bytes
    var position = 0
    while position < waiting.count, let used = step(waiting[position...]) { position += used }
    waiting.removeFirst(position)
  }

  /// A new size, as when a window is resized: rows are cut or filled, nothing is reflowed.
  public mutating func resize(columns: Int, rows: Int) {
    let blank = String(" ")
    cells = cells.map {
      Array($0.prefix(columns)) + Array(repeating: blank, count: max(0, columns - $0.count))
    }
    while cells.count > rows, row > 0 {
      scrolledOff.append(Self.text(cells.removeFirst()))
      row -= 1
    }
    cells = Array(cells.prefix(rows))
    while cells.count < rows { cells.append(Array(repeating: blank, count: columns)) }
    (self.columns, rowCount) = (columns, rows)
    column = min(column, columns - 1)
  }

  /// Carries out the first thing in these bytes; nil when it is not complete.
  private mutating func step(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x1B: return escape(bytes)
    case 0x07: bells += 1
    case 0x08: column = max(0, min(column, columns - 1) - 1)
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case 0x0A: lineFeed()
    case 0x0D: column = 0
    case 0x00..<0x20, 0x7F: break
    default: return character(bytes, first)
    }
    return 1
  }

  private mutating func character(_ bytes: ArraySlice<UInt8>, _ first: UInt8) -> Int? {
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard bytes.count >= length else { return nil }
    let text = String(decoding: bytes.prefix(length), as: UTF8.self)
    put(text, width: text.displayWidth)
    return length
  }

  private mutating func put(_ text: String, width: Int) {
    if width == 0 {
      if column > 0 { cells[row][column - 1] += text }
      return
    }
    if column + width > columns {
      column = 0
      lineFeed()
    }
    cells[row][column] = text
    if width == 2 { cells[row][column + 1] = "" }
    column += width
  }

  private mutating func lineFeed() {
    if row + 1 < rowCount {
      row += 1
    } else {
      scrolledOff.append(Self.text(cells.removeFirst()))
      cells.append(Array(repeating: " ", count: columns))
    }
  }

  private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let second = bytes.dropFirst().first else { return nil }
    guard second == 0x5B else {
      if second == 0x4D { reverseLineFeed() }
      return second == 0x28 ? (bytes.count > 2 ? 3 : nil) : 2
    }
    let parameters = bytes.dropFirst(2).prefix { (0x20..<0x40).contains($0) }
    guard let final = bytes.dropFirst(2 + parameters.count).first else { return nil }
    control(String(decoding: parameters, as: UTF8.self), UnicodeScalar(final))
    return 3 + parameters.count
  }

  private mutating func reverseLineFeed() {
    if row > 0 {
      row -= 1
    } else {
      cells.insert(Array(repeating: " ", count: columns), at: 0)
      cells.removeLast()
    }
  }

  private mutating func control(_ parameters: String, _ final: UnicodeScalar) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let first = numbers.first ?? 0
    let count = max(1, first)
    switch final {
    case "A": row = max(0, row - count)
    case "B": row = min(rowCount - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, min(column, columns - 1) - count)
    case "G": column = min(columns, count) - 1
    case "d": row = min(rowCount, count) - 1
    case "H":
      row = min(rowCount, count) - 1
      column = min(columns, max(1, numbers.dropFirst().first ?? 1)) - 1
    case "J": eraseScreen(first)
    case "K": eraseRow(first)
    case "P": shift(-min(count, columns - min(column, columns)))
    case "@": shift(min(count, columns - min(column, columns)))
    default: modes.append(parameters + String(final))
    }
  }

  private mutating func eraseScreen(_ mode: Int) {
    if mode == 0 {
      eraseRow(0)
      for other in row + 1..<max(row + 1, rowCount) { blank(other, 0..<columns) }
    } else if mode == 2 {
      for other in 0..<rowCount { blank(other, 0..<columns) }
    }
  }

  private mutating func eraseRow(_ mode: Int) {
    let place = min(column, columns - 1)
    blank(row, mode == 0 ? place..<columns : mode == 1 ? 0..<place + 1 : 0..<columns)
  }

  private mutating func blank(_ row: Int, _ range: Range<Int>) {
    for column in range { cells[row][column] = " " }
  }

  private mutating func shift(_ count: Int) {
    let place = min(column, columns)
    let blanks = Array(repeating: " ", count: abs(count))
    if count < 0 {
      cells[row].removeSubrange(place..<place - count)
      cells[row] += blanks
    } else {
      cells[row].insert(contentsOf: blanks, at: place)
      cells[row].removeLast(count)
    }
  }
}
