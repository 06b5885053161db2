/// The one grammar of JSON (RFC 8259) in this program: a place in bytes that moves forward over values, which
/// are sound when it has moved over them.
///
/// Texts are UTF-8 without control characters, their escapes known and their surrogates in pairs; a number
/// has at most 64 bytes; no object has a key twice; at most 64 lists and objects stand in each other; between
/// the parts is nothing, or spaces where that is allowed. Whatever reads JSON reads it with this cursor: the
/// reader that builds values, the check of a draft before it is written, and the scans over millions of
/// lines, which pick a few values on their way and must not take for sound what another reader calls damaged.
/// It builds nothing, allocates nothing, and looks at eight bytes at a time.
///
/// It is public because only what is public is inlined into other rooms; they call it for every byte.
public struct JSONCursor {
  /// How many lists and objects may stand in each other.
  public static let maximumDepth = 64
  /// The longest number, in bytes.
  public static let maximumNumber = 64

  /// The next byte.
  public var place: UnsafePointer<UInt8>
  /// Behind the last byte.
  public let end: UnsafePointer<UInt8>
  /// Whether spaces may stand between the parts.
  @usableFromInline package let allowsSpace: Bool
  /// How many lists and objects stand around the place.
  @usableFromInline package var depth = 0
  /// Whether a text had an escape, so that it may be another one than its bytes.
  public var hasEscapes = false
  /// What was wrong, when something was and more is known than that a byte is out of place.
  public var fault: JSONFault.Kind?

  /// A cursor at `place`; the bytes must outlive it.
  @inlinable
  public init(_ place: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>, allowsSpace: Bool = false) {
    self.place = place
    self.end = end
    self.allowsSpace = allowsSpace
  }

  /// Whether the bytes are one object without spaces between its parts, and nothing else.
  public static func isObject(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.first == 0x7B else {
      return false
    }
    var cursor = JSONCursor(start, end: start + bytes.count)
    return cursor.skip() && cursor.left == 0
  }

  /// How many bytes are left.
  @inlinable
  public var left: Int { end - place }

  /// The byte here; 0 at the end.
  @inlinable
  public var byte: UInt8 {
    @inline(__always) get { place < end ? place.pointee : 0 }
  }

  /// Moves on by bytes that were looked at already.
  @inlinable
  public mutating func advance(by count: Int) { place += count }

  /// Moves over one byte when it stands here.
  @inlinable @inline(__always)
  public mutating func accept(_ wanted: UInt8) -> Bool {
    guard place < end, place.pointee == wanted else { return false }
    place += 1
    return true
  }

  /// Moves over a literal when it stands here.
  @inlinable @inline(__always)
  public mutating func accept(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard end - place >= count, UnsafeRawBufferPointer(start: place, count: count).isText(literal) else {
      return false
    }
    place += count
    return true
  }

  /// Moves over spaces where they may stand.
  @inlinable @inline(__always)
  public mutating func skipSpace() {
    if allowsSpace { skipSpaces() }
  }

  @usableFromInline @inline(never)
  package mutating func skipSpaces() {
    while place < end, [0x20, 0x0A, 0x0D, 0x09].contains(place.pointee) { place += 1 }
  }

  @usableFromInline @inline(never)
  package mutating func fail(_ kind: JSONFault.Kind) -> Bool {
    if fault == nil { fault = kind }
    return false
  }
}

// MARK: Values

extension JSONCursor {
  /// Moves over any value.
  public mutating func skip() -> Bool {
    switch byte {
    case UInt8(ascii: "\""): return text() != nil
    case UInt8(ascii: "{"): return object { _, value in value.skip() }
    case UInt8(ascii: "["): return array { $0.skip() }
    case UInt8(ascii: "t"): return accept("true") || fail(.unexpectedByte)
    case UInt8(ascii: "f"): return accept("false") || fail(.unexpectedByte)
    case UInt8(ascii: "n"): return accept("null") || fail(.unexpectedByte)
    default: return literal() != nil
    }
  }

