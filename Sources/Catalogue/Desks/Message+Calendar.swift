extension Message {
  /// `due` in the help.
  public static let dueSummary = Message(
    "投诉答复期限: 收到日期之后第三个工作日 (- 从标准输入逐行读)",
    "when a complaint must be answered: the third working day after DATE (- reads dates, one a line)")
  /// `calendar show` in the help.
  public static let calendarShowSummary = Message(
    "某年的节假日与调休", "show the holidays and working weekends of a year")
  /// `calendar check` in the help.
  public static let calendarCheckSummary = Message(
    "检查工作日文件, 一次列出所有错误", "check a working-day file and list every fault")
  package static let optionCalendar = Message(
    "本地工作日文件, 其中的年份整年代替自带的", "working-day file; its years replace the shipped ones")
  package static let optionJSON = Message("以 JSON 输出", "print JSON")

  /// A text that should be a date is none.
  public static let badDate = Message(
    "不是日期, 应如 2026-02-13 或 20260213, 年份 0001–9999",
    "not a date; use the form 2026-02-13 or 20260213, years 0001–9999")
  /// The due date of a date would be after the year 9999.
  public static let dateTooLate = Message(
    "日期太晚, 期限超出 9999 年", "too late: the due date is after the year 9999")

  /// The place of an operand in front of a message; `number` counts from 1.
  public func located(operand number: Int) -> Message {
    Message("第 \(number) 个参数: \(chinese)", "operand \(number): \(english)")
  }

  /// The place in a file in front of a message; a line counts from 1.
  public func located(file: String, line: Int) -> Message {
    Message("\(file):\(line): \(chinese)", "\(file):\(line): \(english)")
  }

  /// A day of the week, from 1 for Monday.
  public static func weekday(_ number: Int) -> Message {
    let names = [
      Message("周一", "Mon"), Message("周二", "Tue"), Message("周三", "Wed"), Message("周四", "Thu"),
      Message("周五", "Fri"), Message("周六", "Sat"), Message("周日", "Sun"),
    ]
    return names.indices.contains(number - 1) ? names[number - 1] : Message("", "")
  }

  /// What a day of the calendar is; `kind` is off, work or statutory.
  public static func calendarKind(_ kind: String) -> Message {
    switch kind {
    case "work": Message("上班", "working")
    case "statutory": Message("法定假日", "statutory")
    default: Message("休息", "off")
    }
  }

  /// A holiday by its Chinese name; one that is not known keeps its name.
  public static func holiday(_ name: String) -> Message {
    let english = [
      "元旦": "New Year's Day", "春节": "Spring Festival", "清明节": "Qingming", "劳动节": "Labour Day",
      "端午节": "Dragon Boat Festival", "中秋节": "Mid-Autumn Festival", "国庆节": "National Day",
    ]
    return Message(name, english[name] ?? name)
  }

  /// The first line of `calendar show`.
  public static func calendarYear(_ year: Int, isPublished: Bool, workingDays: Int) -> Message {
    guard isPublished else {
      return Message("\(year) 年: 放假安排未公布, 期限只能暂定", "\(year): not published, deadlines are provisional")
    }
    return Message(
      "\(year) 年: 放假安排已公布, 工作日 \(workingDays) 天", "\(year): published, \(counted(workingDays, "working day"))"
    )
  }

  /// Where a year's days come from.
  public static func calendarSource(_ source: String) -> Message {
    Message("来源: \(source)", "Source: \(source)")
  }

  /// A calendar file is in order: its years, published and not; `-` for none.
  public static func calendarInOrder(published: String, statutoryOnly: String) -> Message {
    Message(
      "没有错误。已公布: \(published); 只有法定假日: \(statutoryOnly)",
      "no faults. Published: \(published); statutory days only: \(statutoryOnly)")
  }
}
