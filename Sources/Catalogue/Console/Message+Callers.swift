/// What the desk says of a second caller.
extension Message {
  /// The key that brings the other caller to the screen.
  private static let swapKey = "Ctrl-X o"

  /// A caller who is not on the screen and rings; `place` is which he is in the order they came, nil for one
  /// before the caller on the screen; without `milliseconds` the row changes with each ring only.
  public static func callerRings(
    _ caller: String, ring: Int, milliseconds: Int64?, place: Int?, isLoud: Bool
  ) -> Message {
    let figure = Message.ring(ring, milliseconds: milliseconds)
    let call = isLoud ? Message(" !!! 立即接听 !!!", " !!! ANSWER NOW !!!") : Message("", "")
    return beside(
      caller, place: place,
      state: Message("响铃 \(figure.chinese)\(call.chinese)", "ringing, \(figure.english)\(call.english)"))
  }

  /// A caller who is not on the screen and was answered; `isOnLine` is whether the seat speaks to him.
  public static func callerTalks(
    _ caller: String, milliseconds: Int64?, place: Int?, isOnLine: Bool
  ) -> Message {
    let time = talkingFor(milliseconds)
    return beside(
      caller, place: place,
      state: isOnLine
        ? Message("\(time.chinese) 在线", "\(time.english) on the line")
        : Message("\(time.chinese) 等候中", "\(time.english) on hold"))
  }

  /// A caller who is not on the screen and has hung up, with an open record.
  public static func callerIsOver(_ caller: String, milliseconds: Int64?, place: Int?) -> Message {
    let time = talkedFor(milliseconds)
    return beside(
      caller, place: place,
      state: Message("\(time.chinese) 已挂机, 记录未结束", "\(time.english), hung up, record open"))
  }

  private static func beside(_ caller: String, place: Int?, state: Message) -> Message {
    let who = caller.isEmpty ? Message("号码未知", "number unknown") : .verbatim(caller)
    let name = place.map(inOrder) ?? Message("先前来电", "earlier caller")
    return Message(
      "!! \(name.chinese)  \(state.chinese)  \(who.chinese)  \(swapKey) 换到",
      "!! \(name.english)  \(state.english)  \(who.english)  \(swapKey) swaps")
  }

  /// Which caller in the order they came, from the second.
  private static func inOrder(_ place: Int) -> Message {
    switch place {
    case 2: Message("第二个来电", "second caller")
    case 3: Message("第三个来电", "third caller")
    case 4: Message("第四个来电", "fourth caller")
    case 5: Message("第五个来电", "fifth caller")
    default: Message("第\(place)个来电", "caller \(place)")
    }
  }

  /// More callers than there are rows for.
  public static func callersMore(_ count: Int) -> Message {
    Message("!! 另有 \(count) 个来电", "!! \(counted(count, "more caller"))")
  }

  /// The caller on the screen is not the one the seat speaks to.
  public static let onHold = Message("等候中", "on hold")

  /// The caller on the screen has hung up, and the record is open.
  public static let hasHungUp = Message("对方已挂机", "caller hung up")

  /// There is nobody else.
  public static let noOtherCall = Message("没有另一个来电", "there is no other caller")

  /// Another caller's record is on the screen now.
  public static func callShown(_ call: String, number: String) -> Message {
    let from = number.isEmpty ? "" : " \(number)"
    return Message("现在显示 \(call)\(from)", "now on the screen: \(call)\(from)")
  }

  /// A caller who rings is on the screen now.
  public static func ringShown(_ number: String) -> Message {
    let from = number.isEmpty ? "" : " \(number)"
    return Message("现在显示来电\(from), 回车接听", "now on the screen: call\(from); Enter answers")
  }

  /// A second caller was answered; what is typed still goes to the one on the screen.
  public static func secondCallAnswered(_ number: String) -> Message {
    let from = number.isEmpty ? "" : " \(number)"
    return Message(
      "第二个来电\(from)已接起, 已有自己的记录; \(swapKey) 换到它",
      "the second caller\(from) is answered and has a separate record; \(swapKey) shows it")
  }