  /// Walks an object: `member` gets each key, escapes as they stand, and must move over its value; false
  /// stops with a fault.
  @inlinable @inline(__always)
  public mutating func object(_ member: (UnsafeRawBufferPointer, inout JSONCursor) -> Bool) -> Bool {
    let start = place
    guard accept(UInt8(ascii: "{")) else { return false }
    skipSpace()
    if accept(UInt8(ascii: "}")) { return true }
    guard depth < Self.maximumDepth else { return fail(.tooDeep) }
    depth += 1
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: KeySketch.most) { words in
      // A temporary allocation always has an address.
      guard let words = words.baseAddress else { return false }
      var keys = KeySketch(words)
      return members(&keys, from: start, member: member)
    }
  }

  /// Walks the members of an object that begins at `start`, from its first key to behind its end.
  @inlinable @inline(__always)
  public mutating func members(
    _ keys: inout KeySketch, from start: UnsafePointer<UInt8>,
    member: (UnsafeRawBufferPointer, inout JSONCursor) -> Bool
  ) -> Bool {
    while true {
      guard let key = key(&keys) else { return false }
      keys.note(key)
      skipSpace()
      guard accept(UInt8(ascii: ":")) else { return fail(.unexpectedByte) }
      skipSpace()
      guard member(key, &self) else { return false }
      skipSpace()
      if accept(UInt8(ascii: ",")) {
        skipSpace()
        continue
      }
      guard accept(UInt8(ascii: "}")) else { return fail(.unexpectedByte) }
      depth -= 1
      return !keys.mayRepeat || hasDistinctKeys(from: start)
    }
  }

  /// Moves over a key; one with escapes may be another one than its bytes.
  @inlinable @inline(__always)
  public mutating func key(_ keys: inout KeySketch) -> UnsafeRawBufferPointer? {
    let hadEscapes = hasEscapes
    hasEscapes = false
    let key = text()
    keys.mayRepeat = keys.mayRepeat || hasEscapes
    hasEscapes = hasEscapes || hadEscapes
    return key
  }

  /// Walks an array: `item` must move over each item.
  @inlinable @inline(__always)
  public mutating func array(_ item: (inout JSONCursor) -> Bool) -> Bool {
    guard accept(UInt8(ascii: "[")) else { return false }
    skipSpace()
    if accept(UInt8(ascii: "]")) { return true }
    guard depth < Self.maximumDepth else { return fail(.tooDeep) }
    depth += 1
    while true {
      guard item(&self) else { return false }
      skipSpace()
      if accept(UInt8(ascii: ",")) {
        skipSpace()
        continue
      }
      guard accept(UInt8(ascii: "]")) else { return fail(.unexpectedByte) }
      depth -= 1
      return true
    }
  }

  /// Whether no key of the object from `start` to here, whose parts are sound, stands there twice, however it
  /// is escaped.
  @usableFromInline @inline(never)
  package mutating func hasDistinctKeys(from start: UnsafePointer<UInt8>) -> Bool {
    var keys: Set<[UInt8]> = []
    var isDistinct = true
    var again = JSONCursor(start, end: place, allowsSpace: allowsSpace)
    again.depth = depth
    guard again.accept(UInt8(ascii: "{")) else { return false }
    repeat {
      again.skipSpace()
      guard let key = again.text() else { return false }
      isDistinct = keys.insert(Self.unescaped(key)).inserted && isDistinct
      again.skipSpace()
      guard again.accept(UInt8(ascii: ":")) else { return false }
      again.skipSpace()
      guard again.skip() else { return false }
      again.skipSpace()
    } while again.accept(UInt8(ascii: ","))
    return isDistinct || fail(.doubledKey)
  }
}

// MARK: Numbers

extension JSONCursor {
  /// Moves over a number and gives its bytes.
  public mutating func literal() -> UnsafeRawBufferPointer? {
    let start = place
    _ = accept(UInt8(ascii: "-"))
    let leadingZero = byte == 0x30
    let first = place
    guard skipDigits() else {
      _ = fail(place < end ? .unexpectedByte : .unexpectedEnd)
      return nil
    }
    var isSound = place - first == 1 || !leadingZero
    if accept(UInt8(ascii: ".")) { isSound = skipDigits() && isSound }
    if byte | 0x20 == UInt8(ascii: "e") {
      place += 1
      if !accept(UInt8(ascii: "+")) { _ = accept(UInt8(ascii: "-")) }
      isSound = skipDigits() && isSound
    }
    guard isSound, place - start <= Self.maximumNumber else {
      _ = fail(.badNumber)
      return nil
    }
    return UnsafeRawBufferPointer(start: start, count: place - start)
  }

