import CallConsole
import CallModel
import Catalogue
import Synchronization
import Testing

/// A calendar file with a fault does not keep anybody from taking a complaint, and nobody can miss it.
@Suite struct CalendarFaultTests {
  private struct Check: CalendarCheck {
    let message: Message?

    func fault() -> Message? { message }
  }

  private func effects(_ message: Message?) throws -> (said: [DeskEffect], panel: String) {
    var desk = try DeskFixture().desk()
    desk.calendar = Check(message: message)
    var said = desk.checkCalendar()
    for line in ["/ring 19900000001", "/answer 1", "/said complaint-calm"] { said += desk.execute(line) }
    let console = LiveConsole(desk: desk, setting: ConsoleSetting(version: "test"))
    let changes =
      console.start(columns: 80, rows: 24, restored: nil) + console.handle(.line("/said complaint-reply"))
    let panel = changes.compactMap { change -> String? in
      if case .panel(let lines) = change { lines.map(\.description).joined(separator: "\n") } else { nil }
    }
    let lines = changes.flatMap {
      if case .say(let lines) = $0 { lines.map(\.description) } else { [String]() }
    }
    return (said, ([panel.last ?? ""] + lines).joined(separator: "\n"))
  }

  @Test
  func `a fault is told at the start, when the due day is promised, and as long as the complaint is open`()
    throws
  {
    let (said, panel) = try effects(Message("第 3 行有错", "line 3 is faulty"))
    #expect(said.first?.kind == .warning && said.first?.message.chinese == "第 3 行有错")
    #expect(panel.contains(Message.calendarNotUsed.chinese.prefix(20)))
    #expect(said.count { $0.kind == .warning && $0.message.chinese == "第 3 行有错" } == 2)
  }

  @Test func `without a fault nothing is told`() throws {
    let (said, panel) = try effects(nil)
    #expect(!said.contains { $0.kind == .warning } && !panel.contains("日历文件"))
  }
}
