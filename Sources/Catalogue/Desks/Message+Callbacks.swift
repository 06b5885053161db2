/// What the callback commands say.
extension Message {
  package static let commandCallbacks = Message("未接来电回拨清单", "callers to ring back")
  package static let commandCallbacksTry = Message("记一次回拨", "record one attempt to ring back")
  package static let commandCallbacksClose = Message("办结一条回拨", "settle a caller to ring back")
  package static let optionCallbackOutcome = Message("这次回拨的结果", "what came of the attempt")
  package static let optionCallbackAs = Message("怎样办结", "how it is settled")
  package static let optionCallbackUnit = Message("派往现场的单位 (sent)", "the unit sent to the place (sent)")
  package static let optionCallbackCall = Message(
    "来电人再次来电的接警单 (called-again)", "the record of the caller's next call (called-again)")
  /// `--seat` of the callback desk.
  public static let optionCallbackSeat = Message(
    "以哪个台的名义记录, 默认 desk-callback", "the desk that writes, desk-callback by default")
  package static let optionCallbackAll = Message("包括已办结的", "settled ones as well")
  /// Nobody is to be rung back.
  public static let callbacksNone = Message("没有待回拨的来电", "nobody is waiting to be rung back")
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
      "\(due) \(isLate ? "OVERDUE" : "due") \(number.isEmpty ? "number withheld" : number)\(shown) "
        + why.english + (waitSeconds.map { " waited \($0) s" } ?? "")
        + " tried \(tries)x" + (place.isEmpty ? "" : " place: \(place)") + "  [\(entry)]")
  }

  /// Why somebody must be rung back.
  private static func callbackReason(_ word: String) -> Message {
    switch word {
    case "cut-off": Message("通话中断", "cut off")
    case "entered": Message("要求回拨", "to be rung back")
    default: Message("未接", "abandoned")
    }
  }

  /// How a settled entry was settled.
  public static func callbackSettled(_ word: String) -> Message {
    let chinese =
      switch word {
      case "reached": "已接通"
      case "sent": "已派人"
      case "called-again": "已再次来电"
      case "unreachable": "多次未接通"
      default: "无号码"
      }
    return Message("已办结: \(chinese)", "settled: \(word)")
  }

  /// The entry is not there.
  public static let callbackNotFound = Message(
    "没有这条待回拨记录。见 call110 callbacks", "there is no such open entry. See call110 callbacks")
  /// The journal did not take it.
  public static let callbackNotRecorded = Message(
    "未记录: 记录写不进磁盘, 请用纸质登记", "not recorded: the journal cannot be written, use paper")
  /// Somebody must be sent first.
  public static let callbackNobodySent = Message(
    "地点已知: 先派人, 再用 --as sent --unit 单位 办结",
    "the place is known: send somebody and settle with --as sent --unit UNIT")
  /// It must be tried more often.
  public static func callbackTriesMissing(_ count: Int) -> Message {
    Message("还要再拨 \(count) 次才能办结为未接通", "\(count) more attempts are needed before it counts as unreachable")
  }

  /// There is a number.
  public static let callbackHasNumber = Message("有号码可拨, 请先回拨", "there is a number: ring it first")
  /// No attempt reached the caller.
  public static let callbackNotReached = Message(
    "没有接通的回拨记录: 先记 callbacks try --outcome reached",
    "no attempt on record reached the caller: record callbacks try --outcome reached first")
}
