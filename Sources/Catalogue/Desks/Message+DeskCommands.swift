/// The help of desk commands and their options.
extension Message {
  package static let optionDesk = Message("记录的台位, 默认 duty", "the desk to record as, duty by default")
  package static let optionDeskOperator = Message("本人工号", "your own ID")
  package static let optionFormat = Message("文本 (默认) 或网页", "text (default) or a page for a browser")
  package static let optionOut = Message("写入新文件, 默认标准输出", "write to a new file instead of standard output")
  package static let commandComplaintsList = Message("列出投诉及答复期限", "list complaints with their due dates")
  package static let optionOpen = Message("未答复的 (默认)", "only those not answered (default)")
  package static let optionDue = Message("只看明日、今日到期和已超期的", "only those due next, due today and overdue")
  package static let optionOverdue = Message("只看已超期的", "only those overdue")
  package static let optionAll = Message("全部, 重读所有记录, 较慢", "all of them; reads every journal, slow")
  package static let commandComplaintsShow = Message("显示一件投诉及办理过程", "show one complaint and what was done")
  package static let commandComplaintsAssign = Message("交办投诉", "assign a complaint to a person")
  /// `--to` a person.
  public static let optionTo = Message("对方工号", "the other person's ID")
  package static let optionWhy = Message("原因", "the reason")
  package static let commandComplaintsReply = Message("登记对投诉的答复", "record the reply to a complaint")
  package static let optionBy = Message("谁", "who")
  package static let optionHow = Message("方式: 电话、书面、当面", "how: by phone, in writing, in person")
  package static let optionText = Message("内容", "what was said")
  package static let optionAt = Message(
    "时间, 默认现在, 如 2026-11-22 09:15", "when, now by default, such as 2026-11-22 09:15")
  package static let commandComplaintsReopen = Message(
    "重新办理, 期限重新计算", "reopen a complaint with a new deadline")
  package static let commandComplaintsRemind = Message(
    "督办: 到期与超期的投诉, 各提醒一次; 有超期则退出码 1",
    "remind of complaints due or overdue, once each; exit status 1 if any is overdue")
  package static let optionICS = Message(
    "把期限写成日历文件 (- 为标准输出)", "write the due dates as a calendar file (- is standard output)")
  package static let optionDryRun = Message("只显示, 不记录", "show only, record nothing")
  package static let commandMajorList = Message("未上报的重大警情", "major incidents not yet reported")
  package static let commandMajorMark = Message("标记为重大警情", "mark a call as a major incident")
  package static let commandMajorReport = Message("登记重大警情上报", "record that a major incident was reported")
  package static let optionReportTo = Message("向谁上报", "who it was reported to")
  package static let commandMattersList = Message(
    "全部未了事项: 许诺、投诉、重大警情、回拨、回访",
    "everything open: promises, complaints, major incidents, call-backs, follow-ups"
  )
  package static let commandMattersShow = Message(
    "一起警情的未了事项, 以及各台位办过的每一步", "the open matters of one call, and every step desks took")
  package static let optionHolder = Message("只看此人负责的", "only matters this person holds")
  package static let commandMattersHandOver = Message(
    "把未了事项移交给指定的人 (不写编号则移交全部)", "hand open matters over to a named person (all of them without a call ID)")
  package static let commandMattersDone = Message(
    "登记许诺、回拨或回访已落实", "record that a promise, call-back or follow-up was done")
  package static let optionWhat = Message(
    "promise (默认)、call-back 或 follow-up", "promise (default), call-back or follow-up")
  package static let optionPromise = Message("许诺序号, 默认全部", "the promise's number, all of them by default")
  package static let optionUnit = Message("通知的单位或联系的人", "the unit notified or the person contacted")
  package static let commandShiftStart = Message("上班, 显示接手时的未了事项", "start a shift; shows the open matters")
  package static let commandShiftEnd = Message(
    "下班, 移交未了事项, 打印服务日志", "end a shift, hand open matters over, print the service log")
  package static let commandShiftTakeOver = Message(
    "接班: 一条命令完成交接, 席位不空", "relieve a colleague at a seat in one step")
  package static let commandShiftLog = Message("再次打印服务日志", "print a service log again")
  /// `--to` of a shift's end.
  public static let optionSuccessor = Message("未了事项移交给谁", "who takes over the open matters")
  package static let optionPaper = Message("待补录的纸质接警单份数", "how many paper calls are still to be entered")
  package static let commandRating = Message(
    "登记满意度: 非常满意|满意|一般|不满意", "record the rating: very-satisfied|satisfied|fair|dissatisfied")
  package static let optionGrade = Message("评价等次", "the grade")
  /// What `--why` of a rating given again is for.
  public static let optionRatingWhy = Message(
    "为何改以这一次为准, 须有另一人同意", "why it counts instead of an earlier one; a second person must agree")
  package static let optionAgreedBy = Message(
    "同意的人, 不是录入人也不是被评价人", "who agrees: neither the person entering it nor anyone rated")
  package static let optionProof = Message(
    "证明 --at 时间的凭据 (挂号信号等), 没有则以录入时间为准",
    "proof of the --at time, such as a registered letter's number; without it the time of entry counts")
  package static let optionFollowUp = Message(
    "不满意时由谁回访, 默认录入人", "who follows up a dissatisfied rating; you by default")
  package static let commandEnterPaper = Message(
    "补录纸质接警单, 保留真实时间 (终端上逐项提问)", "enter paper calls with their true times (asks questions on a terminal)")
  package static let optionPaperFile = Message(
    "从文件读 (格式见说明)", "read from a file (the format is in the manual)")
  package static let commandProtocolCards = Message("打印纸质接警卡", "print the paper call cards")

  /// What was written down.
  public static func written(_ event: Message, at: String) -> Message {
    Message("已记录 \(at): \(event.chinese)", "recorded \(at): \(event.english)")
  }
  /// Raised now for the first time.
  public static let reminderNew = Message("新", "new")
}
