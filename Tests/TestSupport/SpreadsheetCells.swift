import PlainText

/// The cells of a CSV text as a spreadsheet would take them.
public struct SpreadsheetCells {
  /// How many there are.
  public private(set) var count = 0
  /// Those that a spreadsheet would run as a formula.
  public private(set) var formulas: [String] = []
  /// Rows that are no CSV.
  public private(set) var faults = 0

  /// The cells of a whole text.
  public init(_ csv: String) {
    var reader = CSVReader(Array(csv.utf8))
    while let row = reader.next() {
      if row.fault != nil { faults += 1 }
      count += row.cells.count
      formulas += row.cells.filter(Self.isFormula)
    }
  }

  private static func isFormula(_ cell: String) -> Bool {
    // An id is written ="digits", which is how a spreadsheet is told that digits are text.
    if cell.wholeMatch(of: /="[0-9-]+"/) != nil { return false }
    return "=+-@\t\r＝＋－＠".unicodeScalars.contains { $0 == cell.unicodeScalars.first }
  }
}
