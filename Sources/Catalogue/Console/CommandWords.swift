/// How one console command is typed and what the help says of it.
///
/// The console's only table of command words.
public struct CommandWords: Sendable {
  /// The English word after the slash.
  public let name: String
  /// Chinese words that mean the same.
  public let aliases: [String]
  /// What follows the word, in capitals; `[X]` may be left out.
  public let argument: String
  /// What it does.
  public let summary: Message

  init(_ name: String, _ aliases: [String], _ argument: String, _ summary: Message) {
    self.name = name
    self.aliases = aliases
    self.argument = argument
    self.summary = summary
  }

  /// Every command, in the order of the help.
  public static let all: [CommandWords] = flow + elements + branches + deeds + complaint + closing + other

  private static let flow = [
    CommandWords(
      "ring", ["响铃", "来电"], "[NUMBER]",
      Message("电话响铃, 可带来电号码", "the phone is ringing; number, if known")),
    CommandWords(
      "callback", ["回拨"], "[list|add|N]",
      Message("回拨: 列表、登记、拨第N个 (记为去话)", "call back: list, add, or N of the list")),
    CommandWords(
      "answer", ["接听"], "[RINGS]", Message("接听, 可带听到的响铃声数", "answer, with the number of rings if counted")),
    CommandWords(
      "other", ["换", "另一个"], "[CALL]",
      Message("换到另一个来电 (Ctrl-X o)", "switch to the other caller (Ctrl-X o)")),
    CommandWords(
      "said", ["说", "已说"], "PHRASE",
      Message("记下已说的用语: 编号、功能键或原话", "what you said: phrase ID, key or words")),
    CommandWords(
      "ask", ["问"], "[ELEMENT]", Message("记下已询问某要素, 默认当前要素", "record that you asked for an element")),
  ]

  private static let elements = [
    CommandWords(
      "when", ["何时", "时间"], "TEXT",
      Message("何时 (? 不知道, ! 不愿说, 空: 跳到此项)", "time (? unknown, ! refused; empty: go to it)")),
    CommandWords("where", ["何地", "地点"], "TEXT", Message("何地", "place")),
    CommandWords("what", ["何事"], "TEXT", Message("何事", "what happened")),
    CommandWords("who", ["何人"], "TEXT", Message("何人", "people involved")),
    CommandWords("why", ["何因", "原因"], "TEXT", Message("何因", "cause")),
    CommandWords("object", ["何物"], "TEXT", Message("何物", "things involved")),
    CommandWords("result", ["何果", "后果"], "TEXT", Message("何果", "consequence")),
    CommandWords("contact", ["联系", "联系方式"], "TEXT", Message("报警人联系方式", "how to reach the caller")),
  ]

  private static let branches = [
    CommandWords("branch", ["分支", "进入"], "NAME", Message("进入分支: 催促 急助 转介 粗言 骚扰 投诉 紧张", "enter a branch")),
    CommandWords("leave", ["离开"], "NAME", Message("离开不适用的分支", "leave a branch that does not apply")),
    CommandWords(
      "link", ["关联", "并案"], "CALL [related]",
      Message("与先前警情为同一件事 (related: 相关)", "the incident of an earlier call (or related)")),
    CommandWords(
      "same", ["同一"], "no [CALL]",
      Message("no: 与所列先前警情不是一件事", "no: another incident than the call offered")),
    CommandWords(
      "silent", ["静默", "无声"], "",
      Message("无声或低语的来电: 改问是或不是", "a silent caller: yes-or-no questions")),
  ]

  private static let deeds = [
    CommandWords(
      "notify", ["派警", "通知"], "[CALL] UNIT [TEXT]", Message("已通知单位 (按当前许诺判断派警、部门或催办)", "a unit was notified")),
    CommandWords("chase", ["催办", "催促"], "[CALL] UNIT [TEXT]", Message("已再次催办单位", "a unit was chased again")),
    CommandWords(
      "department", ["部门"], "[CALL] NAME [TEXT]", Message("已通知有关部门", "another department was notified")),
    CommandWords(
      "feedback", ["反馈"], "[CALL] UNIT TEXT",
      Message("单位反馈的处警情况 (结束后也可)", "what a unit found or did, also after the end")),
    CommandWords("search", ["查询", "查"], "WORDS", Message("按事项查转介目录", "search the referral directory")),
    CommandWords(
      "refer", ["转介"], "[CALL] DEPARTMENT",
      Message("已告知单位、地址和电话 (可用查询结果的序号)", "department, address and number were given")),
    CommandWords(
      "question", ["疑问"], "TEXT",
      Message("目录答不了的问题, 交给管理人", "a question the directory cannot answer")),
  ]