  /// A caller's telephone stopped ringing here; `ending` is nil where nobody knows what became of him.
  public static func ringStopped(_ number: String, ending: String?) -> Message {
    let from = number.isEmpty ? "" : " \(number)"
    let how =
      switch ending {
      case nil: Message("此席未接", "not answered here")
      case "elsewhere": Message("已由他席接听", "another seat answered")
      default: Message("已放弃", "the caller gave up")
      }
    return Message("来电\(from)停止响铃: \(how.chinese)", "call\(from) stopped ringing: \(how.english)")
  }

  /// A number that was typed while the telephone rang stands, not entered, in the field for reaching the
  /// caller.
  public static func numberStandsInContact(_ number: String) -> Message {
    Message(
      "响铃时输入的号码 \(number) 未记录, 已放到联系栏",
      "the number typed while it rang, \(number), is not recorded; it is in the contact field"
    )
  }

  /// What was typed while a telephone rang whose caller has no record here.
  public static func typedForRing(_ number: String, text: String) -> Message {
    let from = number.isEmpty ? "" : " \(number)"
    return Message(
      "来电\(from)响铃时已输入未记录的文字: \(text)", "typed while call\(from) rang but not recorded: \(text)")
  }

  /// What was typed in a call and never entered.
  public static func notEntered(_ call: String, items: [Message]) -> Message {
    let list = Message.list(items)
    return Message(
      "\(call) 有已输入未记录的文字: \(list.chinese) (补记: /amend)",
      "typed in \(call) but not recorded: \(list.english) (add it with /amend)")
  }

  /// The same in the record of the call.
  public static func eventUnentered(_ items: [Message]) -> Message {
    let list = Message.list(items)
    return Message("已输入未记录: \(list.chinese)", "typed but not recorded: \(list.english)")
  }

  /// A number that the list on the screen does not have.
  public static func notInList(_ number: Int, longest: Int) -> Message {
    longest == 0
      ? Message("屏幕上没有可选的列表, 先查再选", "there is no list on the screen to choose from: search first")
      : Message("列表只有 1 到 \(longest)", "the list only goes from 1 to \(longest)")
  }

  /// The operator ended a ring that the telephone says goes on.
  public static func ringsOn(_ call: String, number: String) -> Message {
    let (from, english) = number.isEmpty ? ("", "") : (" \(number)", " from \(number)")
    return Message(
      "联动显示 \(call) 来电\(from)仍在响铃, 停止时自动记录; 接听按回车",
      "the phone link says \(call)\(english) is still ringing; its end is recorded automatically. Enter answers"
    )
  }

  /// A correction names a call that this seat does not have.
  public static func callNotHere(_ call: String) -> Message {
    Message("本席没有已结束的 \(call)", "this seat has no closed call \(call)")
  }

  /// Deeds that were taken back.
  public static func eventUndone(_ deeds: [Message]) -> Message {
    let list = Message.list(deeds)
    return Message("撤销: \(list.chinese)", "taken back: \(list.english)")
  }

  /// There is nothing to take back in this call.
  public static func nothingToUndo(_ call: String) -> Message {
    Message("\(call) 没有可撤销的操作", "nothing to undo in \(call)")
  }

  /// There is no answer to move in this call.
  public static func nothingToMove(_ call: String) -> Message {
    Message("\(call) 刚才没有记下可移动的要素", "no answer to move was just recorded in \(call)")
  }

  /// An answer was moved to another element, which may have had one, kept in the record.
  public static func answerMoved(_ text: String, from: Message, to: Message, before: Message?) -> Message {
    let (chinese, english) = (
      before.map { "; “\(to.chinese)”原为“\($0.chinese)”, 原答留在记录里" },
      before.map { "; “\(to.english)” was “\($0.english)”, which stays on record" }
    )
    return Message(
      "“\(text)”已从“\(from.chinese)”移到“\(to.chinese)”\(chinese ?? "")",
      "“\(text)” moved from “\(from.english)” to “\(to.english)”\(english ?? "")")
  }

