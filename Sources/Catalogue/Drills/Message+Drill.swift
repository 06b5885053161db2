/// Words of drills beside those of scoring.
extension Message {
  /// The banner over every drill.
  public static func drillBanner(_ trainee: String) -> Message {
    Message(
      "★★★ 演练 不是真实警情 DRILL ★★★  受训 \(trainee)", "*** DRILL - NOT A REAL CALL 演练 ***  trainee \(trainee)")
  }
  /// Before the phone rings.
  public static let drillWaiting = Message(
    "演练: 电话马上会响。问话用 Tab 或 /said 你说的话, 结束后 /quit 看评分",
    "drill: the phone will ring soon. Ask with Tab or /said YOUR WORDS; /quit at the end shows the score")
  /// The complaint counts as received on another day.
  public static func drillReceived(_ date: String) -> Message {
    Message("本题按 \(date) 受理", "in this drill the call counts as received on \(date)")
  }
  /// Nothing more comes.
  public static let drillOver = Message("演练到此结束, 输入 /quit 看评分", "the drill is over: /quit shows the score")
  /// A second caller waits.
  public static let drillSecondCaller = Message("又有一个电话在等", "another caller is waiting")
  package static let drillSecondCallerGone = Message(
    "在等的电话由别的席位接了", "the waiting caller was answered by another seat")
  /// The clock jumped.
  public static let drillClockJump = Message(
    "系统时间跳变, 本次演练不计分, 按未完成保存", "the system clock jumped: the drill is kept as unfinished, without a score")
  /// Leaving a drill in mid-call, asked for once.
  public static let drillLeaveHint = Message(
    "通话还没结束。再按一次回车放弃这次演练 (按未完成保存, 不计分), 或先 /hangup",
    "the call is not over. Press Enter again to give up this drill (kept as unfinished, no score), or /hangup first"
  )
  /// Leaving a drill in mid-call, asked for twice.
  public static let drillLeft = Message("演练已放弃", "the drill was given up")
  /// An unfinished drill has no score.
  public static func drillHasNoScore(_ drill: String) -> Message {
    Message("演练 \(drill) 没有做完, 不计分", "drill \(drill) was not finished and has no score")
  }
  /// A drill was left before its end.
  public static let drillUnfinished = Message(
    "演练没有做完, 已按未完成保存, 不计分", "the drill was left before its end and is kept as unfinished, without a score")
  /// Speech is not there.
  public static let speechMissing = Message(
    "没有安装 espeak-ng, 来电人的话只显示不朗读。安装: apt-get install espeak-ng",
    "espeak-ng is not installed: the caller's words are shown, not spoken. Install it: apt-get install espeak-ng"
  )

  package static let speechNeedsTerminal = Message(
    "--speak 只在终端上朗读; 按脚本演练时不朗读", "--speak only works on a terminal; a scripted drill is silent")
  /// Speech does not work.
  public static let speechFailed = Message(
    "espeak-ng 运行失败, 来电人的话只显示不再朗读", "espeak-ng failed: the caller's words are shown, no longer spoken")

  /// The sum of a sheet.
  public static func drillTotal(_ points: String) -> Message {
    Message("总分 \(points)/100", "total \(points)/100")
  }
  /// The scenario of a sheet.
  public static func drillScenarioRow(_ name: String, digest: String) -> Message {
    Message("剧本 \(name)  摘要 \(digest)", "scenario \(name)  digest \(digest)")
  }
  /// The journal line of a point.
  public static func drillLine(_ line: Int64) -> Message { Message("[行 \(line)]", "[line \(line)]") }
  /// Nothing in the journal shows it.
  public static let drillNoLine = Message("[没有记录]", "[not on record]")
  /// The head of a review.
  public static func drillReviewHeading(_ drill: String, _ title: Message) -> Message {
    Message("演练 \(drill): \(title.chinese)", "drill \(drill): \(title.english)")
  }
  /// How it ended.
  public static func drillOutcome(_ outcome: String) -> Message {
    switch outcome {
    case "finished": Message("已完成", "finished")
    case "clock-jump": Message("未完成 (系统时间跳变)", "unfinished (the clock jumped)")
    default: Message("未完成", "unfinished")
    }
  }
  /// Heading.
  public static let drillTimeline = Message("经过", "what was said and done")
  /// Heading.
  public static let drillMissed = Message("失分 (最大的在前)", "points lost, the largest first")
  /// Mistakes that are not listed again.
  public static func drillMoreMissed(_ count: Int) -> Message {
    Message("  其余 \(count) 项见上面的评分表", "  \(count) more in the score sheet above")
  }
  /// The last row before the aspects.
  public static func drillResult(_ drill: String, _ points: String) -> Message {
    Message(
      "总分 \(points)/100  再看: call110 drill review \(drill)",
      "total \(points)/100  review it: call110 drill review \(drill)")
  }
  /// Nothing was missed.
  public static let drillNothingMissed = Message("  没有失分", "  no points lost")
  /// Heading.
  public static let drillTraps = Message(
    "本题容易犯的错, 和正确的做法", "mistakes this scenario invites, and the right way")
  /// Heading.
  public static let drillBest = Message("最好的处置", "the best handling")
  /// A row of the trainee.
  public static let drillTrainee = Message("受训人", "trainee")
  /// A row of the caller.
  public static let drillCaller = Message("来电人", "caller ")
  /// A row of a trainer.
  public static func drillInjected(_ what: String, isTaken: Bool) -> Message {
    let words = injections[what] ?? Message(what, what)
    let row = Message("教官加入: \(words.chinese)", "trainer added: \(words.english)")
    return isTaken ? row : row.joined(Message("(此刻没有通话, 未生效)", "(no call in progress: no effect)"))
  }

