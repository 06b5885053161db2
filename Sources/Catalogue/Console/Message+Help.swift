/// What `/help` says of the keys, a line each.
extension Message {
  /// The page shown and how to see the next.
  public static func helpPage(_ page: Int, of pages: Int) -> Message {
    let next = page < pages ? page + 1 : 1
    return Message(
      "第 \(page)/\(pages) 页  /帮助 \(next) 翻页  /帮助 命令名 只看一条",
      "page \(page)/\(pages)  /help \(next) next page  /help WORD shows one command")
  }

  /// F8.
  public static let helpUnitKey = Message("派警: 写单位, 或选提示的序号", "notify a unit: type it, or its number")
  /// F9.
  public static let helpEndKey = Message(
    "结束: 类别、等级、还缺什么、回车挂机", "end the call: category, level, what is missing, then Enter")
  /// A key that enters a branch.
  public static func helpBranchKey(_ name: Message) -> Message {
    Message("\(name.chinese): 进入并显示其规定用语, 再按记已说", "\(name.english): shows its sentence; again to record it")
  }

  /// The keys beside the function keys.
  public static let otherKeys: [(key: String, does: Message)] = [
    ("Enter", Message("记下当前项的答案; 空行到下一项", "record the answer; an empty line goes on to the next")),
    ("?  !", Message("作答案: 不知道、不愿说", "as an answer: not known, would not say")),
    ("Tab", Message("空行: 记已问; 有字: 补全单位、地点、类别、命令", "empty: mark asked; otherwise complete what is typed")),
    ("Up Down", Message("换到上一个、下一个要素", "previous or next element")),
    ("PgUp PgDn", Message("取回本次通话输入过的行", "recall lines entered in this call")),
    ("Esc", Message("到第一个未得的要素", "go to the first element still open")),
    ("Esc 1 … =", Message("同 F1 … F12", "the same as F1 … F12")),
    ("Ctrl-X o", Message("换到另一个来电", "switch to the other caller")),
    ("Ctrl-_", Message("撤销上一步 (输入行为空时)", "undo the last step (on an empty line)")),
    ("Ctrl-C", Message("清行 (PageUp 取回), 不退出", "clears the line (Page Up brings it back), does not exit")),
  ]
}
