import CallModel
import PlainText

/// Reads the times people write: `2026-11-22 09:15:31`, `2026-11-22 09:15`, and `09:15` on a known day.
public enum PaperTime {
  /// The moment in `text`; nil when it is none.
  ///
  /// `day` is meant when the text has a time only.
  public static func read(_ text: String, day: CivilDate? = nil) -> WallInstant? {
    if let exact = WallInstant(text) { return exact }
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
    guard let clock = parts.last, let time = milliseconds(clock), parts.count <= 2 else { return nil }
    guard parts.count == 2 else { return day.map { WallInstant(date: $0, millisecondOfDay: time) } }
    return CivilDate(parts[0]).map { WallInstant(date: $0, millisecondOfDay: time) }
  }

  private static func milliseconds(_ clock: Substring) -> Int64? {
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCII) })
    else { return nil }
    let numbers = parts.compactMap { Int64($0) }
    guard numbers.count == parts.count, (0..<24).contains(numbers[0]),
      numbers.dropFirst().allSatisfy({ (0..<60).contains($0) })
    else { return nil }
    return (numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)) * 1_000
  }
}
