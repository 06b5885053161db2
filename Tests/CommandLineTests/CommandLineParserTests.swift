import Testing

@testable import call110

/// In this process and one at a time: getopt_long keeps its place in globals.
@Suite(.serialized) struct CommandLineParserTests {
  private static func logs(_ words: [String], _ environment: [String: String]) throws -> String? {
    let parser = CommandLineParser(commands: CommandTable.commands, environment: environment)
    guard case .run(_, let invocation) = try parser.parse(["due"] + words + ["2026-01-01"]) else {
      return nil
    }
    return invocation.logsDirectory
  }

  @Test func `the records' folder is --logs, else CALL110_LOGS, else logs`() throws {
    #expect(try Self.logs([], [:]) == "logs")
    #expect(try Self.logs([], ["CALL110_LOGS": ""]) == "logs")
    #expect(try Self.logs([], ["CALL110_LOGS": "/records"]) == "/records")
    #expect(try Self.logs(["--logs", "here"], ["CALL110_LOGS": "/records"]) == "here")
    #expect(try Self.logs(["--logs=here", "--logs", "there"], [:]) == "there")
  }

  @Test func `a command of two words is not taken for one of one word`() throws {
    let parser = CommandLineParser(commands: CommandTable.commands, environment: [:])
    guard case .run(let command, let invocation) = try parser.parse(["calendar", "check", "--", "-x"]) else {
      Issue.record("calendar check is not run")
      return
    }
    #expect(command.specification.words == ["calendar", "check"])
    #expect(invocation.operands == ["-x"])
  }

  @Test(arguments: [["--logs", "there"], ["--logs=there"], ["--ui", "en", "--logs", "there"], ["--help"]])
  func `a common option in front of a command is the command's, of every command`(leading: [String]) throws {
    let parser = CommandLineParser(commands: CommandTable.commands, environment: [:])
    for command in CommandTable.commands {
      let least = command.specification.operandCount.least
      let line = leading + command.words + Array(repeating: "1", count: least)
      switch try parser.parse(line) {
      case .run(let chosen, let invocation):
        #expect(chosen.words == command.words && invocation.logsDirectory == "there", "\(line)")
      case .help(let chosen, _): #expect(chosen.words == command.words && leading == ["--help"], "\(line)")
      case .overview, .version: Issue.record("\(line)")
      }
      #expect(parser.choose(line)?.words == command.words)
    }
  }

  @Test func `an option that is not common is not looked for in front, and no command is none`() {
    let parser = CommandLineParser(commands: CommandTable.commands, environment: [:])
    #expect(throws: CommandLineFault.self) { try parser.parse(["--day", "2026-01-01", "calls", "list"]) }
    #expect(throws: CommandLineFault.self) { try parser.parse(["--logs", "there", "nothing"]) }
  }
}
