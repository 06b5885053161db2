/// Cuts a stream of bytes into lines; a half line waits, an endless one is skipped and counted.
struct PhoneLineSplitter: Sendable {
  private var half: [UInt8] = []
  private var isSkipping = false
  private var countsSkipped = true

  /// Begins in the middle of a file: what comes before the next line feed is not a line.
  mutating func skipToNextLine() {
    isSkipping = true
    countsSkipped = false
  }

  /// The lines completed by `bytes`, each with the index in `bytes` just after its line feed.
  ///
  /// Empty lines are left out.
  mutating func feed(_ bytes: [UInt8], faults: inout PhoneTailFaults) -> [(bytes: [UInt8], end: Int)] {
    var lines: [(bytes: [UInt8], end: Int)] = []
    var start = 0
    while let feed = bytes[start...].firstIndex(of: 0x0A) {
      let line = half + bytes[start..<feed]
      if isSkipping {
        if countsSkipped { faults.count(.tooLong) }
      } else if line.contains(where: { $0 != 0x0D && $0 != 0x20 }) {
        lines.append((line, feed + 1))
      }
      half = []
      isSkipping = false
      countsSkipped = true
      start = feed + 1
    }
    if !isSkipping { half += bytes[start...] }
    if half.count > PhoneEventLine.maximumBytes {
      half = []
      isSkipping = true
    }
    return lines
  }
}
