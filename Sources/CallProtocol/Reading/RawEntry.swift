/// A `key = value` line, not yet understood.
struct RawEntry {
  let key: String
  let value: String
  let file: String
  let line: Int
  /// The column of the value's first character, from 1.
  let column: Int

  var position: SourcePosition { SourcePosition(file: file, line: line, column: column) }
}
