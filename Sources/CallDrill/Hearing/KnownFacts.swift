import CallModel
import PlainText

/// What a caller knows, part by part: each clause he would say can be said alone when one asks for just that.
struct KnownFacts: Sendable {
  /// What a part belongs to.
  enum Owner: Hashable, Sendable {
    case element(ElementIdentifier)
    case field(ComplaintField)

    /// The element it counts for when it is said; the telephone of a complaint is the contact.
    var told: ElementIdentifier? {
      switch self {
      case .element(let element): element
      case .field: nil
      }
    }
  }

  /// One clause.
  struct Part: Sendable {
    let owner: Owner
    let text: String
    let tokens: [String]
    let concepts: Set<String>
    /// Its particulars.
    let slots: FactSlots
    /// What it says is so or is not so, and the kinds of its values.
    let subjects: Set<String>

    /// Whether it tells a time.
    var isTime: Bool {
      ["minute", "hour", "day", "clock"].contains { subjects.contains("number of " + $0) }
    }
  }

  let parts: [Part]
  /// Whole answers by owner, as the scenario has them.
  let whole: [Owner: String]
  /// What is true, by owner, as the scenario would have it written down.
  let truths: [Owner: FactSlots]
  /// Whether the caller has nothing to tell.
  var isEmpty: Bool { whole.isEmpty }

  /// What the caller of `scenario` knows.
  init(_ scenario: DrillScenario, words: HearingWords) {
    var parts: [Part] = []
    var whole: [Owner: String] = [:]
    var truths: [Owner: FactSlots] = [:]
    func add(_ owner: Owner, spoken: String) {
      for clause in SpokenTokens.clauses(of: spoken, rewrites: words.rewrites) {
        parts.append(
          Part(
            owner: owner, text: clause.text, tokens: clause.tokens,
            concepts: words.concepts(in: clause.tokens), slots: clause.slots,
            subjects: Self.subjects(of: clause.slots)))
      }
    }
    for element in ElementIdentifier.allCases {
      guard let fact = scenario.facts[element] else { continue }
      whole[.element(element)] = fact.spoken
      truths[.element(element)] = FactSlots(fact.truths.joined(separator: "\u{FF0C}"))
      add(.element(element), spoken: fact.spoken)
    }
    for field in ComplaintField.allCases {
      guard let fact = scenario.complaint[field] else { continue }
      whole[.field(field)] = fact.spoken
      truths[.field(field)] = FactSlots(fact.truths.joined(separator: "\u{FF0C}"))
      add(.field(field), spoken: fact.spoken)
    }
    for more in scenario.knows { add(.element(more.element), spoken: more.spoken) }
    self.parts = parts
    self.whole = whole
    self.truths = truths
  }

  /// What a text speaks of, whatever it says of it: 跳了吗 and 还没有跳 speak of the same.
  static func subjects(of slots: FactSlots) -> Set<String> {
    Set(
      slots.predicates.map(\.name) + slots.values.keys.map { "=" + $0 }
        + slots.values.flatMap { kind, values in values.map { kind + " " + $0 } }
        + slots.numbers.compactMap { number in number.unit.map { "number of " + $0 } })
  }
}