  /// Moves over a whole number of at most 18 digits; nil for any other, without moving.
  @inlinable
  public mutating func number() -> Int64? {
    var here = place
    let isNegative = here < end && here.pointee == UInt8(ascii: "-")
    if isNegative { here += 1 }
    let start = here
    var value: Int64 = 0
    while here < end, here.pointee &- 0x30 < 10, here - start < 18 {
      value = value &* 10 &+ Int64(here.pointee &- 0x30)
      here += 1
    }
    guard here > start, here - start == 1 || start.pointee != 0x30 else { return nil }
    // More digits, a fraction or an exponent: not a number of this kind.
    if here < end, here.pointee &- 0x30 < 10 || here.pointee == 0x2E || here.pointee | 0x20 == 0x65 {
      return nil
    }
    place = here
    return isNegative ? -value : value
  }

  /// Moves over digits whose number is of no interest; false when there are none.
  @inlinable @inline(__always)
  public mutating func skipDigits() -> Bool {
    let start = place
    while end - place >= 8 {
      let word = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
      // A digit is 3x, and stays 3x when 6 is added.
      let others = (word & (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) ^ 0x3030_3030_3030_3030
      if others != 0 {
        place += others.trailingZeroBitCount / 8
        return place > start
      }
      place += 8
    }
    while place < end, place.pointee &- 0x30 < 10 { place += 1 }
    return place > start
  }
}

/// Which keys an object has had so far: 128 marks, of which each key sets one, and the keys' own words.
///
/// A mark that is set already is nothing yet: objects of thirty keys are ordinary, and two of them nearly
/// always share one. Then the words are compared; two that are the same mean that a key may be there twice,
/// and whether it is, is found out by its bytes.
public struct KeySketch {
  /// Words that are kept; an object with more keys is looked at by its bytes.
  @inlinable static var most: Int { 64 }

  @usableFromInline package var low: UInt64 = 0
  @usableFromInline package var high: UInt64 = 0
  @usableFromInline package var mayRepeat = false
  @usableFromInline package var count = 0
  @usableFromInline let words: UnsafeMutablePointer<UInt64>

  /// A sketch that keeps its words in memory for `most` of them.
  @inlinable @inline(__always)
  public init(_ words: UnsafeMutablePointer<UInt64>) { self.words = words }

  /// Adds a key, escapes as they stand.
  @inlinable @inline(__always)
  public mutating func note(_ key: UnsafeRawBufferPointer) {
    let word = Self.word(key)
    let place = word >> 57
    let bit = UInt64(1) << (place & 63)
    let upper = 0 &- (place >> 6)
    if ((high & upper) | (low & ~upper)) & bit != 0 { compare(word) }
    high |= bit & upper
    low |= bit & ~upper
    guard count < Self.most else { return mayRepeat = true }
    words[count] = word
    count += 1
  }

  @usableFromInline @inline(never)
  mutating func compare(_ word: UInt64) {
    for index in 0..<count where words[index] == word { mayRepeat = true }
  }

  /// A word that is the same for the same bytes.
  @inlinable @inline(__always)
  static func word(_ key: UnsafeRawBufferPointer) -> UInt64 {
    guard let start = key.baseAddress, key.count > 0 else { return 0 }
    let count = key.count
    var word: UInt64
    if count >= 8 {
      word = start.loadUnaligned(as: UInt64.self)
      word ^= (start + (count - 8)).loadUnaligned(as: UInt64.self) &* 0x9E37_79B9_7F4A_7C15
    } else if count >= 4 {
      word = UInt64(start.loadUnaligned(as: UInt32.self)) << 32
      word |= UInt64((start + (count - 4)).loadUnaligned(as: UInt32.self))
    } else {
      word = UInt64(key[0]) << 16 | UInt64(key[count / 2]) << 8 | UInt64(key[count - 1])
    }
    return (word &+ UInt64(count)) &* 0xD6E8_FEB8_6659_FD93
  }
}
