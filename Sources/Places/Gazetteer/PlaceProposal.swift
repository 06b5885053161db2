import PlainText

/// What the desk proposes for a place as it was typed.
public struct PlaceProposal: Hashable, Sendable {
  /// How the spot lies, as it was told before the name: `对面是`; empty when nothing was.
  private let lead: String
  /// The names as the gazetteer has them, with the number, the side or the pole as typed.
  private let place: String
  /// The districts of what it is made of, each once.
  public let districts: [String]
  /// How far it is from what was typed; only good for ordering.
  public let distance: Int
  /// What was typed.
  public let typed: String

  /// The place written out: the names as the gazetteer has them, the rest as typed.
  public var text: String { lead + place }

  /// The proposal as it stands in the record: with its district where it is known.
  public var answer: String {
    lead + (districts.first.flatMap { text.contains($0) ? nil : $0 } ?? "") + place
  }

  init(lead: String = "", place: String, districts: [String], distance: Int, typed: String) {
    (self.lead, self.place, self.districts) = (lead, place, districts)
    (self.distance, self.typed) = (distance, typed)
  }

  /// The same with what was told around it.
  func told(before: String, behind: String) -> PlaceProposal {
    PlaceProposal(
      lead: before + lead, place: place + behind, districts: districts, distance: distance, typed: typed)
  }

  /// Whether what was typed is this place as it is written, with or without its district.
  public var isExact: Bool { typed == text || typed == answer }

  /// Whether it is near enough for its district to be taken as the caller's: a character or two that sound
  /// alike, or a name that goes on.
  public var isNear: Bool { distance <= 2 * PlaceDistance.nearSound }

  private static let mark = " ("

  /// A place of a record without what was typed for it, which records of before kept in the same text.
  static func withoutTyped(_ answer: String) -> String {
    guard answer.hasSuffix(")"), let mark = answer.firstRange(of: mark) else { return answer }
    return String(answer[..<mark.lowerBound])
  }
}

extension Gazetteer {
  private static let joint = PlaceWordData.shipped.word("joint-written")
  private static let crossing = PlaceWordData.shipped.word("crossing-written")

  /// The places that what is typed may mean, likeliest first.
  public func proposals(for typed: String, limit: Int = 3) -> [PlaceProposal] {
    // Of a crossing the way stays with it already.
    let way = PlaceWay(typed).flatMap { way in
      way.isElsewhereDenied || !PlaceExpression(typed).isCrossing ? way : nil
    }
    let byWay = way.map { way in
      proposals(of: way.place, typed: typed, limit: limit).map {
        $0.told(before: way.before, behind: way.behind)
      }
    }
    // A place that is denied is none of those meant.
    let asTold = way?.isElsewhereDenied == true ? [] : proposals(of: typed, typed: typed, limit: limit)
    let found = (byWay ?? []) + asTold
    var seen: Set<String> = []
    return Array(
      found.sorted { $0.distance < $1.distance }.filter { seen.insert($0.answer).inserted }.prefix(limit))
  }

  private func proposals(of place: String, typed: String, limit: Int) -> [PlaceProposal] {
    let told = PlaceExpression(place)
    return told.pole.map { proposals(pole: $0, told: told, typed: typed, limit: limit) }
      ?? (told.isCrossing
        ? crossings(told, typed: typed, limit: limit) : plain(told, whole: place, typed: typed, limit: limit))
  }

  /// A name with a number or a side; read as one name as well, for 1号公寓 and 三里桥, unless that is the same
  /// place without what was told behind it.
  private func plain(
    _ told: PlaceExpression, whole text: String, typed: String, limit: Int
  ) -> [PlaceProposal] {
    let whole = told.lead.isEmpty ? matches(text, limit: limit) : []
    guard let name = told.names.first, !(told.rest + told.lead).isEmpty else {
      return whole.map { proposal($0, told: nil, typed: typed) }
    }
    let named = matches(name, limit: limit)
    let others = whole.filter { match in
      !named.contains { $0.number == match.number && $0.distance <= match.distance }
    }
    return named.map { proposal($0, told: told, typed: typed) }
      + others.map { proposal($0, told: nil, typed: typed) }
  }

  private func proposal(_ match: PlaceMatch, told: PlaceExpression?, typed: String) -> PlaceProposal {
    PlaceProposal(
      lead: told?.lead ?? "", place: match.place.name.replacing("/", with: Self.joint) + (told?.rest ?? ""),
      districts: districts([match.place]), distance: match.distance, typed: typed)
  }

  /// Two roads each with what it may mean; a crossing of the gazetteer itself comes before one put together.
  private func crossings(_ told: PlaceExpression, typed: String, limit: Int) -> [PlaceProposal] {
    guard told.names.count >= 2 else { return [] }
    let first = matches(told.names[0], limit: limit)
    let second = matches(behind: told.joints.first ?? "", name: told.names[1], limit: limit)
    return first.flatMap { one in
      second.filter { $0.number != one.number }.map { other in
        let known = crossing(one.place.name, other.place.name)
        return PlaceProposal(
          lead: told.lead, place: one.place.name + Self.joint + other.place.name + Self.crossing + told.side,
          districts: districts([known, one.place, other.place].compactMap { $0 }),
          distance: one.distance + other.distance - (known == nil ? 0 : 1), typed: typed)
      }
    }
  }

  /// What a name behind a joint may mean, also when the joint is its first character: 晋陵路和平北路.
  private func matches(behind joint: String, name: String, limit: Int) -> [PlaceMatch] {
    let alone = matches(name, limit: limit)
    guard joint.count == 1, joint.first?.isLetter == true else { return alone }
    var best: [Int32: PlaceMatch] = [:]
    for match in alone + matches(joint + name, limit: limit)
    where best[match.number].map({ match < $0 }) ?? true {
      best[match.number] = match
    }
    return Array(best.values.sorted().prefix(limit))
  }

  private func crossing(_ first: String, _ second: String) -> Place? {
    [first + "/" + second, second + "/" + first].lazy.compactMap { name in
      matches(name, limit: 3).map(\.place).first { $0.kind == .crossing && $0.name == name }
    }.first
  }

  /// A pole by its number; one that stands where it was told to stand comes first.
  private func proposals(pole: String, told: PlaceExpression, typed: String, limit: Int) -> [PlaceProposal] {
    let site = told.names.first.flatMap { matches($0, limit: 1).first }
    let known = self.pole(pole).map { place in
      PlaceProposal(
        lead: told.lead, place: place.site + place.name + told.side, districts: districts([place]),
        distance: site.map { place.site.contains($0.place.name) ? 0 : 20 } ?? 0, typed: typed)
    }
    guard let site else { return known }
    let beside = PlaceProposal(
      lead: told.lead, place: site.place.name + told.rest, districts: districts([site.place]),
      distance: 10 + site.distance, typed: typed)
    return known + [beside]
  }

  private func districts(_ places: [Place]) -> [String] {
    places.map(\.district).reduce(into: []) { all, district in
      if !district.isEmpty, !all.contains(district) { all.append(district) }
    }
  }
}
