/// Words given numbers in the order they were met, from 0.
public struct WordTable: Hashable, Sendable {
  /// The words, by number.
  public private(set) var words: [String] = []
  private var hashes: [UInt64] = []
  /// Open addressing: a slot holds a word's number plus 1.
  private var slots: [UInt16] = Array(repeating: 0, count: 256)

  /// A table with these words.
  public init(_ words: [String] = []) {
    for word in words { _ = number(of: word) }
  }

  /// The number of a word, which is put in when it is new.
  ///
  /// At most 65,000 words; further ones count as the last.
  public mutating func number(of word: String) -> UInt16 {
    var word = word
    return word.withUTF8 { number(of: UnsafeRawBufferPointer($0)) }
  }

  /// The same for a word given as UTF-8.
  public mutating func number(of bytes: UnsafeRawBufferPointer) -> UInt16 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
    while slots[slot] != 0 {
      let found = Int(slots[slot]) - 1
      if hashes[found] == hash, isWord(found, bytes: bytes) { return UInt16(found) }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard words.count < 65_000 else { return UInt16(words.count - 1) }
    words.append(String(decoding: bytes, as: UTF8.self))
    hashes.append(hash)
    slots[slot] = UInt16(words.count)
    if words.count * 2 > slots.count { grow() }
    return UInt16(words.count - 1)
  }

  /// The same words in their order, and the new number of each old one.
  func sorted() -> (table: WordTable, numbers: [UInt16]) {
    let order = words.indices.sorted { words[$0] < words[$1] }
    var numbers = [UInt16](repeating: 0, count: words.count)
    for (number, old) in order.enumerated() { numbers[old] = UInt16(number) }
    return (WordTable(order.map { words[$0] }), numbers)
  }

  private func isWord(_ number: Int, bytes: UnsafeRawBufferPointer) -> Bool {
    let text = words[number].utf8
    return text.withContiguousStorageIfAvailable { stored in
      stored.count == bytes.count && stored.elementsEqual(bytes)
    } ?? text.elementsEqual(bytes)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt16(number + 1)
    }
  }
}
