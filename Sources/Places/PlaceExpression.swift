import PlainText

/// A place as a caller tells it, taken apart: the names in it, how the spot lies to them, numbers.
///
/// `晋陵中路189号对面` is the name 晋陵中路, the number 189 and "opposite"; `晋陵路和关河路路口` are two names that
/// cross; `关河路路灯杆 A1203` is a pole with its number beside a name. What is understood in none of these ways
/// is one name.
public struct PlaceExpression: Hashable, Sendable {
  /// How the spot lies to what is named.
  public enum Relation: String, CaseIterable, Hashable, Sendable {
    /// 对面、斜对面、对过.
    case opposite
    /// 旁边、隔壁、边上.
    case beside
    /// 后面、背后.
    case behind
    /// 前面、门口.
    case front
    /// 附近、一带.
    case near
    /// 楼下、楼上、里面.
    case inside
  }

  /// The names, in the order told: one; of a crossing two or more; none when only a pole's number was told.
  public let names: [String]
  /// Whether the spot is where the names cross.
  public let isCrossing: Bool
  /// How it lies to the name; nil when it is the place itself.
  public let relation: Relation?
  /// The number behind the name: 189 of 189号, 3 of 3幢; nil when there is none.
  public let number: Int?
  /// What is written on a pole, lamp post or kilometre stone; nil when none was told.
  public let pole: String?
  /// What stood behind the names as it was told: `189号对面`, `路口`.
  public let rest: String

  /// Whether a name is a road's by its end.
  static func isRoad(_ name: String) -> Bool { name.last.map(PlaceWords.roadEnds.contains) ?? false }

  /// What a text tells.
  public init(_ text: some StringProtocol) {
    let told = PlaceWords.withoutLead(Array(text.halfWidth.trimmed))
    if let pole = PlacePole(told) {
      (names, rest) = (pole.name.isEmpty ? [] : [pole.name], pole.rest)
      (isCrossing, relation, number) = (false, nil, nil)
      self.pole = pole.number
      return
    }
    pole = nil
    if let crossing = PlaceWords.crossing(told) {
      (names, rest, isCrossing, relation, number) = (crossing.names, crossing.rest, true, nil, nil)
      return
    }
    isCrossing = false
    let (base, relation) = PlaceWords.relation(told)
    let cut = PlaceWords.numberStart(base) ?? base.count
    let name = String(base[..<cut]).trimmed
    number = PlaceWords.number(base[cut...])
    self.relation = relation
    names = name.isEmpty ? [] : [name]
    rest = String(told[min(cut, told.count)...]).trimmed
  }
}

/// The words by which a told place is taken apart.
private enum PlaceWords {
  private static let data = PlaceWordData.shipped
  static let joints = data.characters("joint")
  static let roadEnds = data.characters("road-end")
  static let counters = data.characters("counter")
  static let links = data.characters("of")
  private static let crossings = data.words("crossing")
  private static let ten = data.characters("ten")
  private static let hundred = data.characters("hundred")

  private static let relations: [(word: String, relation: PlaceExpression.Relation)] =
    PlaceExpression.Relation.allCases.flatMap { relation in
      data.words(relation.rawValue).map { ($0, relation) }
    }.sorted { $0.word.count > $1.word.count }

  private static let figures: [Character: Int] = {
    var figures: [Character: Int] = [:]
    for (value, word) in data.words("figure").enumerated() { figures[Character(word)] = value }
    for word in data.words("figure-also") {
      if let character = word.first, let value = Int(word.dropFirst()) { figures[character] = value }
    }
    return figures
  }()

  static func withoutLead(_ text: [Character]) -> [Character] {
    for lead in data.words("lead") where text.count > lead.count && text.starts(with: lead) {
      return Array(text.dropFirst(lead.count))
    }
    return text
  }

  /// The text before a relation at its end, with it.
  static func relation(_ text: [Character]) -> (base: [Character], relation: PlaceExpression.Relation?) {
    for (word, relation) in relations where text.count > word.count {
      if String(text.suffix(word.count)) == word {
        var base = Array(text.dropLast(word.count))
        if let last = base.last, links.contains(last), base.count > 2 { base.removeLast() }
        return (base, relation)
      }
    }
    return (text, nil)
  }

  /// Where the first number begins that counts something: 189号, 三幢, 12-3.
  static func numberStart(_ text: [Character]) -> Int? {
    var start: Int?
    for (index, character) in text.enumerated() {
      let isDigit = isDigit(character)
      if isDigit, start == nil { start = index }
      if let begun = start, !isDigit {
        if counters.contains(character), begun > 0 { return begun }
        start = nil
      }
    }
    // Digits that end the text count too, unless they are all of it.
    return start.flatMap { $0 > 0 && text[$0].isASCII ? $0 : nil }
  }

  /// The number a text begins with, in Arabic or simple Chinese figures; nil over six of them.
  static func number(_ text: ArraySlice<Character>) -> Int? {
    let figures = text.prefix { isDigit($0) }
    guard !figures.isEmpty, figures.count <= 6 else { return nil }
    if figures.allSatisfy({ $0.isASCII }) { return Int(String(figures)) }
    return chinese(figures)
  }

