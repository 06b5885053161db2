import CallJournal
import CallModel
import CallPhone
import Catalogue
import Glibc

/// `call110 phone-demo`: plays a busy hour into the event file, so that the console can be seen without a
/// telephone.
enum PhoneDemoCommand: Command {
  static let words = ["phone-demo"]
  static let specification = CommandSpecification(
    words, .commandPhoneDemo,
    options: [
      OptionSpecification("seed", .required("N"), .optionDemoSeed),
      OptionSpecification("speed", .required("X"), .optionDemoSpeed),
      OptionSpecification("minutes", .required("M"), .optionDemoMinutes),
      OptionSpecification("seats", .required("LIST"), .optionDemoSeats),
      OptionSpecification("at", .required("MS"), .optionPhoneAt),
      OptionSpecification("print", .none, .optionDemoPrint),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let seed = UInt64(try invocation.integer("seed", in: 0...Int.max) ?? 110)
    let minutes = try invocation.integer("minutes", in: 1...1_440) ?? 60
    let speed = try invocation.integer("speed", in: 1...1_000) ?? 1
    let seats = try seatList(invocation)
    let began =
      try invocation.integer("at", in: 0...253_000_000_000_000).map(Int64.init)
      ?? JournalClock.system.now().milliseconds
    let steps = PhoneDemo.steps(
      seed: seed, minutes: minutes, seats: seats,
      names: Message.demoNames.map { $0.text(invocation.language) })
    if invocation.has("print") {
      for step in steps { print(try step.event(at: began + step.offset, began: began / 1_000, uptime: nil)) }
      return .success
    }
    signal(SIGXFSZ, SIG_IGN)
    for step in steps {
      try play(step, began: began / 1_000, speed: Int64(speed), start: playStart, invocation: invocation)
    }
    return .success
  }

  private static let playStart = JournalClock.system.monotonicMilliseconds()

  private static func seatList(_ invocation: Invocation) throws(CommandLineFault) -> [String] {
    let list = (invocation.value("seats") ?? "01,02,03,04").split(separator: ",").map(String.init)
    // Asked is only whether each can be a seat; the fault would say no more.
    let isGood = list.allSatisfy { (try? PhoneEvent(.ring, call: "1", seat: $0)) != nil }
    guard isGood, (1...64).contains(list.count) else {
      throw CommandLineFault.badValue(option: "seats", expected: "01,02,03,04")
    }
    return list
  }

  private static func print(_ event: PhoneEvent) {
    StandardStreams.output(String(decoding: PhoneEventLine.encode(event), as: UTF8.self) + "\n")
  }

  /// Waits for a step's moment and writes it.
  ///
  /// Everything is shortened by the speed, ringing as well, because times that did not fit the clock would
  /// rightly be taken for a clock that was set.
  private static func play(
    _ step: PhoneDemo.Step, began: Int64, speed: Int64, start: Int64, invocation: Invocation
  ) throws {
    while true {
      let left = start + step.offset / speed - JournalClock.system.monotonicMilliseconds()
      if left <= 0 { break }
      usleep(UInt32(min(left, 500)) * 1_000)
    }
    let now = JournalClock.system.now()
    let event = try step.event(
      at: now.milliseconds, began: began, uptime: JournalClock.system.monotonicMilliseconds())
    try PhoneEventFile.append(
      PhoneEventLine.encode(event), logs: invocation.logsDirectory, day: now.date)
  }
}
