import PlainText

/// The places of a city, found as they are typed: by the first letters of their pinyin, misspelt, by
/// characters that sound alike, by aliases and former names.
///
/// Every name is a form; an index of sounds and one of neighbouring first letters give the few hundred forms
/// worth a look, and an alignment puts these in order. Sixteen bytes or so a character of a name are held.
public struct Gazetteer: Sendable {
  /// How many forms are aligned at most for one text.
  private static let looked = 300

  /// The places, in the file's order.
  public let places: [Place]

  private struct Form: Sendable {
    let place: Int32
    let start: Int32
    let length: Int16
    /// 0 the name, 1 an alias, 2 a former name.
    let rank: Int16
  }

  private var forms: [Form] = []
  private var tokens: [PlaceToken] = []
  private var bySound: [[Int32]] = Array(repeating: [], count: 2_048)
  private var byInitials: [[Int32]] = Array(repeating: [], count: 27 * 27)
  private var byPole: [String: [Int32]] = [:]

  /// A gazetteer of these places.
  public init(_ places: [Place]) {
    self.places = places
    for (index, place) in places.enumerated() { add(place, number: Int32(index)) }
  }

  private mutating func add(_ place: Place, number: Int32) {
    if place.kind == .pole {
      byPole[Self.poleForm(place.name), default: []].append(number)
      return
    }
    // The roads of a crossing are found by themselves; its own name is compared without the stroke.
    for (rank, names) in [[place.name], place.aliases, place.formerNames].enumerated() {
      for name in names {
        let tokens = PlaceToken.tokens(name)
        add(tokens, place: number, rank: Int16(rank))
        // 厦门, 长虹: read the other way the name is a form of its own.
        guard tokens.contains(where: { $0.otherwiseRead != nil }) else { continue }
        add(tokens.map { $0.otherwiseRead ?? $0 }, place: number, rank: Int16(rank))
      }
    }
  }

  private mutating func add(_ name: [PlaceToken], place: Int32, rank: Int16) {
    guard !name.isEmpty, name.count <= GazetteerReader.longestName else { return }
    let number = Int32(forms.count)
    forms.append(Form(place: place, start: Int32(tokens.count), length: Int16(name.count), rank: rank))
    tokens += name
    for sound in Set(name.map(\.sound)) { bySound[Int(sound)].append(number) }
    for pair in Set(Self.pairs(name)) { byInitials[pair].append(number) }
  }

  /// The places a told name may mean, the nearest first, at most `limit`; each place once.
  public func matches(_ name: some StringProtocol, limit: Int = 3) -> [PlaceMatch] {
    var best: [Int32: PlaceMatch] = [:]
    for typed in Self.readings(name) {
      for match in matches(typed) {
        let key = match.number
        if best[key].map({ match < $0 }) ?? true { best[key] = match }
      }
    }
    return Array(best.values.sorted().prefix(limit))
  }

  /// The places at which a pole with this number stands.
  public func pole(_ number: String) -> [Place] {
    (byPole[Self.poleForm(number)] ?? []).map { places[Int($0)] }
  }

  private static func poleForm(_ number: String) -> String {
    String(number.halfWidth.uppercased().filter { $0.isLetter || $0.isNumber || $0 == "+" })
  }

  // MARK: What was typed

  /// How a text can be read: as it stands; of letters alone as first letters, and as whole syllables when it
  /// is made of them.
  private static func readings(_ text: some StringProtocol) -> [[PlaceToken]] {
    let plain = PlaceToken.tokens(text)
    guard !plain.isEmpty, plain.count <= GazetteerReader.longestName else { return [] }
    let letters = plain.map(\.initial)
    let isLatin = plain.allSatisfy { $0.syllable == 0 } && letters.allSatisfy { (0x61...0x7A).contains($0) }
    guard isLatin else { return [mixed(plain)] }
    var readings = [plain, letters.map { PlaceToken(initial: $0) }]
    if let syllables = syllables(letters) { readings.append(syllables.map { PlaceToken(syllable: $0) }) }
    return readings
  }

  /// Letters among Chinese characters are first letters: jl中路.
  private static func mixed(_ tokens: [PlaceToken]) -> [PlaceToken] {
    tokens.map {
      (0x61...0x7A).contains($0.initial) && $0.syllable == 0 ? PlaceToken(initial: $0.initial) : $0
    }
  }

