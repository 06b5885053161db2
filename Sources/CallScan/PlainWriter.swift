/// Writes numbers and words of derived files: 8 bytes a number, in the order of this machine.
struct PlainWriter {
  var bytes: [UInt8] = []

  mutating func number(_ number: Int64) {
    withUnsafeBytes(of: number) { bytes += $0 }
  }

  mutating func words(_ words: [String]) {
    number(Int64(words.count))
    for word in words {
      number(Int64(word.utf8.count))
      bytes += word.utf8
    }
  }

  /// Values of a plain layout behind their number.
  mutating func array<Value: BitwiseCopyable>(_ values: [Value]) {
    number(Int64(values.count))
    values.withUnsafeBytes { bytes += $0 }
    align()
  }

  /// Fills up to a multiple of 8 bytes.
  mutating func align() {
    while bytes.count % 8 != 0 { bytes.append(0) }
  }
}
