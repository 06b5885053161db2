extension Message {
  /// The site's file cannot be used while complaints are taken.
  public static let calendarNotUsed = Message(
    "!!工作日历文件有错, 答复期限按自带日历暂计, 改好后由 complaints remind 更正",
    "!! the calendar file is faulty: due dates are provisional until it is corrected and complaints remind has run"
  )

  /// The first line of a message of several.
  public var firstLine: Message {
    Message(String(chinese.prefix { $0 != "\n" }), String(english.prefix { $0 != "\n" }))
  }

  /// A calendar file is too large.
  public static func calendarTooLarge(limit: Int) -> Message {
    Message("文件超过 \(limit) 字节, 不是工作日文件", "the file is larger than \(limit) bytes: not a calendar file")
  }

  /// A line is not UTF-8.
  public static let calendarNotUTF8 = Message("不是 UTF-8 文字, 请另存为 UTF-8", "not UTF-8: save the file as UTF-8")

  /// A line holds characters that cannot be seen.
  public static let calendarControlCharacter = Message(
    "含有控制字符, 请删去重打这一行", "contains control characters: retype the line")

  /// A line has the wrong number of fields.
  public static func calendarFieldCount(_ count: Int) -> Message {
    Message(
      "应为三栏, 用制表符 (Tab) 分开: 日期、off|work|statutory、节日; 这里有 \(count) 栏",
      "expected three fields separated by tabs: date, off|work|statutory, holiday; found \(count)")
  }

  /// A date is none.
  public static func calendarBadDate(_ text: String) -> Message {
    Message("“\(text)”不是日期, 应如 2027-02-08", "'\(text)' is not a date; use the form 2027-02-08")
  }

  /// The second field is not known.
  public static func calendarUnknownKind(_ text: String) -> Message {
    Message(
      "“\(text)”不对, 应为 off (休息)、work (上班) 或 statutory (法定假日)",
      "'\(text)' is not valid; use off, work or statutory")
  }

  /// The third field is empty or too long.
  public static func calendarBadHoliday(limit: Int) -> Message {
    Message("第三栏应写节日名称, 1–\(limit) 字", "the third field must name the holiday, 1–\(limit) characters")
  }

  /// A date stands twice.
  public static func calendarRepeatedDate(_ date: String, firstLine: Int) -> Message {
    Message("\(date) 在第 \(firstLine) 行已有, 请删去一行", "\(date) is already in line \(firstLine): remove one")
  }

  /// A weekday is marked as made a working day.
  public static func calendarWorkOnWeekday(_ date: String, _ weekday: Message) -> Message {
    Message(
      "\(date) 是\(weekday.chinese), 本来就上班, 请核对日期",
      "\(date) is a \(weekday.english), a working day anyway: check the date")
  }

  /// A weekend day is marked as a rest day.
  public static func calendarOffOnWeekend(_ date: String, _ weekday: Message) -> Message {
    Message(
      "\(date) 是\(weekday.chinese), 本来就休息, 请核对日期或删去",
      "\(date) is a \(weekday.english), a rest day anyway: check the date or remove the line")
  }

  /// A holiday fixed by law would be a working day.
  public static func calendarHolidayMissing(_ date: String) -> Message {
    Message(
      "\(date) 是法定假日, 文件里却没有: 一年要写全, 它整年代替自带的",
      "\(date) is a statutory holiday but is not in the file: give the whole year, it replaces the shipped one"
    )
  }

  /// A calendar file holds no day.
  public static let calendarNoDays = Message(
    "一天也没有, 每行应如 2027-02-08<Tab>off<Tab>春节", "no days at all; use lines such as 2027-02-08<Tab>off<Tab>春节"
  )

  /// A file cannot be read.
  public static func cannotReadFile(_ path: String, errorNumber: Int) -> Message {
    switch errorNumber {
    case 2: Message("没有文件 \(path), 请核对名称", "there is no file \(path): check the name")
    case 13: Message("没有权限读文件 \(path)", "no permission to read \(path)")
    default: Message("读不了文件 \(path) (错误 \(errorNumber))", "cannot read \(path) (error \(errorNumber))")
    }
  }

  /// Something to be read is a folder, a pipe or a device.
  public static func notAFile(_ path: String) -> Message {
    Message("\(path) 不是普通文件", "\(path) is not an ordinary file")
  }

  package static func fileTooLarge(_ path: String, limit: Int) -> Message {
    Message("\(path) 超过 \(limit) 字节", "\(path) is larger than \(limit) bytes")
  }

  /// An operand has the wrong form.
  public static func badOperand(_ name: String, expected: String) -> Message {
    Message("参数 \(name) 不对, 应为 \(expected)", "\(name) is not valid, expected \(expected)")
  }
}
