/// One line as it stands in a file.
///
/// The bytes are valid only while the reading function's body runs.
struct RawLine {
  /// Its bytes without the LF; only the first `JournalFormat.maximumLineBytes` of a longer one.
  let bytes: UnsafeRawBufferPointer
  /// Where it begins in the file.
  let offset: Int64
  /// Its whole length without the LF.
  let length: Int64
  /// Whether an LF ends it; only the last line of a file can lack it.
  let isTerminated: Bool

  /// Where the next line begins.
  var end: Int64 { offset + length + (isTerminated ? 1 : 0) }
  /// Whether it is longer than any line that is written.
  var isTooLong: Bool { length >= JournalFormat.maximumLineBytes }
}
