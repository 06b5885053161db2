/// Words of the panel and the prompt.
extension Message {
  /// The first line on the screen.
  public static func consoleOpened(version: String) -> Message {
    Message("call110 \(version) 接警台已就绪", "call110 \(version) console ready")
  }
  /// Text typed before the last end is back in the prompt.
  public static let draftRestored = Message(
    "上次未提交的文字已恢复到输入行", "text typed before the interruption is back on the input line")
  /// The half-typed text cannot be kept over a crash.
  public static let draftFailed = Message(
    "草稿无法保存: 未按回车的文字断电后会丢失", "drafts cannot be saved: text not yet entered would be lost in a power cut")
  /// Seat and operator.
  public static func headerSeat(_ seat: String, _ personnel: String) -> Message {
    Message("接警  \(seat)席 \(personnel)", "seat \(seat) \(personnel)")
  }
  /// Whose 110 it is.
  public static func headerCity(_ city: Message) -> Message {
    Message("\(city.chinese)110", "\(city.english) 110")
  }
  /// Calls taken today.
  public static func headerCalls(_ count: Int) -> Message {
    Message("今日 \(count)", counted(count, "call") + " today")
  }
  /// Promises still open, all seats.
  public static func headerPromises(_ count: Int) -> Message {
    Message("未了许诺 \(count)", counted(count, "open promise"))
  }
  /// The phone link's state: none, normal, down or silent.
  public static func headerPhone(_ link: String) -> Message {
    switch link {
    case "normal": Message("电话联动 正常", "phone link OK")
    case "down": Message("电话联动 中断", "phone link down")
    case "silent": Message("电话联动 无来电", "phone link silent")
    default: Message("电话联动 无", "no phone link")
    }
  }
  /// Calls that wait elsewhere, with the longest wait and the longest the telephone system announced, in ms;
  /// without `longest` the row changes with their number only.
  public static func queueRow(_ count: Int, longest: Int64?, announced: Int64? = nil) -> Message {
    guard let longest else { return Message("排队 \(count) 个", "\(count) waiting") }
    let row = Message(
      "排队 \(count) 个, 最长 \(seconds(longest).chinese)", "\(count) waiting, longest \(seconds(longest).english)"
    )
    guard let announced else { return row }
    return row.joined(
      Message("(已告知约需等 \(announced / 1_000) 秒)", "(told to expect about \(announced / 1_000) s)"))
  }
  /// This seat hung up before the queue put the caller through.
  public static let callerStillWaits = Message(
    "本席在接通来电人之前挂机, 来电人仍在排队",
    "this seat hung up before the caller was put through; the caller is still waiting")
  /// The caller of this record hung up before he was put through to anybody.
  public static let callerGaveUpUnheard = Message(
    "来电人在接通前已挂机, 由电话席 (phone) 列入回拨",
    "the caller hung up before being put through: seat 'phone' puts the call on the call-back list")
  /// The same, where this seat's own record puts him on the list.
  public static let callerGaveUp = Message("来电人在接通前已挂机", "the caller hung up before being put through")
  /// A key told of an answer, and the telephone says that there was none here.
  public static let notPutThrough = Message(
    "电话联动显示: 本席没有接通此来电 (来电人已挂机, 或由他席接听); 没有记下内容就会自动结束",
    "the phone link says this seat was not put through to this caller (gone, or another seat has the call); "
      + "the record closes itself if nothing is taken down")
  /// Whether a ring the phone told of goes on is not known any more.
  public static func ringUnconfirmed(_ number: String) -> Message {
    let (from, english) = number.isEmpty ? ("", "") : (" \(number)", " from \(number)")
    return Message(
      "电话联动没有消息, 不知来电\(from)是否还在响; 还在响就按回车",
      "no word from the phone link: the call\(english) may still be ringing; if so, press Enter")
  }
  /// The caller's side went on hook in mid-call.
  public static let callerHungUp = Message(
    "对方已挂机: 补全后 F9 结束; 未说完请 /cutoff 列入回拨", "caller hung up: complete the record, then F9; if cut off, /cutoff"
  )
  /// A caller this seat spoke to rings here again: parked, or handed on in vain.
  public static func callerRingsAgain(_ number: String) -> Message {
    let from = number.isEmpty ? "" : " \(number)"
    return Message("刚才的来电人\(from)又转回本席响铃", "the caller\(from) you spoke to is ringing here again")
  }
  /// This seat's part is over, the caller is still on the line.
  public static func callerPassedOn(_ number: String) -> Message {
    let from = number.isEmpty ? "" : " \(number)"
    return Message(
      "来电人\(from)已转接或寄存, 没有挂机", "the caller\(from) was transferred or parked and has not hung up")
  }
  /// Another call rings at this seat's telephone while it is in use.
  public static func secondCallRings(_ number: String) -> Message {
    let (from, english) = number.isEmpty ? ("", "") : (" \(number)", " from \(number)")
    return Message("通话中又有来电\(from)在本席响铃", "another call\(english) is ringing on your phone")
  }
  /// Words of a simulated caller.
  public static func callerSays(_ words: String) -> Message { Message("来电人: \(words)", "caller: \(words)") }
  /// Under the header while nothing rings.
  public static let waitingHint = Message(
    "等待来电: 响铃时按回车, 可先输入号码。/help 帮助",
    "waiting: when the phone rings, type the number if known and press Enter. /help"
  )
  /// The ring that is going on, and for how many ms where that is to be seen.
  static func ring(_ ring: Int, milliseconds: Int64?) -> Message {
    let name = Message.ring(ring)
    guard let time = milliseconds.map({ seconds($0) }) else { return name }
    return Message("\(name.chinese) \(time.chinese)", "\(name.english), \(time.english)")
  }
  /// The ringing row; `caller` is what is known of number and name; without `milliseconds` it changes with
  /// each ring only.
  public static func ringingRow(caller: String, ring: Int, milliseconds: Int64?, isLoud: Bool) -> Message {
    let from = caller.isEmpty ? "" : " \(caller)"
    let figure = Message.ring(ring, milliseconds: milliseconds)
    let call = isLoud ? Message("!!! 立即接听 !!!", "!!! ANSWER NOW !!!") : Message("按回车接听", "Enter answers")
    return Message(
      "来电\(from)  响铃 \(figure.chinese)  \(call.chinese)",
      "call\(from)  ringing, \(figure.english)  \(call.english)")
  }
  /// Complaints to which an answer is owed.
  public static func headerComplaints(_ count: Int) -> Message {
    Message("投诉待答复 \(count)", counted(count, "complaint") + " to answer")
  }
  /// The row of somebody who is being rung back; without `milliseconds` it stays as it is.
  ///
  /// `takesRingFirst` is whether somebody rings here meanwhile, whom Enter answers.
  public static func diallingRow(caller: String, milliseconds: Int64?, takesRingFirst: Bool) -> Message {
    let keys =
      takesRingFirst
      ? Message(
        "回车先接来电; 回拨结果: \(outcomes.chinese)",
        "Enter takes the ringing call first; result: \(outcomes.english)")
      : Message("接通后按回车, 未通 /回拨 无人接|占线|打不通", "Enter when answered, else /callback no-answer|busy|unreachable")
    return dialled(caller, milliseconds: milliseconds).joined(keys, separator: "  ")
  }

