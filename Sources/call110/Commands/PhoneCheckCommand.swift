import CallJournal
import CallModel
import CallPhone
import Catalogue
import Glibc
import PlainText

/// `call110 phone-check`: watches one test call and says what was seen of it, what is missing, and which line
/// of the recipes mends that.
enum PhoneCheckCommand: Command {
  static let words = ["phone-check"]
  static let specification = CommandSpecification(
    words, .commandPhoneCheck,
    options: [
      OptionSpecification("phone", .required("NAMES"), .optionCheckPhone),
      OptionSpecification("wait", .required("SECONDS"), .optionCheckWait),
    ])

  /// How often the event file is looked at.
  private static let pause = timespec(tv_sec: 0, tv_nsec: 200_000_000)
  /// How long lines may come after the end of the call, in ms.
  private static let patience: Int64 = 1_500

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let names = (invocation.value("phone") ?? "").split(separator: ",").map(String.init)
    let wait = try invocation.integer("wait", in: 1...3_600) ?? 120
    var check = WiringCheck(seats: Set(names))
    var tail = PhoneTail(logs: invocation.logsDirectory)
    repeat { _ = tail.poll(now: JournalClock.system.now()) } while tail.hasMore
    StandardStreams.error(Message.phoneCheckBegins(seconds: wait).text(invocation.language) + "\n")
    watch(&check, tail: &tail, until: JournalClock.system.monotonicMilliseconds() + Int64(wait) * 1_000)
    let state = link(invocation)
    let lines = words(check, link: state)
    StandardStreams.output(
      lines.map { SafeText($0.text(invocation.language)).description + "\n" }.joined())
    return check.gaps.isEmpty ? .success : .found
  }

  private static func watch(_ check: inout WiringCheck, tail: inout PhoneTail, until last: Int64) {
    var last = last
    var isOver = false
    while JournalClock.system.monotonicMilliseconds() < last {
      let now = JournalClock.system.now()
      for item in tail.poll(now: now) { check.take(item.event, receivedAt: now) }
      if check.isOver, !isOver {
        isOver = true
        last = JournalClock.system.monotonicMilliseconds() + patience
      }
      var pause = pause
      nanosleep(&pause, nil)
    }
  }

  private static func link(_ invocation: Invocation) -> PhoneLinkState {
    var link = PhoneLink(logs: invocation.logsDirectory)
    return link.read(
      monotonic: JournalClock.system.monotonicMilliseconds(),
      wall: JournalClock.system.now().milliseconds)
  }

  private static func words(_ check: WiringCheck, link: PhoneLinkState) -> [Message] {
    let source = check.key.map { Message.phoneCheckSource($0.source) }
    let seen = check.sights.map {
      Message.phoneCheckSeat(
        $0.seat, basis: $0.basis?.rawValue, ring: $0.ringMilliseconds, error: $0.errorMilliseconds,
        isAnswered: $0.isAnswered, end: $0.reason?.rawValue)
    }
    let gaps = check.gaps.map { gap in
      gap == .silence && link == .down ? Message.phoneCheckLinkDown : remedy(gap)
    }
    return [source].compactMap { $0 } + seen + (gaps.isEmpty ? [.phoneCheckGood] : gaps)
  }

  private static func remedy(_ gap: WiringCheck.Gap) -> Message {
    switch gap {
    case .silence: .phoneCheckSilence
    case .ring: .phoneCheckNoRing
    case .seat: .phoneCheckNoSeat
    case .upperBound: .phoneCheckUpperBound
    case .answer: .phoneCheckNoAnswer
    case .end: .phoneCheckNoEnd
    case .reason: .phoneCheckNoReason
    case .caller: .phoneCheckNoCaller
    case .time: .phoneCheckNoTime
    case .wholeSeconds: .phoneCheckWholeSeconds
    }
  }
}
