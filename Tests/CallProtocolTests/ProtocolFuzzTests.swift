import CallModel
import CallProtocol
import TestSupport
import Testing

/// Random damage from a fixed seed: whatever is read or said, nothing traps and nothing hangs.
///
/// `CALL110_FUZZ_ROUNDS` makes the runs longer.
@Suite struct ProtocolFuzzTests {
  static let rounds = fuzzRounds(default: 40)

  @Test func `a damaged file is read to its end`() throws {
    var random = SplitMix(seed: 110)
    var accepted = 0
    for _ in 0..<Self.rounds {
      let bytes = damaged(ShippedProtocol.bytes, &random)
      let outcome = ProtocolReader.read(bytes, file: "fuzz")
      #expect((outcome.document == nil) == !outcome.faults.isEmpty)
      if let document = outcome.document {
        accepted += 1
        #expect(read(ProtocolWriter.text(document)).faults == [])
      }
    }
    // Some damage falls into a comment or a text and must not be refused.
    #expect(accepted > 0)
  }

  @Test func `a damaged change file is read to its end`() {
    var random = SplitMix(seed: 119)
    let seed = Array("base = shipped\n[phrase greeting]\ntext = 你好，某市110\n[referral x]\nremove = yes\n".utf8)
    for _ in 0..<Self.rounds {
      let outcome = ProtocolReader.read(damaged(seed, &random), file: "fuzz")
      #expect((outcome.document == nil) == !outcome.faults.isEmpty)
    }
  }

  @Test func `anything may be said to the guard`() throws {
    let document = try shippedDocument()
    let wording = document.wordingGuard
    var random = SplitMix(seed: 122)
    let alphabet =
      Array(document.tabooPhrases.flatMap { [$0.text] + $0.variants }.joined().unicodeScalars)
      + Array("的了吗着过，。！？ XX110\u{200B}\u{301}👮路号\n".unicodeScalars)
    for _ in 0..<Self.rounds {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<random.below(400) { scalars.append(alphabet[random.below(alphabet.count)]) }
      let text = String(scalars)
      for finding in wording.findings(in: text) { #expect(!text[finding.range].isEmpty) }
      _ = document.referrals.search(text)
    }
  }

  @Test func `the longest text of one filler word ends soon`() throws {
    let wording = try shippedDocument().wordingGuard
    for word in ["的", "我", "不", "了吗", "你不", "我不知道", "投诉是"] {
      _ = wording.findings(in: String(repeating: word, count: 4_000 / word.count))
    }
  }

  private func damaged(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(3) where !bytes.isEmpty {
      let place = random.below(bytes.count)
      switch random.below(8) {
      case 0: bytes[place] = UInt8(random.below(256))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8(random.below(256)), at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + random.below(200)))
      case 4: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + random.below(200))], at: place)
      case 5, 6: if (0x61...0x7A).contains(bytes[place]) { bytes[place] = UInt8(0x61 + random.below(26)) }
      default:
        bytes.replaceSubrange(
          place..<place, with: Array("[]=#\n|、$^".utf8).shuffled(using: &random).prefix(4))
      }
    }
    return bytes
  }
}