  private static func chinese(_ text: ArraySlice<Character>) -> Int? {
    var (total, last) = (0, 0)
    var isPlain = true
    for figure in text {
      if ten.contains(figure) || hundred.contains(figure) {
        isPlain = false
        total += max(last, 1) * (ten.contains(figure) ? 10 : 100)
        last = 0
      } else {
        guard let digit = figures[figure] ?? figure.wholeNumberValue else { return nil }
        last = isPlain && total == 0 ? last * 10 + digit : digit
      }
    }
    return total + last
  }

  static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber || figures[character] != nil || ten.contains(character)
      || hundred.contains(character)
  }

  /// Two roads or more that cross: told with a word for a crossing behind them, or joined by a word.
  static func crossing(_ text: [Character]) -> (names: [String], rest: String)? {
    var base = text
    var rest = ""
    for word in crossings where text.count > word.count + 1 {
      guard let end = position(of: Array(word), in: text), end > 1 else { continue }
      base = Array(text[..<end])
      rest = String(text[end...])
      break
    }
    let parts = joined(base, isCrossing: !rest.isEmpty)
    if parts.count >= 2 {
      let areRoads = parts.allSatisfy { $0.last.map(roadEnds.contains) ?? false }
      return areRoads || !rest.isEmpty ? (parts, rest) : nil
    }
    guard !rest.isEmpty, let cut = secondRoad(base) else { return nil }
    return ([String(base[..<cut]), String(base[cut...])], rest)
  }

  /// The names that joints divide: behind the end of a road, or anywhere when a word for a crossing was told;
  /// never inside a name such as 和平路.
  private static func joined(_ text: [Character], isCrossing: Bool) -> [String] {
    let all = text.indices.filter { $0 >= 2 && $0 < text.count - 2 && joints.contains(text[$0]) }
    let behindRoads = all.filter { roadEnds.contains(text[$0 - 1]) || text[$0 - 1] == " " }
    let cuts = behindRoads.isEmpty && isCrossing ? all : behindRoads
    var parts: [String] = []
    var start = 0
    for cut in cuts + [text.count] {
      parts.append(String(text[start..<cut]).trimmed)
      start = cut + 1
    }
    return parts.filter { $0.count >= 2 }
  }

  /// Where the second of two roads told without a joint begins: 晋陵路关河路.
  private static func secondRoad(_ text: [Character]) -> Int? {
    guard let last = text.last, roadEnds.contains(last) else { return nil }
    return text.indices.dropFirst().first { index in
      roadEnds.contains(text[index - 1]) && index >= 2 && text.count - index >= 2
        && !roadEnds.contains(text[index])
    }
  }

  static func position(of word: [Character], in text: [Character]) -> Int? {
    guard word.count <= text.count else { return nil }
    return (0...(text.count - word.count)).first { text[$0..<($0 + word.count)].elementsEqual(word) }
  }
}

/// What is written on a pole or stone, with what was told beside it.
private struct PlacePole {
  let name: String
  let number: String
  let rest: String

  private static let words = PlaceWordData.shipped.words("pole")
  private static let fillers = PlaceWordData.shipped.characters("pole-filler").union([" "])

  /// Nil when no pole with a number is told.
  init?(_ text: [Character]) {
    if let found = Self.words.compactMap({ word in
      PlaceWords.position(of: Array(word), in: text).map { ($0, word.count) }
    }).min(by: { ($0.0, -$0.1) < ($1.0, -$1.1) }) {
      let (start, length) = found
      let behind = text[(start + length)...]
      let skipped = behind.prefix { Self.fillers.contains($0) }
      let number = Self.number(behind.dropFirst(skipped.count))
      if number.contains(where: \.isNumber) {
        self.init(text, name: start, number: number)
        return
      }
      // A1203号灯杆: the number before the word.
      let before = text[..<start].reversed().drop { Self.fillers.contains($0) }
      let told = Self.number(ArraySlice(before))
      if told.contains(where: \.isNumber) {
        self.init(text, name: before.count - told.count, number: String(told.reversed()))
        return
      }
    }
    guard let start = Self.kilometre(text) else { return nil }
    let number = Self.number(text[start...])
    self.init(text, name: start, number: number)
  }

  private init(_ text: [Character], name: Int, number: String) {
    // 关河东路灯杆: the road ends with the character that the pole's word begins with.
    let isShared =
      name > 1 && PlaceWords.roadEnds.contains(text[name]) && !PlaceWords.roadEnds.contains(text[name - 1])
    let name = isShared ? name + 1 : name
    var before = Array(text[..<name])
    while let last = before.last, PlaceWords.links.contains(last) || last == " " { before.removeLast() }
    self.name = String(before).trimmed
    self.number = number.uppercased()
    rest = String(text[name...])
  }

  /// Letters, figures, `+` and `-` that follow each other.
  private static func number(_ text: ArraySlice<Character>) -> String {
    String(text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+" || $0 == "-") })
  }

  /// Where `K1023+500` begins: a kilometre on a motorway.
  private static func kilometre(_ text: [Character]) -> Int? {
    text.indices.dropLast().first { index in
      (text[index] == "K" || text[index] == "k") && text[index + 1].isASCII && text[index + 1].isNumber
        && (index == 0 || !text[index - 1].isASCII)
        && number(text[index...]).contains("+")
    }
  }
}
