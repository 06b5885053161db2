import PlainText

/// A place as a caller tells it, taken apart: the names in it, how the spot lies to them, numbers.
///
/// `晋陵中路189号对面` is the name 晋陵中路, the number 189 and "opposite", and so is `对面是晋陵中路189号`;
/// `晋陵路和关河路路口` are two names that cross; `关河路路灯杆 A1203` is a pole with its number beside a name. What
/// is understood in none of these ways is one name.
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

    /// The same told from the spot, as in 后面是公园.
    ///
    /// On which side of the park the spot is nobody knows; that it is near is certain.
    var toldFromSpot: Relation {
      switch self {
      case .opposite, .beside, .near, .inside: self
      case .behind, .front: .near
      }
    }
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
  /// What stood before the names and tells how the spot lies: `对面是`; empty when nothing did.
  let lead: String
  /// What stood behind a pole or the word for a crossing: `西北角`, `对面`; empty elsewhere.
  let side: String
  /// The words that joined the names of a crossing, one fewer than there are names; it may be that one is the
  /// first character of the name behind it, as in 晋陵路和平路.
  let joints: [String]

  /// Whether a name is a road's by its end.
  static func isRoad(_ name: String) -> Bool { name.last.map(PlaceWords.roadEnds.contains) ?? false }

  /// What a text tells.
  public init(_ text: some StringProtocol) {
    let whole = PlaceWords.withoutLead(Array(text.halfWidth.trimmed))
    let (lead, before) = PlaceWords.relationBefore(whole)
    let told = Array(whole[lead...])
    let (base, behind) = PlaceWords.relation(told)
    let ending = String(told[base.count...])
    self.lead = String(whole[..<lead])
    relation = before ?? behind
    if let found = PlacePole(base) {
      (names, rest) = (found.name.isEmpty ? [] : [found.name], found.rest + ending)
      (isCrossing, number, pole, side, joints) = (false, nil, found.number, found.side + ending, [])
      return
    }
    pole = nil
    if let found = PlaceCrossing(base) {
      (names, joints, rest, isCrossing) = (found.names, found.joints, found.rest + ending, true)
      (number, side) = (nil, found.side + ending)
      return
    }
    (isCrossing, side, joints) = (false, "", [])
    let start = PlaceWords.numberStart(base)
    let last = base[..<(start ?? 0)].lastIndex { !PlaceWords.gaps.contains($0) }
    let end = last.map { $0 + 1 } ?? start ?? base.count
    let name = String(base[..<end]).trimmed
    number = start.flatMap { PlaceWords.number(base[$0...]) }
    names = name.isEmpty ? [] : [name]
    rest = String(told[end...]).trimmed
  }
}
