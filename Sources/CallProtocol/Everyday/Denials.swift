import PlainText

/// The words of the protocol file that deny, and those that only look as if they did.
public struct DenialDefinition: Hashable, Sendable {
  /// Said right before a word of danger or of a deed they deny it: 没有刀, 没打架, no knife.
  ///
  /// What is no deed may lack as the very matter: 没有井盖.
  public let before: [String]
  /// Said right before any word at all they deny it: 不是火灾.
  public let ofAll: [String]
  /// Said right behind a word they deny it: 火已经灭了.
  public let behind: [String]
  /// Phrases that begin or sound like a denial and deny nothing: 没办法, 不是开玩笑.
  public let harmless: [String]
  /// Deeds that can be denied though they are no danger: 打架.
  public let deeds: [String]
  /// What carries a denial on to the next word: 没有刀和枪.
  public let links: [String]
  /// What may stand between a denial and its word: 没有人打架.
  public let fillers: [String]
}

extension DenialDefinition {
  /// What denies nothing.
  init() {
    self.init(before: [], ofAll: [], behind: [], harmless: [], deeds: [], links: [], fillers: [])
  }

  /// The lists under their keys of the protocol file.
  var lists: [(key: String, words: [String])] {
    [
      ("denials", before), ("denials-of-all", ofAll), ("denials-behind", behind),
      ("denials-harmless", harmless), ("denials-deeds", deeds), ("denials-links", links),
      ("denials-fillers", fillers),
    ]
  }

  /// Made of the lists that stand under those keys.
  init(_ list: (String) -> [String]) {
    self.init(
      before: list("denials"), ofAll: list("denials-of-all"), behind: list("denials-behind"),
      harmless: list("denials-harmless"), deeds: list("denials-deeds"), links: list("denials-links"),
      fillers: list("denials-fillers"))
  }

  /// Those keys.
  static let keys = DenialDefinition().lists.map(\.key)
}

/// Takes what is denied out of a text, for whoever looks for words in it.
struct Denials: Sendable {
  /// Stands in the place of what was denied; it is in no word.
  static let gap: Unicode.Scalar = "\u{FFFC}"
  /// How many fillers may stand behind each other, and how long what is denied may be before a link though
  /// nobody knows it: 没有棍子和刀.
  private static let (mostFillers, longestUnknown) = (2, 4)

  private typealias Form = [Unicode.Scalar]
  private struct Before: Sendable {
    let form: [Unicode.Scalar]
    let isOfAll: Bool
  }

  private let before: [Before]
  private let behind: [[Unicode.Scalar]]
  private let harmless: [[Unicode.Scalar]]
  private let links: [[Unicode.Scalar]]
  private let fillers: [[Unicode.Scalar]]
  private let deniable: WordIndex

  /// The denials of a protocol whose words of danger are `dangers`.
  init(_ definition: DenialDefinition, dangers: [DangerDefinition]) {
    func forms(_ words: [String]) -> [Form] {
      words.map { EverydayWord.folded($0) }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    }
    before =
      (forms(definition.ofAll).map { Before(form: $0, isOfAll: true) }
      + forms(definition.before).map { Before(form: $0, isOfAll: false) })
      .sorted { $0.form.count > $1.form.count }
    behind = forms(definition.behind)
    harmless = forms(definition.harmless)
    links = forms(definition.links)
    fillers = forms(definition.fillers)
    deniable = WordIndex(definition.deeds + dangers.flatMap(\.words))
  }

  /// The text with a gap in the place of every word that is denied, and of its denial.
  ///
  /// A word of `words` that has the denial in itself (没有呼吸) is the matter and not denied.
  func affirmed(_ text: FoldedText, words: WordIndex) -> [Unicode.Scalar] {
    let scalars = text.scalars
    guard mayDeny(scalars) else { return scalars }
    var scan = Scan(text: text, known: words.ends(in: scalars), deeds: deniable.ends(in: scalars))
    var index = 0
    while index < scalars.count {
      if let end = wholeEnd(at: index, in: scan)
        ?? length(of: harmless, in: scan, at: index).map({ index + $0 })
      {
        index = end
      } else if let end = deny(at: index, in: &scan) {
        index = end
      } else {
        denyBefore(index, in: &scan)
        index += 1
      }
    }
    return scan.affirmed
  }

  /// Most texts have no character of a denial in them.
  private func mayDeny(_ scalars: Form) -> Bool {
    let present = Set(scalars)
    return before.contains { present.isSuperset(of: $0.form) }
      || behind.contains { present.isSuperset(of: $0) }
  }

  /// Where a word ends that begins here with a denial and goes on: 没有呼吸.
  private func wholeEnd(at index: Int, in scan: Scan) -> Int? {
    guard let denial = before.first(where: { scan.has($0.form, at: index) }) else { return nil }
    let end = max(scan.known[index] ?? 0, scan.deeds[index] ?? 0)
    return end > index + denial.form.count ? end : nil
  }

  private func length(of forms: [Form], in scan: Scan, at index: Int) -> Int? {
    forms.first { scan.has($0, at: index) }?.count
  }

