import CallConsole
import CallJournal
import CallModel
import CallProtocol
import Catalogue
import ConsoleJournal
import Glibc
import PhoneJournal
import PlainText
import Terminal

/// `call110 console`: the console a call taker keeps open all shift.
enum ConsoleStart: Command {
  static let words = ["console"]
  static let specification = CommandSpecification(
    words, .commandConsole,
    options: [
      OptionSpecification("seat", .required("SEAT"), .optionSeat),
      OptionSpecification("operator", .required("ID"), .optionOperator),
      ProtocolOption.specification, PlaceFile.option,
      OptionSpecification("phone", .required("NAMES|none"), .optionPhone),
      OptionSpecification("plain", .none, .optionPlain),
      OptionSpecification("spool", .required("DIR"), .optionSpool),
      OptionSpecification("json", .none, .optionJSON),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !invocation.has("json")
    let signIn = try SignIn(invocation, isTerminal: isTerminal)
    try SeatList.check(signIn.seat, logs: invocation.logsDirectory)
    let arguments = ProgramArguments.all + signIn.arguments
    if isTerminal, let code = GuardProcess.runGuarded(arguments, notices: notices(invocation.language)) {
      return ExitStatus(code: code)
    }
    // A file that is refused leaves nothing behind; the shipped protocol is read while the journal is opened.
    let own = invocation.has("protocol") ? try ProtocolOption.document(invocation) : nil
    if own == nil { ProtocolOption.prepare() }
    let opening = try ConsoleOpening(
      invocation, room: .live, document: try own ?? ProtocolOption.document(invocation), seat: signIn.seat,
      personnel: signIn.personnel)
    return isTerminal
      ? try runLive(opening, invocation: invocation) : runPiped(opening, invocation: invocation)
  }

  private static func notices(_ language: UserLanguage) -> GuardNotices {
    GuardNotices(
      restarted: Message.guardRestarted.text(language), gaveUp: Message.guardGaveUp.text(language))
  }

  private static func runLive(_ opening: ConsoleOpening, invocation: Invocation) throws -> ExitStatus {
    let follower = HistoryFollower(reader: opening.reader, room: .live)
    let board = DeskBoardFollower(logs: invocation.logsDirectory, history: follower)
    let numbers = NumberFollower(logs: invocation.logsDirectory)
    let callers = CallerWatch(logs: invocation.logsDirectory) { ErrorWords.describe($0).message }
    let places = PlaceFollower(invocation)
    var desk = opening.desk
    desk.numbers = numbers
    let draft = DraftPlace.open(logs: invocation.logsDirectory, seat: opening.desk.session.seat)
    let configuration = TerminalConfiguration(
      environment: Main.environment(), draft: draft, isPlain: invocation.has("plain"))
    let program = LiveConsole(
      desk: desk, setting: ConsoleSetting(version: Main.version, isPlain: configuration.isPlain),
      history: follower, line: phone(opening, invocation: invocation, callers: callers), board: board,
      places: places, opening: opening.effects)
    let runner = try TerminalRunner(program: program, configuration: configuration)
    let document = opening.desk.document
    // Nobody waits for what others wrote: the first screen stands before anything reads it.
    let code = try runner.run(onceShown: {
      follower.start()
      // The first caller's 何事 is not to wait for it.
      BackgroundThread.start { document.prepareWords() }
      board.start()
      numbers.start()
      opening.heads?.start()
      places.start()
      if !names(invocation).contains("none") { callers.start() }
    })
    opening.close()
    return ExitStatus(code: code)
  }

  /// The phone system's events, unless `--phone none`; `--phone` names further phones of this seat.
  private static func phone(
    _ opening: ConsoleOpening, invocation: Invocation, callers: CallerWatch
  ) -> (any LineFeed)? {
    let names = names(invocation)
    if names.contains("none") { return nil }
    let seats = Set(names + [opening.desk.session.seat.description])
    return PhoneFollower(
      logs: invocation.logsDirectory, seats: seats, limit: opening.desk.document.ringLimit,
      closed: opening.closedPhoneCalls, callers: callers)
  }

  private static func names(_ invocation: Invocation) -> [String] {
    (invocation.values["phone"] ?? []).flatMap { $0.split(separator: ",").map(String.init) }
  }

  private static func runPiped(_ opening: ConsoleOpening, invocation: Invocation) -> ExitStatus {
    let follower = HistoryFollower(reader: opening.reader, room: .live)
    let numbers = NumberFollower(logs: invocation.logsDirectory, waitsForFirst: true)
    numbers.start()
    let places = PlaceFollower(invocation)
    places.readNow()
    var desk = opening.desk
    desk.numbers = numbers
    let read = places.poll().map { desk.take($0) } ?? []
    var console = PipeConsole(
      desk: desk, usesJSON: invocation.has("json"), history: follower,
      board: DeskBoardReader(logs: invocation.logsDirectory))
    let ledger = MatterLedger(logs: invocation.logsDirectory)
    follower.take(owed: ledger.read(at: JournalClock.system.now()).callbacks)
    follower.readNow()
    opening.heads?.start()
    print(console.opening(opening.effects + read))
    _ = PipeRunner.run(descriptor: STDIN_FILENO) { text, number, wasCut in
      print(console.take(text, line: number, wasCut: wasCut))
      return !console.wantsToQuit
    }
    print(console.finish())
    opening.close()
    if console.hadLoss { return .inputOutput }
    return console.hadError ? .badData : .success
  }

  private static func print(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    StandardStreams.output(lines.joined(separator: "\n") + "\n")
  }
}
