/// What the desk says about one input: an effect a line.
extension Message {
  /// Something is on disk.
  public static func recorded(_ what: Message) -> Message {
    Message("已记录 \(what.chinese)", "recorded — \(what.english)")
  }

  /// Nothing could be written anywhere on disk: the one loud line.
  public static let notRecorded = Message("未记录 — 请用纸质登记", "NOT RECORDED — use the paper form")

  /// Nothing could be written to the journal; it is in the second place and will be put in later.
  public static let notRecordedButSpooled = Message(
    "未记录 — 请用纸质登记 (备用位置已存)", "NOT RECORDED — use the paper form (kept in the backup location)")

  /// A labelled value.
  public static func field(_ name: Message, _ value: Message) -> Message {
    Message("\(name.chinese): \(value.chinese)", "\(name.english): \(value.english)")
  }

  /// A call that goes out to somebody on the call-back list.
  public static func eventCallback(number: String) -> Message {
    Message("去电 (回拨) \(number)", "outgoing call, calling back \(number)")
  }
  /// The phone rings; number and name may be empty.
  public static func eventRing(number: String, name: String) -> Message {
    let caller = [number, name].filter { !$0.isEmpty }.joined(separator: " ")
    return caller.isEmpty
      ? Message("响铃", "phone ringing")
      : Message("响铃 来电 \(caller)", "phone ringing, call from \(caller)")
  }
  /// The phone rings for a caller another seat has spoken to; number and name may be empty.
  public static func eventPassedOn(number: String, name: String) -> Message {
    let caller = [number, name].filter { !$0.isEmpty }.joined(separator: " ")
    return Message("他席转来 \(caller)", "transferred from another seat: \(caller)")
  }

  /// A sentence said.
  public static func eventPhrase(_ text: String) -> Message { Message("已说「\(text)」", "said “\(text)”") }

  /// An element asked for.
  public static func eventAsked(_ element: Message) -> Message {
    Message("已问 \(element.chinese)", "asked for \(element.english)")
  }

  /// An element or field with its state: what was typed for a place of the list, and whose word it is where
  /// the telephone told it, stand behind it.
  public static func eventAnswer(
    _ element: Message, state: String, text: String, previous: String?, typed: String? = nil,
    isFromPhone: Bool = false
  ) -> Message {
    let words = text.isEmpty ? name(of: state) : verbatim(text)
    let entered = typed.map { Message(" (输入: \($0))", " (typed: \($0))") } ?? Message("", "")
    let teller =
      isFromPhone ? Message(" (本机, 电话系统)", " (own phone, from the phone system)") : Message("", "")
    let value = words.joined(entered, separator: "").joined(teller, separator: "")
    return field(element, value).joined(was(previous.map(verbatim)), separator: "")
  }

  /// A field answered by yes or no.
  public static func eventChoice(_ field: Message, _ choice: String, previous: String?) -> Message {
    self.field(field, name(of: choice)).joined(was(previous.map(name(of:))), separator: "")
  }

  /// The value before, behind the one that stands; nothing where there was none.
  private static func was(_ previous: Message?) -> Message {
    guard let previous, !previous.chinese.isEmpty else { return Message("", "") }
    return Message(" (原: \(previous.chinese))", " (was: \(previous.english))")
  }

  /// A branch entered.
  public static func eventBranch(_ branch: Message) -> Message {
    Message("进入\(branch.chinese)", "branch: \(branch.english)")
  }

  package static func eventBranchLeft(_ branch: Message) -> Message {
    Message("离开\(branch.chinese)", "branch left: \(branch.english)")
  }

  /// A link to an earlier call.
  public static func eventLink(call: String, relation: String) -> Message {
    Message("\(call) \(name(of: relation).chinese)", "linked with \(call) (\(name(of: relation).english))")
  }

  /// A unit told; `isUnlisted` marks a name that was in no list of units.
  public static func eventNotify(unit: Message, purpose: String, text: String, isUnlisted: Bool) -> Message {
    let rest = text.isEmpty ? "" : " \(text)"
    let mark = isUnlisted ? Message(" (名单外)", " (not in the list)") : Message("", "")
    return Message(
      "\(name(of: purpose).chinese) \(unit.chinese)\(mark.chinese)\(rest)",
      "\(told[purpose] ?? purpose) \(unit.english)\(mark.english)\(rest)")
  }

  /// What was done with a unit, before its name, in English; the Chinese names are verbs already.
  private static let told = [
    "dispatch": "dispatched", "department": "notified", "chase": "chased",
    "inspectors": "inspectors notified:",
    "feedback": "word from",
  ]

