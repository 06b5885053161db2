import CallProtocol
import Catalogue
import Foundation
import TestSupport
import Testing

/// How often a category that is right stands among the first three, on lists of everyday words and sentences.
@Suite struct CategoryMatcherTests {
  /// What a caller may say, with the codes that are right.
  struct Saying: Sendable {
    let text: String
    let codes: [String]
  }

  let matcher: CategoryMatcher

  init() throws {
    matcher = try shippedDocument().categoryMatcher
  }

  static func list(_ name: String) throws -> [Saying] {
    try list(at: "\(#filePath)".replacing("CategoryMatcherTests.swift", with: "Fixtures/\(name).tsv"))
  }

  static func list(at path: String) throws -> [Saying] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line in
      guard !line.hasPrefix("#") else { return nil }
      let fields = line.split(separator: "\t")
      // The centre's own code for what the table lacks is 挪车 here.
      return Saying(
        text: String(fields[0]),
        codes: fields[1].replacing("*", with: "980600").split(separator: ",").map(String.init))
    }
  }

  @Test(arguments: [
    "everyday-words-given", "everyday-words-1", "everyday-words-2", "everyday-words-3", "everyday-words-4",
    "everyday-words-5", "everyday-words-6", "everyday-words-7", "everyday-words-8",
  ])
  func `a right category stands among the first three`(name: String) throws {
    let sayings = try Self.list(name)
    let missed = sayings.filter { saying in
      !matcher.proposals(for: saying.text).contains { saying.codes.contains($0.code) }
    }
    let share = 100 * Double(sayings.count - missed.count) / Double(sayings.count)
    print("\(name): \(String(format: "%.1f", share)) % of \(sayings.count)")
    for saying in missed {
      print(
        "  \(saying.text): \(matcher.proposals(for: saying.text).map(\.name.chinese)), not \(saying.codes)")
    }
    #expect(share >= Double(Self.leastPercent))
  }

  /// Of a hundred sayings so many must have a right category among the first three.
  private static let leastPercent = 95

  /// Files with words that nobody tuned anything for, a colon between them.
  ///
  /// WORDS_MISSED=1 shows those that found nothing right.
  private static let unseen = (ProcessInfo.processInfo.environment["WORDS_UNSEEN"] ?? "")
    .split(separator: ":").map(String.init)

  @Test(.enabled(if: !unseen.isEmpty, "WORDS_UNSEEN names no file"), arguments: unseen)
  func `words that were kept back`(path: String) throws {
    let sayings = try Self.list(at: path)
    let showsMissed = ProcessInfo.processInfo.environment["WORDS_MISSED"] == "1"
    var (first, three) = (0, 0)
    for saying in sayings {
      let found = matcher.proposals(for: saying.text)
      if found.first.map({ saying.codes.contains($0.code) }) == true { first += 1 }
      if found.contains(where: { saying.codes.contains($0.code) }) {
        three += 1
      } else if showsMissed {
        print("  missed \(saying.text): \(found.map(\.name.chinese)), not \(saying.codes)")
      }
    }
    print("unseen \(path): first \(first), among three \(three) of \(sayings.count)")
    #expect(!sayings.isEmpty && 100 * three >= Self.leastPercent * sayings.count)
  }

  @Test func `every category but the classes and the last resort can be proposed by a word of its own`()
    throws
  {
    let document = try shippedDocument()
    let classes = Set(document.categories.compactMap(\.parent))
    for category in document.categories where !classes.contains(category.code) && category.kind != .other {
      let words = document.everydayWords(of: category.code)
      #expect(words.count >= 3, "\(category.code)")
      let first = try #require(words.first)
      #expect(
        matcher.proposals(for: first, limit: 5).contains { $0.code == category.code },
        "\(first) does not find \(category.code)")
    }
  }

  @Test(arguments: ["", "   ", "，。！？", "*", "？", "zzz xxx", "\u{202E}"])
  func `nothing is proposed for nothing`(text: String) {
    #expect(matcher.proposals(for: text) == [])
  }

  @Test func `proposals are the same every time, and width, case and punctuation do not change them`() {
    for text in ["我手机被偷了", "在KTV门口打起来了，有人拿刀", "老公打我"] {
      let first = matcher.proposals(for: text)
      #expect(first == matcher.proposals(for: text))
      #expect(first == matcher.proposals(for: "　" + text + "！！"))
    }
    #expect(matcher.proposals(for: "KTV吵") == matcher.proposals(for: "ｋｔｖ 吵"))
  }

  @Test func `a long text is weighed by its beginning and cannot run away`() {
    let long = String(repeating: "有人偷电瓶车，", count: 600)
    #expect(matcher.proposals(for: long).first?.code == "100100")
  }

  @Test func `a centre adds words of its own to a category`() throws {
    let text = "base = shipped\n[category 100100]\nmore-words = 捋袖子\n"
    let own = try #require(ProtocolReader.read(Array(text.utf8), file: "own").document)
    #expect(own.categoryMatcher.proposals(for: "捋袖子").first?.code == "100100")
    #expect(own.everydayWords(of: "100100").count > 100)
    #expect(matcher.proposals(for: "捋袖子").first?.code != "100100")
  }

  @Test(arguments: ["a man is drawing", "my bicycle is new", "atmosphere", "help", "he hit my mother"])
  func `letters are a word only whole, and propose nothing by themselves`(text: String) {
    #expect(matcher.proposals(for: text).isEmpty)
  }

  @Test func `a word with letters is found, whatever stands beside it`() {
    for text in ["ATM吞卡", "在KTV打起来了"] { #expect(!matcher.proposals(for: text).isEmpty, "\(text)") }
  }
}
