/// Reads what `PlainWriter` wrote; nil for anything that does not fit the bytes there are.
package struct PlainReader {
  private let bytes: UnsafeRawBufferPointer
  private var index: Int

  /// The bytes from `index` on, which must outlive the reading.
  package init(_ bytes: UnsafeRawBufferPointer, at index: Int = 0) {
    self.bytes = bytes
    self.index = index
  }

  /// The next number; nil at the end.
  package mutating func number() -> Int64? {
    guard index + 8 <= bytes.count else { return nil }
    defer { index += 8 }
    return bytes.loadUnaligned(fromByteOffset: index, as: Int64.self)
  }

  /// The next list of words; nil when it does not fit.
  package mutating func words() -> [String]? {
    var words: [String] = []
    return forEachWord { words.append(String(decoding: $1, as: UTF8.self)) } ? words : nil
  }

  /// The words of the next list that `isWanted` picks by their bytes, with their places in it; nil when the
  /// list does not fit.
  package mutating func words(
    where isWanted: (UnsafeRawBufferPointer) -> Bool
  ) -> [(place: Int, word: String)]? {
    var words: [(place: Int, word: String)] = []
    let isRead = forEachWord { place, word in
      if isWanted(word) { words.append((place, String(decoding: word, as: UTF8.self))) }
    }
    return isRead ? words : nil
  }

  /// Whether the next list of words has this one; nil when the list does not fit.
  package mutating func words(have wanted: [UInt8]) -> Bool? {
    var isFound = false
    return forEachWord { isFound = isFound || $1.elementsEqual(wanted) } ? isFound : nil
  }

  /// Gives the words of the next list with their places; false when the list does not fit.
  @inline(__always)
  private mutating func forEachWord(_ body: (Int, UnsafeRawBufferPointer) -> Void) -> Bool {
    guard let count = number(), (0...100_000).contains(count) else { return false }
    for place in 0..<Int(count) {
      guard let length = number(), length >= 0, Int64(bytes.count - index) >= length else { return false }
      body(place, UnsafeRawBufferPointer(rebasing: bytes[index..<(index + Int(length))]))
      index += Int(length)
    }
    return true
  }

  /// Passes over the bytes up to a multiple of 8.
  package mutating func align() {
    index += (8 - index % 8) % 8
  }

  /// Values of a plain layout behind their number.
  package mutating func array<Value: BitwiseCopyable>() -> [Value]? {
    guard let count = number(), let values: [Value] = array(count) else { return nil }
    align()
    return values
  }

  /// `count` values of a plain layout.
  package mutating func array<Value: BitwiseCopyable>(_ count: Int64) -> [Value]? {
    let stride = MemoryLayout<Value>.stride
    guard (0...10_000_000).contains(count), bytes.count - index >= Int(count) * stride else { return nil }
    let start = index
    index += Int(count) * stride
    return [Value](unsafeUninitializedCapacity: Int(count)) { buffer, filled in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[start..<(start + Int(count) * stride)]))
      filled = Int(count)
    }
  }
}

/// Writes numbers and words of derived files: 8 bytes a number, in the order of this machine.
package struct PlainWriter {
  /// What was written so far.
  package var bytes: [UInt8] = []

  /// Nothing yet.
  package init() {}

  /// A number in 8 bytes.
  package mutating func number(_ number: Int64) {
    withUnsafeBytes(of: number) { bytes += $0 }
  }

  /// A list of words behind its length.
  package mutating func words(_ words: [String]) {
    number(Int64(words.count))
    for word in words {
      number(Int64(word.utf8.count))
      bytes += word.utf8
    }
  }

  /// Values of a plain layout behind their number.
  package mutating func array<Value: BitwiseCopyable>(_ values: [Value]) {
    number(Int64(values.count))
    values.withUnsafeBytes { bytes += $0 }
    align()
  }

  /// Fills up to a multiple of 8 bytes.
  package mutating func align() {
    while bytes.count % 8 != 0 { bytes.append(0) }
  }
}
