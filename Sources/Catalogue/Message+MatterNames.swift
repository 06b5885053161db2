/// Names of the stored words of complaints, open matters, shifts and ratings.
extension Message {
  static let matterNames: [String: Message] = [
    // States of a complaint.
    "received": Message("已受理", "received"), "assigned": Message("已交办", "assigned"),
    "replied": Message("已答复", "replied"), "reopened": Message("重新办理", "reopened"),
    "withdrawn": Message("不属投诉", "withdrawn"),
    // Reminders.
    "due-tomorrow": Message("明日到期", "due next"), "due-today": Message("今日到期", "due today"),
    "overdue": Message("已超期", "OVERDUE"),
    // Kinds of matters.
    "promise": Message("许诺", "promise"), "call-back": Message("待回拨", "call back"),
    "follow-up": Message("不满意回访", "follow-up"), "major": Message("重大警情", "major matter"),
    "marked": Message("人工标记", "marked"),
    // Grades.
    "very-satisfied": Message("非常满意", "very satisfied"), "satisfied": Message("满意", "satisfied"),
    "fair": Message("一般", "fair"), "dissatisfied": Message("不满意", "dissatisfied"),
  ]
}
