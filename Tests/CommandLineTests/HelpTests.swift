import Catalogue
import Foundation
import TestSupport
import Testing

@testable import call110

@Suite(.timeLimit(.minutes(20))) struct HelpTests {
  /// The options a help text shows, with whether a value follows.
  private static func options(in help: String) -> [String: Bool] {
    var found: [String: Bool] = [:]
    for line in help.components(separatedBy: "\n") {
      guard let match = line.wholeMatch(of: #/ {2}--([a-z-]+)(\[=\S+\]| \S+)? {2,}.*/#) else { continue }
      found[String(match.1)] = match.2.map { !$0.hasPrefix("[") } ?? false
    }
    return found
  }

  private static func hasIdeographs(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  @Test func `the help of every command shows exactly the options the parser accepts`() throws {
    for command in CommandTable.commands {
      let words = command.words
      #expect(command.specification.words == words)
      let help = try ProgramRun(words + ["--help"])
      let usage = command.specification.usageStatus.code
      #expect(help.status == 0 && help.error.isEmpty, "\(words)")
      let shown = Self.options(in: help.output)
      let known = command.specification.options + CommandLineParser.commonOptions
      #expect(Set(shown.keys) == Set(known.map(\.name.description)), "\(words)")
      // With --help in the words nothing is run: status 0 means that the parser took every word.
      for (name, takesValue) in shown where name != "help" && name != "version" {
        let value = name == "ui" ? "en" : "1"
        let accepted = try ProgramRun(words + ["--\(name)"] + (takesValue ? [value] : []) + ["--help"])
        #expect(accepted.status == 0, "\(words) --\(name)")
        if takesValue {
          let lacking = try ProgramRun(words + ["--help", "--\(name)"])
          #expect(lacking.status == usage, "\(words) --\(name) without a value")
        }
      }
      #expect(try ProgramRun(words + ["--no-such-option", "--help"]).status == usage, "\(words)")
    }
  }

  @Test func `a flag takes no value`() throws {
    #expect(try ProgramRun(["due", "--json=1", "--help"]).status == 64)
  }

  @Test func `the overview names every command in both languages`() throws {
    for language in UserLanguage.allCases {
      let overview = try ProgramRun(["--help", "--ui", language.rawValue])
      #expect(overview.status == 0 && overview.error.isEmpty)
      for command in CommandTable.commands {
        let row = "  " + command.specification.words.joined(separator: " ")
        #expect(overview.output.contains(row), "\(row)")
      }
    }
  }

  @Test func `English help holds no Chinese and Chinese help does`() throws {
    for words in [[]] + CommandTable.commands.map({ $0.specification.words }) {
      let english = try ProgramRun(words + ["--help", "--ui", "en"]).output
      let chinese = try ProgramRun(words + ["--help"]).output
      #expect(!Self.hasIdeographs(english) && Self.hasIdeographs(chinese), "\(words)")
    }
  }

  @Test func `no words, help and --help say the same`() throws {
    let overview = try ProgramRun(["--help"]).output
    #expect(try ProgramRun([]).output == overview)
    #expect(try ProgramRun(["help"]).output == overview)
    #expect(!overview.isEmpty)
  }

  @Test func `the version is one line, wherever it is asked`() throws {
    for words in [["--version"], ["due", "--version"], ["calendar", "show", "--version"]] {
      let run = try ProgramRun(words)
      #expect(run.status == 0)
      #expect(run.output.wholeMatch(of: /call110 \d+\.\d+\.\d+\n/) != nil, "\(run.output)")
    }
  }
}
