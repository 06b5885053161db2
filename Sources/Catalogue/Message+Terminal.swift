extension Message {
  /// The console needs a terminal and there is none.
  public static let notATerminal = Message(
    "标准输入或输出不是终端。请在终端上运行, 或把命令逐行送入标准输入",
    "standard input or output is no terminal. Run it on a terminal, or pipe command lines into it")
  /// The terminal cannot be put into its mode, or the system has no resources left.
  public static func terminalRefused(code: Int32) -> Message {
    Message(
      "终端无法使用 (系统错误 \(code))。请换一个终端再试", "the terminal cannot be used (system error \(code)). Try another one")
  }
}
