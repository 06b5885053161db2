import CallJournal
import CallModel
import CallPhone
import Catalogue
import Glibc
import PlainText

/// `call110 phone-event`: appends one line for a telephone system, and never keeps it waiting.
enum PhoneEventCommand: Command {
  static let words = ["phone-event"]
  static let specification = CommandSpecification(
    words, operands: ["[wait|ring|answer|end|gone]"], .commandPhoneEvent,
    options: [
      OptionSpecification("call", .required("ID"), .optionPhoneCall),
      OptionSpecification("seat", .required("SEAT"), .optionPhoneSeat),
      OptionSpecification("leg", .required("ID"), .optionPhoneLeg),
      OptionSpecification("queue", .required("NAME"), .optionPhoneQueue),
      OptionSpecification("passed-on", .none, .optionPhonePassedOn),
      OptionSpecification("from", .required("NUMBER"), .optionPhoneFrom),
      OptionSpecification("name", .required("NAME"), .optionPhoneName),
      OptionSpecification("at", .required("MS"), .optionPhoneAt),
      OptionSpecification("src", .required("SOURCE"), .optionPhoneSource),
      OptionSpecification("basis", .required(bases), .optionPhoneBasis),
      OptionSpecification("err", .required("MS"), .optionPhoneError),
      OptionSpecification("why", .required(reasons), .optionPhoneWhy),
      OptionSpecification("rec", .required("ID"), .optionPhoneRecording),
      OptionSpecification("rings-seen", .required("N"), .optionPhoneRings),
      OptionSpecification("stdin", .none, .optionPhoneStdin),
    ], usageStatus: .hookUsage)

  private static var bases: String { PhoneEvent.bases.map(\.rawValue).joined(separator: "|") }
  private static var reasons: String { PhoneEvent.EndReason.allCases.map(\.rawValue).joined(separator: "|") }

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    // A limit on file sizes or a closed standard error must not end it in the middle.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    if invocation.has("stdin") { return try runLines(invocation) }
    append(try event(invocation), invocation: invocation)
    return .success
  }

  private static func event(_ invocation: Invocation) throws -> PhoneEvent {
    guard let kind = invocation.operands.first.flatMap(PhoneEvent.Kind.init(rawValue:)) else {
      throw CommandLineFault.badOperand(name: "EVENT", expected: "wait|ring|answer|end|gone")
    }
    let latest = 253_402_300_799_999
    do {
      return try PhoneEvent(
        kind, call: try invocation.required("call"),
        seat: kind.isOfCaller ? "" : try invocation.required("seat"), leg: invocation.value("leg"),
        caller: invocation.value("from"), name: invocation.value("name"),
        time: try invocation.integer("at", in: 0...latest).map(Int64.init),
        source: invocation.value("src") ?? "",
        basis: try choice(
          invocation, option: "basis", expected: bases, make: RingTiming.Basis.init(rawValue:)),
        errorMilliseconds: try invocation.integer("err", in: 0...3_600_000).map(Int64.init),
        reason: try choice(
          invocation, option: "why", expected: reasons, make: PhoneEvent.EndReason.init(rawValue:)),
        isPassedOn: invocation.has("passed-on"), queue: invocation.value("queue"),
        recording: invocation.value("rec"), ringsSeen: try invocation.integer("rings-seen", in: 0...10_000))
    } catch let fault as PhoneEventFault {
      guard case .badField(let name) = fault else { throw fault }
      let limit =
        switch name {
        case "call", "leg": PhoneEvent.maximumCallLength
        case "seat": PhoneEvent.maximumSeatLength
        default: PhoneEvent.maximumRecordingBytes
        }
      throw CommandLineFault.badValue(option: name, expected: "1–\(limit)")
    }
  }

  /// The value of an option that must be one of a few words.
  private static func choice<Value>(
    _ invocation: Invocation, option: String, expected: String, make: (String) -> Value?
  ) throws(CommandLineFault) -> Value? {
    guard let text = invocation.value(option) else { return nil }
    guard let value = make(text), expected.split(separator: "|").contains(where: { $0 == text }) else {
      throw CommandLineFault.badValue(option: option, expected: expected)
    }
    return value
  }

  /// Appends; what the disk says goes to standard error and changes nothing: the telephone system cannot mend
  /// it.
  private static func append(_ event: PhoneEvent, invocation: Invocation) {
    let now = JournalClock.system.now()
    let stamped = event.stamped(
      writtenAt: now.milliseconds, uptime: JournalClock.system.monotonicMilliseconds())
    do {
      try PhoneEventFile.append(
        PhoneEventLine.encode(stamped), logs: invocation.logsDirectory, day: now.date)
    } catch {
      say(ErrorWords.phoneFile(error).message, language: invocation.language)
    }
  }

  private static func runLines(_ invocation: Invocation) throws -> ExitStatus {
    guard invocation.operands.isEmpty else {
      throw CommandLineFault.operandCount(
        command: "phone-event", usage: HelpText.usage(specification))
    }
    var status = ExitStatus.success
    var input = StandardInputLines()
    while let lines = try input.next() {
      for line in lines where line.bytes?.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) != true {
        do throws(PhoneEventFault) {
          guard let bytes = line.bytes else { throw .tooLong }
          append(try PhoneEventLine.decode(bytes), invocation: invocation)
        } catch {
          say(ErrorWords.phoneEvent(error, line: line.number), language: invocation.language)
          status = .hookUsage
        }
      }
    }
    return status
  }

  private static func say(_ message: Message, language: UserLanguage) {
    StandardStreams.error("call110: \(SafeText(message.text(language)).description)\n")
  }
}
