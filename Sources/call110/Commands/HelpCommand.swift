import Catalogue

/// `call110 help`: the overview.
enum HelpCommand: Command {
  static let words = ["help"]
  static let specification = CommandSpecification(words, .optionHelp)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    StandardStreams.output(HelpText.overview(CommandTable.commands, language: invocation.language))
    return .success
  }
}
