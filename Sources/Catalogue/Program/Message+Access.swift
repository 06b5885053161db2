/// Words about seeing personal data.
extension Message {
  package static let optionReveal = Message(
    "显示未遮盖的个人信息 (须说明理由, 先记录后显示)", "show personal data unmasked (needs --reason; recorded before it is shown)")
  package static let optionReason = Message("理由", "the reason")
  /// `--by` of a reveal.
  public static let optionRevealedBy = Message(
    "谁要看 (默认系统账户)", "who wants to see it (default: the system account)")
  package static let optionFromDay = Message("从这天起", "from this day on")
  package static let optionToDay = Message("到这天止", "up to and including this day")
  package static let optionTableCSV = Message(
    "输出 CSV; =excel 供 Excel/WPS 使用", "write CSV; =excel for spreadsheets")
  package static let commandAccessReport = Message(
    "谁在何时为何查看了未遮盖的个人信息", "who saw personal data unmasked, when and why")
  /// A desk's journal did not take what must be on record first.
  public static func deskNotRecorded(_ desk: String) -> Message {
    Message(
      "\(desk) 无法写入记录, 因此未执行、未显示任何内容。请检查记录目录是否可写、磁盘是否已满",
      "\(desk) could not record this, so nothing was done or shown. Check that the records folder can be written to and the disk is not full"
    )
  }
  /// Heading: when.
  public static let columnAt = Message("时间", "time")
  /// Heading: who.
  public static let columnPerson = Message("人员", "person")
  /// Heading: system account.
  public static let columnAccount = Message("系统账户", "account")
  /// Heading: command.
  public static let columnCommand = Message("命令", "command")
  /// Heading: what was shown.
  public static let columnSubject = Message("内容", "subject")
  /// Heading: number of calls.
  public static let columnCalls = Message("接警单数", "calls")
  /// Heading: reason.
  public static let columnReason = Message("理由", "reason")
  /// Heading: journal line.
  public static let columnEvidence = Message("记录行", "journal line")
}
