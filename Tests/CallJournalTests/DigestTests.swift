import CPlatform
import CallJournal
import TestSupport
import Testing

@Suite struct DigestTests {
  /// Messages and digests of the NIST examples for FIPS 180-4 and of the CAVP short-message file.
  static let vectors: [(message: [UInt8], digest: String)] = [
    ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      Array(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"
          .utf8), "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
    ([0xD3], "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"),
    (
      Array(repeating: 0x61, count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]

  @Test(arguments: vectors)
  func `the published digests come out`(message: [UInt8], digest: String) {
    #expect(LineDigest(of: message).description == digest)
    #expect(portable(message) == digest)
  }

  @Test func `the fast and the plain way agree for every length around the block edges`() {
    let bytes = (0..<400).map { UInt8(truncatingIfNeeded: $0 * 167 + 13) }
    for count in 0...bytes.count {
      #expect(
        LineDigest(of: Array(bytes[..<count])).description == portable(Array(bytes[..<count])), "\(count)")
    }
  }

  @Test func `many digests at once are those of each, whatever the lengths and however many`() {
    let bytes = (0..<3_000).map { UInt8(truncatingIfNeeded: $0 * 167 + $0 / 256 + 13) }
    var random = SplitMix(seed: 8)
    for count in Array(0...40) + [1_000] {
      let messages = (0..<count).map { index -> [UInt8] in
        let length = index % 5 == 0 ? Int.random(in: 0...2_900, using: &random) : 50 + index % 150
        return Array(bytes[..<min(length, bytes.count)])
      }
      let wanted = messages.map(portable)
      #expect(together(messages, call110_sha256_many) == wanted, "\(count)")
      #expect(together(messages, call110_sha256_lanes) == wanted, "\(count)")
    }
  }

  @Test func `two and three digests at once are those of each, wherever their last blocks end`() {
    let bytes = (0..<400).map { UInt8(truncatingIfNeeded: $0 * 89 + 7) }
    let lengths = [0, 1, 55, 56, 63, 64, 65, 119, 120, 127, 128, 129, 183, 184, 256, 399]
    let messages = lengths.enumerated().map { index, length in
      Array(bytes[..<length].reversed()) + [UInt8](repeating: UInt8(index), count: index % 2)
    }
    let digests = messages.map(portable)
    for first in messages.indices {
      for second in messages.indices {
        #expect(
          together([messages[first], messages[second]], call110_sha256_many) == [
            digests[first], digests[second],
          ])
        for third in [0, 5, 15] {
          #expect(
            together([messages[first], messages[second], messages[third]], call110_sha256_many)
              == [digests[first], digests[second], digests[third]])
        }
      }
    }
  }

  private typealias ManyDigests = (
    UnsafePointer<UnsafeRawPointer?>?, UnsafePointer<Int>?, Int, UnsafeMutablePointer<UInt8>?
  ) -> Void

  private func together(_ messages: [[UInt8]], _ digest: ManyDigests) -> [String] {
    let all = Array(messages.joined()) + [0]
    let lengths = messages.map(\.count)
    var digests = [UInt8](repeating: 0, count: 32 * messages.count + 1)
    all.withUnsafeBytes { all in
      var (starts, offset): ([UnsafeRawPointer?], Int) = ([], 0)
      for length in lengths {
        starts.append(all.baseAddress.map { $0 + offset })
        offset += length
      }
      digest(starts, lengths, lengths.count, &digests)
    }
    return messages.indices.map { index in
      digests[(32 * index)..<(32 * index + 32)].map { byte in
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0" + text : text
      }.joined()
    }
  }

  @Test func `a digest is read back from its text and from nothing else`() throws {
    let text = LineDigest(of: [1, 2, 3]).description
    #expect(LineDigest(text)?.description == text)
    #expect(LineDigest(text.uppercased()) == nil)
    #expect(LineDigest(String(text.dropLast())) == nil)
    #expect(LineDigest(text + "0") == nil)
    for index in 0..<64 {
      for byte in UInt8.min...UInt8.max {
        var changed = Array(text.utf8)
        changed[index] = byte
        let isDigit = (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
        let digest = changed.withUnsafeBytes { LineDigest(hexadecimal: $0) }
        #expect(digest.map { Array($0.description.utf8) } == (isDigit ? changed : nil))
      }
    }
    #expect(LineDigest.none.description == String(repeating: "0", count: 64))
  }

  private func portable(_ message: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    call110_sha256_portable(message, message.count, &digest)
    return digest.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }
}
