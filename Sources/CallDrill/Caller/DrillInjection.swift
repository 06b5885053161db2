import PlainText

/// Something a trainer puts into a running drill.
public enum DrillInjection: Hashable, Sendable {
  /// The next three lines come broken.
  case noise
  /// The line goes dead.
  case cutOff
  /// The caller urges.
  case urge
  /// The caller becomes incoherent.
  case worse
  /// A second caller waits in the queue.
  case secondCaller
  /// The caller says these words.
  case say(String)

  /// The words a trainer types.
  public static let names = ["noise", "cut-off", "urge", "worse", "second-caller", "say"]

  /// The injection called so; `text` goes with `say`.
  public init?(name: String, text: String) {
    switch name {
    case "noise": self = .noise
    case "cut-off": self = .cutOff
    case "urge": self = .urge
    case "worse": self = .worse
    case "second-caller": self = .secondCaller
    case "say":
      let words = SafeText(text, limit: 500).description
      guard !words.trimmed.isEmpty else { return nil }
      self = .say(words)
    default: return nil
    }
  }

  /// The word a trainer types for it, and the drill's journal keeps.
  public var name: String {
    switch self {
    case .noise: "noise"
    case .cutOff: "cut-off"
    case .urge: "urge"
    case .worse: "worse"
    case .secondCaller: "second-caller"
    case .say: "say"
    }
  }
}
