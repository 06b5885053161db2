/// Why a desk's command could not be carried out, and what to do.
extension Message {
  /// The call in front of what is wrong.
  public func about(_ call: String) -> Message { Message("\(call): \(chinese)", "\(call): \(english)") }

  /// There is no complaint in this call.
  public static func noComplaint(_ call: String) -> Message {
    Message(
      "\(call) 不是投诉。用 call110 complaints list 查看", "\(call) is not a complaint. See call110 complaints list")
  }
  /// Nobody has it.
  public static let complaintNotAssigned = Message(
    "尚未交办, 不能答复。先用 complaints assign 交办", "it is not assigned yet. Assign it first: complaints assign")
  /// This person has it.
  public static func complaintAlreadyAssigned(_ person: String) -> Message {
    Message("已由 \(person) 承办", "it is already assigned to \(person)")
  }
  /// It is answered.
  public static let complaintAlreadyReplied = Message(
    "已答复。群众不满意时先用 complaints reopen 重新办理",
    "it has been answered. If the complainant is not satisfied, reopen it first: complaints reopen")
  /// It is not answered.
  public static let complaintNotReplied = Message(
    "尚未答复, 不能重新办理", "it has not been answered, so it cannot be reopened")
  /// It was no complaint.
  public static let complaintWithdrawn = Message(
    "接警员已改为不属投诉", "the call taker has corrected it: it is not a complaint")
  package static let complaintBeforeReceipt = Message(
    "答复时间早于受理时间。检查 --at", "the reply time is before the complaint was received. Check --at")
  package static let complaintInFuture = Message(
    "答复时间在将来。检查 --at", "the reply time is in the future. Check --at")
  /// Half of what lets a later rating count.
  public static let agreementMissing = Message(
    "评价要改以这一次为准, 须同时写明原因 (--why) 和另一位同意的人 (--agreed-by)",
    "for a rating to count instead of an earlier one, give the reason (--why) and a second person who agrees (--agreed-by)"
  )
  /// The second person is not one.
  public static let agreementNotIndependent = Message(
    "同意的人不能是录入的人, 也不能是被评价的人",
    "the person who agrees must be neither the person entering the rating nor anyone rated")
  /// Somebody who worked on the call enters its rating.
  public static let ratedOperator = Message(
    "本人不得录入或改动对自己的评价。请由他人录入",
    "nobody may enter or change a rating of their own work. Somebody else must enter it")
  /// Somebody else works there.
  public static func shiftSeatTaken(_ seat: String, by person: String) -> Message {
    Message(
      "\(seat) 席现由 \(person) 当班。接班用 shift take-over",
      "\(person) is on duty at seat \(seat). To relieve them: shift take-over")
  }
  /// On duty there already.
  public static func shiftAlreadyThere(_ seat: String) -> Message {
    Message("已在 \(seat) 席当班", "already on duty at seat \(seat)")
  }
  /// Nobody is on duty there.
  public static func shiftSeatEmpty(_ seat: String) -> Message {
    Message("\(seat) 席无人当班。上班用 shift start", "nobody is on duty at seat \(seat). To start: shift start")
  }
  /// Somebody else is on duty there.
  public static func shiftNotThere(_ seat: String, who: String) -> Message {
    Message("\(seat) 席当班的是 \(who)", "the person on duty at seat \(seat) is \(who)")
  }
  /// No shift of this person there.
  public static func noShift(_ seat: String) -> Message {
    Message("\(seat) 席近七天没有此人的班次", "this person had no shift at seat \(seat) in the last 7 days")
  }
  /// Nothing of this kind is open.
  public static let nothingOpenHere = Message(
    "没有这种未了事项。用 call110 matters list 查看", "there is no such open matter. See call110 matters list")
  /// The same holder.
  public static let alreadyHeld = Message("责任人未变", "that person already holds it")
  /// No time.
  public static func badMoment(_ option: String) -> Message {
    Message(
      "选项 --\(option) 应为过去的时间, 如 2026-11-22 09:15",
      "--\(option) needs a time in the past, such as 2026-11-22 09:15")
  }
  /// No grade.
  public static let badGrade = Message(
    "评价只有 非常满意、满意、一般、不满意", "the grades are very-satisfied, satisfied, fair, dissatisfied")
  package static func emptyOption(_ option: String) -> Message {
    Message("选项 --\(option) 不能为空", "--\(option) must not be empty")
  }
  package static func deskNotRecorded(isSpooled: Bool) -> Message {
    isSpooled
      ? Message(
        "记录盘写不进, 已存入备用位置, 恢复后自动补入",
        "the journal cannot be written; kept in the backup location and added later")
      : Message(
        "未记录: 记录盘写不进。请写在纸上, 恢复后重做",
        "NOT RECORDED: the journal cannot be written. Write it on paper and do it again later")
  }
  /// Records that must be known before a call gets a number cannot be read.
  public static func recordsUnreadable(_ place: String) -> Message {
    Message(
      "\(place) 读不出, 不知道哪些编号已用, 没有录入。修复或改权限后再试 (call110 verify)",
      "\(place) cannot be read, so nobody can tell which numbers are used; nothing was entered. Repair it or its "
        + "permissions and try again (call110 verify)")
  }
  /// A file cannot be written.
  public static func cannotWriteFile(_ path: String, errorNumber: Int) -> Message {
    Message(
      "不能写 \(path) (错误 \(errorNumber))。已有的文件不会被覆盖",
      "cannot write \(path) (error \(errorNumber)). An existing file is never overwritten"
    )
  }
}
