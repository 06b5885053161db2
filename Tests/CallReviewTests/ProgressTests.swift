import Foundation
import GeneratedYear
import TestSupport
import Testing

/// The bar of long work.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ProgressTests {
  /// Whether the process has the logs folder open, or a file in it, which it has only while it reads.
  private static func isReading(_ process: pid_t, _ folder: String) -> Bool {
    let place = "/proc/\(process)/fd"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return names.contains {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: place + "/" + $0))?.hasPrefix(folder)
        == true
    }
  }

  @Test(arguments: ["zh", "en"])
  func `work that takes over a second has a bar with the time left, which is gone at the end`(
    language: String
  )
    throws
  {
    let year = try SmallYear(calls: 2_000, days: 40)
    let terminal = try PseudoTerminal(
      executable: "call110",
      arguments: [
        "report", "range", "\(year.plan.from)", "\(year.days.upperBound)", "--no-cache", "--format", "json",
        "--logs", year.directory.path, "--ui", language,
      ], columns: 100)
    // However fast the machine is: it is stopped for more than a second once it is reading.
    while !Self.isReading(terminal.process, year.directory.path) { usleep(200) }
    terminal.kill(SIGSTOP)
    usleep(1_300_000)
    terminal.kill(SIGCONT)
    #expect(try terminal.waitForExit(seconds: 120) == .exited(0))
    let output = String(decoding: terminal.output, as: UTF8.self)
    let bars = output.matches(of: /\r\[#*\.*\] ([0-9]+)% (剩约 [0-9]+ 秒|about [0-9]+ s left|)/)
    #expect(!bars.isEmpty)
    #expect(bars.allSatisfy { $0.output.0.contains(language == "zh" ? "剩约" : "left") || $0.output.1 == "0" })
    let percents = bars.compactMap { Int($0.output.1) }
    #expect(percents == percents.sorted() && percents.allSatisfy { (0...100).contains($0) })
    #expect(output.contains("\r\u{1B}[K{\"period\""))
    #expect(!terminal.screen.rows.contains { $0.contains("###") })
  }

  @Test func `quick work and work without a terminal have none`() throws {
    let year = try SmallYear(calls: 20, days: 1, seats: 1)
    let words = [
      "report", "day", "\(year.plan.from)", "--no-cache", "--format", "csv", "--logs", year.directory.path,
    ]
    let terminal = try PseudoTerminal(executable: "call110", arguments: words)
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(
      !terminal.output.contains(0x1B) && !String(decoding: terminal.output, as: UTF8.self).contains("["))
    #expect(try ProgramRun(words).error.isEmpty)
  }
}
