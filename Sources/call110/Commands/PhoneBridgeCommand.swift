import CallJournal
import CallModel
import CallPhone
import Catalogue
import Glibc
import PhoneJournal
import PlainText

/// `call110 phone-bridge ami`: listens to an Asterisk Manager in a process of its own.
enum PhoneBridgeCommand: Command {
  static let words = ["phone-bridge", "ami"]
  static let specification = CommandSpecification(
    words, .commandPhoneBridge,
    options: [
      OptionSpecification("host", .required("HOST"), .optionBridgeHost),
      OptionSpecification("port", .required("PORT"), .optionBridgePort),
      OptionSpecification("user", .required("USER"), .optionBridgeUser),
      OptionSpecification("secret-file", .required("FILE"), .optionBridgeSecret),
      OptionSpecification("seats", .required("FILE"), .optionBridgeSeats),
      OptionSpecification("login", .required("md5|plain"), .optionBridgeLogin),
      OptionSpecification("src", .required("SOURCE"), .optionPhoneSource),
      OptionSpecification("replay", .required("FILE"), .optionBridgeReplay),
      OptionSpecification("timing", .required("FILE"), .optionBridgeTiming),
      OptionSpecification("callers", .none, .optionBridgeCallers),
    ])

  private static let maximumTable = 1 << 20
  static let maximumRecording = 1 << 30

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    if let path = invocation.value("replay") { return try replay(path, invocation: invocation) }
    let host = try invocation.required("host")
    let port = try invocation.integer("port", in: 1...65_535) ?? 5_038
    let source = invocation.value("src") ?? "ami:\(host)"
    let settings = try bridgeSettings(invocation, source: source)
    let path = PhoneStatusFile.path(logs: invocation.logsDirectory, source: source)
    let previous = BridgeCallCounter(statusFile: PhoneStatusFile.read(path) ?? [])
    let open = PhoneOpenLegs.read(
      logs: invocation.logsDirectory, today: JournalClock.system.now().date, source: source)
    let machine = BridgeMachine(
      settings: settings, random: SystemRandomNumberGenerator(), previous: previous, open: open)
    listen(host: host, port: port, source: source, machine: machine, invocation: invocation)
    return .success
  }

  /// Runs a bridge, and puts on record the callers nobody answered, until it is told to end.
  static func listen(
    host: String, port: Int, source: String, machine: any BridgeProtocolMachine, invocation: Invocation
  ) {
    let runner = BridgeRunner(
      host: host, port: String(port), logs: invocation.logsDirectory, source: source, machine: machine,
      clock: moment, notify: { say(BridgeWords.describe($0), language: invocation.language) },
      complain: { say(ErrorWords.phoneFile($0).message, language: invocation.language) })
    let recorder = CallerRecorder(logs: invocation.logsDirectory, source: source) {
      say(ErrorWords.describe($0).message, language: invocation.language)
    }
    runUntilToldToEnd(runner, callers: recorder)
  }

  /// Runs until SIGTERM, SIGINT or SIGHUP, which are taken between two turns so that nothing is cut in two.
  private static func runUntilToldToEnd(_ bridge: BridgeRunner, callers: CallerRecorder) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, number) }
    sigprocmask(SIG_BLOCK, &signals, nil)
    var (runner, recorder) = (bridge, callers)
    runner.start()
    var none = timespec()
    while sigtimedwait(&signals, nil, &none) < 0 {
      runner.turn(timeout: 250)
      let now = moment()
      recorder.turn(at: WallInstant(milliseconds: now.wall), monotonic: now.monotonic ?? now.wall)
    }
    runner.stop()
  }

  private static func moment() -> ManagerMoment {
    ManagerMoment(
      wall: JournalClock.system.now().milliseconds, monotonic: JournalClock.system.monotonicMilliseconds())
  }

  private static func bridgeSettings(_ invocation: Invocation, source: String) throws -> BridgeSettings {
    let user = try invocation.required("user")
    guard !user.isEmpty, !SafeText(user).wasChanged, user.utf8.count <= 200 else {
      throw CommandLineFault.badValue(option: "user", expected: "1–200")
    }
    let login = invocation.value("login") ?? "md5"
    guard ["md5", "plain"].contains(login) else {
      throw CommandLineFault.badValue(option: "login", expected: "md5|plain")
    }
    let secret = try readSecret(try invocation.required("secret-file"), language: invocation.language)
    let seats = try seatTable(try invocation.required("seats"))
    return BridgeSettings(
      user: user, secret: secret, usesChallenge: login == "md5", seats: seats, source: source,
      recordsCallers: true)
  }

  static func readSecret(_ path: String, language: UserLanguage) throws -> String {
    var bytes = try InputFile.read(path, limit: 1_000)
    while let last = bytes.last, [0x0A, 0x0D].contains(last) { bytes.removeLast() }
    let text = String(decoding: bytes, as: UTF8.self)
    guard !text.isEmpty, text.utf8.elementsEqual(bytes), !SafeText(text).wasChanged, bytes.count <= 500 else {
      throw PhoneInputFault.secret(path: path)
    }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & 0o077 != 0 {
      say(.phoneSecretOpen(path), language: language)
    }
    return text
  }

  static func seatTable(_ path: String) throws -> SeatTable {
    let bytes = try InputFile.read(path, limit: maximumTable)
    do throws(SeatTable.Fault) {
      return try SeatTable(String(decoding: bytes, as: UTF8.self))
    } catch {
      throw SeatTableFault(path: path, fault: error)
    }
  }

  private static func replay(_ path: String, invocation: Invocation) throws -> ExitStatus {
    let seats = try invocation.value("seats").map(seatTable) ?? SeatTable.byExtension
    let recording = try InputFile.read(path, limit: maximumRecording)
    let replay = try invocation.value("timing").map(recordedTiming) ?? ManagerReplay()
    let events: [PhoneEvent] = replay.events(
      of: recording, seats: seats, source: invocation.value("src") ?? "ami",
      hasCallers: invocation.has("callers"))
    print(events)
    return .success
  }

  /// Prints events as lines of the event file.
  static func print(_ events: [PhoneEvent]) {
    let lines = events.map { String(decoding: PhoneEventLine.encode($0), as: UTF8.self) + "\n" }
    StandardStreams.output(lines.joined())
  }

  private static func recordedTiming(_ path: String) throws -> ManagerReplay {
    let bytes = try InputFile.read(path, limit: maximumRecording)
    do throws(ManagerReplay.TimingFault) {
      return try ManagerReplay(timing: bytes)
    } catch {
      throw PhoneInputFault.timing(path: path, line: error.line)
    }
  }

  private static func say(_ message: Message, language: UserLanguage) {
    let clock = JournalClock.system.now().clock
    StandardStreams.error("call110: \(clock) \(SafeText(message.text(language)).description)\n")
  }
}