  /// A number alone is no answer to `field` by itself; `commands` choose from the lists on the screen.
  public static func numberAlone(_ number: String, field: Message, commands: [String]) -> Message {
    let words = commands.map { name in
      let aliases = CommandWords.all.first { $0.name == name }?.aliases ?? []
      return (chinese: "/\(aliases.first ?? name) \(number)", english: "/\(name) \(number)")
    }
    let chinese = words.isEmpty ? "" : "; 选列表用 " + words.map(\.chinese).joined(separator: "、")
    let english =
      words.isEmpty ? "" : "; to choose from a list, " + words.map(\.english).joined(separator: " or ")
    return Message(
      "“\(number)”只是数字: 再按回车照写作“\(field.chinese)”\(chinese)",
      "“\(number)” is only a number: Enter again records it as “\(field.english)”\(english)")
  }

  /// A number alone went on record as an answer.
  public static func numberTaken(_ number: String, field: Message) -> Message {
    Message(
      "“\(number)”只是数字, 已照写作“\(field.chinese)”",
      "“\(number)” is only a number; it was recorded as “\(field.english)”")
  }

  /// The unit of the earlier call is chased with Enter alone.
  public static func chaseUsual(_ unit: Message) -> Message {
    Message("回车: 催办 \(unit.chinese); 或写另一单位", "Enter chases \(unit.english); or type another unit")
  }

  /// The first unit proposed is told with Enter alone.
  ///
  /// `kind` is the kind of call it is proposed for, when that goes on record with it.
  public static func tellUsual(_ unit: Message, kind: Message?) -> Message {
    let (chinese, english) = (kind.map { ", 类别 \($0.chinese)" }, kind.map { " and records \($0.english)" })
    return Message(
      "回车: 派 \(unit.chinese)\(chinese ?? ""); 或写序号、另一单位, Esc 返回",
      "Enter notifies \(unit.english)\(english ?? ""); or type a number or another unit, Esc goes back")
  }

  /// The kind proposed first, with its level, is taken with Enter where remarks are written.
  public static func takeCategoryHere(_ kind: Message, open: [Message]) -> Message {
    elementsLeft(open).joined(
      Message("回车: 记类别 \(kind.chinese); 可写备注", "Enter records \(kind.english); or type a note"), separator: ""
    )
  }

  /// What was typed at the unit's prompt is no unit of the list: asked once, because it may be the answer to
  /// `field`.
  public static func unlistedUnitAsked(_ unit: String, field: Message) -> Message {
    Message(
      "单位名单里没有“\(unit)”: 回车照写作单位, Esc 改作“\(field.chinese)”的回答",
      "“\(unit)” is not in the list of units: Enter notifies it anyway, Esc makes it the answer to “\(field.english)”"
    )
  }

  /// The first kind proposed is taken with Enter alone, with the level it has and what that means.
  public static func takeCategory(_ name: Message, level: Int?, meaning: Message?) -> Message {
    let chinese = level.map { " \($0)级 \(meaning?.chinese ?? "")" } ?? ""
    let english = level.map { ", level \($0): \(meaning?.english ?? "")" } ?? ""
    return Message(
      "回车: \(name.chinese)\(chinese); 或写序号、编码、名称",
      "Enter takes \(name.english)\(english); or type a number, a code or a name")
  }

  /// The earlier call from the same number is linked with Enter alone.
  public static let linkUsual = Message(
    "回车: 关联 1; 或写另一序号, n 都不是, Esc 返回", "Enter links 1; or type another number, n for none, Esc goes back")

  /// Nothing rings as far as the telephone tells.
  public static let nothingRings = Message(
    "联动显示没有电话在响。确有来电请再按一次回车",
    "the phone link says nothing is ringing. If a phone is ringing, press Enter again")
}
