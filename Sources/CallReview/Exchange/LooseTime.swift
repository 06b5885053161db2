import CallModel
import PlainText

/// Reads moments as other systems write them; without an offset they are China Standard Time.
public enum LooseTime {
  /// `2026-11-22T09:15:31.042+08:00`, `2026-11-22 09:15:31`, `2026-11-22 09:15:31.0`, `2026/11/22 9:15`,
  /// `20261122091531`, `2026-11-22`, `2026-11-22T01:15:31Z`, and ms since 1970.
  public static func instant(_ text: String) -> WallInstant? {
    let text = text.halfWidth.trimmed
    if let exact = WallInstant(text) { return exact }
    if text.hasSuffix("Z") {
      return instant(String(text.dropLast())).map { $0.adding(milliseconds: WallInstant.offsetMilliseconds) }
    }
    if let point = text.lastIndex(of: "."), let whole = instant(String(text[..<point])) {
      let fraction = text[text.index(after: point)...]
      guard (1...9).contains(fraction.count), let digits = Int64("0" + fraction.prefix(3)),
        fraction.allSatisfy({ $0.isASCII && $0.isNumber })
      else { return nil }
      return whole.adding(milliseconds: digits * [100, 10, 1][min(fraction.count, 3) - 1])
    }
    let groups = text.split(whereSeparator: { !$0.isASCII || !$0.isNumber })
    let numbers = groups.compactMap { Int($0) }
    guard numbers.count == groups.count,
      text.allSatisfy({ $0.isNumber || " -/:T\u{5E74}\u{6708}\u{65E5}\u{65F6}\u{5206}\u{79D2}".contains($0) }
      )
    else {
      return nil
    }
    if groups.count == 1, let only = groups.first { return compact(String(only)) }
    guard (3...6).contains(numbers.count), groups[0].count == 4 else { return nil }
    return instant(numbers)
  }

  private static func compact(_ digits: String) -> WallInstant? {
    if digits.count == 13 { return Int64(digits).map { WallInstant(milliseconds: $0) } }
    guard [8, 12, 14].contains(digits.count), let date = CivilDate(String(digits.prefix(8))) else {
      return nil
    }
    var rest = digits.dropFirst(8)
    var parts = [date.parts.year, date.parts.month, date.parts.day]
    while !rest.isEmpty {
      parts.append(Int(rest.prefix(2)) ?? 99)
      rest = rest.dropFirst(2)
    }
    return instant(parts)
  }

  private static func instant(_ parts: [Int]) -> WallInstant? {
    let clock = parts.dropFirst(3) + Array(repeating: 0, count: max(0, 6 - parts.count))
    let (hour, minute, second) = (clock[3], clock[4], clock[5])
    guard let date = CivilDate(year: parts[0], month: parts[1], day: parts[2]), (0...23).contains(hour),
      (0...59).contains(minute), (0...59).contains(second)
    else { return nil }
    return WallInstant(date: date, millisecondOfDay: Int64(hour * 3_600 + minute * 60 + second) * 1_000)
  }
}