  /// The row of somebody who is being rung back while another call is on the screen.
  public static func callerDialled(_ caller: String, milliseconds: Int64?) -> Message {
    dialled(caller, milliseconds: milliseconds).joined(
      Message("结果: \(outcomes.chinese)", "result: \(outcomes.english)"), separator: "  ")
  }

  private static func dialled(_ caller: String, milliseconds: Int64?) -> Message {
    let time = milliseconds.map { seconds($0) } ?? Message("", "")
    return Message("去电", "calling out").joined(.verbatim(caller)).joined(
      Message("拨打中", "dialling").joined(time), separator: "  ")
  }

  /// How it is told by command what came of ringing back.
  private static let outcomes = Message(
    "/回拨 接通|无人接|占线|打不通", "/callback reached|no-answer|busy|unreachable")
  /// Where a call stands of which nothing is written down yet; `ending` is nil while it goes on.
  public static func nothingNoted(seat: String, isAnswered: Bool, ending: String?) -> Message {
    let goingOn = isAnswered ? Message("正在通话", "talking now") : Message("正在响铃", "ringing now")
    return Message("\(seat)席", "seat \(seat)").joined(ending.map(name(of:)) ?? goingOn)
  }
  /// What the same number called about before.
  public static func earlierCall(clock: String, matter: Message, units: Message, marks: Message) -> Message {
    let mark =
      marks.chinese.isEmpty ? Message("", "") : Message("曾\(marks.chinese) ", "earlier: \(marks.english) ")
    let units =
      units.chinese.isEmpty
      ? Message("", "") : Message(", 已派\(units.chinese)", ", sent \(units.english)")
    return Message(
      "(\(mark.chinese)上次 \(clock) 同号: \(matter.chinese)\(units.chinese))",
      "(\(mark.english)same number \(clock): \(matter.english)\(units.english))")
  }
  /// What a number did in calls longer ago: each with the day of the latest.
  public static func numberPast(_ marks: [(name: Message, day: String)]) -> Message {
    let list = Message.list(
      marks.map { Message("\($0.name.chinese) (\($0.day))", "\($0.name.english) (\($0.day))") })
    return Message("!此号码曾: \(list.chinese)", "!this number before: \(list.english)")
  }
  /// That the call goes on, and for how long, in ms, where that is to be seen.
  public static func talkingFor(_ milliseconds: Int64?) -> Message {
    guard let milliseconds else { return Message("通话", "talking") }
    return Message("通话 \(minutes(milliseconds))", "talking \(minutes(milliseconds))")
  }
  /// The same of a conversation that is over.
  public static func talkedFor(_ milliseconds: Int64?) -> Message {
    let talking = talkingFor(milliseconds)
    return Message(talking.chinese, milliseconds.map { "talked \(minutes($0))" } ?? "talked")
  }
  /// Categories proposed by what happened, likeliest first; Enter takes the first at the end.
  public static func categoriesRow(_ names: [Message]) -> Message {
    let rows = names.enumerated().map { Message.verbatim("\($0 + 1) ").joined($1, separator: "") }
    return Message(
      "类别? " + rows.map(\.chinese).joined(separator: "  ") + "  F9 回车取1",
      "category? " + rows.map(\.english).joined(separator: "  ") + "  F9, Enter takes 1")
  }

