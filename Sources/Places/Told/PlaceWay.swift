import PlainText

/// A place told with the way from it to the spot, or with another place that it is not.
///
/// `红梅公园往东200米` is 红梅公园 with the way 往东200米; `不在晋陵中路, 在长虹路` is 长虹路.
struct PlaceWay {
  /// What stood before the place: `过了`; empty when nothing did.
  let before: String
  /// The place, as it was told.
  let place: String
  /// The way from it, as it was told.
  let behind: String
  /// Whether another place was told that it is not.
  let isElsewhereDenied: Bool

  private static let data = PlaceWordData.shipped
  private static let leads = data.words("way-lead").longestFirst
  private static let turns = data.words("way-turn").longestFirst
  private static let directions = data.characters("way-direction")
  private static let ends =
    (data.words("way") + data.words("crossing")
    + PlaceExpression.Relation.allCases.flatMap { data.words($0.rawValue) }).filter { $0.count > 1 }
    .longestFirst
  private static let denials = data.words("not-there").longestFirst
  private static let contrasts = data.words("but-there").longestFirst
  private static let clauseMarks: Set<Character> = [",", ".", ";", "。"]
  /// The shortest name of a place.
  private static let shortestName = 2

  /// Nil when a text tells neither.
  init?(_ typed: String) {
    let whole = PlaceWords.withoutLead(Array(typed.halfWidth.trimmed))
    let affirmed = Self.affirmed(whole)
    isElsewhereDenied = affirmed != nil
    let told = PlaceWords.withoutLead(affirmed ?? whole)
    let lead =
      Self.leads.first { told.starts(with: $0) && told.count >= $0.count + Self.shortestName }?.count ?? 0
    let rest = Array(told[lead...])
    let cut = Self.start(in: rest) ?? rest.count
    guard isElsewhereDenied || lead > 0 || cut < rest.count else { return nil }
    before = isElsewhereDenied ? "" : String(told[..<lead])
    place = String(rest[..<cut]).trimmed
    behind = String(rest[cut...]).trimmed
  }

  /// Where the way begins, behind a name.
  private static func start(in text: [Character]) -> Int? {
    guard text.count > shortestName else { return nil }
    for index in shortestName..<text.count {
      let behind = text[index...]
      guard begins(behind) else { continue }
      // 长虹路口: the road ends with the character that the word behind it begins with.
      let isShared =
        PlaceWords.roadEnds.contains(text[index]) && !PlaceWords.roadEnds.contains(text[index - 1])
      return isShared ? index + 1 : index
    }
    return nil
  }

  private static func begins(_ text: ArraySlice<Character>) -> Bool {
    if ends.contains(where: { text.starts(with: $0) }) { return true }
    guard let turn = turns.first(where: { text.starts(with: $0) }) else { return false }
    return text.dropFirst(turn.count).first.map(directions.contains) ?? false
  }

  /// What is left of a text when the place that it is not is taken out; nil when there is no such.
  private static func affirmed(_ text: [Character]) -> [Character]? {
    let clauses = text.split(whereSeparator: clauseMarks.contains).map { Array(String($0).trimmed) }
    let kept = clauses.compactMap(affirmedClause)
    guard kept.contains(where: { $0.isDenied }) || kept.count < clauses.count else { return nil }
    let left = kept.map(\.text).filter { $0.count >= shortestName }
    return left.isEmpty ? nil : Array(left.joined(separator: [","]))
  }

  /// A clause without the place it denies; nil when nothing else is in it.
  private static func affirmedClause(_ clause: [Character]) -> (text: [Character], isDenied: Bool)? {
    let found = denials.compactMap { word in
      PlaceWords.position(of: word, in: clause).map { $0..<($0 + word.count) }
    }.min { ($0.lowerBound, -$0.count) < ($1.lowerBound, -$1.count) }
    guard let denial = found else { return (clause, false) }
    if denial.lowerBound >= shortestName { return (Array(clause[..<denial.lowerBound]), true) }
    let behind = Array(clause[denial.upperBound...])
    let contrast = contrasts.compactMap { word in
      PlaceWords.position(of: word, in: behind).map { $0..<($0 + word.count) }
    }.filter { $0.lowerBound >= shortestName && $0.upperBound + shortestName <= behind.count }
      .min { ($0.lowerBound, -$0.count) < ($1.lowerBound, -$1.count) }
    return contrast.map { (Array(behind[$0.upperBound...]), true) }
  }
}
