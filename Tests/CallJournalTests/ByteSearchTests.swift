import CPlatform
import Foundation
import TestSupport
import Testing

@Suite struct ByteSearchTests {
  /// Where memmem-like search by hand finds the needle first.
  private func plainly(_ bytes: [UInt8], _ needle: [UInt8]) -> Int? {
    guard needle.count <= bytes.count else { return nil }
    return (0...(bytes.count - needle.count)).first { start in
      bytes[start..<(start + needle.count)].elementsEqual(needle)
    }
  }

  private func found(_ bytes: [UInt8], _ needle: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return needle.isEmpty ? 0 : nil }
      return call110_find(base, bytes.count, needle, needle.count).map { $0 - base }
    }
  }

  @Test func `bytes are found where looking at every place finds them`() {
    var numbers = SplitMix(seed: 17)
    let letters: [UInt8] = [0x61, 0x22, 0x80, 0xE4, 0xBF]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1...330, using: &numbers)).map { _ in
        letters[Int.random(in: 0..<letters.count, using: &numbers)]
      }
      let needle = (0..<Int.random(in: 0...7, using: &numbers)).map { _ in
        letters[Int.random(in: 0..<letters.count, using: &numbers)]
      }
      #expect(found(bytes, needle) == plainly(bytes, needle), "\(needle) in \(bytes)")
    }
  }

  @Test func `a needle is found at every place and of every length`() {
    for length in [1, 2, 3, 12, 31, 32, 33, 63, 64, 65, 255, 256, 257, 300] {
      let needle = (0..<length).map { UInt8(truncatingIfNeeded: 0x80 + $0 * 7 % 120) }
      for place in 0..<140 {
        let bytes = [UInt8](repeating: 0x41, count: place) + needle + [UInt8](repeating: 0x41, count: 70)
        #expect(found(bytes, needle) == place)
        // The last byte missing: nowhere.
        #expect(found(Array(bytes[..<(place + length - 1)]), needle) == nil)
      }
    }
  }
}
