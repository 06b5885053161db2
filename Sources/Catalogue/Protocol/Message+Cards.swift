/// The paper cards and the paper form.
extension Message {
  package static let cardsTitle = Message("纸质接警卡", "Paper cards for taking calls")
  /// What to do with them.
  public static let cardsHowTo = Message(
    "系统停用时使用。时间写到秒, 恢复后用 call110 enter-paper 补录, 原卡留存",
    "For use while the console is down. Write times to the second, enter the calls later with call110 enter-paper, keep the cards"
  )
  /// Heading: the call.
  public static let cardCall = Message("一、接听", "1. The call")
  /// Heading: the branches.
  public static let cardBranches = Message("二、各种情形的规定用语", "2. What to say in each branch")
  /// One branch.
  public static func cardBranch(_ name: Message) -> Message {
    Message("【\(name.chinese)】", "[\(name.english)]")
  }
  /// What must be done.
  public static func cardDeeds(_ deeds: Message) -> Message {
    Message("不得遗漏: \(deeds.chinese)", "do not leave out: \(deeds.english)")
  }
  /// One of several sentences.
  public static func alternatives(_ sentences: [Message]) -> Message {
    Message(
      sentences.map(\.chinese).joined(separator: " 或 "), sentences.map(\.english).joined(separator: " or "))
  }
  /// Before hanging up.
  public static let cardBeforeHangUp = Message("(挂机之前必须说)", "(before hanging up)")
  /// The complaint's deadline.
  public static func cardComplaint(days: Int) -> Message {
    Message(
      "受理次日起 \(days) 个工作日内答复; 受理日期: ____________  答复期限: ____________",
      "answer within \(counted(days, "working day")) of receipt; received: __________  due: __________")
  }
  /// A deed of a branch.
  public static func cardDeed(_ deed: String) -> Message {
    switch deed {
    case "link": Message("关联先前警情", "link to the earlier call")
    case "chase": Message("再催单位", "chase the unit")
    case "notify": Message("派警或通知部门, 记下单位和时间", "notify a unit or department, note which and when")
    case "address-and-telephone": Message("告知地址和电话", "give address and phone number")
    case "four-fields": Message("登记姓名、住址、工作单位、联系电话", "take name, address, employer, phone number")
    default: Message(deed, deed)
    }
  }
  /// Column: telephone of a department.
  public static let columnTelephone = Message("电话", "phone")
  /// Column: address of a department.
  public static let columnAddress = Message("地址", "address")
  /// Column: say instead.
  public static let cardInstead = Message("改说", "say instead")
  /// Who took it.
  public static let cardOperator = Message("接警员", "call taker")
  /// When it rang.
  public static let cardRang = Message("响铃时间", "rang at")
  /// When it was answered.
  public static let cardAnswered = Message("接听时间", "answered at")
  /// How many rings.
  public static let cardRings = Message("铃声数", "rings")
  package static let cardNumber = Message("来电号码", "number")
  /// Units told.
  public static let cardUnit = Message("派警单位/时间", "unit and time")
  package static let cardCategory = Message("类别", "category")
  package static let cardLevel = Message("等级", "level")
  /// Remark.
  public static let cardNote = Message("备注", "note")
  /// When it ended.
  public static let cardEnded = Message("结束时间", "ended at")
  /// Who typed it in.
  public static let cardTypedBy = Message("补录人/时间", "entered by, at")

  /// The name of a key of the paper form.
  public static func paperKey(_ key: String) -> Message {
    switch key {
    case "operator": cardOperator
    case "answered": cardAnswered
    case "rang": cardRang
    case "rings": cardRings
    case "number": cardNumber
    case "unit": Message("派警", "unit")
    case "department": Message("通知部门", "department")
    case "category": cardCategory
    case "level": cardLevel
    case "note": cardNote
    case "ended": cardEnded
    default:
      key.hasPrefix("complaint-") ? name(of: String(key.dropFirst(10))) : Message(key, key)
    }
  }

  /// Heading: the end of a call.
  public static let cardEnding = Message("三、结束通话与等级", "3. Ending a call, and its level")
  /// What a level means.
  public static func cardLevelMeans(_ number: Int, _ meaning: Message) -> Message {
    Message("等级 \(number): \(meaning.chinese)", "level \(number): \(meaning.english)")
  }

  /// The Chinese key of a complaint field in the paper form.
  public static func complaintFieldKey(_ field: String) -> String {
    switch field {
    case "name": "投诉人"
    case "phone": "投诉人电话"
    default: name(of: field).chinese
    }
  }

  /// What is asked for on a terminal; the key's form behind it.
  public static func paperPrompt(_ name: Message, form: String) -> Message {
    form.isEmpty ? name : Message("\(name.chinese) (\(form))", "\(name.english) (\(form))")
  }
  /// Before the first question.
  public static let paperBegin = Message(
    "补录纸质接警单。空行跳过一项; 时间如 2026-11-22 09:15:31 或 09:15",
    "Entering a paper call. An empty line skips a field; times such as 2026-11-22 09:15:31 or 09:15"
  )
  /// Whether there is another one.
  public static let paperAnother = Message("还有下一份吗 (y/n)", "another one (y/n)")
  /// A call was entered.
  public static func paperEntered(_ id: String, answered: String, by: String, typist: String, at: String)
    -> Message
  {
    Message(
      "已补录 \(id): \(by) 于 \(answered) 接听; 补录人 \(typist) \(at)",
      "entered \(id): answered by \(by) at \(answered); entered by \(typist) at \(at)")
  }
  /// The telephone's own record of a call that was typed in from paper.
  public static func paperTwin(_ id: String) -> Message {
    Message(
      "电话系统已有同一来电的记录 \(id), 同号同时; 两条记录, 来电只计一次",
      "the phone system has its own record \(id) of this call (same number and time); both stay, the caller is counted once"
    )
  }
  /// A record of the telephone that may be of the same call.
  public static func paperTwinPerhaps(_ id: String) -> Message {
    Message(
      "可能与电话系统的记录 \(id) 是同一来电, 只有时间相符; 两条都保留, 都计数, 请核对",
      "perhaps the same call as the phone system's record \(id), but only the time matches; both stay and count, please compare them"
    )
  }
  /// A fault of the form.
  public static func paperFault(_ kind: String, key: String) -> Message {
    let field = paperKey(key)
    switch kind {
    case "colon":
      return Message("应为“项目: 内容”。本份未录", "expected 'key: value'. This call was not entered")
    case "key":
      return Message("没有项目“\(key)”。本份未录", "there is no key '\(key)'. This call was not entered")
    case "time":
      return Message(
        "“\(field.chinese)”不是时间, 应如 2026-11-22 09:15:31。本份未录",
        "'\(key)' is not a time; use the form 2026-11-22 09:15:31. This call was not entered")
    case "missing":
      return Message("缺“\(field.chinese)”。本份未录", "'\(key)' is missing. This call was not entered")
    case "order":
      return Message("“\(field.chinese)”先后不对。本份未录", "'\(key)' is out of order. This call was not entered")
    case "future":
      return Message("接听时间在将来。本份未录", "the answer time is in the future. This call was not entered")
    default:
      return Message(
        "“\(field.chinese)”的内容不对。本份未录", "the value of '\(key)' is wrong. This call was not entered")
    }
  }
}
