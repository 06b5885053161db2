import CallProtocol
import Catalogue
import Testing

/// What was typed in English is looked through like Chinese, word by word.
@Suite struct EnglishWordsTests {
  let document: ProtocolDocument
  let dangers: DangerWords

  init() throws {
    document = try shippedDocument()
    dangers = document.dangerWords
  }

  @Test(arguments: [
    ("A man with a knife", "weapon"), ("he has a GUN!", "weapon"), ("two men, armed", "weapon"),
    ("he wants to kill her", "killing"), ("she was murdered", "killing"), ("my friend is dead", "killing"),
    ("she is going to jump", "suicide"), ("he took an overdose", "suicide"), ("I want to die", "suicide"),
    ("bleeding from the head", "life"), ("the man is not breathing", "life"), ("he can't breathe", "life"),
    ("my father is unconscious", "life"), ("the kitchen is on fire", "fire"), ("smell of gas", "fire"),
    ("a child is drowning", "water"), ("she fell into the river", "water"), ("he was kidnapped", "held"),
    ("they locked me in", "held"), ("raped last night", "held"), ("workers trapped", "buried"),
    ("he fell from the roof", "buried"), ("ｋｎｉｆｅ", "weapon"), ("knife在手里", "weapon"), ("他说 knife", "weapon"),
  ])
  func `a word of danger is found in an English sentence`(text: String, danger: String) {
    #expect(dangers.findings(in: text).contains { $0.danger.identifier == danger }, "\(text)")
    #expect(dangers.doubt(about: 4, in: [text]) != nil)
  }

  @Test(arguments: [
    "he has no knife", "not a gun", "without a knife", "nobody was stabbed", "toy gun", "a fire drill",
    "skilled worker", "begun", "the gunner of a museum", "burger", "firewall", "bleed", "penknives shop",
    "I lost my phone", "loud music", "how do I renew my passport", "deadline", "my phone battery is dead",
    "he is a good swimmer", "noisy neighbours", "axel", "in the riverside park",
  ])
  func `a part of a word, and what is denied or harmless, tells of none`(text: String) {
    #expect(dangers.findings(in: text).map(\.word) == [])
  }

  @Test func `a denial is a whole word too`() {
    #expect(!dangers.findings(in: "behind the piano knife").isEmpty)
    #expect(dangers.findings(in: "no knife but a gun").map(\.word) == ["gun"])
  }

  /// Of each kind that is usually of level 1, sentences as callers say them.
  static let sayings: [(code: String, texts: [String])] = [
    ("100200", ["I was robbed", "a man mugged me", "bank robbery"]),
    ("100400", ["he was murdered", "somebody killed my neighbour", "I found a dead body"]),
    ("100500", ["he stabbed a man", "somebody was shot", "a man with a knife", "he is bleeding"]),
    ("100800", ["there was an explosion", "the shop blew up", "a bomb"]),
    ("100900", ["I was raped", "sexual assault"]),
    ("101000", ["my son was kidnapped", "they want a ransom"]),
    ("101100", ["carjacking", "the bus was hijacked"]),
    ("101400", ["he set fire to the house", "an arsonist"]), ("101500", ["somebody poisoned the food"]),
    ("101600", ["a terrorist attack", "active shooter"]),
    ("101700", ["human trafficking", "my baby was stolen: baby stolen"]),
    ("101800", ["my boss locked me up", "they won't let me leave"]),
    ("200600", ["domestic violence", "my husband is beating me: husband is beating"]),
    ("400100", ["the house is on fire", "smoke and flames"]),
    ("400200", ["people are trapped", "stuck in the lift"]),
    ("500400", ["a boy is drowning", "she fell into the river"]),
    ("500600", ["my wife is unconscious", "heart attack", "he is not breathing"]),
    ("500700", ["a child fell from the window", "he fell off the roof"]),
    ("500800", ["he wants to kill himself", "a woman is going to jump", "suicide"]),
    ("700100", ["petitioners at the gate"]), ("700200", ["a crowd is blocking the road"]),
    ("700300", ["an illegal gathering", "protesters with banners"]),
    ("700400", ["rioters are looting shops"]),
    ("700500", ["a gang fight"]), ("709900", ["a stampede"]),
    ("800100", ["an accident at work", "he was caught in a machine"]),
    ("800200", ["a chemical leak", "ammonia"]),
    ("800300", ["food poisoning"]), ("800400", ["an earthquake", "the flood"]), ("809900", ["a plane crash"]),
  ]

  @Test(arguments: sayings.map(\.code))
  func `the kind is among the first three`(code: String) {
    for text in Self.sayings.first(where: { $0.code == code })?.texts ?? [] {
      let found = document.categoryMatcher.proposals(for: text)
      #expect(found.contains { $0.code == code }, "\(text): \(found.map(\.name.english))")
    }
  }

  @Test func `every kind of level 1 is known in English`() {
    let classes = Set(document.categories.compactMap(\.parent))
    let first = document.categories.filter { $0.defaultLevel == 1 && !classes.contains($0.code) }.map(\.code)
    #expect(Set(first) == Set(Self.sayings.map(\.code)))
  }

  @Test func `a text without a word that is known proposes nothing`() {
    #expect(document.categoryMatcher.proposals(for: "good morning").isEmpty)
    #expect(document.categoryMatcher.proposals(for: "the and of").isEmpty)
  }
}
