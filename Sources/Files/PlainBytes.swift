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
    guard let count = number(), (0...100_000).contains(count) else { return nil }
    var words: [String] = []
    for _ in 0..<count {
      guard let length = number(), length >= 0, Int64(bytes.count - index) >= length else { return nil }
      words.append(String(decoding: bytes[index..<(index + Int(length))], as: UTF8.self))
      index += Int(length)
    }
    return words
  }

  /// Whether the next list of words has this one; nil when the list does not fit.
  package mutating func words(have wanted: [UInt8]) -> Bool? {
    guard let count = number(), (0...100_000).contains(count) else { return nil }
    var isFound = false
    for _ in 0..<count {
      guard let length = number(), length >= 0, Int64(bytes.count - index) >= length else { return nil }
      let word = UnsafeRawBufferPointer(rebasing: bytes[index..<(index + Int(length))])
      isFound = isFound || word.elementsEqual(wanted)
      index += Int(length)
    }
    return isFound
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
