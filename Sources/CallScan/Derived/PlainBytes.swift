import Glibc

/// Reads what `PlainWriter` wrote; nil for anything that does not fit the bytes there are.
struct PlainReader {
  private let bytes: UnsafeRawBufferPointer
  private var index: Int

  init(_ bytes: UnsafeRawBufferPointer, at index: Int) {
    self.bytes = bytes
    self.index = index
  }

  mutating func number() -> Int64? {
    guard index + 8 <= bytes.count else { return nil }
    defer { index += 8 }
    return bytes.loadUnaligned(fromByteOffset: index, as: Int64.self)
  }

  mutating func words() -> [String]? {
    guard let count = number(), (0...100_000).contains(count) else { return nil }
    var words: [String] = []
    for _ in 0..<count {
      guard let length = number(), length >= 0, Int64(bytes.count - index) >= length else { return nil }
      words.append(String(decoding: bytes[index..<(index + Int(length))], as: UTF8.self))
      index += Int(length)
    }
    return words
  }

  mutating func align() {
    index += (8 - index % 8) % 8
  }

  /// Values of a plain layout behind their number.
  mutating func array<Value: BitwiseCopyable>() -> [Value]? {
    guard let count = number(), let values: [Value] = array(count) else { return nil }
    align()
    return values
  }

  /// `count` values of a plain layout.
  mutating func array<Value: BitwiseCopyable>(_ count: Int64) -> [Value]? {
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

  /// `count` values of a plain layout at `offset` of an open file, read straight to where they stay; nil when
  /// there are fewer.
  static func values<Value: BitwiseCopyable>(
    _ count: Int, from descriptor: Int32, at offset: Int
  ) -> [Value]? {
    let stride = MemoryLayout<Value>.stride
    let values = [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      var done = 0
      while done < count * stride {
        let place = bytes.baseAddress.map { $0 + done }
        let got = pread(descriptor, place, count * stride - done, off_t(offset + done))
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        done += got
      }
      filled = done / stride
    }
    return values.count == count ? values : nil
  }
}

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