  private static let complaint = [
    CommandWords("name", ["姓名"], "TEXT", Message("投诉人姓名", "the complainant's name")),
    CommandWords("address", ["住址"], "TEXT", Message("投诉人住址", "the complainant's address")),
    CommandWords("workunit", ["工作单位", "单位"], "TEXT", Message("投诉人工作单位", "the complainant's employer")),
    CommandWords("phone", ["电话", "联系电话"], "TEXT", Message("投诉人联系电话", "the complainant's phone number")),
    CommandWords("against", ["投诉对象", "对象"], "TEXT", Message("被投诉的人或单位", "who the complaint is against")),
    CommandWords("about", ["投诉事由", "事由"], "TEXT", Message("投诉什么", "what the complaint is about")),
    CommandWords(
      "confidential", ["保密"], "yes|no", Message("是否为投诉人保密", "whether to keep the name confidential")),
    CommandWords(
      "happening", ["正在发生"], "yes|no",
      Message("是否正在发生 (是: 立即通知督察)", "happening now? (yes: notify inspectors)")),
  ]

  private static let closing = [
    CommandWords("category", ["类别"], "CODE", Message("警情类别: 编码、名称或序号", "category: code, name or number")),
    CommandWords("level", ["等级"], "N", Message("警情等级 1-4", "level 1-4")),
    CommandWords("language", ["语言"], "NAME", Message("通话语言", "language spoken")),
    CommandWords("note", ["备注"], "[CALL] TEXT", Message("备注", "a note")),
    CommandWords(
      "cutoff", ["断线"], "", Message("通话中断, 列入回拨", "cut off; the caller is on the call-back list")),
    CommandWords("hangup", ["挂机", "结束"], "", Message("结束通话", "end the call")),
    CommandWords(
      "reopen", ["重开"], "[CALL] WHY",
      Message("挂早了: 重新打开已结束的通话", "hung up too early: open it again")),
    CommandWords(
      "cancel", ["作废"], "[CALL] WHY",
      Message("误按: 没有这个来电, 留记录不统计", "a stray key: no call, counted nowhere")),
    CommandWords(
      "amend", ["更正"], "[CALL] FIELD TEXT [// WHY]",
      Message("更正 (结束后也可), 新旧值都保留", "correct, also later; both are kept")),
  ]

  private static let other = [
    CommandWords("back", ["返回"], "", Message("回到上一项", "go back to the previous item")),
    CommandWords(
      "undo", ["撤销"], "[CALL]",
      Message("撤销上一步 (Ctrl-_, 输入行为空时)", "undo the last step (Ctrl-_)")),
    CommandWords(
      "move", ["移", "移到"], "ELEMENT",
      Message("把刚记下的内容移到另一要素", "move the last answer to another element")),
    CommandWords("status", ["状态"], "", Message("当前通话一览", "the current call at a glance")),
    CommandWords(
      "show", ["查看"], "[CALL]",
      Message("查看一次通话, 含未记录的文字", "one call, with what was never entered")),
    CommandWords(
      "major", ["重大"], "[CALL] WHO [HOW]",
      Message("重大警情已报告给谁、怎样; mark 标记", "a major incident was reported; mark marks it")),
    CommandWords(
      "shift", ["交接班"], "[takeover ID]",
      Message("未了事项; takeover 工号: 接班", "open matters; takeover ID relieves")),
    CommandWords("help", ["帮助"], "[PAGE|WORD]", Message("命令与按键", "commands and keys")),
    CommandWords("quit", ["退出"], "", Message("退出接警台 (通话中不可)", "leave the console (not during a call)")),
  ]
}

/// Words a search knows about.
public enum SearchWords {
  /// Characters that stand in very many places, names and reports, the most common first: poor ones to look
  /// for.
  public static let commonCharacters = "的路区号人一小在不新中大有街村门口东西南北市园城公司楼幢室单元上下里河桥广场学校站车电话先生女士我他打来去说了是被这那个们"
}
