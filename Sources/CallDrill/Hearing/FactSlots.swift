/// The particulars of an answer: numbers with their units, values such as a colour or a direction, what is so
/// and what is not, and the words that are left, such as names.
struct FactSlots: Sendable {
  struct Number: Hashable, Sendable {
    let value: String
    let unit: String?
    /// One of something need not be said.
    var isImplied: Bool { value == "1" }
    /// A plate or another run of letters and digits.
    var isMixed: Bool { value.contains { $0.isLetter } }
  }

  struct Predicate: Hashable, Sendable {
    let name: String
    let isNegative: Bool
  }

  private(set) var numbers: Set<Number> = []
  private(set) var values: [String: Set<String>] = [:]
  private(set) var predicates: Set<Predicate> = []
  /// Words that are none of the data, as they stand together.
  private(set) var rest: [[String]] = []
  /// All tokens of the text.
  let tokens: [String]

  /// The particulars of `text`.
  init(_ text: String, words: FactWords = .shipped) {
    let clauses = text.split { "\u{FF0C}\u{3002}\u{FF1B},;\u{3001}!?\u{FF01}\u{FF1F}\u{2026}".contains($0) }
    let pieces = clauses.map { words.tokens(of: String($0)) }
    tokens = pieces.flatMap { $0 }
    for piece in pieces { read(piece, by: words) }
  }

  private mutating func read(_ tokens: [String], by words: FactWords) {
    var index = 0
    var run: [String] = []
    var negations: [Int] = []
    func isNegated(_ place: Int) -> Bool { negations.contains { place - $0 <= Self.reach && place > $0 } }
    while index < tokens.count {
      let token = tokens[index]
      if token.contains(where: { $0.isNumber }), token.first?.isASCII == true {
        close(&run)
        let number = Number(value: token, unit: unit(around: index, in: tokens, by: words))
        // \u{4E00}\u{4E2A}1234: one of them, not how many there are.
        let isItem = number.isImplied && index + 2 < tokens.count && tokens[index + 2].first?.isNumber == true
        if !isItem { numbers.insert(number) }
        index += 1
        continue
      }
      guard let found = words.meanings(at: index, in: tokens) else {
        run.append(token)
        index += 1
        continue
      }
      close(&run)
      for meaning in found.meanings {
        switch meaning {
        case .value(let kind, let value): values[kind, default: []].insert(value)
        case .predicate(let name, let isNegative):
          predicates.insert(Predicate(name: name, isNegative: isNegative != isNegated(index)))
        case .negation: negations.append(index + found.length - 1)
        case .unit, .filler: break
        }
      }
      index += found.length
    }
    close(&run)
  }

  /// How many words a negation reaches: 没有任何人受伤.
  private static let reach = 5

  private mutating func close(_ run: inout [String]) {
    if !run.isEmpty { rest.append(run) }
    run = []
  }

  /// The unit behind a number, or before it as in "building 5".
  private func unit(around index: Int, in tokens: [String], by words: FactWords) -> String? {
    func unit(at place: Int) -> String? {
      guard tokens.indices.contains(place) else { return nil }
      // 1楼 and 1号楼: the longest word decides.
      return words.meanings(at: place, in: tokens)?.meanings.compactMap { meaning in
        if case .unit(let name) = meaning { name } else { nil }
      }.first
    }
    return unit(at: index + 1)
      ?? (index > 0 && tokens[index - 1].first?.isASCII == true ? unit(at: index - 1) : nil)
  }
}

extension FactSlots {
  private static let numberWeight = 12
  private static let predicateWeight = 12
  private static let valueWeight = 8
  private static let wordWeight = 4
  /// Words beyond these of one name add nothing.
  private static let longestName = 4

  /// How much of `wanted` is here, in weights.
  func share(of wanted: FactSlots) -> (found: Int, all: Int) {
    var (found, all) = (0, 0)
    func add(_ weight: Int, where isFound: Bool) {
      all += weight
      if isFound { found += weight }
    }
    for number in wanted.numbers where !(number.isImplied && number.unit != nil) {
      add(Self.numberWeight, where: numbers.contains { $0.value == number.value })
    }
    for predicate in wanted.predicates { add(Self.predicateWeight, where: predicates.contains(predicate)) }
    for (kind, wantedValues) in wanted.values {
      for value in wantedValues { add(Self.valueWeight, where: values[kind]?.contains(value) == true) }
    }
    for run in wanted.rest {
      let size = run.reduce(0) { $0 + Self.size(of: $1) }
      let weight = min(size, Self.longestName) * Self.wordWeight
      all += weight
      found += weight * covered(run) / size
    }
    return (found, all)
  }

  /// A word of letters says as much as the two ideographs it is written with in the other language.
  private static func size(of token: String) -> Int { token.first?.isASCII == true ? 2 : 1 }

  /// Whether none of what is so or is not so is here, and that is half of all there is.
  func missesWhatHappened(_ wanted: FactSlots) -> Bool {
    let weight = wanted.predicates.count * Self.predicateWeight
    return weight > 0 && predicates.isDisjoint(with: wanted.predicates) && weight * 2 >= share(of: wanted).all
  }

  /// How much of a name stands here as it stands in it; one ideograph alone does not count for a longer name.
  private func covered(_ run: [String]) -> Int {
    let isLong = run.count > 1
    let pairs = isLong ? Set(zip(tokens, tokens.dropFirst()).map { [$0, $1] }) : []
    return run.indices.reduce(0) { found, index in
      let isWord = run[index].first?.isASCII == true || !isLong
      let isHere =
        isWord
        ? tokens.contains(run[index])
        : index > 0 && pairs.contains([run[index - 1], run[index]])
          || index + 1 < run.count && pairs.contains([run[index], run[index + 1]])
      return found + (isHere ? Self.size(of: run[index]) : 0)
    }
  }

  /// Whether something here cannot be true beside what is known.
  func contradicts(_ known: [FactSlots]) -> Bool {
    let allowed = known.flatMap { $0.numbers }
    for number in numbers where !allowed.contains(where: { $0.value == number.value }) {
      let rivals = allowed.filter { number.unit != nil && $0.unit == number.unit || number.isRival(of: $0) }
      if !rivals.isEmpty { return true }
    }
    for (kind, own) in values {
      let others = known.reduce(into: Set<String>()) { $0.formUnion($1.values[kind] ?? []) }
      if !others.isEmpty, !own.isSubset(of: others) { return true }
    }
    let said = Set(known.flatMap(\.predicates))
    return predicates.contains { predicate in
      !said.contains(predicate)
        && said.contains(Predicate(name: predicate.name, isNegative: !predicate.isNegative))
    }
  }
}

extension FactSlots.Number {
  /// Whether it stands in the other's place without being it: a plate, a telephone, the number of a pole.
  func isRival(of other: FactSlots.Number) -> Bool {
    guard unit == nil, other.unit == nil, value.count == other.value.count, value.count >= 3 else {
      return false
    }
    return isMixed == other.isMixed
  }
}
