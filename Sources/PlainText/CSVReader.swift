/// Reads CSV (RFC 4180) with CRLF or LF; empty lines are skipped.
///
/// It never fails: a bad row carries its fault. Memory does not grow with the file, nor with a hostile cell.
public struct CSVReader {
  /// The longest cell kept, in bytes.
  public static let longestCell = 1 << 20

  private var feed: ByteFeed
  private var line = 1

  /// Whether the file began with a byte order mark, as those for spreadsheets do.
  public let hasByteOrderMark: Bool

  /// A reader of these bytes.
  public init(_ bytes: [UInt8]) {
    self.init(ByteFeed(bytes))
  }

  /// A reader of what the feed gives.
  public init(_ feed: ByteFeed) {
    var feed = feed
    hasByteOrderMark = feed.peek() == 0xEF && feed.peek(1) == 0xBB && feed.peek(2) == 0xBF
    if hasByteOrderMark { feed.pass(3) }
    self.feed = feed
  }

  /// How many bytes were read so far.
  public var passed: Int64 { feed.passed }

  /// The next row; nil after the last one.
  public mutating func next() -> CSVRow? {
    while let byte = feed.peek(), byte == 0x0A || byte == 0x0D { step(byte) }
    guard feed.peek() != nil else { return nil }
    let first = line
    var cells: [String] = []
    var fault: CSVRow.Fault?
    repeat {
      let (cell, cellFault) = readCell()
      guard let text = String(validating: cell, as: UTF8.self) else {
        cells.append("")
        fault = fault ?? .notUTF8
        continue
      }
      cells.append(text)
      fault = fault ?? cellFault
    } while takeComma()
    takeRowEnd()
    return CSVRow(line: first, cells: cells, fault: fault)
  }

  private mutating func step(_ byte: UInt8) {
    if byte == 0x0A { line += 1 }
    feed.pass()
  }

  private mutating func takeComma() -> Bool {
    guard feed.peek() == UInt8(ascii: ",") else { return false }
    feed.pass()
    return true
  }

  private mutating func takeRowEnd() {
    if feed.peek() == 0x0D { feed.pass() }
    if feed.peek() == 0x0A { step(0x0A) }
  }

  private mutating func readCell() -> ([UInt8], CSVRow.Fault?) {
    var cell: [UInt8] = []
    guard feed.peek() == UInt8(ascii: "\"") else {
      readBare(into: &cell)
      return (cell, cell.count > Self.longestCell ? .tooLong : nil)
    }
    feed.pass()
    while let byte = feed.peek() {
      if byte == UInt8(ascii: "\"") {
        feed.pass()
        guard feed.peek() == UInt8(ascii: "\"") else {
          let length = cell.count
          readBare(into: &cell)
          return (
            cell, cell.count > Self.longestCell ? .tooLong : cell.count > length ? .textAfterQuote : nil
          )
        }
      }
      if cell.count <= Self.longestCell { cell.append(byte) }
      step(byte)
    }
    return (cell, .unclosedQuote)
  }

  /// Up to the next comma or the end of the line; a CR counts as an end only before a LF or at the end of the
  /// file.
  private mutating func readBare(into cell: inout [UInt8]) {
    let length = cell.count
    feed.pass(until: (UInt8(ascii: ","), 0x0A), into: &cell, limit: Self.longestCell + 1)
    // A CR before the LF, or before the end, belongs to the line's end and not to the cell.
    if cell.count > length, feed.peek() != UInt8(ascii: ","), cell.last == 0x0D { cell.removeLast() }
  }
}

/// One row of a CSV file.
public struct CSVRow: Hashable, Sendable {
  /// What is wrong with a row.
  public enum Fault: Hashable, Sendable {
    /// A quoted cell never ends.
    case unclosedQuote
    /// Something stands between a closing quote and the next comma.
    case textAfterQuote
    /// The bytes are not UTF-8.
    case notUTF8
    /// A cell is longer than any that is kept.
    case tooLong
  }

  /// The line it begins on, from 1.
  public let line: Int
  /// What stood between the commas, quotes taken away.
  public let cells: [String]
  /// What is wrong with it; nil when nothing is.
  public let fault: Fault?
}
