/// What the program's commands and their options are for.
extension Message {
  package static let commandConsole = Message(
    "打开接警台 (无终端时逐行读取命令)", "open the call-taking console (without a terminal: read commands line by line)")
  package static let optionSeat = Message("席位号, 例如 03", "the seat, such as 03")
  package static let optionOperator = Message("接警员工号", "the call taker's ID")
  package static let optionPhone = Message(
    "本席话机的其他名称 (如分机 8001), none 不联动", "other names of this seat's phone (such as extension 8001), or none")
  package static let optionPlain = Message(
    "每个变化一行, 不重绘 (盲文、读屏软件; TERM=dumb 时自动)",
    "one line per change, nothing repainted (braille, screen readers; automatic for TERM=dumb)")
  package static let optionSpool = Message(
    "主存储不可写时的备用位置", "the backup location for records while the journal cannot be written")
  package static let commandCallsList = Message("列出接警单", "list calls")
  package static let optionDay = Message(
    "日期 2026-11-22, 默认今天", "the day, such as 2026-11-22; today by default")
  /// `--seat` of a list.
  public static let optionOnlySeat = Message("只看这个席位", "only this seat")
  package static let commandCallsShow = Message("显示一张接警单", "show one call")
  package static let commandCallsAmend = Message(
    "更正已结束的接警单: 字段 内容 // 原因", "correct a closed call: field, text // reason")
  package static let commandCallsCancel = Message(
    "作废误建的接警单: 留记录, 不统计", "cancel a call made by mistake: kept on record, not counted")
  /// `protocol unanswered`.
  public static let commandUnanswered = Message("目录答不了的问题清单", "questions the directory could not answer")
  package static let optionDaysBack = Message("往回看几天, 默认 31", "how many days back, 31 by default")
  /// A question the directory could not answer, with the entry that answers it now, if there is one.
  public static func unansweredRow(
    at: String, call: String, keeper: String, text: String, answeredBy: String?
  ) -> Message {
    let now = answeredBy.map { Message(" (现可查: \($0))", " (now answered by \($0))") } ?? Message("", "")
    let who = keeper.isEmpty ? Message("未定管理人", "no keeper") : Message(keeper, keeper)
    return Message("\(at)  \(call)  \(who.chinese)  \(text)", "\(at)  \(call)  \(who.english)  \(text)")
      .joined(now, separator: "")
  }
  /// A seat is open in another program.
  public static func seatBusy(_ seat: String) -> Message {
    Message(
      "席位 \(seat) 已在另一个接警台打开。请用别的席位, 或先退出那一个",
      "seat \(seat) is open in another console. Use another seat, or close that console first")
  }
  /// A seat whose records another system account writes.
  public static func seatOfAnother(_ seat: String, account: String) -> Message {
    Message(
      "席位 \(seat) 的记录归系统账户 \(account) 写, 一席只归一个账户。请用该账户登录, 或用别的席位",
      "the records of seat \(seat) are written by the account \(account), and a seat is one account's. "
        + "Log in as that account, or use another seat")
  }
  /// A desk whose records another system account writes.
  public static func deskOfAnother(_ desk: String, account: String) -> Message {
    Message(
      "\(desk) 的记录归系统账户 \(account) 写。请用该账户登录, 或用 --desk 另起一个名字",
      "the records of \(desk) are written by the account \(account). Log in as that account, or give "
        + "another name with --desk")
  }
  /// A seat the centre does not have.
  public static func unknownSeat(_ seat: String, known: [String]) -> Message {
    let list = known.joined(separator: " ")
    return Message("没有席位 \(seat)。本中心的席位: \(list)", "there is no seat \(seat). The seats here: \(list)")
  }
  /// A console was to be opened under a name that is no seat's.
  public static func reservedSeat(_ seat: String) -> Message {
    Message(
      "“\(seat)” 不是接警席位: 程序自己或业务台位用这个名称写记录。请写本席的席位号, 如 --seat 03",
      "'\(seat)' is no call taker's seat: the program itself or a desk writes under that name. "
        + "Give this seat's own number, such as --seat 03")
  }
  package static let seatListLine = Message(
    "不是席位名 (1 至 32 个小写字母, 数字或 -)。改好这一行, 或以 # 开头",
    "not a seat name (1 to 32 of a-z 0-9 -). Correct the line, or start it with #")
  package static let commandCallsListen = Message(
    "播放一个电话的录音, 或旁听正在进行的通话", "play the recording of a call, or listen in to one in progress")
  package static let optionPlayer = Message(
    "播放程序 (默认 CALL110_PLAYER)", "the player command (CALL110_PLAYER by default)")
  /// A call without a recording.
  public static func noRecording(_ call: String) -> Message {
    Message("接警单 \(call) 没有录音号", "call \(call) has no recording")
  }
  package static let noPlayer = Message(
    "没有指定播放程序: 用 --player 或设 CALL110_PLAYER", "no player: give --player or set CALL110_PLAYER")
  /// `--live` of listening.
  public static let optionListenLive = Message(
    "通话中旁听: 席位", "listen in to a call in progress: the seat")
  /// `--softphone` of listening.
  public static let optionSoftphone = Message(
    "拨号用的软电话命令 (默认 CALL110_SOFTPHONE)", "the softphone command that dials (CALL110_SOFTPHONE by default)")
  /// `--spy` of listening.
  public static let optionSpy = Message(
    "旁听分机, {} 处填席位, 如 *88{} (默认 CALL110_SPY)",
    "the extension for listening in, with {} for the seat, such as *88{} (CALL110_SPY by default)")
  /// Nothing to listen in with.
  public static let noSoftphone = Message(
    "没有指定软电话: 用 --softphone 或设 CALL110_SOFTPHONE", "no softphone: give --softphone or set CALL110_SOFTPHONE")
  /// Nobody talks at this seat.
  public static func nobodyTalks(_ seat: String) -> Message {
    Message("席位 \(seat) 现在没有通话", "there is no call at seat \(seat) now")
  }
  /// The player did not start.
  public static func playerFailed(_ code: Int32) -> Message {
    Message(
      "播放程序无法启动 (错误 \(code)), 请核对名称和路径",
      "the player cannot be started (error \(code)); check its name and path")
  }
  package static let optionContradiction = Message(
    "只看自报与实测判定不一致的", "only calls whose reported and measured verdicts disagree")
  package static let optionNoRecording = Message("只看没有录音号的接听", "only answered calls without a recording")
  /// There is no such call.
  public static func callNotFound(_ call: String) -> Message {
    Message("没有接警单 \(call)。用 call110 calls list 查看", "there is no call \(call). See call110 calls list")
  }
  /// A call that a desk may change only once it has ended.
  public static func callGoingOn(_ call: String) -> Message {
    Message(
      "接警单 \(call) 还没有结束: 请在它的席位更正, 或结束后再来",
      "call \(call) is still in progress: correct it at its seat, or try again when it has ended")
  }
  /// A day is not a date.
  public static func badDay(_ option: String) -> Message {
    Message("日期应如 2026-11-22 (选项 --\(option))", "expected a date such as 2026-11-22 (option --\(option))")
  }
  /// Something is wrong in a journal; the file and line stand in front.
  public static func journalFaultsMet(_ count: Int) -> Message {
    Message(
      "记录文件有 \(count) 处问题, 受影响的行已标明未核实。详见 call110 verify",
      "the journals have \(counted(count, "fault")); affected lines are marked unverified. See call110 verify"
    )
  }
}
