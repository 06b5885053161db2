import CallModel

/// Whether what is held up to him is so.
extension CallerHearing {
  /// Whether what the question names is so: nil when it names nothing that can be compared.
  func verdict(_ clause: SpokenTokens.Clause, parts: [Int]) -> Bool? {
    let asked = clause.slots
    let parts = meant(clause, asked: asked, parts: parts)
    let known = FactSlots(parts.map { facts.parts[$0].text }.joined(separator: "\u{FF0C}"))
    let truths = parts.first.flatMap { facts.truths[facts.parts[$0].owner] } ?? known
    if asked.contradictsPlainly(known) || asked.isOtherSide(than: truths)
      || asked.numbers.contains(where: isUnheardOf)
    {
      return false
    }
    let names =
      asked.numbers.contains { number in known.numbers.contains { $0.value == number.value } }
      || asked.values.contains { kind, values in !(known.values[kind] ?? []).isDisjoint(with: values) }
      || !asked.predicates.isEmpty && asked.predicates.isSubset(of: known.predicates)
        && known.share(of: asked).found * 10 >= known.share(of: asked).all * 7
    let told = parts.flatMap { facts.parts[$0].tokens } + truths.tokens
    let isOpposite = asked.predicates.contains { predicate in
      known.predicates.contains { $0.name == predicate.name && $0.isNegative != predicate.isNegative }
    }
    if names || !isOpposite && words.isHeld(clause.tokens, by: told) { return true }
    return words.isCleft(clause.tokens) ? false : nil
  }

  /// Of parts those that a value asked about can belong to: what is yours or his, or the thing that is named.
  private func meant(_ clause: SpokenTokens.Clause, asked: FactSlots, parts: [Int]) -> [Int] {
    let valued = parts.filter { part in
      !Set(asked.values.keys.map { "=" + $0 }).isDisjoint(with: facts.parts[part].subjects)
    }
    guard valued.count > 1 else { return parts }
    let whose = ["\u{4F60}": "\u{6211}", "\u{4ED6}": "\u{4ED6}"][clause.tokens.first ?? ""]
    let owned = valued.filter { part in whose.map(facts.parts[part].tokens.contains) ?? false }
    if owned.count == 1 { return owned }
    let named = words.withoutColours(clause.tokens)
    let overlaps = valued.map { words.overlap(named, with: words.withoutColours(facts.parts[$0].tokens)) }
    guard let most = overlaps.max(), most > 0, overlaps.count(where: { $0 == most }) == 1,
      let index = overlaps.firstIndex(of: most)
    else { return parts }
    return [valued[index]]
  }

  /// Whether numbers of the same unit are known and none of them is this one.
  private func isUnheardOf(_ number: FactSlots.Number) -> Bool {
    let known = facts.parts.flatMap(\.slots.numbers)
    guard let unit = number.unit, !number.isImplied else {
      return number.value.count > 3 && known.contains { number.isLike($0) }
        && !known.contains { $0.value == number.value }
    }
    return known.contains { $0.unit == unit } && !known.contains { $0.value == number.value }
  }

  /// How something is read back: as a statement, with a mark that asks whether it is so, or as a question for
  /// yes or no that may be none.
  enum ReadBack { case plain, tagged, leading }

  /// How much a name of three ideographs or more has in common with itself.
  private static let named = 7

  /// What he knows of a kind of which the words name a value that is nowhere among his facts.
  private func strange(_ clause: SpokenTokens.Clause) -> Question? {
    for (kind, said) in clause.slots.values.sorted(by: { $0.key < $1.key }) {
      let known = facts.parts.indices.filter { facts.parts[$0].subjects.contains("=" + kind) }
      let isKnown = known.contains { part in
        said.contains { facts.parts[part].subjects.contains(kind + " " + $0) }
      }
      guard !isKnown, !HearingWords.mixedKinds.contains(kind),
        let part = known.max(by: { overlap(clause, with: $0) < overlap(clause, with: $1) })
      else { continue }
      let owner = facts.parts[part].owner
      return Question(
        topic: Self.readBackTopic, owner: owner, parts: [], isSo: false,
        asked: owner.told.map { [$0] } ?? [], isUnknown: false)
    }
    return nil
  }

