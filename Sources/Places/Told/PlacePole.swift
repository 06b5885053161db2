import PlainText

/// What is written on a pole or stone, with what was told beside it.
struct PlacePole {
  let name: String
  let number: String
  /// What stood behind the name, with the number.
  let rest: String
  /// What stood behind the pole.
  let side: String

  private static let words = PlaceWordData.shipped.words("pole").longestFirst
  private static let fillers = PlaceWordData.shipped.characters("pole-filler").union([" "])
  /// Those that tell a number, so that one figure in words behind them is one.
  private static let numberFillers = PlaceWordData.shipped.characters("pole-number")

  /// Nil when no pole with a number is told.
  init?(_ text: [Character]) {
    let found = Self.words.compactMap { word in
      PlaceWords.position(of: word, in: text).map { $0..<($0 + word.count) }
    }.sorted { ($0.lowerBound, -$0.count) < ($1.lowerBound, -$1.count) }
    for word in found {
      if let number = Self.number(text, beside: word) {
        self.init(text, name: min(word.lowerBound, number.lowerBound), number: number, end: word.upperBound)
        return
      }
    }
    guard let start = Self.kilometre(text) else { return nil }
    let number = start..<(start + Self.length(text[start...]))
    self.init(text, name: start, number: number, end: number.upperBound)
  }

  /// Where the number stands: 灯杆A1203, or before the word, as in A1203号灯杆.
  private static func number(_ text: [Character], beside word: Range<Int>) -> Range<Int>? {
    let start = word.upperBound + text[word.upperBound...].prefix { fillers.contains($0) }.count
    let behind = start..<(start + length(text[start...]))
    let isTold = start > word.upperBound && behind.upperBound == text.count
    if !behind.isEmpty, isTold || !isWord(text, at: behind, with: word.lowerBound..<start) { return behind }
    let before = text[..<word.lowerBound].reversed().drop { fillers.contains($0) }
    let told = length(ArraySlice(before))
    let number = (before.count - told)..<before.count
    return told > 0 && !isWord(text, at: number, with: before.count..<word.lowerBound) ? number : nil
  }

  /// Whether a number is one figure in words that may belong to another word, as in 路灯一直不亮: nothing behind
  /// it or in the text between it and the pole says that it is a number.
  private static func isWord(_ text: [Character], at number: Range<Int>, with between: Range<Int>) -> Bool {
    guard number.count == 1, !text[number.lowerBound].isASCII else { return false }
    let isFollowed = number.upperBound < text.count && numberFillers.contains(text[number.upperBound])
    return !isFollowed && !text[between].contains(where: numberFillers.contains)
  }

  private init(_ text: [Character], name: Int, number: Range<Int>, end: Int) {
    // 关河东路灯杆: the road ends with the character that the pole's word begins with.
    let isShared =
      name > 1 && PlaceWords.roadEnds.contains(text[name])
      && !PlaceWords.roadEnds.union(PlaceWords.links).contains(text[name - 1])
    let name = isShared ? name + 1 : name
    var before = Array(text[..<name])
    while let last = before.last, PlaceWords.links.contains(last) || last == " " { before.removeLast() }
    self.name = String(before).trimmed
    self.number = PlaceWords.digits(Array(text[number]))
    rest = String(text[name...])
    side = String(text[max(number.upperBound, end)...].drop { Self.fillers.contains($0) })
  }

  /// How many characters of a number stand first: letters, figures, `+` and `-` that follow each other, with
  /// a space between a letter and a figure; 0 when no figure is among them.
  private static func length(_ text: ArraySlice<Character>) -> Int {
    var (length, hasFigure) = (0, false)
    for (index, character) in text.enumerated() {
      let isFigure = PlaceWords.isDigit(character)
      if isFigure || character.isASCII && (character.isLetter || character == "+" || character == "-") {
        length = index + 1
        hasFigure = hasFigure || isFigure
      } else if character != " " || index == 0 || index > length {
        break
      }
    }
    return hasFigure ? length : 0
  }

  /// Where `K1023+500` begins: a kilometre on a motorway.
  private static func kilometre(_ text: [Character]) -> Int? {
    text.indices.dropLast().first { index in
      (text[index] == "K" || text[index] == "k") && text[index + 1].isASCII && text[index + 1].isNumber
        && (index == 0 || !text[index - 1].isASCII)
        && text[index..<(index + length(text[index...]))].contains("+")
    }
  }
}
