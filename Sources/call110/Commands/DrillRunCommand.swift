import CallConsole
import CallDrill
import CallJournal
import CallModel
import CallProtocol
import Catalogue
import Glibc
import PlainText
import Terminal

/// `call110 drill run`: one drill on the very console of live use.
enum DrillRunCommand: Command {
  static let words = ["drill", "run"]
  static let specification = CommandSpecification(
    words, operands: ["[SCENARIO]"], .commandDrillRun,
    options: [
      OptionSpecification("trainee", .required("ID"), .optionTrainee),
      OptionSpecification("seat", .required("SEAT"), .optionDrillSeat),
      OptionSpecification("random", .none, .optionDrillRandom),
      OptionSpecification("seed", .required("N"), .optionDrillSeed),
      OptionSpecification("set", .required("NAME"), .optionDrillSet),
      OptionSpecification("contest", .required("NAME"), .optionDrillContest),
      OptionSpecification("pace", .required("X"), .optionDrillPace),
      OptionSpecification("start", .required("TIME"), .optionDrillStart),
      OptionSpecification("speak", .none, .optionDrillSpeak),
      OptionSpecification("voice-command", .required("TEMPLATE"), .optionVoiceCommand),
      OptionSpecification("plain", .none, .optionPlain),
      OptionSpecification("json", .none, .optionJSON),
      ScenarioOption.specification, ProtocolOption.specification, PlaceFile.option,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !invocation.has("json")
    let document = try ProtocolOption.document(invocation)
    let choice = try DrillChoice(invocation, document: document)
    let pace = try pace(invocation)
    let order = DrillOpening.Order(
      scenario: choice.scenario, trainee: choice.trainee,
      seat: try seat(invocation), seed: choice.seed,
      pacePercent: pace, contest: choice.contest,
      speech: speech(invocation, isTerminal: isTerminal, pace: pace))
    let clock = isTerminal ? DrillClock() : DrillClock(start: try start(invocation))
    let opening = try DrillOpening(
      order, clock: clock, logs: invocation.logsDirectory, document: document, language: invocation.language)
    let status = isTerminal ? try runLive(opening, for: invocation) : runPiped(opening, for: invocation)
    report(opening.finish(logs: invocation.logsDirectory, document: document), by: document, for: invocation)
    return status
  }

  private static func runLive(_ opening: DrillOpening, for invocation: Invocation) throws -> ExitStatus {
    let configuration = TerminalConfiguration(
      environment: Main.environment(), draft: nil, isPlain: invocation.has("plain"))
    let setting = ConsoleSetting(
      banner: .drillBanner(opening.order.trainee.description), version: Main.version,
      isPlain: configuration.isPlain)
    let places = PlaceFollower(invocation)
    let program = LiveConsole(
      desk: opening.desk, setting: setting, line: opening.line, places: places, opening: opening.effects)
    let runner = try TerminalRunner(program: program, configuration: configuration)
    return ExitStatus(code: try runner.run(onceShown: { places.start() }))
  }

  private static func runPiped(_ opening: DrillOpening, for invocation: Invocation) -> ExitStatus {
    let places = PlaceFollower(invocation)
    places.readNow()
    var pipe = DrillPipe(opening, places: places.poll(), usesJSON: invocation.has("json"))
    if !invocation.has("json") {
      print([Message.drillBanner(opening.order.trainee.description)], for: invocation)
    }
    printLines(pipe.takeOutput())
    _ = PipeRunner.run(descriptor: STDIN_FILENO) { text, number, _ in
      pipe.take(text, number: number)
      printLines(pipe.takeOutput())
      return !pipe.wantsToQuit
    }
    pipe.finish()
    printLines(pipe.takeOutput())
    return pipe.hadError ? .badData : .success
  }

  /// The review of a finished drill, or why there is none.
  private static func report(_ run: DrillRun?, by document: ProtocolDocument, for invocation: Invocation) {
    guard let run else { return StandardStreams.error(message(.drillUnfinished, for: invocation)) }
    if run.outcome != .finished {
      StandardStreams.error(
        message(run.outcome == .clockJump ? .drillClockJump : .drillUnfinished, for: invocation))
    }
    guard !invocation.has("json") else { return }
    if run.start.contest != nil { return print([.contestSubmitted], for: invocation) }
    guard let review = DrillReview(run, document: document) else { return }
    print(review.rows, for: invocation)
  }

  private static func message(_ text: Message, for invocation: Invocation) -> String {
    "call110: \(text.text(invocation.language))\n"
  }

  private static func speech(_ invocation: Invocation, isTerminal: Bool, pace: Int64) -> Speech? {
    let command = invocation.value("voice-command")
    guard invocation.has("speak") || command != nil else { return nil }
    let speech = isTerminal ? Speech(pacePercent: pace, command: command) : nil
    if speech != nil, command == nil, Speech.isSilentMachine {
      StandardStreams.error(message(.speechUnheard, for: invocation))
    }
    if speech == nil {
      StandardStreams.error(message(isTerminal ? .speechMissing : .speechNeedsTerminal, for: invocation))
    }
    return speech
  }

  private static func seat(_ invocation: Invocation) throws -> SeatIdentifier {
    let seat = try SeatIdentifier(invocation.value("seat") ?? "drill")
    guard !seat.description.hasPrefix("desk-") else { throw DrillCommandFault.deskSeat(seat) }
    return seat
  }

  /// `1.5` as 150 percent; 0.1 to 10.
  private static func pace(_ invocation: Invocation) throws(CommandLineFault) -> Int64 {
    guard let text = invocation.value("pace") else { return 100 }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    guard (1...2).contains(parts.count), decimals.utf8.count <= 2, parts.allSatisfy({ !$0.isEmpty }),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }),
      let whole = Int64(parts[0]), whole <= 10,
      let hundredths = Int64((decimals + "00").prefix(2)), (10...1_000).contains(whole * 100 + hundredths)
    else { throw .badValue(option: "pace", expected: "0.1–10") }
    return whole * 100 + hundredths
  }

  private static func start(_ invocation: Invocation) throws(CommandLineFault) -> WallInstant {
    guard let text = invocation.value("start") else { return JournalClock.system.now() }
    guard let start = WallInstant(text) else {
      throw .badValue(option: "start", expected: "2026-11-22T09:00:00+08:00")
    }
    return start
  }

  /// Rows in the language asked for.
  static func print(_ rows: [Message], for invocation: Invocation) {
    printLines(rows.map { SafeText($0.text(invocation.language), limit: 20_000).description })
  }

  private static func printLines(_ lines: [String]) {
    if !lines.isEmpty { StandardStreams.output(lines.joined(separator: "\n") + "\n") }
  }
}
