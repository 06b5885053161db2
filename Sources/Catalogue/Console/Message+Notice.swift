/// What the desk tells the call taker beside the record.
extension Message {
  /// Places in the records of yesterday and today could not be read: what the console says of repeated calls,
  /// numbers and call-backs may lack something.
  public static func historyUnreadable(_ count: Int) -> Message {
    Message(
      "昨天和今天的记录有 \(count) 处读不出: 重复报警、同号和回拨提示可能不全。请告诉值班长 (call110 verify)",
      """
      yesterday's and today's records cannot be read in \(counted(count, "place")): what is shown of repeat calls, \
      numbers and call-backs may be incomplete. Tell the duty officer (call110 verify)
      """)
  }
  /// There is no call to work on; `last` is the one that ended last, when one did.
  public static func noCall(last: String?) -> Message {
    let (chinese, english) = (last.map { " (\($0) 已结束)" } ?? "", last.map { " (\($0) has ended)" } ?? "")
    return Message(
      "现在没有通话\(chinese)。响铃按回车或 /ring",
      "there is no call\(english). When the phone rings, press Enter or type /ring")
  }
  /// A call is ringing or going on already.
  public static func alreadyInCall(_ call: String, number: String) -> Message {
    let which = [call, number].filter { !$0.isEmpty }.joined(separator: " ")
    let named = which.isEmpty ? "" : ": \(which)"
    return Message("本席已有来电或通话\(named)", "this seat already has a call\(named)")
  }
  /// The call must be answered first: the one with this record, or only a ring, and where it comes from.
  public static func notAnswered(_ call: String, number: String) -> Message {
    guard !number.isEmpty || !call.isEmpty else {
      return Message("还没有接听。按回车或 /answer", "not answered yet. Press Enter, or /answer")
    }
    let chinese =
      number.isEmpty ? call : [call, "来电 \(number)"].filter { !$0.isEmpty }.joined(separator: " ")
    let who = call.isEmpty ? "the call" : call
    let english = number.isEmpty ? who : "\(who) from \(number)"
    return Message(
      "\(chinese) 还没有接听。按回车或 /answer", "\(english) has not been answered yet. Press Enter, or /answer")
  }
  /// No such phrase.
  public static let unknownPhrase = Message("没有这个用语", "there is no such phrase")
  /// No such branch.
  public static func unknownBranch(_ known: Message) -> Message {
    Message("没有这个分支。可用: \(known.chinese)", "there is no such branch. Use one of: \(known.english)")
  }
  /// No such category.
  public static let unknownCategory = Message(
    "没有这个类别。输入编码或名称的一部分", "there is no such category. Type a code or part of a name")
  /// A word that several categories have, each with its code.
  public static func severalCategories(_ names: [Message]) -> Message {
    let list = Message.list(names)
    return Message(
      "有几个类别, 请写编码或全名: \(list.chinese)", "several categories; give a code or a whole name: \(list.english)")
  }
  /// No such level.
  public static func unknownLevel(_ known: String) -> Message {
    Message("没有这个等级。可用: \(known)", "there is no such level. Use one of: \(known)")
  }
  /// No such language.
  public static func unknownLanguage(_ known: Message) -> Message {
    Message("没有这种语言。可用: \(known.chinese)", "there is no such language. Use one of: \(known.english)")
  }
  /// The directory found nothing.
  public static let unknownDepartment = Message(
    "目录里没有。可换词再查, 或 /question 记下交管理人",
    "not in the directory. Try other words, or /question to leave it for the keeper")
  /// No such earlier call.
  public static let unknownCall = Message("没有这个先前警情可关联", "there is no such earlier call to link")
  /// The linked call is not among the last 24 hours' calls.
  public static let linkNotRecent = Message(
    "近24小时记录里没有此编号, 请核对", "no such call in the last 24 hours; check the ID")
  /// The branch is not in force.
  public static func notInBranch(_ branch: Message) -> Message {
    Message("不在\(branch.chinese), 无需离开", "branch \(branch.english) is not in force, nothing to leave")
  }
  /// No such field to correct.
  public static let unknownField = Message(
    "没有这一项可更正。可用: when where what who why object result contact category level language number note, 投诉各栏",
    "there is no such field. Use: when where what who why object result contact category level language number note, and the complaint's fields"
  )
  package static let valueNeeded = Message("后面要写内容", "text must follow")
  /// Only yes or no will do.
  public static let choiceNeeded = Message("只能写 是 或 否 (不知道写 ?)", "only yes or no (? if not known)")
  /// Nothing changed.
  public static let unchanged = Message("与已记录的相同, 未改动", "same as recorded; nothing changed")
  /// The branch was in force already.
  public static func alreadyInBranch(_ branch: Message) -> Message {
    Message("已在\(branch.chinese)", "already in branch \(branch.english)")
  }
  /// Sentences that must come before hanging up.
  public static func sayBeforeHangUp(_ phrases: [String]) -> Message {
    let text = phrases.map { "「\($0)」" }.joined()
    let english = phrases.map { "“\($0)”" }.joined(separator: ", ")
    return Message(
      "挂机前须先说\(text)。仍要挂机请再按一次, 将记为违规。对方无声或低语: /silent",
      "say \(english) before hanging up. Hang up again to end anyway; that is recorded as a breach. Silent caller: "
        + "/silent"
    )
  }
  /// A breach was recorded.
  public static func breachNoted(_ rule: String) -> Message {
    Message("已记违规: \(name(of: rule).chinese)", "breach recorded: \(name(of: rule).english)")
  }
  /// The department told is an example of the shipped directory.
  public static func referralExample(_ department: String) -> Message {
    Message(
      "\(department) 的地址和电话是示例, 本中心未确认, 不算已告知",
      "the address and phone number of \(department) are examples this centre has not confirmed; they do not "
        + "count as given")
  }

