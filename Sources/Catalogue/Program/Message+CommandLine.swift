extension Message {
  /// Standard output did not take everything.
  public static func outputNotWritten(errorNumber: Int) -> Message {
    Message(
      "输出没有写完整 (错误 \(errorNumber)), 请核对磁盘空间后重做",
      "the output is incomplete (error \(errorNumber)); check the disk and try again")
  }
  /// What the program is, in one line.
  public static let programSummary = Message(
    "call110 — 110 接警台: 接警、训练、查阅", "call110 — the 110 call-taking console: calls, drills, review")
  /// Heading before the usage line.
  public static let helpUsage = Message("用法", "Usage")
  /// Heading before the commands.
  public static let helpCommands = Message("命令:", "Commands:")
  /// Heading before a command's own options.
  public static let helpOptions = Message("选项:", "Options:")
  /// Heading before the options every command has.
  public static let helpCommonOptions = Message("通用选项:", "Options of every command:")
  package static let optionLogs = Message(
    "记录所在目录 (默认 CALL110_LOGS, 否则 logs)", "records folder (default CALL110_LOGS, otherwise logs)")
  package static let optionLanguage = Message("界面语言, 默认中文", "interface language, Chinese by default")
  package static let optionHelp = Message("显示帮助", "show this help")
  package static let optionVersion = Message("显示版本", "show the version")

  /// No command has this name.
  public static func unknownCommand(_ name: String) -> Message {
    Message(
      "没有命令“\(name)”。可用命令见 call110 --help", "there is no command '\(name)'. See call110 --help")
  }

  /// An option is unknown or used wrongly.
  public static func badOption(_ word: String, command: String) -> Message {
    Message(
      "选项“\(word)”不对。见 call110 \(command) --help",
      "option '\(word)' is not valid. See call110 \(command) --help")
  }

  /// Too few or too many operands.
  public static func operandCount(usage: String) -> Message {
    Message("参数个数不对。用法: \(usage)", "wrong number of operands. Usage: \(usage)")
  }

  /// An option's value has the wrong form.
  public static func badOptionValue(option: String, expected: String) -> Message {
    Message(
      "选项 --\(option) 的值不对, 应为 \(expected)", "the value of --\(option) is not valid, expected \(expected)")
  }

  /// An option that must be given is missing.
  public static func missingOption(_ option: String, command: String) -> Message {
    Message(
      "缺少选项 --\(option)。见 call110 \(command) --help",
      "option --\(option) is missing. See call110 \(command) --help")
  }

  /// A seat, operator or call id has the wrong form; `kind` is seat, personnel or call.
  public static func badIdentifier(kind: String) -> Message {
    switch kind {
    case "seat":
      Message(
        "席位号不对: 只用小写字母、数字和 -, 最长 32, 例如 03",
        "invalid seat: use a-z, 0-9 and -, at most 32 characters, such as 03")
    case "call":
      Message("接警单编号不对, 应如 20261122-03-0007", "invalid call ID, expected a form such as 20261122-03-0007")
    default:
      Message(
        "工号不对: 只用小写字母、数字和 -, 最长 32, 例如 041207",
        "invalid ID number: use a-z, 0-9 and -, at most 32 characters, such as 041207")
    }
  }

  /// A fault nobody has put into words.
  public static func unexpectedFault(kind: String) -> Message {
    Message(
      "程序内部错误 (\(kind))。请记下时间并告知维护人员", "internal error (\(kind)). Note the time and tell technical support")
  }
}
