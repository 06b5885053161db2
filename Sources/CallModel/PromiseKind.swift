/// What a spoken sentence promises a citizen, and so which deed must follow on record.
public enum PromiseKind: String, CaseIterable, Sendable {
  /// 「我们再催一下」 (article 3): the unit is chased again.
  case chase
  /// 「我们马上派民警来」 (article 4): a police unit is sent.
  case dispatch
  /// 「我们马上通知有关部门来处理」 (article 4): a department is notified.
  case department
  /// 「三个工作日内给你一个答复」 (article 7): a reply within three working days.
  case complaintReply = "complaint-reply"
}
