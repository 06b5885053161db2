import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import Catalogue
import Glibc
import PlainText

/// `call110 calls replay ID`: a call as it happened, line by line, at the speed it had or faster.
enum CallsReplayCommand: Command {
  static let words = ["calls", "replay"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandCallsReplay,
    options: [OptionSpecification("speed", .required("N"), .optionSpeed), ProtocolOption.specification]
      + Reveal.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let call = try CallIdentifier(invocation.operands[0])
    _ = try Reveal.reason(invocation)
    let speed = try invocation.integer("speed", in: 1...100_000) ?? 1
    let found = JournalFaults.call(call, for: invocation, proof: .chain)
    guard let history = found.history else { throw CallLookupFault.notFound(call) }
    let words = EventWords(try ProtocolOption.document(invocation))
    let masker = Masker(
      try Reveal.extent(.record, invocation: invocation, subject: call.description, calls: 1),
      knowing: history.events.map(\.event))
    var before: Int64?
    var ends = CountedEnds<CallIdentifier>()
    for (event, time) in history.timedEvents where ends.take(event.event.kind, of: call) {
      wait(from: before, to: event.at.milliseconds, speed: Int64(speed))
      before = event.at.milliseconds
      StandardStreams.output(
        row(
          event, time: time, by: masker, of: call, isVerified: event.place?.isVerified ?? false, words: words,
          in: invocation.language) + "\n")
    }
    return .success
  }

  private static func row(
    _ event: Noted<CallEvent>, time: TimeInCall, by masker: Masker, of call: CallIdentifier,
    isVerified: Bool, words: EventWords, in language: UserLanguage
  ) -> String {
    let offset = time.message.text(language).fitted(to: language == .chinese ? 12 : 18)
    let mark = isVerified ? "" : " [\(Message.lineUnverified.text(language))]"
    let text =
      "\(event.at.clock(seenOn: call.date)) \(offset) \(words.message(event.event.masked(by: masker), of: call).text(language))\(mark)"
    return SafeText(text).description
  }

  /// Waits as long as it was then, divided by the speed; at most a minute, should a clock have jumped.
  private static func wait(from before: Int64?, to now: Int64, speed: Int64) {
    guard let before else { return }
    let milliseconds = min(60_000, max(0, now - before) / speed)
    var pause = timespec(tv_sec: Int(milliseconds / 1_000), tv_nsec: Int(milliseconds % 1_000) * 1_000_000)
    var rest = timespec()
    while nanosleep(&pause, &rest) != 0, errno == EINTR { pause = rest }
  }
}