  /// What the level beside the first category of a row means.
  public static func levelMeans(_ level: Int, _ meaning: Message) -> Message {
    Message("  1 为 \(level)级: \(meaning.chinese)", "  1 is level \(level): \(meaning.english)")
  }

  /// A category with its usual level, in a row.
  public static func categoryWithLevel(_ name: Message, level: Int?) -> Message {
    guard let level else { return name }
    return Message("\(name.chinese) \(level)级", "\(name.english) (\(level))")
  }

  /// The kind and level on record, looked at once more at the end.
  public static func kindRow(_ kind: Message) -> Message {
    Message("类别: \(kind.chinese)  (改: /类别, /等级)", "category: \(kind.english)  (to change: /category, /level)")
  }

  /// Nothing is left to be done but to put down.
  public static let putDownCloses = Message(
    "全部办完: 挂机即归档, 或回车", "all done: hanging up closes the record, or press Enter")

  /// The caller's own telephone, told by the telephone system.
  public static let ownPhone = Message("本机", "own phone")

  /// An earlier call likely about the same matter.
  public static func alikeRow(_ call: Message) -> Message {
    Message("可能同一件事: \(call.chinese)  F3 关联", "likely the same: \(call.english)  F3 links")
  }

  /// Units proposed, to be chosen by digit.
  public static func unitsRow(_ names: [String]) -> Message {
    let list = names.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: "  ")
    return Message("单位: \(list)", "units: \(list)")
  }

  /// What Tab goes through, from the one on the line (its number, from 1, of how many) round to it.
  public static func choicesRow(_ choices: [String], number: Int, count: Int) -> Message {
    let list = choices.joined(separator: " | ")
    return Message("Tab \(number)/\(count): \(list)", "Tab \(number)/\(count): \(list)")
  }

  /// Places that what is typed may mean; Tab goes through them, a digit takes one of a place entered.
  public static func placesRow(_ names: [String], isEntered: Bool) -> Message {
    let list = names.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: "  ")
    return isEntered
      ? Message("何地? \(list)  /何地 1 取", "where? \(list)  /where 1 takes it")
      : Message("地点: \(list)  Tab 取", "places: \(list)  Tab takes")
  }

  /// The yes-or-no question to ask a caller who cannot speak freely; the Chinese is what is said.
  ///
  /// `isAnswerDue` is whether yes or no goes to the question before, which was asked and not answered.
  public static func askYesOrNo(
    _ question: Message, number: Int, of count: Int, isAnswerDue: Bool = false
  ) -> Message {
    let whose = isAnswerDue ? Message("记给上一问", "answers the one before") : Message("记给此问", "answers this one")
    return Message(
      "只问是否 \(number)/\(count): 「\(question.chinese)」 Tab 记已问  是/否 \(whose.chinese)",
      "yes or no \(number)/\(count): “\(question.chinese)”  Tab marks it asked  yes/no \(whose.english)")
  }

  /// What a caller who cannot speak freely answered, as the remark that the record keeps.
  public static func safeAnswer(_ question: Message, isYes: Bool) -> Message {
    let answer = name(of: isYes ? "yes" : "no")
    return Message(
      "「\(question.chinese)」答: \(answer.chinese)", "“\(question.english)” answered: \(answer.english)")
  }

  /// Whether a word, in small letters, says yes; nil when it says neither yes nor no.
  public static func isYes(_ word: String) -> Bool? { yesAndNo.first { $0.words.contains(word) }?.isYes }

  private static let yesAndNo: [(isYes: Bool, words: [String])] = [
    (true, ["yes", "y", "是", "是的", "对", "有", "方便", "能", "在"]),
    (false, ["no", "n", "否", "不是", "不", "不对", "没有", "没", "不方便", "不能", "不在"]),
  ]

  /// The ordinary questions are back.
  public static let safeCheckLeft = Message("恢复普通问法", "back to the usual questions")

  /// Open promises of the call.
  public static func promisesRow(_ kinds: [Message]) -> Message {
    let list = Message.list(kinds)
    return Message("许诺待落实: \(list.chinese)", "promises to keep: \(list.english)")
  }
  /// Misconduct is going on and the inspectors are not told yet.
  public static func inspectorsRow(_ unit: Message) -> Message {
    Message("正在发生: 立即报告\(unit.chinese)  F8", "happening now: notify \(unit.english) at once  F8")
  }
  /// A sentence to say now, with the key that marks it said.
  public static func sayNow(_ text: String, key: String, byEnter: Bool = false) -> Message {
    byEnter
      ? Message(
        "请说: 「\(text)」  \(key) 或空行回车记已说", "say: “\(text)”  \(key) or Enter on an empty line marks it said")
      : Message("请说: 「\(text)」  \(key) 记已说", "say: “\(text)”  \(key) marks it said")
  }
  /// The prescribed question of the open element.
  public static func askWith(_ text: String) -> Message {
    Message(
      "问: 「\(text)」  Tab 记已问  ? 不知道  ! 不愿说", "ask: “\(text)”  Tab marks it asked  ? not known  ! refused")
  }
  /// No prescribed question.
  public static func askFreely(_ element: Message) -> Message {
    Message(
      "问: \(element.chinese)  Tab 记已问  ? 不知道  ! 不愿说",
      "ask for \(element.english)  Tab marks it asked  ? not known  ! refused")
  }
  /// Events are in the second place only.
  public static let spooled = Message(
    "未记录 — 请用纸质登记 (备用位置已存, 恢复后自动补入)",
    "NOT RECORDED — use the paper form (kept in the backup location, added when the disk is back)")
  /// Key labels.
  public static let keyUnit = Message("派警", "unit")
  /// Key label of the end.
  public static let keyEnd = Message("结束", "end")
  /// A short label for a phrase's key.
  public static func key(_ phrase: String, or fallback: String) -> Message {
    keys[phrase] ?? Message(fallback, phrase)
  }

  private static let keys: [String: Message] = [
    "greeting": Message("问候", "greet"), "calming": Message("安抚", "calm"), "urging": Message("催促", "chase"),
    "urgent-police": Message("派民警", "police"), "urgent-department": Message("部门", "dept"),
    "civility": Message("文明", "civil"), "harassment": Message("骚扰", "harass"),
    "consent": Message("征询", "consent"),
  ]

  /// The prompt of a field that is neither element nor complaint field, by the field's name.
  public static func prompt(for field: String) -> Message {
    if field.hasPrefix("unit:") {
      switch field.dropFirst(5) {
      case "chase": return Message("催办单位", "chase unit")
      case "department": return Message("通知部门", "department")
      case "feedback": return Message("反馈单位", "feedback from")
      default: return Message("派警单位", "unit")
      }
    }
    return prompts[field] ?? .verbatim(field)
  }

  private static let prompts: [String: Message] = [
    "idle": Message("接警", "waiting"), "ringing": Message("接听", "answer"),
    "referral": Message("转介查询", "referral"),
    "link": Message("关联", "link"), "category": Message("类别", "category"), "level": Message("等级", "level"),
    "closing": Message("回车挂机", "Enter hangs up"), "note": Message("备注", "note"),
  ]

  /// What a field wants, by its name.
  public static func hint(for field: String) -> Message {
    if field.hasPrefix("unit:") {
      return Message("写: 单位 (空格后可写对谁说、说了什么)", "type the unit, then a space and what was said")
    }
    return hints[field] ?? Message("输入内容后回车", "type, then Enter")
  }

  /// At the level's prompt; `usual` is what Enter alone takes, nil where it takes none.
  public static func levelHint(usual: Int?) -> Message {
    let typed = Message("输入等级数字", "type the level's digit")
    return usual.map { typed.joined(Message("回车取 \($0) 级", "Enter takes \($0)"), separator: "; ") } ?? typed
  }

  /// At the remark's prompt, behind the elements; `open` are those that nobody answered.
  public static func noteHint(open: [Message]) -> Message {
    elementsLeft(open).joined(Message("可写备注; F8 派警, F9 结束", "Type a note; F8 unit, F9 end"), separator: "")
  }

  /// Which elements nobody has settled yet, or that there are none.
  static func elementsLeft(_ open: [Message]) -> Message {
    let list = Message.list(open)
    return open.isEmpty
      ? Message("要素已齐。", "all elements complete. ")
      : Message("还缺: \(list.chinese)。", "still open: \(list.english). ")
  }

  /// At the end, where Enter hangs up; `isSaid` is whether consent was asked and the farewell said.
  public static func closingHint(hasHungUp: Bool, isSaid: Bool) -> Message {
    if hasHungUp { return Message("对方已挂机; 回车结束记录", "the caller has hung up; Enter closes the record") }
    return isSaid
      ? Message("征询和告别都已说; 回车挂机", "consent asked, farewell said; Enter hangs up")
      : Message("F12 征询同意、再按告别; 回车挂机", "F12 asks for consent, F12 again says farewell; Enter hangs up")
  }

  private static let hints: [String: Message] = [
    "referral": Message(
      "输入事项查目录; 再输入序号表示已告知地址和电话", "type the topic, then its number once the address and phone were given"),
    "link": Message("输入序号关联, n 都不是, 空行跳过", "type a number to link, n for none, empty to skip"),
    "category": Message("输入序号、编码或名称", "type a number, a code or a name"),
    "complaint:happening": Message("是否正在发生? 是/否", "is it happening now? yes/no"),
    "complaint:confidential": Message("是否保密? 是/否", "keep confidential? yes/no"),
  ]
}