  /// Letters as the fewest syllables that make them up; nil when none do.
  private static func syllables(_ letters: [UInt8]) -> [Pinyin.Syllable]? {
    var best: [[Pinyin.Syllable]?] = [[]] + Array(repeating: nil, count: letters.count)
    for end in 1...letters.count {
      for start in max(0, end - 6)..<end {
        guard let before = best[start],
          let syllable = Pinyin.syllable(String(decoding: letters[start..<end], as: UTF8.self))
        else { continue }
        if best[end].map({ before.count + 1 < $0.count }) ?? true { best[end] = before + [syllable] }
      }
    }
    return best[letters.count].flatMap { $0.isEmpty ? nil : $0 }
  }

  // MARK: Candidates

  private func matches(_ typed: [PlaceToken]) -> [PlaceMatch] {
    var distance = PlaceDistance()
    let limit = max(24, 16 * typed.count)
    return candidates(typed).compactMap { number in
      let form = forms[Int(number)]
      let range = Int(form.start)..<(Int(form.start) + Int(form.length))
      let found = distance.distance(typed, tokens[range], limit: limit)
      guard found <= limit else { return nil }
      return PlaceMatch(
        place: places[Int(form.place)], number: form.place, distance: found, rank: Int(form.rank),
        length: Int(form.length))
    }
  }

  /// The forms that share most with what was typed; what few forms have weighs more.
  private func candidates(_ typed: [PlaceToken]) -> [Int32] {
    var scores = [UInt16](repeating: 0, count: forms.count)
    var met: [Int32] = []
    func add(_ numbers: [Int32], weight: UInt16) {
      for number in numbers {
        if scores[Int(number)] == 0 { met.append(number) }
        scores[Int(number)] &+= weight
      }
    }
    for sound in Set(typed.map(\.sound)) where sound != Sounds.none {
      let numbers = bySound[Int(sound)]
      add(numbers, weight: 2 * Self.rarity(numbers.count))
    }
    for pair in Set(Self.pairs(typed)) {
      let numbers = byInitials[pair]
      add(numbers, weight: Self.rarity(numbers.count))
    }
    return Self.highest(met, scores: scores, count: Self.looked)
  }

  /// From 18, of a form alone, down to 1.
  private static func rarity(_ count: Int) -> UInt16 {
    UInt16(max(1, 18 - (Int.bitWidth - count.leadingZeroBitCount)))
  }

  /// The forms with the highest scores, shorter names before longer ones that score the same.
  private static func highest(_ met: [Int32], scores: [UInt16], count: Int) -> [Int32] {
    guard met.count > count else { return met }
    var histogram = [Int](repeating: 0, count: 1_024)
    for number in met { histogram[min(Int(scores[Int(number)]), 1_023)] += 1 }
    var (threshold, left) = (1_023, count)
    while threshold > 0, left > histogram[threshold] {
      left -= histogram[threshold]
      threshold -= 1
    }
    // Of those that reach just the threshold more than are wanted may be alike: all within a bound are taken.
    let above = met.filter { Int(scores[Int($0)]) > threshold }
    let level = met.filter { min(Int(scores[Int($0)]), 1_023) == threshold }.prefix(max(left, 4 * count))
    return above + level
  }

  /// The neighbouring first letters, as numbers; figures and the rest count as one letter.
  private static func pairs(_ tokens: [PlaceToken]) -> [Int] {
    let letters = tokens.map { (0x61...0x7A).contains($0.initial) ? Int($0.initial) - 0x60 : 0 }
    return zip(letters, letters.dropFirst()).map { $0 * 27 + $1 }
  }
}

/// A place that may be meant, with how far its name is from what was typed.
public struct PlaceMatch: Hashable, Sendable, Comparable {
  /// What may be meant.
  public let place: Place
  /// Its place in the gazetteer.
  let number: Int32
  /// 0 the same, then more the less alike; only good for comparing two matches of one text.
  public let distance: Int
  /// 0 by its name, 1 by an alias, 2 by a former name.
  let rank: Int
  /// How many characters the name it was met by has.
  let length: Int

  /// Nearest first; then by the name before by another one, the shorter name, the file's order.
  public static func < (left: PlaceMatch, right: PlaceMatch) -> Bool {
    (left.distance, left.rank, left.length, left.number)
      < (right.distance, right.rank, right.length, right.number)
  }
}
