import CallConsole
import CallDrill
import Catalogue
import PlainText

/// A drill without a terminal: lines of a script go in, time passes only as they say, so that the transcript
/// is the same every time.
struct DrillPipe {
  private static let tick: Int64 = 100
  private static let longestWait: Int64 = 180_000

  private var desk: CallDesk
  private let line: DrillLine
  private let clock: DrillClock
  private let usesJSON: Bool
  private var hasBegun = false
  private var output: [String] = []
  /// Whether any line could not be carried out.
  private(set) var hadError = false
  /// Whether the script asked to leave.
  private(set) var wantsToQuit = false

  /// `places` are the centre's, as far as it has any: what a script calls `/where 1` is chosen from them.
  init(_ opening: DrillOpening, places: PlacesRead?, usesJSON: Bool) {
    var desk = opening.desk
    let read = places.map { desk.take($0) } ?? []
    self.desk = desk
    line = opening.line
    clock = opening.clock
    self.usesJSON = usesJSON
    show(opening.effects + read, line: nil)
  }

  /// What there is to print since this was asked last.
  mutating func takeOutput() -> [String] {
    defer { output = [] }
    return output
  }

  /// Carries one line of the script out.
  mutating func take(_ text: String, number: Int) {
    let text = text.trimmed
    guard !text.isEmpty, !text.hasPrefix("#") else { return }
    guard let step = DrillStep(text) else {
      return show([DeskEffect(.error, message: .drillBadStep)], line: number)
    }
    switch step {
    case .advance(let time): advance(time)
    case .untilRing: advance { $0.isRinging }
    case .untilQuiet: advance { $0.isQuiet }
    case .untilGone: advance { !$0.isOnLine }
    case .line(let words): execute(words, number: number)
    }
    hasBegun = true
  }

  /// A script that does not begin with time is for a phone that rings already; every line takes a second.
  private mutating func execute(_ words: String, number: Int) {
    if !hasBegun { advance { $0.isRinging } }
    advance(1_000)
    let effects = desk.execute(words)
    show(effects, line: number)
    line.heard(effects, record: desk.record, at: clock.now())
  }

  private mutating func advance(_ milliseconds: Int64) {
    var rest = milliseconds
    while rest > 0 {
      clock.advance(milliseconds: min(rest, Self.tick))
      rest -= Self.tick
      for news in line.poll(at: clock.now()) { show(desk.take(news), line: nil) }
    }
  }

  private mutating func advance(until isReached: (SimulatedCaller) -> Bool) {
    var waited: Int64 = 0
    while !isReached(line.caller), !line.caller.isOver, waited < Self.longestWait {
      advance(Self.tick)
      waited += Self.tick
    }
  }

  private func tell(_ effects: [DeskEffect]) {
    if !effects.isEmpty { line.heard(effects, record: desk.record, at: clock.now()) }
  }

  private mutating func show(_ effects: [DeskEffect], line: Int?) {
    for effect in effects {
      if effect.kind == .error { hadError = true }
      if effect.kind == .quit { wantsToQuit = true }
      if usesJSON {
        output.append(
          SafeText(effect.json(line: line, language: desk.language), limit: .max).description)
      } else {
        let message = effect.kind == .error ? Message.atLine(line, effect.message) : effect.message
        output.append(SafeText(message.text(desk.language), limit: 20_000).description)
      }
    }
  }

  /// Lets pass what is still to come after the last line, so that an ended call is seen to be over.
  mutating func finish() { if desk.record == nil { advance(Self.tick) } }
}