  /// Whether every number said, of which there is one, is known with its unit, of whatever it is told.
  func holdsNumbers(of said: FactSlots) -> Bool {
    let known = facts.parts.flatMap(\.slots.numbers)
    return !said.numbers.isEmpty
      && said.numbers.allSatisfy { number in
        number.unit != nil && known.contains { $0.unit == number.unit && $0.value == number.value }
      }
  }

  private func overlap(_ clause: SpokenTokens.Clause, with part: Int) -> Int {
    words.overlap(clause.tokens, with: facts.parts[part].tokens)
  }

  /// Something read back: wrong, or right when it was asked about; nil when nothing of it is known.
  func readBack(_ clause: SpokenTokens.Clause, kind: ReadBack) -> Act? {
    if kind == .plain, words.holdsOrder(clause.tokens) { return nil }
    if kind != .plain, let strange = strange(clause) { return .misheard(strange) }
    let subjects = KnownFacts.subjects(of: clause.slots)
    let fits = facts.parts.map { part in
      let shared = part.subjects.intersection(subjects).reduce(0) { $0 + ($1.hasPrefix("=") ? 1 : 3) }
      return words.overlap(clause.tokens, with: part.tokens) + (kind == .plain ? 0 : shared)
    }
    // Of equals the shorter says it more plainly.
    func length(_ index: Int) -> Int { facts.parts[index].tokens.count }
    let nearest = fits.indices.max { (fits[$0], length($1), $1) < (fits[$1], length($0), $0) }
    guard let best = nearest, fits[best] >= 3,
      case let owner = facts.parts[best].owner
    else { return nil }
    let parts = facts.parts.indices.filter { facts.parts[$0].owner == owner }
    let said = clause.slots
    let meant = kind == .plain ? parts : self.meant(clause, asked: said, parts: parts)
    let known = FactSlots(meant.map { facts.parts[$0].text }.joined(separator: "\u{FF0C}"))
    let isWrong =
      said.contradicts([known]) || facts.truths[owner].map { said.isOtherSide(than: $0) } ?? false
      || kind != .plain && (said.contradictsPlainly(known) || said.numbers.contains(where: isUnheardOf))
    // A name said as he said it is right, whatever stands around it.
    let isNamed = kind == .tagged && fits[best] >= Self.named || isHeldUp(clause) && holdsNumbers(of: said)
    let isSo = verdict(clause, parts: parts) ?? (isNamed ? true : nil)
    // What cannot be compared with anything is nothing he could say yes to.
    if kind == .tagged, !isWrong, isSo == nil { return .remark(.noted) }
    let question = Question(
      topic: Self.readBackTopic, owner: owner, parts: [],
      isSo: kind == .plain || isWrong ? !isWrong : isSo,
      asked: owner.told.map { [$0] } ?? [],
      isUnknown: false)
    if isWrong { return .misheard(question) }
    return kind == .plain ? nil : .question(question)
  }
}

extension FactSlots {
  /// Whether a value asked about is another than the known one; numbers only with the same unit.
  func contradictsPlainly(_ known: FactSlots) -> Bool {
    let isOther = values.contains { kind, own in
      guard let others = known.values[kind], !others.isEmpty else { return false }
      return own.isDisjoint(with: others)
    }
    return isOther || numbers.contains { Self.differs($0, from: known.numbers) }
  }

  /// Whether it names another side than the true one, whatever is mentioned beside that: a place has one.
  func isOtherSide(than truths: FactSlots) -> Bool {
    guard let own = values["direction"], let others = truths.values["direction"], !others.isEmpty else {
      return false
    }
    return own.isDisjoint(with: others)
  }

  private static func differs(_ number: Number, from known: Set<Number>) -> Bool {
    guard !known.contains(where: { $0.value == number.value }) else { return false }
    // \u{7535}\u{7EBF}\u{6746}027\u{53F7} against \u{6746}\u{53F7}072: one of the two goes without its unit.
    return known.contains { other in
      if let unit = number.unit, let known = other.unit { return unit == known }
      return number.isLike(other) && (number.unit == nil || number.value.count > 2)
    }
  }
}

extension FactSlots.Number {
  /// Whether a number without a unit may stand for the other: both of two figures or more, nearly as long.
  fileprivate func isLike(_ other: FactSlots.Number) -> Bool {
    isMixed == other.isMixed && min(value.count, other.value.count) >= 2
      && abs(value.count - other.value.count) <= 1
  }
}