/// What the guard of the console says.
extension Message {
  package static let askSeat = Message("席位号 (例如 03)", "seat (such as 03)")
  package static let askOperator = Message("接警员工号 (例如 041207)", "call taker ID (such as 041207)")
  /// The answer had the wrong form.
  public static let askAgain = Message("只用小写字母、数字和 -, 最长 32", "use a-z, 0-9 and -, at most 32 characters")
  /// The console died and was started again.
  public static let guardRestarted = Message(
    "接警台意外中断, 已自动重新启动", "the console stopped unexpectedly and was restarted")
  /// The console dies again and again.
  public static let guardGaveUp = Message(
    "接警台反复中断, 已停止。请用纸质登记并通知维护人员",
    "the console keeps failing and was stopped. Use paper forms and tell technical support")
}

extension Message {
  /// The console needs a terminal and there is none.
  public static let notATerminal = Message(
    "标准输入或输出不是终端。请在终端上运行, 或把命令逐行送入标准输入",
    "standard input or output is not a terminal. Run it in a terminal, or pipe command lines into it")
  /// The terminal cannot be put into its mode, or the system has no resources left.
  public static func terminalRefused(code: Int32) -> Message {
    Message(
      "终端无法使用 (系统错误 \(code))。请换一个终端再试", "the terminal cannot be used (system error \(code)). Try another one")
  }
}
