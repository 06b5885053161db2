import Catalogue

/// One long option of a command: what the parser accepts and what the help says.
struct OptionSpecification: Sendable {
  /// Whether a value follows.
  enum Value: Sendable {
    /// A flag.
    case none
    /// `--name VALUE` or `--name=VALUE`; the text names the value in the help.
    case required(String)
    /// `--name` or `--name=VALUE`.
    case optional(String)
  }

  /// The name without the dashes.
  let name: StaticString
  /// Whether a value follows.
  let value: Value
  /// What it does.
  let summary: Message

  init(_ name: StaticString, _ value: Value = .none, _ summary: Message) {
    self.name = name
    self.value = value
    self.summary = summary
  }
}
