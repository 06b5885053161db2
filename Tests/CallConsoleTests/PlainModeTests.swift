import CallConsole
import Catalogue
import Foundation
import TestSupport
import Testing

/// Plain mode: whole calls as text files, in the form of what stands on the paper afterwards.
///
/// `> ` is entered, `k ` is a key, `@ ` seconds that pass, `~ ` the telephone (`rings`, `answered`, `hungUp`,
/// each with the telephone's id; `says` of a simulated caller); `! ` is typed without Enter.
///
/// The first line tells the language; `# drill NUMBER` makes it that trainee's drill. What a key puts onto
/// the line stands in brackets behind the prompt.
/// RECORD_SNAPSHOTS=1 writes what comes out; a recording run fails.
@Suite struct PlainModeTests {
  static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "PlainTranscripts")

  static var names: [String] {
    let found = try? FileManager.default.contentsOfDirectory(atPath: directory.path)
    return (found ?? []).filter { $0.hasSuffix(".txt") }.sorted()
  }

  private static let tales = [
    "call", "two-callers", "complaint", "undo", "tab", "call-back", "refusals", "help", "drill",
  ]

  @Test(arguments: tales)
  func `there is a transcript in each language`(tale: String) {
    let found = Self.names.filter {
      $0 == "\(tale).txt" || $0 == "\(tale)-english.txt" || $0 == "english-\(tale).txt"
    }
    #expect(found.count >= (tale == "call" ? 1 : UserLanguage.allCases.count), "\(found)")
  }

  @Test(arguments: names)
  func `a call in plain mode is one line a change`(name: String) throws {
    let file = Self.directory.appending(path: name)
    let expected = try String(contentsOf: file, encoding: .utf8)
    let actual = try run(expected)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1", actual != expected {
      try actual.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name)")
      return
    }
    #expect(expected == actual)
  }

  private func run(_ transcript: String) throws -> String {
    let inputs = transcript.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let language: UserLanguage = inputs.first == "# English" ? .english : .chinese
    let fixture = try DeskFixture()
    let trainee = inputs.first { $0.hasPrefix("# drill ") }?.dropFirst(8)
    let console = try TypedConsole(
      fixture, desk: try fixture.desk(language: language), columns: 80, rows: 24, isPlain: true,
      banner: trainee.map { .drillBanner(String($0)) })
    var output: [String] = []
    var prompt = ""
    for line in inputs where line.hasPrefix("#") || Self.marks.contains(String(line.prefix(2))) || line == ">"
    {
      output.append(line)
      let before = console.text
      if !line.hasPrefix("#") { try give(line, to: console) }
      // One row a change, and nothing that moves, erases or paints.
      #expect(console.panel.isEmpty && console.said.allSatisfy(Self.isOneRow), "\(line): \(console.said)")
      output += console.takeSaid().split(separator: "\n").map { "  \($0)" }
      let isFilled = line.hasPrefix("k ") && console.text != before
      if console.prompt != prompt || isFilled {
        output.append("  [\(console.prompt)\(isFilled ? console.text : "")]")
      }
      prompt = console.prompt
    }
    return output.joined(separator: "\n") + "\n"
  }

  /// Neither a line's end nor any other control character stands in it.
  private static func isOneRow(_ said: String) -> Bool {
    said.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }

  private static let marks = ["> ", "k ", "@ ", "~ ", "! "]

  private func give(_ line: String, to console: TypedConsole) throws {
    let argument = String(line.dropFirst(2))
    let words = argument.split(separator: " ").map(String.init)
    switch line.first {
    case ">": console.enter(argument)
    case "!": console.type(argument)
    case "@": console.wait(Int64((try #require(Double(argument)) * 1_000).rounded()))
    case "k": console.press(try #require(Self.key(argument)))
    default:
      switch words.first {
      case "rings": console.rings(words[1], number: words[2])
      case "answered": console.answered(words[1])
      case "says": console.phone(.spoken(String(argument.dropFirst(5))))
      default: console.phone(.hungUp(phoneCall: try #require(words.last)))
      }
    }
  }

  private static func key(_ name: String) -> ConsoleKey? {
    if name.hasPrefix("f") { return Int(name.dropFirst()).map(ConsoleKey.function) }
    return ["tab": .tab, "down": .down, "up": .up, "swap": .swap, "undo": .undo, "shifttab": .shiftTab][name]
  }

  @Test(arguments: UserLanguage.allCases)
  func `time alone says nothing, however long it passes, but for each ring`(language: UserLanguage) throws {
    let fixture = try DeskFixture()
    let console = try TypedConsole(fixture, desk: try fixture.desk(language: language), isPlain: true)
    _ = console.takeSaid()
    console.wait(60_000)
    #expect(console.takeSaid() == "")
    console.rings("1", number: "19900000001")
    _ = console.takeSaid()
    console.wait(15_000)
    let rings = console.takeSaid().split(separator: "\n")
    #expect(rings.count == 3, "\(rings)")
    console.answered("1")
    _ = console.takeSaid()
    console.wait(60_000)
    #expect(console.takeSaid() == "")
  }

  @Test func `the same line is never said twice while nothing else was`() throws {
    var random = SplitMix(seed: 5)
    for seed in 0..<40 {
      let fixture = try DeskFixture()
      let console = try TypedConsole(fixture, isPlain: true)
      console.rings("1", number: "19900000001")
      console.wait(1_000)
      console.answered("1")
      for _ in 0..<30 {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: console.press(.function(Int.random(in: 1...12, using: &random)))
        case 1: console.press(Bool.random(using: &random) ? .down : .up)
        case 2:
          let caller = Int.random(in: 2..<5, using: &random)
          console.rings("\(caller)", number: "1990000000\(caller)")
        case 3: console.wait(Int64.random(in: 0..<4_000, using: &random))
        default: console.enter(["甲路", "?", "/status", "/undo"][Int.random(in: 0..<4, using: &random)])
        }
      }
      let said = console.takeSaid().split(separator: "\n")
      for (one, next) in zip(said, said.dropFirst()) where one.hasPrefix(" ") && !one.hasPrefix("    ") {
        #expect(one != next, "\(seed)")
      }
      #expect(console.panel.isEmpty)
    }
  }
}
