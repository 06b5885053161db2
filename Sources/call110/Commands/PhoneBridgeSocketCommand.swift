import CallJournal
import CallModel
import CallPhone
import Catalogue
import Glibc

/// `call110 phone-bridge esl`: listens to a FreeSWITCH event socket in a process of its own.
enum PhoneBridgeSocketCommand: Command {
  static let words = ["phone-bridge", "esl"]
  static let specification = CommandSpecification(
    words, .commandPhoneBridgeSocket,
    options: [
      OptionSpecification("host", .required("HOST"), .optionBridgeHost),
      OptionSpecification("port", .required("PORT"), .optionBridgeSocketPort),
      OptionSpecification("secret-file", .required("FILE"), .optionBridgeSecret),
      OptionSpecification("seats", .required("FILE"), .optionBridgeSocketSeats),
      OptionSpecification("src", .required("SOURCE"), .optionPhoneSource),
      OptionSpecification("replay", .required("FILE"), .optionBridgeReplay),
      OptionSpecification("callers", .none, .optionBridgeCallers),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    if let path = invocation.value("replay") { return try replay(path, invocation: invocation) }
    let host = try invocation.required("host")
    let port = try invocation.integer("port", in: 1...65_535) ?? 8_021
    let source = invocation.value("src") ?? "esl:\(host)"
    let secret = try PhoneBridgeCommand.readSecret(
      try invocation.required("secret-file"), language: invocation.language)
    let settings = BridgeSettings(
      user: "", secret: secret, usesChallenge: false,
      seats: try PhoneBridgeCommand.seatTable(try invocation.required("seats")), source: source,
      recordsCallers: true)
    let logs = invocation.logsDirectory
    let open = PhoneOpenLegs.read(logs: logs, today: JournalClock.system.now().date, source: source)
    let previous = BridgeCallCounter(
      statusFile: PhoneStatusFile.read(PhoneStatusFile.path(logs: logs, source: source)) ?? [])
    let machine = EventSocketMachine(
      settings: settings, random: SystemRandomNumberGenerator(), previous: previous, open: open)
    PhoneBridgeCommand.listen(
      host: host, port: port, source: source, machine: machine, invocation: invocation)
    return .success
  }

  private static func replay(_ path: String, invocation: Invocation) throws -> ExitStatus {
    let seats = try invocation.value("seats").map(PhoneBridgeCommand.seatTable) ?? SeatTable.byExtension
    let recording = try InputFile.read(path, limit: PhoneBridgeCommand.maximumRecording)
    let events = EventSocketReplay.events(
      of: recording, seats: seats, source: invocation.value("src") ?? "esl",
      hasCallers: invocation.has("callers"))
    PhoneBridgeCommand.print(events)
    return .success
  }
}
