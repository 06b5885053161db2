import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Foundation
import TestSupport
import Testing

/// The console in English: nothing on it is Chinese but the prescribed sentences and what somebody typed.
@Suite struct EnglishConsoleTests {
  private let fixture: DeskFixture

  init() throws { fixture = try DeskFixture() }

  /// Everything the protocol prescribes in Chinese, the longest first.
  private func prescribed() throws -> [String] {
    let personnel = try OperatorIdentifier("041207")
    let document = fixture.document
    let texts =
      document.phrases.flatMap { [$0.text, document.wording(of: $0, by: personnel)] }
      + document.safeChecks.map(\.text.chinese) + document.placePrompts.map(\.text.chinese)
      + document.tabooPhrases.map(\.text)
    return Set(texts).sorted { ($0.count, $0) > ($1.count, $1) }
  }

  private static func isChinese(_ character: Character) -> Bool {
    character.unicodeScalars.contains {
      (0x4E00...0x9FFF).contains($0.value) || (0x3000...0x303F).contains($0.value)
        || (0xFF00...0xFF60).contains($0.value)
    }
  }

  /// What is typed in one state of the desk or another; the directory's own entries are Chinese data.
  private static let lines = [
    "", "now", "/when now", "/where 12 Jinling Road", "/what robbery", "/what a man with a knife",
    "/who two men",
    "/why ?", "/object !", "/result nobody hurt", "/contact Smith", "/notify 1", "/notify 119", "/notify",
    "/chase 120",
    "/notify harbour patrol at once", "/department gas", "/feedback 119 on site", "/branch anxious",
    "/branch urgent",
    "/branch rude", "/branch harassment", "/branch complaint", "/branch repeat", "/branch nothing",
    "/leave rude",
    "/leave urgent", "/silent", "yes", "no", "/level", "/level 1", "/level 3", "/level 9", "/category",
    "/category robbery", "/category 1", "/category zzz", "/language english", "/language martian",
    "/note two cars",
    "/name Smith", "/address here", "/happening yes", "/confidential no", "/said F1", "/said F2",
    "/said thank you",
    "/ask who", "/move who", "/undo", "/status", "/show", "/amend who three men // misheard",
    "/amend nothing x",
    "/back", "/same no", "/link", "/link 1", "/link 20991231-03-0001", "/callback", "/callback list",
    "/callback add 19900000005", "/callback busy", "/shift", "/shift takeover 041208", "/major chief phone",
    "/major mark crowd", "/question where to go", "/reopen too early", "/cancel stray key",
    "/ring 19900000006",
    "/answer", "/other", "/refer", "/foo", "/help", "/quit", "/cutoff", "/hangup", "/hangup",
  ]

  private static let keys = (1...12).map(ConsoleKey.function) + [.tab, .escape, .down, .swap, .undo]

  @Test(arguments: 0..<24)
  func `whatever is typed and pressed in whatever state, rows and prompt are English`(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var desk = try fixture.desk(language: .english)
    desk.matters = MatterCommands(sink: WrittenElsewhere(), language: .english)
    let console = try TypedConsole(fixture, desk: desk, columns: 132, rows: 43)
    let prescribed = try prescribed()
    var calls = 0
    var seen = 0
    func look(_ step: Comment) {
      let rows =
        console.takeSaid().split(separator: "\n").map(String.init) + console.panelRows + [console.prompt]
      for row in rows {
        let rest = prescribed.reduce(row) { $0.replacing($1, with: "") }
        seen += 1
        #expect(!rest.contains(where: Self.isChinese), "\(step): \(row)")
      }
    }
    look("start")
    for _ in 1...60 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0:
        calls += 1
        console.rings("\(calls)", number: "1990000000\(calls % 3)")
      case 1: if calls > 0 { console.answered("\(Int.random(in: 1...calls, using: &random))") }
      case 2:
        if calls > 0 { console.phone(.hungUp(phoneCall: "\(Int.random(in: 1...calls, using: &random))")) }
      case 3, 4:
        let key = Self.keys.randomElement(using: &random) ?? .tab
        console.press(key)
        look("\(key)")
      default:
        console.clear()
        let line = Self.lines.randomElement(using: &random) ?? ""
        console.enter(line)
        look("\(line)")
      }
      look("telephone")
      console.wait(400)
    }
    #expect(seen > 500)
  }

  // MARK: The texts themselves

  /// The string literals of the catalogue, without what is put into them.
  private static func literals() throws -> [(place: String, text: String)] {
    let root = URL(filePath: #filePath).appending(path: "../../../Sources/Catalogue").standardized
    let files =
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" } ?? []
    return try files.flatMap { file in
      let source = try String(contentsOf: file, encoding: .utf8)
      return source.matches(of: /"((?:[^"\\\n]|\\[^(]|\\\((?:[^()"\n]|\([^()\n]*\))*\))*)"/).map {
        (
          file.lastPathComponent,
          String($0.output.1).replacing(/\\\((?:[^()"]|\([^()]*\))*\)/, with: "")
        )
      }
    }
  }

  @Test func `no English text of the catalogue has a Chinese mark in it`() throws {
    let literals = try Self.literals()
    #expect(literals.count > 2_000)
    for (place, text) in literals {
      let words = text.filter { $0.isASCII && $0.isLetter }.count
      let characters = text.unicodeScalars.count { (0x4E00...0x9FFF).contains($0.value) }
      // A Chinese text has Chinese words; one with Latin words alone is English.
      guard characters == 0, words > 1 else { continue }
      // How a list is written in a scenario file.
      let text = text.replacing("OTHER、OTHER", with: "")
      #expect(!text.contains(where: Self.isChinese), "\(place): \(text)")
    }
  }
}
