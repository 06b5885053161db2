import PlainText

/// How alike two told places are, from 0 to 1000 (per mille): whether two callers speak of one spot.
///
/// Names are compared by sound, because the two were typed by two people. Numbers decide more than letters:
/// 12号 and 300号 of one road are two spots, 12号 and 16号 may be one. A road without a number says little, an
/// estate or a shop without one a good deal.
public struct PlaceLikeness: Sendable {
  /// From here on the two are taken for one spot.
  public static let samePlace = 850
  /// From here on they may be one spot.
  public static let maybeSame = 600
  /// What two poles of other numbers have.
  static let otherPole = 200

  /// 0 nothing in common, 1000 the same.
  public let permille: Int

  /// The likeness of two places as they were told.
  public init(_ told: String, _ other: String) { self.init(ToldPlace(told), ToldPlace(other)) }

  /// The likeness of two places.
  public init(_ first: ToldPlace, _ second: ToldPlace) {
    if first.isEmpty || second.isEmpty {
      permille = 0
    } else if let one = first.expression.pole, let other = second.expression.pole {
      permille = one == other ? Self.poles(of: one, first, second) : Self.otherPole
    } else if !first.letters.isEmpty, first.letters == second.letters {
      permille = 1_000
    } else {
      let names = Self.names(first, second)
      permille = names < Self.maybeSame ? names : Self.numbers(first, second) * names / 1_000
    }
  }

  /// How alike two poles of one number are: short numbers are counted anew along every road.
  private static func poles(of number: String, _ first: ToldPlace, _ second: ToldPlace) -> Int {
    let isOneOfAKind = number.contains(where: \.isLetter) || number.count(where: \.isNumber) >= 5
    if isOneOfAKind || first.names.isEmpty || second.names.isEmpty { return 1_000 }
    return names(first, second)
  }

  /// How alike the names are; of a crossing both roads count, whichever is told first.
  private static func names(_ first: ToldPlace, _ second: ToldPlace) -> Int {
    let best = first.names.map { name in second.names.map { name.likeness(to: $0) }.max() ?? 0 }
    guard let highest = best.max() else { return 0 }
    guard first.expression.isCrossing, second.expression.isCrossing else { return highest }
    return best.reduce(0, +) / max(best.count, second.names.count)
  }

  /// What the numbers leave of the likeness of the names.
  private static func numbers(_ first: ToldPlace, _ second: ToldPlace) -> Int {
    let isRoad = first.isOnRoad || second.isOnRoad
    if first.expression.isCrossing && second.expression.isCrossing { return 1_000 }
    switch (first.expression.number, second.expression.number) {
    case (let one?, let other?):
      let distance = abs(one - other)
      // Buildings of an estate are one place to those who look on from outside.
      if !isRoad { return distance == 0 ? 1_000 : 870 }
      return distance == 0 ? 1_000 : distance <= 10 ? 920 : distance <= 30 ? 700 : 250
    case (nil, nil): return isRoad ? 650 : 950
    case (.some, nil), (nil, .some): return isRoad ? 650 : 900
    }
  }
}

/// A place as it was told, taken apart once, so that it can be compared with thousands of others.
public struct ToldPlace: Hashable, Sendable {
  /// The place as it was told.
  public let text: String
  let expression: PlaceExpression
  /// Its letters, figures and ideographs, without what was typed for a chosen place.
  let letters: String
  let names: [PlaceSounds]
  let isOnRoad: Bool
  let isEmpty: Bool
  /// What a place that is alike has one of (`ToldPlaces`), and how many pairs of sounds the shortest name
  /// has.
  let traits: [PlaceTrait]
  let fewestPairs: Int

  /// What a text tells.
  public init(_ text: String) {
    let told = PlaceProposal.withoutTyped(text)
    self.text = text
    isEmpty = told.isEmpty
    expression = PlaceExpression(told)
    letters = String(TextSimilarity.significant(told))
    names = expression.names.map(PlaceSounds.init)
    isOnRoad = expression.names.contains(where: PlaceExpression.isRoad)
    traits =
      (letters.isEmpty ? [] : [.letters(letters)]) + (expression.pole.map { [.pole($0)] } ?? [])
      + names.flatMap(\.traits)
    // Of a name without a pair, one thing in common is all there is.
    fewestPairs = names.map(\.pairs.count).min() ?? 0
  }
}

/// How a name sounds.
struct PlaceSounds: Hashable, Sendable {
  private let sounds: [UInt16]
  /// Neighbouring sounds, in the order of their numbers.
  let pairs: [UInt32]

  /// What a name that sounds alike has one of.
  var traits: [PlaceTrait] { sounds.count == 1 ? sounds.map(PlaceTrait.sound) : pairs.map(PlaceTrait.pair) }

  init(_ name: String) {
    sounds = PlaceToken.tokens(name).map(\.sound)
    pairs = zip(sounds, sounds.dropFirst()).map { UInt32($0) << 16 | UInt32($1) }.sorted()
  }

  /// How alike two names sound: the Dice coefficient of neighbouring sounds, at least 900 where one stands
  /// whole in the other.
  func likeness(to other: PlaceSounds) -> Int {
    guard !sounds.isEmpty, !other.sounds.isEmpty else { return 0 }
    if sounds == other.sounds { return 1_000 }
    let (short, long) = sounds.count < other.sounds.count ? (sounds, other.sounds) : (other.sounds, sounds)
    if short.count >= 2, (0...(long.count - short.count)).contains(where: { long[$0...].starts(with: short) })
    {
      return 900
    }
    let total = pairs.count + other.pairs.count
    return total == 0 ? 0 : 2_000 * common(with: other) / total
  }

  private func common(with other: PlaceSounds) -> Int {
    var (left, right, common) = (0, 0, 0)
    while left < pairs.count, right < other.pairs.count {
      let (one, two) = (pairs[left], other.pairs[right])
      if one == two { common += 1 }
      if one <= two { left += 1 }
      if two <= one { right += 1 }
    }
    return common
  }
}