  /// A word of danger to life speaks against the level chosen; the same once more records it.
  public static func levelDoubted(word: String, danger: Message, usual: Int, chosen: Int) -> Message {
    Message(
      "说到“\(word)”(\(danger.chinese)), 一般为\(usual)级。确为\(chosen)级就再输一次 \(chosen)",
      "“\(word)” suggests \(danger.english): usually level \(usual). Type \(chosen) again if it really is level "
        + "\(chosen)")
  }

  /// A level was recorded that is lower than a word of danger to life has it.
  public static func levelBelow(word: String, danger: Message, usual: Int, chosen: Int) -> Message {
    Message(
      "说到“\(word)”(\(danger.chinese)), 一般为\(usual)级; 已按\(chosen)级记录",
      "“\(word)” suggests \(danger.english): usually level \(usual); recorded as level \(chosen)")
  }

  /// The unit told is not in the list of units.
  public static func unitUnlisted(_ unit: String) -> Message {
    Message("单位名单里没有“\(unit)”, 已照写记录", "“\(unit)” is not in the list of units; recorded as typed")
  }

  /// The unit told does not keep a promise that is still open.
  public static func promiseNotKept(_ kind: String, by unit: Message) -> Message {
    Message(
      "“\(unit.chinese)”不能落实许诺: \(name(of: kind).chinese)",
      "notifying “\(unit.english)” does not keep the promise to \(name(of: kind).english)")
  }

