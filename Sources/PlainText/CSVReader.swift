/// Reads CSV (RFC 4180) with CRLF or LF; empty lines are skipped.
///
/// It never fails: a bad row carries its fault.
public struct CSVReader {
  private let bytes: [UInt8]
  private var index: Int
  private var line = 1

  /// Whether the file began with a byte order mark, as those for spreadsheets do.
  public let hasByteOrderMark: Bool

  /// A reader of these bytes.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    index = hasByteOrderMark ? 3 : 0
  }

  /// The next row; nil after the last one.
  public mutating func next() -> CSVRow? {
    while index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x0D { step() }
    guard index < bytes.count else { return nil }
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

  private mutating func step() {
    if bytes[index] == 0x0A { line += 1 }
    index += 1
  }

  private mutating func takeComma() -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { return false }
    index += 1
    return true
  }

  private mutating func takeRowEnd() {
    if index < bytes.count, bytes[index] == 0x0D { index += 1 }
    if index < bytes.count, bytes[index] == 0x0A { step() }
  }

  private mutating func readCell() -> ([UInt8], CSVRow.Fault?) {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return (readBare(), nil) }
    index += 1
    var cell: [UInt8] = []
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\"") {
        index += 1
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
          let rest = readBare()
          return (cell + rest, rest.isEmpty ? nil : .textAfterQuote)
        }
      }
      cell.append(bytes[index])
      step()
    }
    return (cell, .unclosedQuote)
  }

  /// Up to the next comma or the end of the line; a CR counts as an end only before a LF or at the end of the
  /// file.
  private mutating func readBare() -> [UInt8] {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: ","), bytes[index] != 0x0A {
      if bytes[index] == 0x0D, index + 1 >= bytes.count || bytes[index + 1] == 0x0A { break }
      index += 1
    }
    return Array(bytes[start..<index])
  }
}
