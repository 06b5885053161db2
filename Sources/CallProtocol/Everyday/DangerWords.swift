import Catalogue

/// Words that tell of danger to life: a level below theirs is asked about once.
public struct DangerDefinition: Hashable, Sendable {
  /// The name in the protocol file, such as `weapon`.
  public let identifier: String
  /// What it is: 凶器, a weapon.
  public let name: Message
  /// The lowest level that is taken without asking, 1 (highest) to 4.
  public let level: Int
  /// The words, in which a `*` stands for up to eight characters.
  public let words: [String]
  /// Longer words in which they mean no danger: 刀削面.
  public let harmless: [String]
}

/// Finds words of danger to life in what was typed.
public struct DangerWords: Sendable {
  private struct Form: Sendable {
    let word: EverydayWord
    /// The word as the protocol file has it.
    let text: String
    /// Its danger's place in `dangers`.
    let danger: Int
  }

  private let dangers: [DangerDefinition]
  private let denials: Denials
  private let harmless: [[EverydayWord]]
  private var forms: [Unicode.Scalar: [Form]] = [:]
  private let words: WordIndex

  /// What looks for a protocol's words of danger behind none of its denials.
  ///
  /// Takes some milliseconds; the document keeps one.
  init(_ dangers: [DangerDefinition], denials: Denials) {
    self.dangers = dangers
    self.denials = denials
    words = WordIndex(dangers.flatMap(\.words))
    harmless = dangers.map { $0.harmless.compactMap { EverydayWord($0) } }
    for (index, danger) in dangers.enumerated() {
      for text in danger.words {
        guard let word = EverydayWord(text) else { continue }
        forms[word.parts[0][0], default: []].append(Form(word: word, text: text, danger: index))
      }
    }
  }

  /// The dangers told of in a text, each once, in the order of the protocol file.
  ///
  /// A word that is denied (没有刀) tells of none.
  public func findings(in text: String) -> [DangerFinding] {
    let folded = denials.affirmed(FoldedText(text), words: words)
    var found: [Int: String] = [:]
    for (start, scalar) in folded.enumerated() {
      for form in forms[scalar] ?? [] where found[form.danger] == nil {
        guard let places = form.word.places(in: folded, from: start),
          !isHarmless(form.danger, places: places, in: folded)
        else { continue }
        found[form.danger] = form.text
      }
    }
    return found.sorted { $0.key < $1.key }.map { DangerFinding(danger: dangers[$0.key], word: $0.value) }
  }

  /// The first danger told of in `texts` that wants a higher level than `level`; nil when there is none.
  public func doubt(about level: Int, in texts: [String]) -> DangerFinding? {
    texts.lazy.flatMap { findings(in: $0) }.first { $0.danger.level < level }
  }

  private func isHarmless(_ danger: Int, places: [Int], in text: [Unicode.Scalar]) -> Bool {
    harmless[danger].contains { word in
      (max(0, places[0] - word.length)...places[0]).contains { start in
        word.places(in: text, from: start).map { Set($0).isSuperset(of: places) } ?? false
      }
    }
  }
}

/// A word of danger to life that was typed.
public struct DangerFinding: Hashable, Sendable {
  /// What it tells of.
  public let danger: DangerDefinition
  /// The word, as the protocol file has it.
  public let word: String
}
