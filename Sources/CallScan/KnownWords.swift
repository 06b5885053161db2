import CallReview

/// The tables of words last read from a derived file, because most days name the same words.
///
/// A class because one is handed from day to day along a thread.
final class KnownWords {
  private var tables: [(bytes: [UInt8], table: WordTable)] = []

  /// The table in a block of a derived file, the block's place among the blocks being `place`; nil when it is
  /// none.
  func table(_ block: [UInt8], at place: Int) -> WordTable? {
    if place < tables.count, tables[place].bytes == block { return tables[place].table }
    let words = block.withUnsafeBytes { bytes in
      var reader = PlainReader(bytes, at: 0)
      return reader.words()
    }
    guard let words else { return nil }
    let table = WordTable(words)
    if place < tables.count { tables[place] = (block, table) } else { tables.append((block, table)) }
    return table
  }
}
