/// What the wiring check says: what was seen of a test call, and which line of the recipes mends what is not.
extension Message {
  package static let commandPhoneCheck = Message(
    "看一个测试电话: 联动收到了什么, 缺什么, 改哪一行",
    "watch one test call: what arrived, what is missing, which line to change")
  package static let optionCheckPhone = Message(
    "本席的席位号和分机号, 逗号分隔", "the seat and extensions of the console, separated by commas")
  package static let optionCheckWait = Message(
    "最多等几秒, 默认 120", "how many seconds to wait at most, 120 by default")
  /// Before the test call; in so many seconds it must be over.
  public static func phoneCheckBegins(seconds: Int) -> Message {
    Message(
      "请在 \(seconds) 秒内打一个测试电话: 响两声, 接起, 说几秒, 挂断",
      "within \(seconds) s make one test call: let it ring twice, answer, talk for a few seconds, hang up")
  }
  /// Which source told of the call.
  public static func phoneCheckSource(_ source: String) -> Message {
    let name = source.isEmpty ? "-" : source
    return Message("来源 \(name)", "source \(name)")
  }
  /// What was seen of one telephone; nil for what was not told, times in ms.
  public static func phoneCheckSeat(
    _ seat: String, basis: String?, ring: Int64?, error: Int64?, isAnswered: Bool, end: String?
  ) -> Message {
    let bound = error.map { " ±\($0) ms" } ?? ""
    let rang = ring.map { seconds($0) }
    let basis = basis ?? "-"
    let end = end ?? "-"
    return Message(
      "席位 \(seat): 振铃依据 \(basis), 响铃 \(rang?.chinese ?? "-")\(bound), \(isAnswered ? "已接" : "未接"), 结束 \(end)",
      "seat \(seat): ring \(basis), rang \(rang?.english ?? "-")\(bound), "
        + "\(isAnswered ? "answered" : "not answered"), end \(end)")
  }
  package static let phoneCheckGood = Message("接线正确, 没有缺项", "the wiring is right, nothing is missing")
  package static let phoneCheckLinkDown = Message(
    "! 没有收到任何事件, 网桥没有连上电话系统: 看 logs/phone/status-*.json 的 state, 查 --host 和 --secret-file",
    "! no events arrived, and the bridge is not connected: see state in logs/phone/status-*.json, check --host and --secret-file"
  )
  package static let phoneCheckSilence = Message(
    "! 没有收到任何事件: 网桥要写到同一个 --logs; 席位表要有话机 (PJSIP/8001 = 01); manager.conf 要有 read = call,system,agent; 用拨号方案时要有 phone-event ring 一行",
    "! no events arrived: the bridge must write to the same --logs, the seat table must list the phone (PJSIP/8001 = 01), "
      + "manager.conf needs read = call,system,agent; a dialplan needs its line phone-event ring")
  package static let phoneCheckNoRing = Message(
    "! 没有振铃: 席位表要有这部话机 (PJSIP/8001 = 01), 或拨号方案要有 phone-event ring 一行",
    "! no ring: the seat table must list the phone (PJSIP/8001 = 01), or the dialplan needs its line phone-event ring"
  )
  package static let phoneCheckNoSeat = Message(
    "! 响铃的不是本席: 席位表改成本席席位号, 或 console 加 --phone 分机号",
    "! the phone that rang is not this seat: put this seat in the seat table, or start console with --phone EXTENSION"
  )
  package static let phoneCheckUpperBound = Message(
    "! 只知道呼出的时刻 (dialed), 超时永远无法证明: 话机要发 180; 拨号方案改用 phone-bridge",
    "! only the time of dialling is known (dialed), so a late answer can never be proved: the phone must send 180; use phone-bridge instead of the dialplan"
  )
  package static let phoneCheckNoAnswer = Message(
    "! 没有应答, 无法计时: 拨号方案的 Dial 要有 U(answered^${UNIQUEID}^8001) 和 phone-event answer 一行",
    "! no answer event, so nothing can be timed: Dial needs U(answered^${UNIQUEID}^8001) and the line phone-event answer"
  )
  package static let phoneCheckNoEnd = Message(
    "! 没有结束: 拨号方案要有 h 分机的 phone-event end 一行; FreeSWITCH 要有 api_hangup_hook",
    "! no end event: the dialplan needs the line phone-event end at extension h; FreeSWITCH needs its api_hangup_hook"
  )
  package static let phoneCheckNoReason = Message(
    "! 结束没有原因, 放弃的来电要过一分钟才知道: phone-event end 加 --why",
    "! the end has no reason, so an abandoned call is known only after a minute: phone-event end needs --why")
  package static let phoneCheckNoCaller = Message(
    "! 没有主叫号码 (或未显示): phone-event ring 加 --from \"${FILTER(0-9+,${CALLERID(num)})}\"",
    "! no caller's number (or withheld): phone-event ring needs --from \"${FILTER(0-9+,${CALLERID(num)})}\"")
  package static let phoneCheckNoTime = Message(
    "! 没有电话系统的时刻, 按收到的时刻计: manager.conf 加 timestampevents = yes; phone-event 加 --at",
    "! no time from the phone system, so arrival time counts: manager.conf needs timestampevents = yes; phone-event --at"
  )
  package static let phoneCheckWholeSeconds = Message(
    "! 时刻只到整秒, 误差 ±1 秒: --at 用毫秒", "! whole seconds only, good to ±1 s: give --at in milliseconds")
}
