/// What the telephone commands say.
extension Message {
  package static let commandPhoneEvent = Message(
    "记一条电话事件 (供电话系统调用; 参数错误返回 2, 其余总是 0)",
    "record one phone event (for the phone system to call; exits with 2 on bad arguments, else always 0)")
  /// `--call` of an event.
  public static let optionPhoneCall = Message("电话系统的呼叫号", "the phone system's ID for the call")
  /// `--leg` of an event.
  public static let optionPhoneLeg = Message(
    "电话系统给这一次振铃的编号, 同一席位再次振铃时换号",
    "the phone system's ID for this ringing, a new one each time the seat is rung again")
  /// `--queue` of an event.
  public static let optionPhoneQueue = Message("排队的队列", "the queue the caller waits in")
  /// `--passed-on` of an event.
  public static let optionPhonePassedOn = Message(
    "来电人被转接或寄存, 没有挂机", "the caller was transferred or parked and has not hung up")
  /// `--seat` of an event.
  public static let optionPhoneSeat = Message("分机号或席位号", "the extension or seat")
  package static let optionPhoneFrom = Message("主叫号码, 空表示未显示", "the caller's number, empty if withheld")
  package static let optionPhoneName = Message("主叫名称", "the caller's name")
  package static let optionPhoneAt = Message(
    "发生时刻, 1970年以来的毫秒, 按电话系统的钟", "when it happened, ms since 1970 by the phone system's clock")
  package static let optionPhoneSource = Message("事件来源的名称", "the name of the event source")
  package static let optionPhoneBasis = Message("振铃依据", "what is known about the ringing")
  package static let optionPhoneError = Message("时刻的误差, 毫秒", "the uncertainty of the time, in ms")
  package static let optionPhoneWhy = Message("结束原因", "why it ended")
  package static let optionPhoneRecording = Message("录音编号或文件", "the recording's ID or file")
  package static let optionPhoneRings = Message("电话系统数到的铃声数", "the rings the phone system counted")
  package static let optionPhoneStdin = Message("从标准输入读取 JSON 行", "read JSON lines from standard input")
  /// `phone-bridge ami`.
  public static let commandPhoneBridge = Message(
    "连接 Asterisk 管理接口, 只读, 记录电话事件", "connect to an Asterisk Manager, read-only, and record phone events")
  /// `phone-bridge esl`.
  public static let commandPhoneBridgeSocket = Message(
    "连接 FreeSWITCH 事件接口, 只读, 记录电话事件",
    "connect to a FreeSWITCH event socket, read-only, and record phone events")
  /// `--port` of the event socket.
  public static let optionBridgeSocketPort = Message("端口, 默认 8021", "the port, 8021 by default")
  /// `--seats` of the event socket.
  public static let optionBridgeSocketSeats = Message(
    "话机与席位对照表, 每行 sofia/internal/8001 = 01",
    "which phone is at which seat, with lines such as sofia/internal/8001 = 01")
  package static let optionBridgeHost = Message("管理接口的地址", "the address of the manager")
  package static let optionBridgePort = Message("端口, 默认 5038", "the port, 5038 by default")
  /// `--callers` of a replay.
  public static let optionBridgeCallers = Message(
    "重放时也列出来电人的排队和离线", "in a replay, also list callers queueing and leaving")
  package static let optionBridgeUser = Message("管理接口的账号", "the manager account")
  package static let optionBridgeSecret = Message("存放密码的文件, 一行", "the file with the secret, one line")
  package static let optionBridgeSeats = Message(
    "席位表, 每行 PJSIP/8001 = 03", "the seat table, with lines such as PJSIP/8001 = 03")
  package static let optionBridgeLogin = Message(
    "登录方式, 默认 md5 (密码不经网络)", "how to log in, md5 by default (the secret stays off the network)")
  package static let optionBridgeReplay = Message(
    "不连接: 把录下的数据流译成事件, 写到标准输出", "do not connect: turn a recorded stream into events on standard output")
  package static let optionBridgeTiming = Message(
    "录下的数据流的到达时刻", "arrival times of the recorded stream")
  package static let commandPhoneDemo = Message(
    "演示: 播放忙时的来电 (无需电话系统)", "demonstration: play a busy hour of calls (no phone system needed)")
  package static let optionDemoSeed = Message(
    "种子, 同一种子总是同样的来电", "the seed; the same seed gives the same calls")
  package static let optionDemoSpeed = Message("快放倍数, 默认 1", "how many times faster, 1 by default")
  package static let optionDemoMinutes = Message("多少分钟, 默认 60", "how many minutes, 60 by default")
  /// `--seats` of the demonstration.
  public static let optionDemoSeats = Message(
    "席位或分机, 以逗号分隔, 默认 01,02,03,04", "seats or extensions, separated by commas, 01,02,03,04 by default")
  /// The names of invented callers.
  public static let demoNames = [
    Message("演示超市", "Demo Supermarket"), Message("演示旅社", "Demo Inn"), Message("演示小学", "Demo School"),
    Message("演示小区物业", "Demo Estate Office"),
  ]
  package static let optionDemoPrint = Message(
    "不等待, 全部写到标准输出", "do not wait: write everything to standard output")

  /// The event file is a pipe, a folder or a link.
  public static func phoneFileNotRegular(_ path: String) -> Message {
    Message("\(path) 不是普通文件, 没有写入。请移走它", "\(path) is not an ordinary file; nothing was written. Move it away")
  }