  private static let injections: [String: Message] = [
    "noise": Message("线路杂音", "line noise"), "cut-off": Message("断线", "the line is cut off"),
    "urge": Message("来电人催促", "the caller asks where help is"),
    "worse": Message("来电人更激动", "the caller gets more agitated"),
    "second-caller": Message("第二个来电", "a second caller"), "say": Message("来电人说话", "the caller says"),
  ]
  /// What the caller did.
  public static func drillTurn(_ turn: String) -> Message {
    let words = turns[turn] ?? Message(turn, turn)
    return Message("来电人 (\(words.chinese))", "caller  (\(words.english))")
  }

  private static let turns: [String: Message] = [
    "calmed": Message("平静下来", "calmed"), "polite": Message("语气缓和", "becomes polite"),
    "worse": Message("更激动", "gets more agitated"), "complaint": Message("转为投诉", "now complains"),
    "urged": Message("久等追问", "asks whether anybody is there"),
    "gave-up": Message("久等挂机", "hangs up after a long wait"),
    "abandoned": Message("停止振铃", "stops ringing"), "hung-up": Message("挂机", "hangs up"),
    "cut-off": Message("断线", "the line goes dead"), "corrected": Message("更正", "corrects it"),
    "again": Message("将再次来电", "will call again"), "reached": Message("回拨接通", "answers the call-back"),
    "not-understood": Message("又没听懂", "still does not understand"),
    "asked-again": Message("被重复询问", "is asked again"),
    "clock-jump": Message("系统时间跳变", "the clock jumped"),
  ]

  /// The head of a history.
  public static func drillHistoryHeading(finished: Int, unfinished: Int) -> Message {
    Message("完成 \(finished) 次, 未完成 \(unfinished) 次", "\(finished) finished, \(unfinished) unfinished")
  }
  /// Heading.
  public static let drillWeeks = Message("每周平均分 (次数)", "mean score by week (drills)")
  /// The weakest aspect.
  public static func drillWeakest(_ aspect: Message) -> Message {
    Message("最弱的方面: \(aspect.chinese)", "weakest aspect: \(aspect.english)")
  }
  /// What to drill next.
  public static func drillNext(_ scenario: String) -> Message {
    Message("建议下一题: call110 drill run \(scenario)", "next: call110 drill run \(scenario)")
  }

  /// The head of a course plan.
  public static func coursePlanHeading(calls: Int, drills: Int) -> Message {
    Message(
      "训练计划, 依据 \(calls) 个来电和 \(drills) 次演练, 弱项在前",
      "training plan from \(counted(calls, "call")) and \(counted(drills, "drill")), weakest first")
  }
  /// A course plan of somebody who did nothing wrong.
  public static let coursePlanNothing = Message(
    "按规则没有差错, 无须补训", "no errors by the rules; no extra training needed")
  /// One thing to practise, with how often it failed.
  public static func coursePlanStep(_ number: Int, _ item: Message, failed: Int, judged: Int) -> Message {
    Message(
      "\(number). \(item.chinese): \(judged) 次中 \(failed) 次没做到",
      "\(number). \(item.english): failed \(failed) of \(counted(judged, "time"))")
  }
  /// Where it failed.
  public static func coursePlanEvidence(_ calls: String, more: Int) -> Message {
    let rest = more > 0 ? Message(" 等", " and \(more) more") : Message("", "")
    return Message("   见 \(calls)\(rest.chinese)", "   in \(calls)\(rest.english)")
  }
  /// A scenario to practise it with.
  public static func coursePlanScenario(_ scenario: String) -> Message {
    .verbatim("   call110 drill run \(scenario)")
  }

  /// The head of a contest's result.
  public static func contestHeading(_ name: String, contestants: Int, scenarios: Int) -> Message {
    Message(
      "技能比武 \(name): \(contestants) 人, \(scenarios) 题",
      "contest \(name): \(counted(contestants, "contestant")), \(counted(scenarios, "scenario"))")
  }
  /// The columns of a result.
  public static let contestColumns = Message(
    "  名次  盲号    规则分    评委分    分差    人员", "  rank  blind   by rule   judges    spread  who")
  /// A column of the result's page.
  public static let contestRank = Message("名次", "rank")
  /// A column of the result's page.
  public static let contestBlindNumber = Message("盲号", "blind")
  /// A column of the result's page.
  public static let contestByRule = Message("规则分", "by rule")
  /// A column of the result's page.
  public static let contestJudged = Message("评委分", "judges")
  /// A column of the result's page.
  public static let contestSpread = Message("分差", "spread")
  /// A column of the result's page.
  public static let contestWho = Message("人员", "who")
  /// How a contest is ranked.
  public static let contestRule = Message(
    "名次按规则分 (各题平均, 未完成的题计 0 分); 评委分并列, 不改变名次",
    "ranked by rule: the mean of all scenarios, unfinished ones count 0; judges' marks do not change the rank"
  )
  /// Where the sheet is signed.
  public static let contestSignature = Message(
    "评委签名 ____________________    日期 ____________", "judges ____________________    date ____________")
  /// How far the judges agree.
  public static func contestAgreement(_ share: String) -> Message {
    Message("评委排序一致 \(share)%", "judges agree on the order in \(share)% of the pairs")
  }
}
