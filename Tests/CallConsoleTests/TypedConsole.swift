import CallConsole
import CallModel
import Catalogue
import TestSupport

/// A console as the call taker has it: what stands on the line, the panel and the prompt are kept, as the
/// terminal keeps them.
///
/// A class because the console it types into has an identity.
final class TypedConsole {
  let fixture: DeskFixture
  let line: ScriptedLine
  private let console: LiveConsole
  /// What stands half-typed on the line.
  private(set) var text = ""
  private(set) var panel = ""
  /// The panel's rows.
  private(set) var panelRows: [String] = []
  private(set) var prompt = ""
  /// Everything said, a row an element.
  private(set) var said: [String] = []
  private(set) var bells = 0
  private(set) var context = ""
  /// How often the terminal was told to forget what was cut from the line.
  private(set) var forgotten = 0

  init(
    _ fixture: DeskFixture, desk: CallDesk? = nil, isLinked: Bool = true, restored: Draft? = nil,
    columns: Int = 80, rows: Int = 24, isPlain: Bool = false, banner: Message? = nil
  ) throws {
    self.fixture = fixture
    line = ScriptedLine()
    line.status = LineStatus(link: isLinked ? .normal : .none)
    console = LiveConsole(
      desk: try desk ?? fixture.desk(),
      setting: ConsoleSetting(banner: banner, version: "test", isPlain: isPlain), line: line)
    apply(console.start(columns: columns, rows: rows, restored: restored))
  }

  /// The rows said since the last look.
  func takeSaid() -> String {
    defer { said = [] }
    return said.joined(separator: "\n")
  }

  /// Types further and presses Enter, `after` ms later.
  func enter(_ typed: String = "", after milliseconds: Int64 = 400) {
    fixture.clock.advance(milliseconds: milliseconds)
    let whole = text + typed
    text = ""
    apply(console.handle(.line(whole)))
  }

  /// Types further without Enter.
  func type(_ typed: String) { text += typed }

  /// Erases what stands on the line.
  func clear() { text = "" }

  func press(_ key: ConsoleKey, after milliseconds: Int64 = 400) {
    fixture.clock.advance(milliseconds: milliseconds)
    apply(console.handle(.key(key, text: text)))
  }

  func press(_ function: Int) { press(.function(function)) }

  /// One press of a hand whose keys are counted.
  func send(_ key: HandKey) {
    switch key {
    case .words(let text), .choice(let text): type(text)
    case .enter: enter()
    case .tab: press(.tab)
    case .escape: press(.escape)
    case .up: press(.up)
    case .down: press(.down)
    case .function(let number): press(number)
    }
  }

  /// Lets time pass with a tick every 200 ms.
  func wait(_ milliseconds: Int64) {
    var rest = milliseconds
    while rest > 0 {
      fixture.clock.advance(milliseconds: min(rest, 200))
      rest -= 200
      tick()
    }
  }

  private func tick() {
    apply(console.handle(.typed(text)))
    apply(console.handle(.tick))
  }

  /// What the telephone tells at the next tick.
  func phone(_ news: LineNews...) {
    line.news += news
    tick()
  }

  func rings(_ call: String, number: String, elapsed: Int64 = 0) {
    phone(.incoming(RingSeen(number: number, isFromPhone: true, phoneCall: call), elapsed: elapsed))
  }

  func answered(_ call: String, ringing: Int64 = 2_000) {
    let timing = RingTiming(
      source: .measured, basis: .alerting, ringMilliseconds: ringing, errorMilliseconds: 50,
      limit: RingLimit())
    phone(.answered(CallAnswered(timing: timing), phoneCall: call))
  }

  private func apply(_ changes: [ScreenChange]) {
    for change in changes {
      switch change {
      case .say(let lines): said += lines.map(\.description)
      case .panel(let lines):
        panelRows = lines.map(\.description)
        panel = panelRows.joined(separator: "\n")
      case .prompt(let prompt): self.prompt = prompt
      case .input(let text): self.text = text
      case .bell: bells += 1
      case .draftContext(let context): self.context = context
      case .forget: forgotten += 1
      case .close: break
      }
    }
  }
}