  /// A promise needs a deed.
  public static func promiseOpened(_ kind: String) -> Message {
    Message("许诺待落实: \(name(of: kind).chinese)", "promise to keep: \(name(of: kind).english)")
  }
  /// The referral lacks something.
  public static func referralIncomplete(_ department: String) -> Message {
    Message(
      "转介未完成: 还须告知\(department)的地址和电话",
      "referral incomplete: the address and phone number of \(department) must still be given")
  }
  /// A taboo phrase with what to say instead.
  public static func taboo(_ phrase: String, instead: Message) -> Message {
    Message(
      "禁忌用语「\(phrase)」, 请改说: \(instead.chinese)", "taboo phrase “\(phrase)”; say instead: \(instead.english)")
  }
  /// When the complaint's reply is due.
  public static func complaintDue(_ due: String, counted: [String], isProvisional: Bool) -> Message {
    eventComplaint(due: due, counted: counted, isProvisional: isProvisional)
  }
  /// Misconduct going on now.
  public static func tellInspectors(_ unit: Message) -> Message {
    Message(
      "正在发生: 立即通知\(unit.chinese)并派就近民警, 不等三个工作日",
      "happening now: notify \(unit.english) and send the nearest officers at once; do not wait three working days"
    )
  }
  /// Place prompts follow.
  public static let placePrompts = Message("位置不清, 可问:", "place unclear, you can ask:")
  /// The remark by which a record tells of a silent or whispering caller.
  public static let silentCaller = Message(
    "无声或低语来电, 改问是或不是", "a silent or whispering caller, asked yes-or-no questions")
  /// Safe checks follow.
  public static let safeChecks = Message(
    "无声或低语, 不要警告。问只需答是或不是的问题, 断线立即回拨:",
    "silent or whispering: do not warn. Ask yes/no questions; call back at once if cut off:")
  /// The call goes on the call-back list.
  public static let callBack = Message("已列入回拨", "on the call-back list")
  /// A caller went on the call-back list.
  public static func callbackOpened(_ number: String) -> Message {
    let who = number.isEmpty ? Message("号码未知", "number unknown") : Message(number, number)
    return Message("列入回拨: \(who.chinese)", "on the call-back list: \(who.english)")
  }
  /// The caller was reached.
  public static let callbackReached = Message("回拨接通", "the call-back was answered")
  /// What `/callback` found nothing for.
  ///
  /// `wanted` is what was typed to name him, or empty.
  public static func callbackUnknown(_ wanted: String) -> Message {
    wanted.isEmpty
      ? Message("回拨列表中没有可回拨的人", "there is nobody to call back on the list")
      : Message(
        "回拨列表中没有“\(wanted)”可拨。/回拨 列表 看序号和号码",
        "nobody to call back matches “\(wanted)”. /callback list shows the numbers")
  }
  /// Help is on its way already, so nobody needs to ring back.
  public static func callbackSent(_ unit: Message) -> Message {
    Message("已派\(unit.chinese), 无须回拨", "\(unit.english) is on the way; no call-back needed")
  }
  /// The caller rang again by himself.
  public static func callbackCalledAgain(_ clock: String) -> Message {
    Message("\(clock) 的回拨已由来电人再次来电了结", "the call-back from \(clock) is closed: the caller called again")
  }
  /// Somebody to ring back, on the waiting screen.
  public static func callbackDue(
    number: String, clock: String, due: String, isLate: Bool, place: String, tries: Int
  ) -> Message {
    let who = number.isEmpty ? Message("号码未知", "number unknown") : Message(number, number)
    let late = isLate ? Message(" 已到时限", " DUE NOW") : Message("", "")
    let (place, english) = place.isEmpty ? ("", "") : (" \(place)", "  place: \(place)")
    return Message(
      "待回拨 \(who.chinese) \(clock) 来电, 限 \(due)\(late.chinese), 已拨 \(tries) 次\(place)",
      "call back \(who.english), called \(clock), due \(due)\(late.english), \(counted(tries, "try", "tries"))\(english)"
    )
  }
  /// More than there is room for.
  public static func callbacksMore(_ count: Int) -> Message {
    Message("另有 \(count) 个待回拨: call110 callbacks", "\(count) more to call back: call110 callbacks")
  }
  /// The reported timing and the measured one disagree.
  public static let timingsContradict = Message(
    "自报与实测判定不一致, 两者都已保留", "the reported and measured verdicts disagree; both are kept")
  /// Open matters are not kept here, as in a drill.
  public static let mattersElsewhere = Message("这里不办理未了事项", "open matters are not handled here")
  /// What is missing, in one line.
  public static func missing(_ items: [Message]) -> Message {
    let english = items.map(\.english).joined(separator: "; ")
    return Message("缺: \(Message.list(items).chinese)", "missing: \(english)")
  }
  /// A required sentence that was not said.
  public static func missingPhrase(_ text: String) -> Message {
    Message("未说「\(text)」", "not said: “\(text)”")
  }
  /// Elements never asked for.
  public static func missingElements(_ names: [Message]) -> Message {
    let list = Message.list(names)
    return Message("未问 \(list.chinese)", "not asked: \(list.english)")
  }
  /// Complaint fields never answered.
  public static func missingFields(_ names: [Message]) -> Message {
    let list = Message.list(names)
    return Message("投诉未登记 \(list.chinese)", "not in the complaint: \(list.english)")
  }
  /// A deed that is missing.
  public static func missingDeed(_ deed: String) -> Message {
    switch deed {
    case "link": Message("未关联先前警情", "not linked to the earlier call")
    case "chase": Message("未再催单位", "unit not chased")
    case "notify": Message("未派警或通知部门", "no unit or department notified")
    case "address-and-telephone": Message("未告知地址和电话", "address and phone number not given")
    default: Message(deed, deed)
    }
  }
  /// No category.
  public static let noKindYet = Message("未选", "none yet")
  /// No category is chosen, as something that is missing.
  public static let missingCategory = Message("未选类别", "no category")
  /// No level.
  public static let missingLevel = Message("未选等级", "no level")
  /// The inspectors were not told of misconduct going on.
  public static func missingInspectors(_ unit: Message) -> Message {
    Message("未报告\(unit.chinese)", "\(unit.english) not notified")
  }
  /// Promises without a deed.
  public static func missingPromises(_ kinds: [Message]) -> Message {
    let list = Message.list(kinds)
    return Message("许诺未落实: \(list.chinese)", "promises not kept: \(list.english)")
  }
  /// The call is closed.
  public static func closed(_ call: String) -> Message {
    Message("已归档 \(call) (更正: /amend)", "closed \(call) (correct with /amend)")
  }
  /// A correction without a reason.
  public static let reasonMissing = Message("更正未写原因 (可在后面加 // 原因)", "no reason given (add // reason)")
  package static func unknownConsoleCommand(_ word: String, line: Int?) -> Message {
    let place = line.map { Message("第\($0)行: ", "line \($0): ") } ?? Message("", "")
    return place.joined(
      Message("没有命令 /\(word)。/help 看全部", "there is no command /\(word). See /help"), separator: "")
  }
  /// A line was cut at the limit.
  public static func lineCut(limit: Int, line: Int?) -> Message {
    let place = line.map { Message("第\($0)行: ", "line \($0): ") } ?? Message("", "")
    return place.joined(
      Message(
        "内容超过 \(limit) 字, 只保留前 \(limit) 字",
        "longer than \(limit) characters; only the first \(limit) are kept"),
      separator: "")
  }
  /// A command was typed while the telephone rang, and Enter answered it.
  public static func commandNotDone(_ line: String) -> Message {
    Message("先接听了, 未执行: \(line) (Page Up 取回)", "answered first; not done: \(line) (Page Up brings it back)")
  }
  /// Control characters were removed.
  public static let textCleaned = Message("已去除不可见的控制字符", "control characters were removed")
  /// Cannot leave during a call.
  public static func quitDuringCall(_ calls: [String]) -> Message {
    let list = Message.list(calls.map { Message($0, $0) })
    return Message(
      "通话中不能退出: \(list.chinese) 尚未结束。先 /hangup 或 /cutoff",
      "not possible during a call: \(list.english) has not ended. Use /hangup or /cutoff first")
  }
  /// Ctrl-C and Ctrl-D explain themselves.
  public static let interruptHint = Message(
    "Ctrl-C 不会退出。退出用 /quit, 结束通话用 F9", "Ctrl-C does not exit. Exit with /quit, end a call with F9")
  /// What stood on the line was taken off it.
  public static let lineCleared = Message(
    "已清行, PageUp 取回。Ctrl-C 不会退出, 退出用 /quit",
    "line cleared, Page Up brings it back. Ctrl-C does not exit, /quit does")
  /// Candidates of a repeated call follow.
  public static let candidates = Message(
    "可能是同一件事 (输入序号关联, n 都不是):", "may be the same incident (type a number to link, n for none):")
  package static let noCandidates = Message(
    "近24小时没有相似警情, 可 /link 编号", "nothing similar in the last 24 hours; /link ID links a call by its ID")
  /// Results of a directory search follow.
  public static let referralResults = Message(
    "目录 (输入序号告知, 须读出地址和电话):", "directory (type a number; read out address and phone number):")
  /// An empty line at the directory's prompt.
  public static let referralEmpty = Message(
    "没有写查询内容; 再按回车离开转介查询", "nothing to search for; Enter again leaves the directory")
  /// The entry was last checked long ago.
  public static func staleEntry(_ date: String) -> Message {
    Message("核对于 \(date), 已满一年", "last checked \(date), over a year ago")
  }
  /// Categories to choose from follow.
  public static let categoryChoices = Message("类别 (输入序号、编码或名称):", "category (type a number, code or name):")
  /// Levels to choose from follow.
  public static let levelChoices = Message("等级 (输入数字):", "level (type the digit):")
  /// The level usual for the category.
  public static func usualLevel(_ level: Int) -> Message {
    Message("此类别通常为 \(level) 级", "usually level \(level) for this category")
  }
}
