import CPlatform
import Catalogue
import Glibc

/// Parses the command line with glibc's getopt_long, from the same rows the help is printed from.
struct CommandLineParser {
  /// What the words ask for.
  enum Outcome {
    /// Run a command.
    case run(any Command.Type, Invocation)
    /// Print the help of one command.
    case help(any Command.Type, UserLanguage)
    /// Print what these commands are: all, or those that begin with the same words.
    case overview([any Command.Type], UserLanguage)
    /// Print the version.
    case version
  }

  /// The options every command understands.
  static let commonOptions = [
    OptionSpecification("logs", .required("DIR"), .optionLogs),
    OptionSpecification("ui", .required("zh|en"), .optionLanguage),
    OptionSpecification("help", .none, .optionHelp),
    OptionSpecification("version", .none, .optionVersion),
  ]

  private static let firstIdentifier: Int32 = 256

  let commands: [any Command.Type]
  let environment: [String: String]

  /// What `arguments` (without the program's own name) ask for.
  func parse(_ arguments: [String]) throws(CommandLineFault) -> Outcome {
    let arguments = Self.commandFirst(arguments)
    guard let command = choose(arguments) else { return try parseWithoutCommand(arguments) }
    let rest = Array(arguments.dropFirst(command.words.count))
    let (values, operands) = try options(rest, specification: command.specification)
    let language = try self.language(values)
    if values["help"] != nil { return .help(command, language) }
    if values["version"] != nil { return .version }
    try checkOperands(operands, specification: command.specification)
    let logs = values["logs"]?.last ?? environment["CALL110_LOGS"].flatMap { $0.isEmpty ? nil : $0 } ?? "logs"
    return .run(
      command,
      Invocation(
        words: command.words, values: values, operands: operands, language: language,
        logsDirectory: logs))
  }

  /// The command that `arguments` begin with; nil when there is none.
  func choose(_ arguments: [String]) -> (any Command.Type)? {
    let arguments = Self.commandFirst(arguments)
    return commands.filter { arguments.starts(with: $0.words) }.max { $0.words.count < $1.words.count }
  }

  /// The same with the common options that stand in front of a command behind its words: `--logs DIR verify`
  /// is `verify --logs DIR`, and not a question for the help that ends as if all were well.
  private static func commandFirst(_ arguments: [String]) -> [String] {
    var rest = arguments[...]
    while let word = rest.first, let option = commonOptions.first(where: { $0.isWritten(word) }) {
      rest = rest.dropFirst(option.value.getoptKind == 1 && !word.contains("=") ? 2 : 1)
    }
    let leading = arguments[..<rest.startIndex]
    let words = rest.prefix { !$0.hasPrefix("-") }
    return words.isEmpty ? arguments : Array(words + leading + rest.dropFirst(words.count))
  }

  private func parseWithoutCommand(_ arguments: [String]) throws(CommandLineFault) -> Outcome {
    let words = arguments.prefix { !$0.hasPrefix("-") }
    let meant = commands.filter { $0.words.starts(with: words) }
    guard !meant.isEmpty else { throw CommandLineFault.unknownCommand(words.joined(separator: " ")) }
    let empty = CommandSpecification(Array(words), Message("", ""))
    let (values, _) = try options(Array(arguments.dropFirst(words.count)), specification: empty)
    if values["version"] != nil { return .version }
    return .overview(meant, try language(values))
  }

  private func language(_ values: [String: [String]]) throws(CommandLineFault) -> UserLanguage {
    guard let text = values["ui"]?.last ?? environment["CALL110_UI"] else { return .chinese }
    guard let language = UserLanguage(rawValue: text) else {
      throw CommandLineFault.badValue(option: "ui", expected: "zh|en")
    }
    return language
  }

  private func checkOperands(
    _ operands: [String], specification: CommandSpecification
  ) throws(CommandLineFault) {
    let (least, most) = specification.operandCount
    guard operands.count >= least, operands.count <= most ?? Int.max else {
      throw CommandLineFault.operandCount(
        command: specification.words.joined(separator: " "), usage: HelpText.usage(specification))
    }
  }

  private func options(
    _ words: [String], specification: CommandSpecification
  ) throws(CommandLineFault) -> (values: [String: [String]], operands: [String]) {
    let known = specification.options + Self.commonOptions
    var argv: [UnsafeMutablePointer<CChar>?] = (["call110"] + words).map { strdup($0) }
    argv.append(nil)
    defer { for word in argv { free(word) } }
    let table = known.enumerated().map { index, option in
      call110_long_option(
        name: UnsafeRawPointer(option.name.utf8Start).assumingMemoryBound(to: CChar.self),
        takes_argument: option.value.getoptKind, identifier: Self.firstIdentifier + Int32(index))
    }
    var values: [String: [String]] = [:]
    call110_getopt_reset()
    while true {
      let met = call110_getopt_long(Int32(words.count + 1), argv, table, table.count)
      guard met.identifier != -1 else {
        // getopt_long has moved the operands to the end of argv.
        let operands = argv[Int(met.next_index)...].compactMap { $0.map { String(cString: $0) } }
        return (values, operands)
      }
      guard met.identifier >= Self.firstIdentifier else {
        let index = min(max(Int(met.next_index) - 1, 1), words.count)
        let word = argv[index].map { String(cString: $0) } ?? ""
        throw CommandLineFault.badOption(word, command: specification.words.joined(separator: " "))
      }
      let name = known[Int(met.identifier - Self.firstIdentifier)].name.description
      values[name, default: []].append(met.argument.map { String(cString: $0) } ?? "")
    }
  }
}

extension OptionSpecification {
  /// Whether a word of the command line is this option, with its value behind it or not.
  fileprivate func isWritten(_ word: String) -> Bool { word == "--\(name)" || word.hasPrefix("--\(name)=") }
}

extension OptionSpecification.Value {
  /// How `struct option` of getopt.h says it.
  fileprivate var getoptKind: Int32 {
    switch self {
    case .none: 0
    case .required: 1
    case .optional: 2
    }
  }
}
