import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue
import Glibc

/// `call110 calls listen ID`: opens the call's sound recording with the site's player.
///
/// A voice says everything about a caller, so it is an access that is recorded first.
enum CallsListenCommand: Command {
  static let words = ["calls", "listen"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandCallsListen,
    options: [OptionSpecification("player", .required("COMMAND"), .optionPlayer)] + Reveal.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let call = try CallIdentifier(invocation.operands[0])
    guard try Reveal.reason(invocation) != nil else {
      throw CommandLineFault.missingOption("reveal", command: "calls listen")
    }
    guard let record = Archive(logs: invocation.logsDirectory).call(call).state?.record else {
      throw CallLookupFault.notFound(call)
    }
    guard let recording = record.answer?.recording else { throw CallLookupFault.noRecording(call) }
    let player = invocation.value("player") ?? Main.environment()["CALL110_PLAYER"] ?? ""
    let words = player.split(separator: " ").map(String.init)
    guard let program = words.first else { throw CallLookupFault.noPlayer }
    _ = try Reveal.extent(.record, invocation, subject: call.description, calls: 1)
    // The name comes from the phone system: no shell sees it, and it can never be taken for an option.
    let name = recording.hasPrefix("-") ? "./" + recording : recording
    var arguments: [UnsafeMutablePointer<CChar>?] = (words + [name]).map { strdup($0) }
    arguments.append(nil)
    execvp(program, arguments)
    throw CallLookupFault.playerFailed(code: errno)
  }
}
