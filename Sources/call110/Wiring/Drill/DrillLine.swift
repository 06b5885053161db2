import CallConsole
import CallDrill
import CallJournal
import CallModel
import Catalogue
import PlainText

/// The simulated caller at the other end of the console's line; what he says is written down before it is
/// shown.
///
/// A class because the console and the command both hold it.
final class DrillLine: LineFeed {
  /// A wall clock that runs apart from the monotonic one by more than this has jumped, in ms.
  private static let jump: Int64 = 2_000
  /// How long a second caller waits, in ms.
  private static let queue: Int64 = 60_000

  private(set) var caller: SimulatedCaller
  private let writer: JournalWriter
  private let drill: CallIdentifier
  private let trainer: TrainerFeed?
  private let speech: Speech?
  private var call: CallIdentifier?
  private var lastMoment: Moment
  private var secondCallerSince: Int64?
  /// Whether the wall clock jumped while the drill ran.
  private(set) var hasJumped = false

  init(
    caller: SimulatedCaller, writer: JournalWriter, drill: CallIdentifier, start: Moment,
    trainer: TrainerFeed?, speech: Speech?
  ) {
    self.caller = caller
    self.writer = writer
    self.drill = drill
    self.trainer = trainer
    self.speech = speech
    lastMoment = start
    call = drill
  }

  var status: LineStatus {
    guard let since = secondCallerSince else { return LineStatus(link: .normal) }
    return LineStatus(
      link: .normal, waiting: 1, longestWaitMilliseconds: max(0, lastMoment.monotonic - since))
  }

  func poll(at moment: Moment) -> [LineNews] {
    var news = watchClock(moment) + watchQueue(moment)
    for injection in trainer?.poll(at: moment) ?? [] { news += put(in: injection, at: moment) }
    news += caller.poll(at: moment.monotonic).flatMap { take($0) }
    if speech?.poll(at: moment) == true { news.append(.told(DeskEffect(.warning, message: .speechFailed))) }
    return news
  }

  /// Nothing is spoken any more.
  func silence() { speech?.stop() }

  func heard(_ effects: [DeskEffect], record: CallRecord?, at moment: Moment) {
    for effect in effects {
      guard let event = effect.event else { continue }
      call = event.call
      if event.event.event.kind == .end { silence() }
      caller.hear(event.event.event, call: event.call, at: moment.monotonic)
    }
  }

  private func take(_ act: CallerAct) -> [LineNews] {
    switch act {
    case .ring(let number): return [.ringing(RingSeen(number: number, isFromPhone: true))]
    case .stopRinging: return [.stopped(.abandoned)]
    case .speak(let words, let elements):
      write(.said, payload: DrillPayload.said(words, of: elements))
      speech?.say(words, isEnglish: caller.scenario.language == "english", voice: caller.voice)
      return [.spoken(words)]
    case .turn(let turn):
      write(.turn, payload: DrillPayload.turn(turn))
      return []
    case .hangUp:
      silence()
      return [.callerHungUp]
    case .over: return [.told(DeskEffect(.notice, message: .drillOver))]
    }
  }

  private func put(in injection: DrillInjection, at moment: Moment) -> [LineNews] {
    let isTaken = caller.inject(injection, at: moment.monotonic)
    write(.inject, payload: DrillPayload.injected(injection, isTaken: isTaken))
    guard isTaken, injection == .secondCaller else { return [] }
    secondCallerSince = moment.monotonic
    return [.told(DeskEffect(.notice, message: .drillSecondCaller))]
  }

  /// A second caller is taken by another seat after a minute, or when the call is over.
  private func watchQueue(_ moment: Moment) -> [LineNews] {
    guard let since = secondCallerSince, moment.monotonic - since > Self.queue || !caller.isOnLine else {
      return []
    }
    secondCallerSince = nil
    return [.told(DeskEffect(.notice, message: .drillSecondCallerGone))]
  }

  private func watchClock(_ moment: Moment) -> [LineNews] {
    let wall = moment.wall.milliseconds - lastMoment.wall.milliseconds
    let apart = abs(wall - (moment.monotonic - lastMoment.monotonic))
    lastMoment = moment
    guard apart > Self.jump, !hasJumped else { return [] }
    hasJumped = true
    write(.turn, payload: DrillPayload.turn(.clockJump))
    return [.told(DeskEffect(.warning, message: .drillClockJump))]
  }

  private func write(_ kind: DrillKind, payload: JSONValue) {
    var json = JSONWriter()
    json.value(payload)
    // A lost line of a drill costs the trainee nothing; the drill goes on and its sheet says what is missing.
    _ = try? writer.append([JournalDraft(call: call, kind: kind.rawValue, payload: json.bytes)])
  }
}
