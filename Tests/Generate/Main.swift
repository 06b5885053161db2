import CallModel
import GeneratedYear
import Glibc

/// `call110-generate --calls N --seed S --logs DIR [--from DATE] [--days N] [--seats N] [--damage N]`: a year
/// of calls for benchmarks and comparisons.
///
/// With `--damage N` every kind of damage is done to N of its files and named on standard output.
@main
enum Main {
  static func main() {
    guard let plan = plan(), let logs = value("--logs") else {
      return fail(
        "usage: call110-generate --logs DIR [--calls N] [--seed N] [--from DATE] [--days N] [--seats N] [--damage N]"
      )
    }
    do {
      try YearWriter.write(plan, to: logs)
      if let times = value("--damage").flatMap(Int.init) {
        for struck in try Damage.strikeEveryKind(below: logs, times: times, seed: plan.seed) { print(struck) }
      }
    } catch {
      fail("\(error)")
    }
  }

  private static func plan() -> YearPlan? {
    let from = value("--from") ?? "2025-01-01"
    guard let date = CivilDate(from), let calls = Int(value("--calls") ?? "1000000"), calls > 0,
      let days = Int(value("--days") ?? "365"), days > 0, let seats = Int(value("--seats") ?? "24"),
      (1...99).contains(seats), let seed = UInt64(value("--seed") ?? "1")
    else { return nil }
    return YearPlan(calls: calls, from: date, days: days, seats: seats, seed: seed)
  }

  private static func value(_ option: String) -> String? {
    let words = CommandLine.arguments
    guard let index = words.firstIndex(of: option), index + 1 < words.count else { return nil }
    return words[index + 1]
  }

  private static func fail(_ text: String) {
    let line = Array("call110-generate: \(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(64)
  }
}
