import CallArchive
import CallJournal
import CallModel
import CallPhone
import CallReview
import Catalogue
import Glibc
import PlainText

/// `call110 calls listen ID`: opens the call's sound recording with the site's player; `--live SEAT` rings
/// the telephone system's spy extension with the site's softphone while the call goes on.
///
/// A voice says everything about a caller, so it is an access that is recorded first.
enum CallsListenCommand: Command {
  static let words = ["calls", "listen"]
  static let specification = CommandSpecification(
    words, operands: ["[ID]"], .commandCallsListen,
    options: [
      OptionSpecification("player", .required("COMMAND"), .optionPlayer),
      OptionSpecification("live", .required("SEAT"), .optionListenLive),
      OptionSpecification("softphone", .required("COMMAND"), .optionSoftphone),
      OptionSpecification("spy", .required("NUMBER"), .optionSpy),
    ] + Reveal.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    guard try Reveal.reason(invocation) != nil else {
      throw CommandLineFault.missingOption("reveal", command: "calls listen")
    }
    guard let seat = invocation.value("live") else { return try play(invocation) }
    guard invocation.operands.isEmpty else {
      throw CommandLineFault.operandCount(command: "calls listen", usage: HelpText.usage(specification))
    }
    return try listen(to: try SeatIdentifier(seat), invocation: invocation)
  }

  private static func play(_ invocation: Invocation) throws -> ExitStatus {
    guard let operand = invocation.operands.first else {
      throw CommandLineFault.operandCount(command: "calls listen", usage: HelpText.usage(specification))
    }
    let call = try CallIdentifier(operand)
    guard let record = JournalFaults.call(call, for: invocation).state?.record else {
      throw CallLookupFault.notFound(call)
    }
    guard let recording = record.answer?.recording else { throw CallLookupFault.noRecording(call) }
    let player = invocation.value("player") ?? Main.environment()["CALL110_PLAYER"] ?? ""
    let words = player.split(separator: " ").map(String.init)
    guard let program = words.first else { throw CallLookupFault.noPlayer }
    _ = try Reveal.extent(.record, invocation: invocation, subject: call.description, calls: 1)
    // The name comes from the phone system: no shell sees it, and it can never be taken for an option.
    let name = recording.hasPrefix("-") ? "./" + recording : recording
    return try replaceProcess(by: program, words: words + [name])
  }

  /// Whoever listens in is on record before the softphone rings the extension that lets him.
  private static func listen(to seat: SeatIdentifier, invocation: Invocation) throws -> ExitStatus {
    let environment = Main.environment()
    let softphone = invocation.value("softphone") ?? environment["CALL110_SOFTPHONE"] ?? ""
    let words = softphone.split(separator: " ").map(String.init)
    guard let program = words.first else { throw CallLookupFault.noSoftphone }
    let number = try spyNumber(
      invocation.value("spy") ?? environment["CALL110_SPY"] ?? "", seat: seat.description)
    guard isTalking(seat, invocation: invocation) else { throw CallLookupFault.nobodyTalks(seat) }
    _ = try Reveal.extent(.record, invocation: invocation, subject: "live \(seat)", calls: 1)
    return try replaceProcess(by: program, words: words + [number])
  }

  /// The number that lets one listen at a seat: the site's, with the seat in place of `{}`.
  private static func spyNumber(_ pattern: String, seat: String) throws -> String {
    let number = pattern.replacing("{}", with: seat)
    let isGood =
      number.utf8.count <= 64
      && number.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "*#+@.:_-".contains($0)) }
    guard isGood, pattern.contains("{}"), !number.hasPrefix("-") else {
      throw CommandLineFault.badValue(option: "spy", expected: "*88{}")
    }
    return number
  }

  /// Whether somebody talks at the seat now, as the telephone's events tell.
  private static func isTalking(_ seat: SeatIdentifier, invocation: Invocation) -> Bool {
    var board = PhoneBoard(seats: [seat.description])
    var tail = PhoneTail(logs: invocation.logsDirectory)
    let now = JournalClock.system.now()
    repeat {
      for item in tail.poll(now: now) {
        board.apply(item.event, receivedAt: now, isBacklog: item.isBacklog)
      }
    } while tail.hasMore
    return !board.talkingHere.isEmpty
  }

  private static func replaceProcess(by program: String, words: [String]) throws -> ExitStatus {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    execvp(program, arguments)
    throw CallLookupFault.playerFailed(code: errno)
  }
}
