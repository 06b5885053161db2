import CallModel
import CallProtocol
import PlainText

/// Reads calls from a CSV or JSON-lines file, row by row.
public struct ImportSource {
  /// One row: its line, and the call or the reason why it is none.
  public struct Row {
    /// The line it begins on, from 1.
    public let line: Int
    /// The call, or why it is left out.
    public let outcome: Result<ImportDraft, ImportRejection>
  }

  /// The columns met: the name and the field it holds; nil for one that nobody knows.
  public private(set) var columns: [(name: String, field: String?)] = []

  private let map: ImportMap
  private let document: ProtocolDocument
  private var csv: CSVReader?
  private var lines = ByteFeed([])
  private var line = 0
  private var seen: Set<String> = []

  /// How much of the first line is looked at to tell its encoding, in bytes.
  private static let longestFirstLine = 65_536
  /// The longest line of JSON read, in bytes.
  private static let longestLine = 1 << 20

  /// A source over a file's bytes.
  public init(_ bytes: [UInt8], map: ImportMap, document: ProtocolDocument) throws(ImportFileFault) {
    try self.init(ByteFeed(bytes), map: map, document: document)
  }

  /// A source over what the feed gives, row by row; memory does not grow with the file.
  ///
  /// A file whose first character is `{` is JSON lines, any other CSV with a first row of names. What cannot
  /// be read at all is refused here, with what it seems to be.
  public init(_ feed: ByteFeed, map: ImportMap, document: ProtocolDocument) throws(ImportFileFault) {
    self.map = map
    self.document = document
    var feed = feed
    let first = Array(feed.ahead(until: 0x0A, limit: Self.longestFirstLine))
    if let fault = ImportFileFault(firstLine: first, isCut: first.count == Self.longestFirstLine) {
      throw fault
    }
    guard !Self.isJSON(&feed) else {
      lines = feed
      return
    }
    var reader = CSVReader(feed)
    let names = reader.next()?.cells ?? []
    csv = reader
    columns = names.map { name in (SafeText(name, limit: 80).description, map.field(ofColumn: name)) }
    guard !names.isEmpty else { throw .empty }
    if columns.allSatisfy({ $0.field == nil }) { throw .noKnownColumn(columns.prefix(20).map(\.name)) }
  }

  private static func isJSON(_ feed: inout ByteFeed) -> Bool {
    var place = feed.peek() == 0xEF && feed.peek(1) == 0xBB && feed.peek(2) == 0xBF ? 3 : 0
    while let byte = feed.peek(place), [0x20, 0x0A, 0x0D, 0x09].contains(byte), place < 65_536 { place += 1 }
    return feed.peek(place) == UInt8(ascii: "{")
  }

  /// How many bytes of the file were read so far.
  public var passed: Int64 { csv?.passed ?? lines.passed }

  /// The next row; nil after the last one.
  public mutating func next() -> Row? {
    csv == nil ? nextObject() : nextCells()
  }

  private mutating func nextCells() -> Row? {
    guard let row = csv?.next() else { return nil }
    switch row.fault {
    case .unclosedQuote: return Row(line: row.line, outcome: .failure(.unclosedQuote))
    case .textAfterQuote: return Row(line: row.line, outcome: .failure(.textAfterQuote))
    case .notUTF8: return Row(line: row.line, outcome: .failure(.notUTF8))
    case .tooLong: return Row(line: row.line, outcome: .failure(.tooLong))
    case nil: break
    }
    guard row.cells.count <= columns.count else {
      return Row(line: row.line, outcome: .failure(.tooManyCells))
    }
    var fields = map.constants
    for (cell, column) in zip(row.cells, columns) {
      guard let field = column.field, field != "-", !cell.isEmpty else { continue }
      let value = csv?.hasByteOrderMark == true ? Self.unguarded(cell) : cell
      fields[field] = fields[field].map { map.constants[field] == $0 ? value : $0 + " " + value } ?? value
    }
    return Row(line: row.line, outcome: draft(fields))
  }

  /// What begins a formula, in half and full width, and the guard itself.
  private static let guarded = Set("=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}'".unicodeScalars)

  /// Takes off the `'` that a CSV for spreadsheets has before what could be a formula.
  private static func unguarded(_ cell: String) -> String {
    if cell.hasPrefix("=\""), cell.hasSuffix("\""), cell.count > 2 {
      return String(cell.dropFirst(2).dropLast())
    }
    guard cell.first == "'" else { return cell }
    let rest = cell.dropFirst()
    return rest.unicodeScalars.first.map(guarded.contains) == true ? String(rest) : cell
  }

  private mutating func nextObject() -> Row? {
    while lines.peek() != nil {
      line += 1
      var bytes: [UInt8] = []
      lines.pass(until: (0x0A, 0x0A), into: &bytes, limit: Self.longestLine + 1)
      if lines.peek() != nil { lines.pass() }
      if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      guard bytes.count <= Self.longestLine else { return Row(line: line, outcome: .failure(.tooLong)) }
      guard bytes.contains(where: { $0 > 0x20 }) else { continue }
      guard let value = JSONReader.value(bytes), let members = value.object else {
        let isText = String(validating: bytes, as: UTF8.self) != nil
        return Row(line: line, outcome: .failure(isText ? .notJSON : .notUTF8))
      }
      return Row(line: line, outcome: draft(value, members: members))
    }
    return nil
  }

  private mutating func draft(
    _ value: JSONValue, members: [JSONValue.Member]
  ) -> Result<ImportDraft, ImportRejection> {
    // A whole record of our own form has its elements as an object; flat fields are read one by one.
    let whole = value["record"] ?? value
    if whole["elements"]?.object != nil, let record = CallRecord(whole) {
      return .success(ImportDraft(record))
    }
    var fields = map.constants
    for member in members {
      let field = map.field(ofColumn: member.key)
      if seen.insert(member.key).inserted {
        columns.append((SafeText(member.key, limit: 80).description, field))
      }
      guard let field, field != "-", let text = Self.text(member.value) else { continue }
      fields[field] = text
    }
    return draft(fields)
  }

  private func draft(_ fields: [String: String]) -> Result<ImportDraft, ImportRejection> {
    do throws(ImportRejection) {
      return .success(try ImportRow(fields, document: document).draft())
    } catch {
      return .failure(error)
    }
  }

  private static func text(_ value: JSONValue) -> String? {
    switch value.content {
    case .string(let text): text
    case .integer(let number): String(number)
    case .decimal(let literal): literal
    case .bool(let flag): flag ? "1" : "0"
    case .null, .array, .object: nil
    }
  }
}
