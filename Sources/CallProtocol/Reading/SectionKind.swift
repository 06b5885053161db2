import CallModel

/// The kinds of sections a protocol file has, with the keys each may carry.
enum SectionKind: String, CaseIterable {
  case `protocol`
  case element
  case phrase
  case branch
  case complaintField = "complaint-field"
  case taboo
  case category
  case level
  case danger
  case language
  case safeCheck = "safe-check"
  case placePrompt = "place-prompt"
  case unitKind = "unit-kind"
  case unit
  case referral

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  init?(name: String) {
    guard let kind = Self.byName[name] else { return nil }
    self = kind
  }

  /// Every key a section of this kind may carry, `remove` aside.
  var keys: [String] { Self.keysByKind[self] ?? [] }

  /// Made once: it is consulted for every line.
  private static let keysByKind: [SectionKind: [String]] = [
    .protocol: [
      "chinese", "english", "city", "city-english", "version", "greeting", "rings-allowed", "ring-cycle-ms",
      "complaint-reply-working-days", "inspectors", "inspectors-english", "inspectors-words",
    ] + DenialDefinition.keys,
    .element: ["chinese", "english", "meaning", "meaning-english", "question", "alias"],
    .phrase: ["text", "english", "article", "kind", "promise", "key", "alias"],
    .branch: ["chinese", "english", "article", "say", "say-before-hang-up", "deed", "key", "alias"],
    .complaintField: ["chinese", "english"],
    .safeCheck: ["chinese", "english"],
    .placePrompt: ["chinese", "english"],
    .taboo: ["text", "also", "harmless", "except", "instead", "instead-english"],
    .category: ["chinese", "english", "parent", "kind", "level", "source", "send", "words", "more-words"],
    .level: ["chinese", "english", "meaning", "meaning-english", "source"],
    .danger: ["chinese", "english", "level", "words", "harmless"],
    .language: ["chinese", "english", "alias"],
    .unitKind: ["chinese", "english", "told-as", "keeps"],
    .unit: ["chinese", "english", "alias", "kind", "telephone", "district"],
    .referral: [
      "department", "english", "matter", "answer", "address", "telephone", "hours", "checked", "keeper",
      "example",
    ],
  ]

  /// The names sections of this kind may have; nil when any plain name will do.
  var names: [String]? {
    switch self {
    case .protocol: [""]
    case .element: ElementIdentifier.allCases.map(\.rawValue)
    case .branch: BranchIdentifier.allCases.map(\.rawValue)
    case .complaintField: ComplaintField.allCases.map(\.rawValue)
    case .level: (1...4).map(String.init)
    case .unitKind: UnitKind.allCases.map(\.rawValue)
    case .phrase, .taboo, .category, .danger, .language, .safeCheck, .placePrompt, .unit, .referral: nil
    }
  }

  /// Whether a section of this kind may be called `name`.
  func accepts(name: String) -> Bool {
    if let names { return names.contains(name) }
    let bytes = name.utf8
    if self == .category { return bytes.count == 6 && bytes.allSatisfy(Self.isDigit) }
    guard (1...40).contains(bytes.count), bytes.first != UInt8(ascii: "-") else { return false }
    return bytes.allSatisfy { Self.isDigit($0) || (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }
  }

  /// What a name must look like, for the fault's words.
  var expectedName: String {
    if self == .protocol { return "[protocol]" }
    if let names { return names.joined(separator: ", ") }
    return self == .category ? "000000-999999" : "a-z 0-9 -"
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
