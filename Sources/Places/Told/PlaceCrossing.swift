import PlainText

/// Two roads or more that cross: told with a word for a crossing behind them, or joined by a word.
struct PlaceCrossing {
  let names: [String]
  let joints: [String]
  /// What stood behind the names, from the word for a crossing on.
  let rest: String
  /// What stood behind that word.
  let side: String

  private static let data = PlaceWordData.shipped
  private static let words = data.words("crossing").longestFirst
  private static let joints = data.words("joint").longestFirst
  /// Those that join two roads only: 晋陵路靠近关河路.
  private static let roadJoints = data.words("joint-of-roads").longestFirst
  private static let mouth = data.word("crossing-mouth").first
  private static let shortNames = data.characters("road-of-one")
  /// Ends of a road that count, too, as 弄 does.
  private static let countedEnds = PlaceWords.roadEnds.intersection(PlaceWords.counters)

  private init(names: [String], joints: [String], rest: some Sequence<Character>, word: Int) {
    self.names = names
    self.joints = joints
    let rest = Array(rest)
    self.rest = String(rest)
    side = String(rest.dropFirst(word)).trimmed
  }

  /// Nil when no two names are told that cross.
  init?(_ text: [Character]) {
    let found = Self.words.compactMap { word in
      Self.position(of: word, in: text).map { (start: $0, word: word) }
    }.sorted { ($0.start, -$0.word.count) < ($1.start, -$1.word.count) }
    for (start, word) in found {
      var base = Array(text[..<start])
      // 关河路口: the road ends with the character that the word for the crossing begins with.
      if let last = base.last, !PlaceWords.surestRoadEnds.contains(last),
        PlaceWords.roadEnds.contains(word[0])
      {
        base.append(word[0])
      }
      if let (names, joints) = Self.names(base, isCrossing: true) {
        self.init(names: names, joints: joints, rest: text[start...], word: word.count)
        return
      }
    }
    if let mouth = Self.mouth, text.last == mouth,
      text.dropLast().last.map(PlaceWords.roadEnds.contains) == true,
      let (names, joints) = Self.names(text.dropLast(), isCrossing: true)
    {
      self.init(names: names, joints: joints, rest: [mouth], word: 1)
      return
    }
    guard let (names, joints) = Self.names(text, isCrossing: false), names.allSatisfy({ Self.endsRoad($0) })
    else { return nil }
    self.init(names: names, joints: joints, rest: [], word: 0)
  }

  private static func position(of word: [Character], in text: [Character]) -> Int? {
    PlaceWords.position(of: word, in: text).flatMap { $0 > 1 ? $0 : nil }
  }

  /// Two names or more, with what joined them.
  private static func names(_ text: [Character], isCrossing: Bool) -> (names: [String], joints: [String])? {
    let parts = joined(text, isCrossing: isCrossing)
    if parts.names.count >= 2 { return parts }
    guard isCrossing, let cut = secondRoad(text) else { return nil }
    return ([String(text[..<cut]).trimmed, String(text[cut...]).trimmed], [""])
  }

  /// The names that joints divide: behind the end of a road, or anywhere when a word for a crossing was told;
  /// never inside a name such as 和平路.
  private static func joined(_ text: [Character], isCrossing: Bool) -> (names: [String], joints: [String]) {
    let behindRoads = joints(joints + roadJoints, in: text).filter {
      PlaceWords.roadEnds.contains(text[$0.lowerBound - 1]) || text[$0.lowerBound - 1] == " "
    }
    let cuts = behindRoads.isEmpty && isCrossing ? joints(joints, in: text) : behindRoads
    var (names, told): ([String], [String]) = ([], [])
    var (start, joint) = (0, "")
    for cut in cuts + [text.count..<text.count] where cut.lowerBound >= start {
      let name = String(text[start..<cut.lowerBound]).trimmed
      if name.count >= 2 {
        if !names.isEmpty { told.append(joint) }
        names.append(name)
      }
      (start, joint) = (cut.upperBound, String(text[cut]))
    }
    return (names, told)
  }

  /// Whether a text ends as a road with a name does.
  private static func endsRoad(_ text: some BidirectionalCollection<Character>) -> Bool {
    text.last.map(PlaceWords.roadEnds.contains) == true && !endsLane(text)
  }

  /// Whether a text ends as 中山路12弄 does: that lane is a number of its road, not a road with a name.
  private static func endsLane(_ text: some BidirectionalCollection<Character>) -> Bool {
    text.last.map(countedEnds.contains) == true
      && text.dropLast().last.map(PlaceWords.isDigit) == true
  }

  /// Where joints stand between two characters and two others at least.
  private static func joints(_ words: [[Character]], in text: [Character]) -> [Range<Int>] {
    let isRoad = endsRoad(text)
    return text.indices.dropFirst(2).compactMap { start in
      guard let joint = words.first(where: { text[start...].starts(with: $0) }) else { return nil }
      let end = start + joint.count
      guard end + 2 <= text.count else { return nil }
      if roadJoints.contains(joint), !isRoad || endsLane(text[..<start]) { return nil }
      return beginsName(text, joint: start, end: end) ? nil : start..<end
    }
  }

  /// 晋陵路和平路: a road of one character behind a joint (平路) begins with the joint itself, unless it is one of
  /// those called by one, such as 东街.
  private static func beginsName(_ text: [Character], joint: Int, end: Int) -> Bool {
    end == joint + 1 && text[joint].isLetter && PlaceWords.surestRoadEnds.contains(text[end + 1])
      && !shortNames.contains(text[end])
  }

  /// Where the second of two roads told without a joint begins: 晋陵路关河路; behind 路 and 街 rather than behind
  /// the 河 of 关河东路.
  private static func secondRoad(_ text: [Character]) -> Int? {
    guard endsRoad(text), !endsLane(text.dropLast()) else { return nil }
    func cut(behind ends: Set<Character>) -> Int? {
      text.indices.dropFirst().first { index in
        ends.contains(text[index - 1]) && index >= 2 && text.count - index >= 2
          && !PlaceWords.roadEnds.contains(text[index])
      }
    }
    return cut(behind: PlaceWords.surestRoadEnds) ?? cut(behind: PlaceWords.roadEnds)
  }
}
