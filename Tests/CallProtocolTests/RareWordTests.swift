import CallProtocol
import Catalogue
import Testing

/// A word of a kind with few words does not lose to parts of a common kind's words, nor to single characters.
@Suite struct RareWordTests {
  private let document: ProtocolDocument

  init() throws {
    document = try shippedDocument()
  }

  /// The words without stars that one category alone has, of two characters and more.
  private var ownWords: [(code: String, word: String)] {
    let all = document.categories.flatMap { category in
      Set(document.everydayWords(of: category.code)).map { (code: category.code, word: $0) }
    }
    let counts = Dictionary(grouping: all, by: \.word)
    return all.filter { item in
      counts[item.word]?.count == 1 && item.word.count > 1 && !item.word.contains("*")
        && item.word.allSatisfy { !$0.isASCII }
    }
  }

  /// The words of one character: any of them beside another kind's word.
  private var single: [String] {
    Set(document.categories.flatMap { document.everydayWords(of: $0.code) }.filter { $0.count == 1 }).sorted()
  }

  private func misses(_ sentences: [String], _ words: some Sequence<(code: String, word: String)>) -> [String]
  {
    words.flatMap { item in
      sentences.map { $0.replacing("W", with: item.word) }.filter { text in
        !document.categoryMatcher.proposals(for: text).contains { $0.code == item.code }
      }
    }
  }

  @Test func `a category's own word in a sentence proposes it`() {
    let words = ownWords
    #expect(words.count > 3_000)
    let missed = misses(["我要报警W", "这里W你们快点来", "有人W"], words)
    #expect(missed.count * 200 <= words.count, "\(missed.count): \(missed.prefix(20))")
  }

  @Test func `one character of another kind does not outweigh a longer word`() {
    let characters = single
    #expect(characters.count > 20)
    let few = ownWords.enumerated().filter { $0.offset % 7 == 0 }.map(\.element)
    let missed = misses(characters.prefix(12).map { "\($0)了, W" }, few)
    // 刑事案件 is nearly the name of a whole class.
    #expect(missed.count * 200 <= few.count * 12, "\(missed.count): \(missed.prefix(20))")
  }
}
