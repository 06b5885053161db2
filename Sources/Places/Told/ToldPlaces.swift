/// Places that were told, each under a key, and found by what is alike to another: among thousands of them
/// while an operator waits behind Enter.
///
/// Places that are alike have neighbouring sounds, a name of one sound, a pole or the whole text in common.
/// An index of these gives the few that are worth comparing; the comparison itself is `PlaceLikeness`.
public struct ToldPlaces<Key: Hashable & Sendable>: Sendable {
  /// Poles of other numbers are this much alike, in per mille, and have nothing in common: what is no more
  /// alike is not found.
  public static var leastFound: Int { PlaceLikeness.otherPole + 1 }

  private struct Entry: Sendable {
    let key: Key
    let place: ToldPlace
  }

  private var entries: [Entry] = []
  private var numbers: [Key: Int] = [:]
  private var sharers: [PlaceTrait: [Int32]] = [:]

  /// None.
  public init() {}

  /// How many are known.
  public var count: Int { numbers.count }

  /// The place told under `key`; nil when there is none.
  public subscript(_ key: Key) -> ToldPlace? { numbers[key].map { entries[$0].place } }

  /// Notes what was told under `key`, in place of what was told there before.
  public mutating func set(_ place: ToldPlace, of key: Key) {
    // The place before stays in the index and is passed over, as its number is nobody's any more.
    numbers[key] = entries.count
    for trait in place.traits { sharers[trait, default: []].append(Int32(entries.count)) }
    entries.append(Entry(key: key, place: place))
  }

  /// Forgets the places whose key is not kept.
  public mutating func keep(where isKept: (Key) -> Bool) {
    guard entries.count > numbers.count || !numbers.keys.allSatisfy(isKept) else { return }
    var kept = ToldPlaces()
    for (number, entry) in entries.enumerated() where numbers[entry.key] == number && isKept(entry.key) {
      kept.set(entry.place, of: entry.key)
    }
    self = kept
  }

  /// How alike to `asked` each place is that is at least `permille` alike, in per mille; `permille` is at
  /// least `leastFound`.
  public func likenesses(to asked: ToldPlace, atLeast permille: Int) -> [Key: Int] {
    var shared = [UInt16](repeating: 0, count: entries.count)
    var met: [Int] = []
    for trait in asked.traits {
      for number in sharers[trait] ?? [] {
        if shared[Int(number)] == 0 { met.append(Int(number)) }
        shared[Int(number)] &+= trait.weight
      }
    }
    var found: [Key: Int] = [:]
    for number in met where mayBeAlike(number, to: asked, shared: Int(shared[number]), atLeast: permille) {
      let likeness = PlaceLikeness(entries[number].place, asked).permille
      if likeness >= permille, numbers[entries[number].key] == number {
        found[entries[number].key] = likeness
      }
    }
    return found
  }

  /// Whether a place that shares so much can be so much alike; no place that is is left out.
  ///
  /// Of names with `a` and `b` pairs of sounds, of which they share `c`, the likeness is 2000 c / (a + b),
  /// and b is at least c; or one stands whole in the other, and all of its pairs are shared.
  private func mayBeAlike(_ number: Int, to asked: ToldPlace, shared: Int, atLeast permille: Int) -> Bool {
    let fewest = asked.fewestPairs
    return shared * (2_000 - permille) >= permille * fewest || shared >= entries[number].place.fewestPairs
  }
}

/// What places that are alike have in common.
struct PlaceTrait: Hashable, Sendable {
  private let value: UInt64

  /// Counted as so many pairs: one pole or one text says more than names do.
  var weight: UInt16 { value >> 56 >= 3 ? 1_000 : 1 }

  private init(kind: UInt64, _ value: UInt64) { self.value = kind << 56 | value & (1 << 56 - 1) }

  /// Two neighbouring sounds of a name.
  static func pair(_ sounds: UInt32) -> Self { Self(kind: 1, UInt64(sounds)) }
  /// A name of one sound.
  static func sound(_ sound: UInt16) -> Self { Self(kind: 2, UInt64(sound)) }
  /// The number of a pole, and the whole text; texts of one value are only compared in vain.
  static func pole(_ number: String) -> Self { Self(kind: 3, UInt64(bitPattern: Int64(number.hashValue))) }
  static func letters(_ text: String) -> Self { Self(kind: 4, UInt64(bitPattern: Int64(text.hashValue))) }
}
