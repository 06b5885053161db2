import CallModel
import PlainText

/// What of his facts answers a question.
extension CallerHearing {
  /// Where a question is answered in this scenario, the likeliest first.
  func owners(of topic: HearingWords.Topic) -> [KnownFacts.Owner] {
    let elements = topic.elements.map(KnownFacts.Owner.element).filter { facts.whole[$0] != nil }
    let field = topic.field.map(KnownFacts.Owner.field).flatMap { facts.whole[$0] == nil ? nil : $0 }
    if let field, isComplaint { return [field] + elements }
    guard isComplaint, elements.isEmpty else { return elements }
    let fields: [ElementIdentifier: [ComplaintField]] = [
      .what: [.about], .when: [.about], .why: [.about], .result: [.about], .who: [.against, .about],
      .where: [.address], .contact: [.telephone], .object: [.about],
    ]
    return topic.elements.flatMap { fields[$0] ?? [] }.map(KnownFacts.Owner.field).filter {
      facts.whole[$0] != nil
    }
  }

  /// Parts that may answer, with how well.
  func candidates(
    _ topic: HearingWords.Topic, in clause: SpokenTokens.Clause
  ) -> [(part: Int, score: Int)] {
    let owners = owners(of: topic)
    let mentioned = words.concepts(in: clause.tokens).subtracting(topic.concepts)
    let happened = isPolar(clause) ? [] : Set(clause.slots.predicates.map(\.name))
    return facts.parts.indices.compactMap { index in
      let part = facts.parts[index]
      let overlap = words.overlap(clause.tokens, with: part.tokens)
      let place = owners.firstIndex(of: part.owner).map { max(1, 3 - $0) } ?? 0
      let shared = part.concepts.intersection(mentioned).count
      if topic.isParticular {
        guard !part.concepts.isDisjoint(with: topic.concepts),
          place > 0 || overlap >= 2 && !topic.isNarrow
        else { return nil }
        return (
          index,
          2 + place + (place > 0 ? Self.home : 0) + min(6, overlap) + 2 * shared + 3
            * part.subjects.intersection(happened).count
        )
      }
      // \u{706B}\u{8F66}\u{51E0}\u{70B9}\u{5F00}: a time that belongs to something else.
      let isOtherTime =
        topic.elements == [.when] && part.isTime && (overlap >= Self.elsewhere || owners.isEmpty)
      guard place > 0 || isOtherTime else { return nil }
      return (index, place + min(8, overlap))
    }
  }

  /// How much an element a particular is asked of outweighs what the words have in common with another.
  static let home = 3

  /// How much a time that belongs to another element has in common with the question for it.
  static let elsewhere = 2

  func answer(_ topic: HearingWords.Topic, in clause: SpokenTokens.Clause) -> Question {
    let owners = owners(of: topic)
    let found = candidates(topic, in: clause)
    let best = found.map(\.score).max() ?? 0
    if topic.isParticular {
      let likeliest = found.filter { $0.score == best }.map(\.part)
      // Of equals what belongs where it is asked for first.
      let owner = owners.first { owner in likeliest.contains { facts.parts[$0].owner == owner } }
      let parts = together(
        likeliest.filter { owner == nil || facts.parts[$0].owner == owner }, of: topic)
      if !parts.isEmpty { return question(of: parts, topic: topic.name, asked: topic.elements, in: clause) }
      if let owner = owners.first, owner.told == nil {
        return Question(
          topic: topic.name, owner: owner, parts: [], isSo: nil, asked: topic.elements, isUnknown: false)
      }
      return Question(
        topic: topic.name, owner: topic.isNarrow ? nil : owners.first, parts: [], isSo: nil,
        asked: topic.isNarrow ? [] : Array(topic.elements.prefix(1)), isUnknown: true)
    }
    let own = found.filter { owners.contains(facts.parts[$0.part].owner) }.map(\.score).max() ?? 0
    if let other = found.first(where: { $0.score == best && !owners.contains(facts.parts[$0.part].owner) }),
      best > own
    {
      return question(of: [other.part], topic: topic.name, asked: topic.elements, in: clause)
    }
    let isSo = owners.first.flatMap { owner in
      isPolar(clause)
        ? verdict(clause, parts: facts.parts.indices.filter { facts.parts[$0].owner == owner }) : nil
    }
    return Question(
      topic: topic.name, owner: owners.first, parts: [], isSo: isSo, asked: topic.elements, isUnknown: false)
  }

