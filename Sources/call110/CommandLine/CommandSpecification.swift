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
