import Catalogue

/// What a command is called and takes.
///
/// Parsing and help are both made from this one value.
struct CommandSpecification: Sendable {
  /// The words that choose it: `["calls", "show"]`.
  let words: [String]
  /// The names of its operands for the help, such as `ID`; `[X]` may be left out, `X...` repeats.
  let operands: [String]
  /// One sentence.
  let summary: Message
  /// Its own options; the options every command has are added by the parser.
  let options: [OptionSpecification]
  /// How it ends on bad arguments: as `sysexits.h` says, unless whoever calls it expects another number.
  let usageStatus: ExitStatus

  init(
    _ words: [String], operands: [String] = [], _ summary: Message, options: [OptionSpecification] = [],
    usageStatus: ExitStatus = .usage
  ) {
    self.usageStatus = usageStatus
    self.words = words
    self.operands = operands
    self.summary = summary
    self.options = options
  }

  /// How many operands it takes at least and at most; nil means no upper bound.
  var operandCount: (least: Int, most: Int?) {
    let least = operands.count { !$0.hasPrefix("[") }
    let repeats = operands.contains { $0.contains("...") }
    return (least, repeats ? nil : operands.count)
  }
}

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

/// A command of the program: a row of the table and what it does.
///
/// One file a command in `Commands`.
protocol Command {
  /// The words that choose it: `["calls", "show"]`.
  ///
  /// Apart from the specification, so that a start makes the one that its words ask for and no other.
  static var words: [String] { get }
  /// Its row in the table; begins with `words`.
  static var specification: CommandSpecification { get }
  /// Does the work and says how it ended. What it throws is put into words by `ErrorWords`.
  static func run(_ invocation: Invocation) throws -> ExitStatus
}
