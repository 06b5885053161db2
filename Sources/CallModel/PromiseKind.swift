/// What a sentence said to the caller promises; each is kept by a deed on record.
public enum PromiseKind: String, CaseIterable, Hashable, Sendable {
  /// 「我们再催一下」: the unit is chased again (article 3).
  case chase
  /// 「我们马上派民警来」: police are sent (article 4).
  case dispatch
  /// 「我们马上通知有关部门来处理」: another department is notified (article 4).
  case notifyDepartment = "notify-department"
  /// 「我们一定会在三个工作日内给你一个答复」: the complaint is answered in time (article 7).
  case complaintReply = "complaint-reply"
}
