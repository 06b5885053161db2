import CallJournal
import CallModel
import CallReview
import Foundation
import GeneratedYear
import PlainText
import TestSupport
import Testing

@testable import CallScan

/// A file is never ruled out in which the searched word stands, however it is written there; and what is kept
/// for that tells nothing.
@Suite struct WordFilterTests {
  /// A text, and the same as somebody else would type it: spaces, other forms of digits and letters.
  private static func retyped(_ text: String, using random: inout SplitMix) -> String {
    text.unicodeScalars.reduce(into: "") { typed, scalar in
      if Int.random(in: 0..<6, using: &random) == 0 {
        typed += ["\u{3000}", " ", "\u{A0}"].randomElement(using: &random) ?? ""
      }
      let other = (0x21...0x7E).contains(scalar.value) && Bool.random(using: &random)
      let wide = other ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
      typed.unicodeScalars.append(wide)
    }
  }

  /// The text in a line as the journal's writer writes it.
  private static func line(_ text: String) -> [UInt8] {
    JSONWriter.object { $0.member("text", text) } + [0x0A]
  }

  private static let pieces = [
    "晋陵中路189号", "A座12楼", "红梅新村", "3栋乙单元", "①号楼", "Ⅲ期", "面包车", "苏D12345", "“砸”", "，", "\"门\"",
    "\\", "90㎡", "兰陵", "/", "8路车站", "é", "𠮷野家",
  ]

  @Test func `no file is ruled out that holds the word`() {
    var random = SplitMix(seed: 21)
    for _ in 0..<3_000 {
      let text = (0..<4).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      let scalars = Array(text.unicodeScalars)
      let from = Int.random(in: 0..<scalars.count, using: &random)
      let until = Int.random(in: from..<scalars.count, using: &random)
      let word = String(String.UnicodeScalarView(scalars[from...until]))
      let bytes = Self.line(Self.retyped(text, using: &random))
      let grams = WordGrams(word: Self.retyped(word, using: &random))
      bytes.withUnsafeBytes { bytes in
        let journal = WordGrams(journal: bytes)
        #expect(journal.isUnclear || Set(grams.all).isSubset(of: journal.all), "\(word) in \(text)")
        let filter = WordFilter(bytes, date: CivilDate(dayNumber: 739_000))
        #expect(filter.mayHold(grams), "\(word) in \(text)")
      }
    }
  }

  @Test func `a journal with characters written as escapes or with damaged ones is always looked through`() {
    for text in [#"红\u6885村"#, #"红\t梅村"#, "红\u{0}梅".replacing("\u{0}", with: #"\n"#)] {
      let bytes = Array("{\"text\":\"\(text)\"}\n".utf8)
      bytes.withUnsafeBytes {
        #expect(WordFilter($0, date: CivilDate(dayNumber: 739_000)).mayHold(WordGrams(word: "红梅村")))
      }
    }
    for bytes: [UInt8] in [[0xE7, 0xBA], [0xFF, 0x22], [0x80], [0xF8, 0x80, 0x80, 0x80]] {
      bytes.withUnsafeBytes { #expect(WordGrams(journal: $0).isUnclear) }
    }
  }

  @Test func `hardly a word that is not there passes`() throws {
    let year = try SmallYear(calls: 300, days: 2, seats: 3)
    var (passed, tried) = (0, 0)
    var random = SplitMix(seed: 22)
    for file in year.files() {
      let bytes = Array(try Data(contentsOf: URL(filePath: file)))
      let filter = bytes.withUnsafeBytes { WordFilter($0, date: year.plan.from) }
      for _ in 0..<500 {
        let word = (0..<2).map { _ in
          Character(Unicode.Scalar(UInt32.random(in: 0x9000...0x9F00, using: &random)) ?? "一")
        }
        tried += 1
        if filter.mayHold(WordGrams(word: String(word))) { passed += 1 }
      }
    }
    #expect(passed * 20 < tried, "\(passed) of \(tried)")
  }

  private func found(
    _ year: SmallYear, _ words: [CallFilter], usesCache: Bool = true
  ) -> [CallSearch.Result] {
    let days = JournalReader(logs: year.directory.path).dayFolders(.live).days
    return words.map {
      CallSearch(logs: year.directory.path, usesCache: usesCache).calls($0, days: days, limit: 100_000)
    }
  }

  private func expectSame(_ one: [CallSearch.Result], _ other: [CallSearch.Result], _ what: String) {
    for (one, other) in zip(one, other) {
      #expect(one.calls == other.calls && one.leftOut == other.leftOut, "\(what)")
      #expect(one.unsettled == other.unsettled && Set(one.deeds) == Set(other.deeds), "\(what)")
    }
  }

  private func derived(_ year: SmallYear) -> [String] {
    let all = FileManager.default.enumerator(atPath: year.directory.file("cache"))
    return (all?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".words") }
      .map { year.directory.file("cache/" + $0) }
  }

  @Test func `a search finds the same with filters made, kept, damaged and outdated`() throws {
    let year = try SmallYear(calls: 400, days: 4, seats: 3, seed: 9)
    try Aftermath.write(into: year, seed: 9)
    let records = try year.records().map(\.record)
    var filters: [CallFilter] = []
    for (index, record) in records.enumerated() where index % 12 == 0 {
      var (place, name, text) = (CallFilter(), CallFilter(), CallFilter())
      place.place = String(record.element(.where).text.prefix(6))
      name.name = record.element(.contact).text
      text.text = String(record.element(.what).text.suffix(4))
      filters += [place, name, text].filter { $0.probe != nil }
    }
    let plain = found(year, filters, usesCache: false)
    #expect(plain.contains { !$0.calls.isEmpty } && derived(year).isEmpty)
    Thread.sleep(forTimeInterval: 2.1)
    expectSame(found(year, filters), plain, "made")
    #expect(!derived(year).isEmpty)
    expectSame(found(year, filters), plain, "kept")
    for file in derived(year) {
      let bytes = try Data(contentsOf: URL(filePath: file))
      for word in Set(filters.compactMap(\.place)) { #expect(bytes.range(of: Data(word.utf8)) == nil) }
      try (bytes.dropLast(9) + Data(count: 9)).write(to: URL(filePath: file))
    }
    expectSame(found(year, filters), plain, "damaged")
    Thread.sleep(forTimeInterval: 2.1)
    _ = found(year, filters)
    // Another record of the first call, in the file of another seat.
    let (from, to) = try (
      #require(year.files().first { $0.contains("seat-01") }),
      #require(year.files().first { $0.contains("seat-02") })
    )
    let text = try String(contentsOfFile: from, encoding: .utf8) + String(contentsOfFile: to, encoding: .utf8)
    try text.write(toFile: to, atomically: false, encoding: .utf8)
    let changed = found(year, filters)
    expectSame(changed, found(year, filters, usesCache: false), "outdated")
    #expect(zip(changed, plain).contains { $0.calls != $1.calls || $0.leftOut != $1.leftOut })
  }
}