  /// The event file cannot be written.
  public static func phoneFileRefused(_ path: String, errorNumber: Int) -> Message {
    switch errorNumber {
    case 13, 1: Message("没有权限写 \(path)", "no permission to write \(path)")
    case 28: Message("磁盘已满, 写不进 \(path)", "the disk is full, cannot write \(path)")
    case 30: Message("磁盘只读, 写不进 \(path)", "the disk is read-only, cannot write \(path)")
    default: Message("写不了 \(path) (错误 \(errorNumber))", "cannot write \(path) (error \(errorNumber))")
    }
  }

  /// Only a part of a line was written.
  public static func phoneFileCutShort(_ path: String) -> Message {
    Message("磁盘已满, \(path) 的最后一行不完整", "the disk is full, the last line of \(path) is cut short")
  }

  /// A line of the table of seats is wrong.
  public static let seatTableForm = Message("应为 PJSIP/8001 = 03", "expected PJSIP/8001 = 03")
  /// A telephone stands twice in the table of seats.
  public static let seatTableRepeated = Message("这部电话已有席位", "this phone already has a seat")
  package static let seatTableEmpty = Message("席位表是空的", "the seat table is empty")
  /// The secret cannot be used.
  public static func phoneSecretBad(_ path: String) -> Message {
    Message("\(path) 里应只有一行密码", "\(path) must contain the secret on one line and nothing else")
  }

  /// Others may read the secret.
  public static func phoneSecretOpen(_ path: String) -> Message {
    Message("注意: 别人能读 \(path)。请 chmod 600", "note: others can read \(path). Run chmod 600")
  }

  /// A line of a timing file is wrong.
  public static let phoneTimingBad = Message("不是时刻记录", "not a record of a time")
  package static let phoneLineTooLong = Message("这一行太长, 已跳过", "this line is too long and was skipped")
  package static let phoneLineNotJSON = Message("这一行不是 JSON, 已跳过", "this line is not JSON and was skipped")
  /// A line has another version.
  public static func phoneLineVersion(_ version: Int) -> Message {
    Message("不认识版本 v=\(version), 已跳过", "version v=\(version) is not known, the line was skipped")
  }

  /// A line is of an unknown kind.
  public static let phoneLineKind = Message(
    "ev 应为 ring、answer 或 end, 已跳过", "ev must be ring, answer or end; the line was skipped")
  /// A field of a line is wrong.
  public static func phoneLineField(_ name: String) -> Message {
    Message("字段 \(name) 缺少或不对, 已跳过", "field \(name) is missing or wrong, the line was skipped")
  }

  /// The bridge listens.
  public static let bridgeConnected = Message("电话联动已连接", "the link to the phone system is up")
  /// The bridge is not connected.
  public static func bridgeDisconnected(seconds: Int) -> Message {
    Message(
      "电话联动断开, \(seconds) 秒后再试", "the link to the phone system is down, next attempt in \(seconds) s")
  }

  /// The telephone system does not answer.
  public static let bridgeUnanswered = Message(
    "电话系统没有回应, 重新连接", "the phone system does not respond, reconnecting")
  /// The account is refused.
  public static let bridgeRefused = Message(
    "电话系统拒绝登录: 请核对账号、密码和 permit, 60 秒后再试",
    "the phone system refused the login: check account, secret and permit; next attempt in 60 s")
  /// The telephone system was started anew.
  public static let bridgeRestarted = Message("电话系统重新启动过", "the phone system was restarted")
  /// The telephone system is going to stop.
  public static let bridgeShutdown = Message("电话系统即将停止", "the phone system is about to stop")
  /// Calls went by unseen.
  public static func bridgeUnseen(_ count: Int) -> Message {
    Message("断开期间有 \(count) 个呼叫没有看到", "\(counted(count, "call")) went unseen while the link was down")
  }

  /// Channels went by unseen, where the telephone system counts callers and telephones together.
  public static func bridgeUnseenChannels(_ count: Int) -> Message {
    Message(
      "断开期间有 \(count) 个通道 (来电和话机) 没有看到",
      "\(counted(count, "channel (caller or phone)", "channels (callers and phones)")) went unseen while the link was down"
    )
  }

  /// Events carry no time.
  public static let bridgeNoTimestamps = Message(
    "请在 manager.conf 打开 timestampevents, 时刻才准", "set timestampevents = yes in manager.conf for exact times")
  /// Calls go by unheard.
  public static func bridgeSilent(_ devices: [String]) -> Message {
    let seen = devices.joined(separator: " ")
    return Message(
      "联动无来电: 有呼叫, 但没有席位的电话响过。请核对 read=system,call 和席位表。见到而不在表中的: \(seen)",
      "silent link: there are calls, but no seat's phone has rung. Check read=system,call and the "
        + "seat table. "
        + "Seen but not in the table: \(seen)")
  }

  /// The account may not ask for counts.
  public static let bridgeNoReporting = Message(
    "账号没有 write=reporting, 无法发现漏掉的呼叫", "the account lacks write=reporting, so unseen calls cannot be detected"
  )
  /// The telephone system does not count its calls.
  public static let bridgeCountsNoCalls = Message(
    "这台电话系统不统计已处理的呼叫数, 无法发现漏掉的呼叫",
    "this phone system does not count its calls, so unseen ones cannot be detected")
}
