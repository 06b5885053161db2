import CPlatform
import Catalogue
import Glibc
import PlainText

/// The program.
///
/// Errors never leave `main`: thrown out of it they would be a trap and a register dump.
@main
enum Main {
  /// The version printed by `--version`, also written into journals.
  static let version = "0.1.0"

  static func main() {
    call110_guard_process()
    exit(run(Array(ProgramArguments.all.dropFirst())).code)
  }

  private static func run(_ arguments: [String]) -> ExitStatus {
    let parser = CommandLineParser(commands: CommandTable.commands, environment: environment())
    do {
      switch try parser.parse(arguments) {
      case .run(let command, let invocation):
        let status = JournalFaults.status(try command.run(invocation))
        guard let number = StandardStreams.failure else { return status }
        // An export on a full disk must not look like a whole one.
        let message = Message.outputNotWritten(errorNumber: Int(number)).text(invocation.language)
        StandardStreams.error("call110: \(message)\n")
        return .inputOutput
      case .version: StandardStreams.output("call110 \(version)\n")
      case .help(let command, let language):
        StandardStreams.output(HelpText.command(command.specification, language: language))
      case .overview(let commands, let language):
        StandardStreams.output(HelpText.overview(commands, language: language))
      }
      return .success
    } catch {
      return report(
        error, arguments: arguments, usageStatus: parser.choose(arguments)?.specification.usageStatus)
    }
  }

  private static func report(
    _ error: any Error, arguments: [String], usageStatus: ExitStatus?
  ) -> ExitStatus {
    let (message, status) = ErrorWords.describe(error)
    // A file with many faults has a line for each of them.
    for line in message.text(language(arguments)).split(separator: "\n") {
      StandardStreams.error("call110: \(SafeText(String(line)).description)\n")
    }
    return status == .usage ? usageStatus ?? status : status
  }

  /// The language of an error, found without the parser: the error may be about the very words it reads.
  private static func language(_ arguments: [String]) -> UserLanguage {
    for (index, word) in arguments.enumerated().reversed() {
      let value =
        word == "--ui"
        ? arguments[(index + 1)...].first : word.hasPrefix("--ui=") ? String(word.dropFirst(5)) : nil
      if let language = value.flatMap(UserLanguage.init(rawValue:)) { return language }
    }
    return environment()["CALL110_UI"].flatMap(UserLanguage.init(rawValue:)) ?? .chinese
  }

  /// The variables the program reads.
  static func environment() -> [String: String] {
    var values: [String: String] = [:]
    for name in [
      "CALL110_LOGS", "CALL110_UI", "CALL110_ESCAPE_MS", "CALL110_PLAYER", "CALL110_SOFTPHONE",
      "CALL110_SPY", "HOME", "NO_COLOR", "TERM", "XDG_STATE_HOME",
    ] {
      if let value = getenv(name) { values[name] = String(cString: value) }
    }
    return values
  }
}
