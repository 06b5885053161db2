/// What a whole file looks like to the writer that wants to go on after it.
struct FileEnd {
  /// The end of its last complete line that counts.
  let point: ChainPoint
  /// Bytes behind that point that were never finished.
  let tornBytes: Int64
  /// The first bad line in its middle.
  let damagedLine: Int64?
  /// Whether it has lines of a format this program does not know.
  let hasUnknownVersion: Bool
}
