import Catalogue
import PlainText

/// The help, made from the same rows the parser reads.
enum HelpText {
  /// All commands, one line each, and the options every command understands.
  static func overview(_ commands: [any Command.Type], language: UserLanguage) -> String {
    let rows = commands.map { $0.specification }
    var lines = [
      Message.programSummary.text(language), "", Message.helpUsage.text(language) + ": call110 COMMAND",
    ]
    lines += ["", Message.helpCommands.text(language)]
    lines += rows.map { row("  " + usageTail($0), beside: $0.summary.text(language), columns: 44) }
    lines += ["", Message.helpCommonOptions.text(language)]
    lines += CommandLineParser.commonOptions.map { optionRow($0, language: language) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One command with its options.
  static func command(_ specification: CommandSpecification, language: UserLanguage) -> String {
    var lines = [specification.summary.text(language), "", usage(specification)]
    if !specification.options.isEmpty {
      lines += ["", Message.helpOptions.text(language)]
      lines += specification.options.map { optionRow($0, language: language) }
    }
    lines += ["", Message.helpCommonOptions.text(language)]
    lines += CommandLineParser.commonOptions.map { optionRow($0, language: language) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `call110 calls show ID [OPTIONS]`.
  static func usage(_ specification: CommandSpecification) -> String {
    "call110 \(usageTail(specification))" + (specification.options.isEmpty ? "" : " [OPTIONS]")
  }

  private static func usageTail(_ specification: CommandSpecification) -> String {
    (specification.words + specification.operands).joined(separator: " ")
  }

  private static func optionRow(_ option: OptionSpecification, language: UserLanguage) -> String {
    let left =
      switch option.value {
      case .none: "  --\(option.name)"
      case .required(let value): "  --\(option.name) \(value)"
      case .optional(let value): "  --\(option.name)[=\(value)]"
      }
    return row(left, beside: option.summary.text(language), columns: 28)
  }

  private static func row(_ left: String, beside right: String, columns: Int) -> String {
    left.displayWidth >= columns ? "\(left)  \(right)" : left.fitted(to: columns) + right
  }
}
