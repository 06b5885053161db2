import CallReview
import PlainText
import TestSupport
import Testing

@Suite struct WordProbeTests {
  /// Whether the word may stand anywhere in the bytes, asked as a search asks.
  private func mayHold(_ probe: WordProbe, _ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      bytes.indices.contains { place in
        place + probe.key.count <= bytes.count
          && bytes[place..<(place + probe.key.count)].elementsEqual(probe.key)
          && probe.mayStand(in: bytes, at: place)
      }
    }
  }

  private func line(_ texts: [String]) -> [UInt8] {
    JSONWriter.object { writer in
      for text in texts { writer.member("text", text) }
    }
  }

  @Test func `no text that holds the word is missed, whatever stands around it`() throws {
    var numbers = SplitMix(seed: 29)
    let pieces = [
      "晋", "陵", "路", "号", " ", "\u{3000}", "1", "１", "①", "Ａ", "a", "㎡", "\"", "\\", "\n", "Ⅳ", "𠮷", "é",
    ]
    func text(_ length: Int) -> String {
      (0..<length).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &numbers)] }.joined()
    }
    var (held, spared) = (0, 0)
    for _ in 0..<30_000 {
      let word = text(Int.random(in: 1...4, using: &numbers))
      let stored = [
        text(Int.random(in: 0...9, using: &numbers)), text(Int.random(in: 0...9, using: &numbers)),
      ]
      guard let probe = WordProbe(word) else { continue }
      let isHeld = stored.contains { FoldedText.contains(FoldedText.fold($0), wanted: FoldedText.fold(word)) }
      let mayHold = mayHold(probe, line(stored))
      if isHeld {
        held += 1
        #expect(mayHold, "\(word) in \(stored)")
      } else if !mayHold {
        spared += 1
      }
    }
    #expect(held > 300, "\(held)")
    #expect(spared > 5_000, "\(spared)")
  }

  @Test(arguments: [
    ("晋陵中路189号", "晋陵 中路１８９号", true), ("晋陵中路189号", "晋陵中路188号", false), ("晋陵中路189号", "晋陵中路18", false),
    ("中路12", "中路①2", true), ("路ab", "路ＡＢ", true), ("路", "道", false), ("路\"东", "路\"东", true),
  ])
  func `forms that mean the same are met, others are not`(word: String, text: String, isFound: Bool) throws {
    let probe = try #require(WordProbe(word))
    #expect(mayHold(probe, line(["前", text, "后"])) == isFound)
  }

  @Test func `a word at the edge of what was read may stand there`() throws {
    let probe = try #require(WordProbe("晋陵中路"))
    let bytes = Array("晋陵中路".utf8)
    for count in 3...bytes.count {
      let start = Array(bytes[..<count])
      let end = Array(bytes[(bytes.count - count)...])
      if start.firstRange(of: probe.key) != nil { #expect(mayHold(probe, start)) }
      if end.firstRange(of: probe.key) != nil { #expect(mayHold(probe, end)) }
    }
  }

  @Test func `a word whose characters all have other forms has no probe`() {
    for word in ["", "12", "ab", "ＡＢ", "①", " ", "()"] { #expect(WordProbe(word) == nil) }
  }
}
