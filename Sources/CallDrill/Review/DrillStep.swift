/// One line of a drill's script: a console line, or how time passes before the next.
public enum DrillStep: Hashable, Sendable {
  /// Time passes, in ms.
  case advance(Int64)
  /// Until the phone rings.
  case untilRing
  /// Until the caller has nothing more to say for now.
  case untilQuiet
  /// Until the line is dead.
  case untilGone
  /// A line for the console.
  case line(String)

  /// The longest time one step lets pass, in ms.
  public static let longest: Int64 = 3_600_000

  /// The step written on a line: `@+5s`, `@+500ms`, `@ring`, `@quiet`, `@gone`, or a console line; nil for a
  /// broken `@`.
  public init?(_ text: String) {
    guard text.hasPrefix("@") else {
      self = .line(text)
      return
    }
    switch text {
    case "@ring": self = .untilRing
    case "@quiet": self = .untilQuiet
    case "@gone": self = .untilGone
    default:
      guard text.hasPrefix("@+") else { return nil }
      let digits = text.dropFirst(2).prefix { $0.isASCII && $0.isNumber }
      let unit = text.dropFirst(2 + digits.count)
      guard let number = Int64(digits), unit == "s" || unit == "ms",
        number <= Self.longest / (unit == "s" ? 1_000 : 1)
      else { return nil }
      self = .advance(unit == "s" ? number * 1_000 : number)
    }
  }

  /// The step as it is written.
  public var text: String {
    switch self {
    case .advance(let time): time % 1_000 == 0 ? "@+\(time / 1_000)s" : "@+\(time)ms"
    case .untilRing: "@ring"
    case .untilQuiet: "@quiet"
    case .untilGone: "@gone"
    case .line(let line): line
    }
  }
}