  /// With what he says of the same right behind it: two accounts, and their numbers.
  func together(_ parts: [Int], of topic: HearingWords.Topic) -> [Int] {
    guard let last = parts.last, facts.parts.indices.contains(last + 1) else { return parts }
    let next = facts.parts[last + 1]
    let isMore = next.owner == facts.parts[last].owner && !next.concepts.isDisjoint(with: topic.concepts)
    return isMore ? parts + [last + 1] : parts
  }

  func question(
    of parts: [Int], topic: String = "", asked: [ElementIdentifier], in clause: SpokenTokens.Clause
  ) -> Question {
    let owner = parts.first.map { facts.parts[$0].owner }
    let own = parts.filter { facts.parts[$0].owner == owner }
    let isSo = isPolar(clause) ? verdict(clause, parts: own) : nil
    return Question(topic: topic, owner: owner, parts: own, isSo: isSo, asked: asked, isUnknown: false)
  }

  /// What answers a question for the name of something, where that stands among his facts.
  ///
  /// He does not know it where it stands nowhere; nil when it asks for a person's name.
  func nameOfPlace(
    _ clause: SpokenTokens.Clause, asked: [PatternTable<HearingWords.Topic>.Hit]
  ) -> Question? {
    guard let named = words.whatIsNamed(in: clause.tokens), !isComplaint,
      asked.allSatisfy({ ["name", "where"].contains($0.meaning.name) })
    else { return nil }
    let places = facts.parts.indices.filter {
      facts.parts[$0].owner == .element(.where) && words.overlap(named, with: facts.parts[$0].tokens) > 0
    }
    guard !places.isEmpty else {
      return words.isPlace(named) && facts.whole[.element(.where)] != nil
        ? answer(HearingWords.Topic(.where), in: clause) : Self.unheardOf
    }
    return question(of: Array(places.prefix(1)), topic: "where", asked: [.where], in: clause)
  }

  /// What answers a question that offers two values of one kind, such as 东边还是西边.
  ///
  /// What a wording asks for is preferred, then what has most in common with the words.
  func offered(
    _ clause: SpokenTokens.Clause, asked: [PatternTable<HearingWords.Topic>.Hit]
  ) -> Question? {
    guard words.isOffering(clause.tokens) else { return nil }
    let said = clause.slots
    let kinds = said.values.filter { $0.value.count > 1 && !HearingWords.mixedKinds.contains($0.key) }.keys
    let named = words.withoutColours(clause.tokens)
    let likeliest = words.examples.opinion(on: clause.tokens)?.likeliest()?.element
    let homes = asked.flatMap(\.meaning.elements) + [likeliest].compactMap { $0 }
    let best = facts.parts.indices
      .filter { part in
        kinds.contains { facts.parts[part].subjects.contains("=" + $0) }
          || said.predicates.count > 1
            && said.predicates.contains { facts.parts[part].subjects.contains($0.name) }
          || said.numbers.count > 1 && said.numbers.contains { facts.parts[part].tokens.contains($0.value) }
      }
      .map { part -> (part: Int, fit: Int) in
        let isHome = facts.parts[part].owner.told.map(homes.contains) ?? false
        return (part, words.overlap(named, with: facts.parts[part].tokens) + (isHome ? 4 : 0))
      }
      .max { ($0.fit, $1.part) < ($1.fit, $0.part) }
    guard let best else { return nil }
    let told = facts.parts[best.part].owner.told.map { [$0] } ?? []
    return question(of: [best.part], topic: Self.offeredTopic, asked: told, in: clause).holding(nil)
  }

  static let offeredTopic = "offered"
}