  /// A referral given.
  public static func eventRefer(
    department: String, address: String?, telephone: String?, isExample: Bool
  ) -> Message {
    let tail = [address, telephone].compactMap { $0 }.joined(separator: " ")
    let mark =
      isExample
      ? Message(" (示例, 未核实)", " (an example, not confirmed)") : Message("", "")
    return Message(
      "转介 \(department) \(tail)\(mark.chinese)", "referred to \(department) \(tail)\(mark.english)")
  }

  /// A question for the directory's keeper.
  public static func eventQuestion(_ text: String) -> Message {
    Message("疑问已列入待答清单: \(text)", "question left for the directory's keeper: \(text)")
  }

  /// A promise opened.
  public static func eventPromise(kind: String) -> Message {
    Message(
      "许诺: \(name(of: kind).chinese), 须有落实记录",
      "promised: \(name(of: kind).english); to be kept by a deed on record")
  }

  /// A promise kept.
  public static func eventKept(deed: Message) -> Message {
    Message("许诺已落实: \(deed.chinese)", "promise kept: \(deed.english)")
  }

  /// A complaint opened, with the due day and the days counted.
  public static func eventComplaint(due: String, counted: [String], isProvisional: Bool) -> Message {
    let days = counted.joined(separator: " ")
    let due = dueDay(due, isProvisional: isProvisional)
    let mark =
      isProvisional
      ? Message(" (? 暂定: 放假安排未公布或日历有错)", " (? provisional: holidays not published or calendar faulty)")
      : Message("", "")
    return Message(
      "投诉 答复期限 \(due) 计 \(days)", "complaint opened, reply due \(due), working days counted: \(days)"
    )
    .joined(mark, separator: "")
  }

  /// The day by which a complaint is to be answered, as it is told everywhere: `2026-11-25`, with `?` behind
  /// it while it is provisional.
  public static func dueDay(_ day: String, isProvisional: Bool) -> String { day + (isProvisional ? "?" : "") }

  /// A breach recorded.
  public static func eventBreach(_ rule: String, detail: String) -> Message {
    Message("违规: \(name(of: rule).chinese)", "breach: \(name(of: rule).english)")
  }

  package static func eventCategory(code: String, name: Message) -> Message {
    Message("类别 \(code) \(name.chinese)", "category \(code) \(name.english)")
  }

  package static func eventLevel(_ level: Int) -> Message { Message("等级 \(level)", "level \(level)") }

  /// The language spoken.
  public static func eventLanguage(_ language: Message) -> Message {
    Message("语言 \(language.chinese)", "language: \(language.english)")
  }

  /// A remark.
  public static func eventNote(_ text: Message) -> Message {
    Message("备注 \(text.chinese)", "note: \(text.english)")
  }

  /// Back in an interrupted call.
  public static let eventResumed = Message("恢复中断的通话", "resumed the interrupted call")

  /// A correction.
  public static func eventAmend(field: Message, from: Message, to: Message) -> Message {
    Message(
      "更正 \(field.chinese): \(from.chinese) → \(to.chinese)",
      "corrected \(field.english): \(from.english) → \(to.english)")
  }

  /// A taboo phrase seen.
  public static let eventWording = Message("禁忌用语已记", "taboo phrase noted")

  /// The call ended.
  public static func eventEnd(call: String, ending: String) -> Message {
    Message("结束 \(call) \(name(of: ending).chinese)", "call \(call) \(ended[ending] ?? ending)")
  }

  private static let ended = [
    "finished": "ended normally", "cut-off": "was cut off", "abandoned": "was abandoned before the answer",
    "elsewhere": "was answered elsewhere", "cancelled": "was cancelled",
  ]
}

/// Headings and hints of the desk.
extension Message {
  /// Before a call's id.
  public static let headingCall = Message("接警单", "call")
  /// Before the branches in force.
  public static let headingBranches = Message("分支", "branches")
  /// A number of rings was expected.
  public static let ringsExpected = Message(
    "铃声数应为 1 到 99 的数字", "the number of rings must be from 1 to 99")
  /// Nothing is going on.
  public static func waitingStatus(calls: Int) -> Message {
    Message("等待来电, 今日已接 \(calls)", "waiting, \(counted(calls, "call")) taken today")
  }
  /// Leaving.
  public static let goodbye = Message("已退出接警台", "console closed")
}

/// What is said where there is no terminal.
extension Message {
  /// An error with the number of its line.
  public static func atLine(_ line: Int?, _ message: Message) -> Message {
    guard let line else { return message }
    return Message("第\(line)行: \(message.chinese)", "line \(line): \(message.english)")
  }
  /// The input ended in mid-call.
  public static func callLeftOpen(_ call: String) -> Message {
    Message("通话 \(call) 未结束, 下次启动本席时继续", "call \(call) is still open; starting this seat again returns to it")
  }
}
