import CallConsole
import Glibc
import Terminal

/// `TerminalProbe [--guard] [--draft FILE] [--events N] [--rows N]`: the terminal room with a program that
/// shows its inputs.
///
/// Without a terminal on standard input it numbers the lines it reads.
@main
enum Main {
  static func main() {
    let arguments = CommandLine.arguments
    if arguments.contains("--guard") {
      let notices = GuardNotices(restarted: "guard restarted", gaveUp: "guard gave up")
      if let code = GuardProcess.runGuarded(arguments, notices: notices) { exit(code) }
    }
    exit(isatty(STDIN_FILENO) == 1 ? onTerminal(arguments) : onPipe())
  }

  private static func value(of option: String, in arguments: [String]) -> String? {
    arguments.firstIndex(of: option).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
  }

  private static func onTerminal(_ arguments: [String]) -> Int32 {
    do {
      var environment: [String: String] = [:]
      for name in ["TERM", "NO_COLOR", "CALL110_ESCAPE_MS"] {
        if let value = getenv(name) { environment[name] = String(cString: value) }
      }
      let draft = try value(of: "--draft", in: arguments).map { try DraftFile(path: $0) }
      let program = ProbeProgram(extraRows: value(of: "--rows", in: arguments).flatMap { Int($0) } ?? 0)
      let runner = try TerminalRunner(
        program: program, configuration: TerminalConfiguration(environment: environment, draft: draft))
      return try runner.run(extra: events(arguments, program))
    } catch {
      print("fault: \(error)")
      return 74
    }
  }

  private static func events(_ arguments: [String], _ program: ProbeProgram) -> [ExtraDescriptor] {
    guard let rate = value(of: "--events", in: arguments).flatMap({ Int($0) }),
      let descriptor = EventSource.start(perSecond: rate)
    else { return [] }
    return [
      ExtraDescriptor(descriptor) {
        guard let count = EventSource.read(descriptor) else { return .init([], isFinished: true) }
        return .init(program.count(count))
      }
    ]
  }

  private static func onPipe() -> Int32 {
    let ending = PipeRunner.run(descriptor: STDIN_FILENO) { text, number, wasCut in
      print("\(number) \(wasCut) \(text.count) \(text.prefix(40))")
      return text != "/quit"
    }
    print(ending)
    return 0
  }
}
