/// What the callback commands say.
extension Message {
  package static let commandCallbacks = Message("未接来电回拨清单", "callers to call back")
  package static let commandCallbacksTry = Message("记一次回拨", "record one call-back attempt")
  package static let commandCallbacksClose = Message("办结一条回拨", "close a call-back")
  package static let optionCallbackOutcome = Message("这次回拨的结果", "the result of the attempt")
  package static let optionCallbackAs = Message("怎样办结", "how it is closed")
  package static let optionCallbackUnit = Message("派往现场的单位 (sent)", "the unit sent to the scene (sent)")
  package static let optionCallbackCall = Message(
    "来电人再次来电的接警单 (called-again)", "the record of the caller's later call (called-again)")
  /// `--seat` of the callback desk.
  public static let optionCallbackSeat = Message(
    "以哪个台的名义记录, 默认 desk-callback", "the desk to record as, desk-callback by default")
  package static let optionCallbackAll = Message("包括已办结的", "include closed ones")
  /// Nobody is to be rung back.
  public static let callbacksNone = Message("没有待回拨的来电", "nobody is waiting to be called back")
  /// On a record: somebody is to be rung back.
  public static func callbackWaiting(since: String) -> Message {
    Message("待回拨, 自 \(since)", "to be called back, since \(since)")
  }
  /// One entry, open: when due, whether late, number, why, attempts.
  public static func callbackRow(
    due: String, isLate: Bool, number: String, name: String, reason: String, waitSeconds: Int?, tries: Int,
    place: String, entry: String
  ) -> Message {
    let why = callbackReason(reason)
    let shown = name.isEmpty ? "" : " \(name)"
    return Message(
      "\(due) \(isLate ? "逾期" : "待拨") \(number.isEmpty ? "号码未显示" : number)\(shown) "
        + why.chinese + (waitSeconds.map { " 等候\($0)秒" } ?? "") + " 已拨\(tries)次"
        + (place.isEmpty ? "" : " 地点: \(place)") + "  [\(entry)]",
      "\(isLate ? "OVERDUE since" : "due") \(due)  \(number.isEmpty ? "number withheld" : number)\(shown)  "
        + why.english + (waitSeconds.map { " after \($0) s" } ?? "")
        + ", \(counted(tries, "try", "tries"))" + (place.isEmpty ? "" : "  place: \(place)") + "  [\(entry)]")
  }

  /// Why somebody must be rung back.
  private static func callbackReason(_ word: String) -> Message {
    switch word {
    case "cut-off": Message("通话中断", "cut off")
    case "entered": Message("要求回拨", "call-back requested")
    default: Message("未接", "abandoned")
    }
  }

  /// How a settled entry was settled.
  public static func callbackSettled(_ word: String) -> Message {
    let how =
      switch word {
      case "reached": Message("已接通", "reached")
      case "sent": Message("已派人", "unit sent")
      case "called-again": Message("已再次来电", "called again")
      case "unreachable": Message("多次未接通", "unreachable")
      default: Message("无号码", "no number")
      }
    return Message("已办结: \(how.chinese)", "closed: \(how.english)")
  }

  /// The entry is not there.
  public static let callbackNotFound = Message(
    "没有这条待回拨记录。见 call110 callbacks", "there is no such open call-back. See call110 callbacks")
  /// The journal did not take it.
  public static let callbackNotRecorded = Message(
    "未记录: 记录写不进磁盘, 请用纸质登记", "not recorded: the journal cannot be written, use the paper form")
  /// Somebody must be sent first.
  public static let callbackNobodySent = Message(
    "地点已知: 先派人, 再用 --as sent --unit 单位 办结",
    "the place is known: send a unit first, then close with --as sent --unit UNIT")
  /// It must be tried more often.
  public static func callbackTriesMissing(_ count: Int) -> Message {
    Message(
      "还要再拨 \(count) 次才能办结为未接通",
      "\(counted(count, "more attempt is", "more attempts are")) needed before it counts as unreachable")
  }

  /// There is a number.
  public static let callbackHasNumber = Message("有号码可拨, 请先回拨", "there is a number: call it first")
  /// No attempt reached the caller.
  public static let callbackNotReached = Message(
    "没有接通的回拨记录: 先记 callbacks try --outcome reached",
    "no recorded attempt reached the caller: first record one with callbacks try --outcome reached")
}