  /// Denies by the longest denial here that has something to deny; where that ends.
  private func deny(at index: Int, in scan: inout Scan) -> Int? {
    for denial in before where scan.has(denial.form, at: index) {
      let end = deny(from: index, to: index + denial.form.count, isOfAll: denial.isOfAll, in: &scan)
      if let end { return end }
    }
    return nil
  }

  /// Denies what stands behind a denial and what links carry it on to; where that ends.
  private func deny(from denial: Int, to start: Int, isOfAll: Bool, in scan: inout Scan) -> Int? {
    var (from, end) = (denial, itemEnd(from: start, isOfAll: isOfAll, in: scan))
    if end == nil { end = unknownEnd(from: start, isOfAll: isOfAll, in: scan) }
    guard let first = end else { return nil }
    var last = first
    while true {
      scan.deny(from..<last)
      guard let next = linkEnd(at: last, in: scan),
        let item = itemEnd(from: next, isOfAll: isOfAll, in: scan)
      else { return last }
      (from, last) = (next, item)
    }
  }

  /// Where the word ends that begins at `start`, fillers aside; nil when it is none that can be denied.
  private func itemEnd(from start: Int, isOfAll: Bool, in scan: Scan) -> Int? {
    var start = scan.skippingSpace(start)
    for _ in 0...Self.mostFillers {
      guard !scan.text.clauseStarts.contains(start) else { return nil }
      let deed = scan.deeds[start]
      if let end = [deed, isOfAll || deed != nil ? scan.known[start] : nil].compactMap({ $0 }).max() {
        return end
      }
      guard let filler = length(of: fillers, in: scan, at: start) else { return nil }
      start = scan.skippingSpace(start + filler)
    }
    return nil
  }

  /// What nobody knows and a link goes on from to a word that can be denied; where that unknown ends.
  private func unknownEnd(from start: Int, isOfAll: Bool, in scan: Scan) -> Int? {
    (1...Self.longestUnknown).lazy.map { start + $0 }.first { end in
      end < scan.text.scalars.count && !(start...end).contains(where: scan.text.clauseStarts.contains)
        && linkEnd(at: end, in: scan).flatMap { itemEnd(from: $0, isOfAll: isOfAll, in: scan) } != nil
    }
  }

  /// Where a link ends that begins at `index`; a list's mark is one without characters of its own.
  private func linkEnd(at index: Int, in scan: Scan) -> Int? {
    guard !scan.text.clauseStarts.contains(index) else { return nil }
    if scan.text.listStarts.contains(index) { return index }
    let start = scan.skippingSpace(index)
    return length(of: links, in: scan, at: start).map { start + $0 }
  }

  /// Denies the word that ends at `index` where a denial from behind begins there.
  private func denyBefore(_ index: Int, in scan: inout Scan) {
    guard index > 0, !scan.text.clauseStarts.contains(index),
      let length = length(of: behind, in: scan, at: scan.skippingSpace(index))
    else { return }
    let starts = (max(0, index - Self.longestUnknown * 2)..<index).filter {
      scan.known[$0] == index || scan.deeds[$0] == index
    }
    let end = scan.skippingSpace(index) + length
    scan.deny((starts.first ?? index - 1)..<min(end, scan.text.scalars.count))
  }
}

/// A text that is looked through for denials.
private struct Scan {
  let text: FoldedText
  /// Where the longest word looked for ends that begins at a place.
  let known: [Int: Int]
  /// The same of what can be denied by what is lacking.
  let deeds: [Int: Int]
  private(set) var affirmed: [Unicode.Scalar]

  init(text: FoldedText, known: [Int: Int], deeds: [Int: Int]) {
    (self.text, self.known, self.deeds) = (text, known, deeds)
    affirmed = text.scalars
  }

  /// Whether a form stands here whole, and in one clause.
  func has(_ form: [Unicode.Scalar], at index: Int) -> Bool {
    EverydayWord.stands(form, in: text.scalars, at: index)
      && !(index + 1..<index + form.count + 1).dropLast().contains(where: text.clauseStarts.contains)
  }

  func skippingSpace(_ index: Int) -> Int {
    index < text.scalars.count && text.scalars[index] == .wordSpace ? index + 1 : index
  }

  mutating func deny(_ range: Range<Int>) {
    for index in range { affirmed[index] = Denials.gap }
  }
}

/// Words without stars, to see where in a text they stand.
struct WordIndex: Sendable {
  private var byFirst: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]

  init(_ words: [String]) {
    for word in words { if let word = EverydayWord(word) { add(word) } }
  }

  mutating func add(_ word: EverydayWord) {
    guard word.parts.count == 1 else { return }
    byFirst[word.parts[0][0], default: []].append(word.parts[0])
  }

  /// The end of the longest word at every place where one begins.
  func ends(in text: [Unicode.Scalar]) -> [Int: Int] {
    var ends: [Int: Int] = [:]
    for (start, scalar) in text.enumerated() {
      for form in byFirst[scalar] ?? [] where EverydayWord.stands(form, in: text, at: start) {
        ends[start] = max(ends[start] ?? 0, start + form.count)
      }
    }
    return ends
  }
}
