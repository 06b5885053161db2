/// What the console's `/callback` says.
extension Message {
  /// The order behind a word after `/callback`, in either language; empty for any other word.
  public static func callbackOrder(_ word: String) -> String {
    let orders = [
      "list": ["列表", "清单"], "add": ["登记", "加"], "close": ["办结"], "reached": ["接通", "已接通"],
      "no-answer": ["无人接", "无人接听", "未接通"],
      "busy": ["占线", "忙"], "unreachable": ["打不通", "关机", "停机"], "no-number": ["无号码"],
    ]
    return orders.first { $0.key == word || $0.value.contains(word) }?.key ?? ""
  }

  /// Nobody was spoken to, and why.
  public static func callbackTried(_ outcome: String) -> Message {
    let words = callbackAttempt(outcome)
    return Message("回拨\(words.chinese), 仍在列表中", "call-back: \(words.english); still on the list")
  }

  /// What was told of ringing back was a slip.
  public static let callbackUndone = Message("撤销回拨结果", "call-back result taken back")

  /// Help is on its way, and the caller is to be rung back all the same.
  public static func callbackInDanger(word: String, unit: Message, number: String) -> Message {
    let who = number.isEmpty ? Message("号码未知", "number unknown") : .verbatim(number)
    return Message(
      "!!说到“\(word)”后断线: 虽已派\(unit.chinese), 仍须立即回拨 \(who.chinese) (/回拨)",
      "!! cut off after “\(word)”: \(unit.english) was sent, but \(who.english) must still be called back at once (/callback)"
    )
  }

  /// Another seat rings the caller back now; the word behind his row.
  public static func callbackRinging(seat: String) -> Message {
    Message("  \(seat)席正在回拨", "  seat \(seat) is calling back")
  }

  /// Another seat rings the caller back now.
  public static func callbackTaken(_ number: String, seat: String) -> Message {
    Message(
      "\(seat)席正在回拨 \(number)。仍要拨请再输一次",
      "seat \(seat) is calling \(number) back. Type it again to call anyway")
  }

  /// Another seat began to ring the caller back a moment before this one.
  public static func callbackTakenMeanwhile(_ number: String, seat: String) -> Message {
    Message(
      "\(seat)席已先回拨 \(number)。本席请放下, 记 /回拨 占线",
      "seat \(seat) began to call \(number) back first. Hang up and type /callback busy")
  }

  /// `/callback add` with nobody on the line and no number.
  public static let callbackNumberNeeded = Message(
    "写: /回拨 登记 号码 [地点]", "type /callback add NUMBER [PLACE]")

  /// `/callback close` as it is typed.
  public static let callbackCloseUsage = Message(
    "写: /回拨 办结 序号 打不通 (或 无号码)", "type /callback close NUMBER unreachable (or no-number)")

  /// An outcome without an outgoing call.
  public static let callbackNotRinging = Message(
    "没有正在回拨的电话, 先 /回拨", "no call-back in progress: /callback first")

  /// Somebody must be sent first.
  public static let callbackNobodySentYet = Message(
    "地点已知, 不能就此办结: 先派人去看", "the place is known: send a unit there first")

  /// Heading before what came of ringing back.
  public static let headingCallbacks = Message("回拨", "call-backs")

  /// One attempt to ring back, in a record.
  public static func callbackAttempt(_ outcome: String) -> Message {
    switch outcome {
    case "reached": Message("接通", "reached")
    case "busy": Message("占线", "busy")
    case "unreachable": Message("打不通", "unreachable")
    default: Message("无人接听", "no answer")
    }
  }
}
