/// What the drill commands and their options are for, and what goes wrong with them.
extension Message {
  package static let commandDrillRun = Message(
    "演练一题: 与实战相同的接警台 (无终端时逐行读取脚本)",
    "drill one scenario on the same console as live calls (without a terminal: reads a script line by line)")
  package static let commandDrillList = Message("列出演练剧本", "list the scenarios")
  package static let commandDrillCheck = Message(
    "检查剧本文件, 一次指出所有问题", "check a scenario file and list every fault at once")
  package static let commandDrillNew = Message(
    "逐项提问, 写出一个剧本文件", "write a scenario file by answering questions")
  package static let commandDrillFromCall = Message(
    "由真实接警单做剧本, 姓名、号码、地址都已替换", "make a scenario from a call; names, numbers and addresses are replaced")
  package static let commandDrillScore = Message("由记录重新计算得分", "recompute a drill's score from its log")
  package static let commandDrillReview = Message("回看一次演练", "review a drill")
  package static let commandDrillPlan = Message(
    "按本人来电和演练的差错排训练计划, 弱项在前", "a training plan from errors in a person's own calls and drills, weakest first")
  package static let commandDrillHistory = Message("受训人的进步和弱项", "a trainee's progress and weakest aspect")
  package static let commandDrillContest = Message(
    "岗位练兵、技能比武: 开设、评分、结果", "a skills contest: open it, mark it, print its result")
  package static let commandDrillWatch = Message(
    "在另一终端观看正在进行的演练", "watch a running drill from another terminal")
  package static let commandDrillInject = Message(
    "给正在进行的演练加入突发情况 (noise cut-off urge worse second-caller say)",
    "add an event to a running drill (noise cut-off urge worse second-caller say)")
  package static let optionTrainee = Message("受训人工号", "the trainee's ID")
  package static let optionDrillSeat = Message("演练席位, 默认 drill", "the drill's seat, drill by default")
  package static let optionDrillRandom = Message("随机选题", "choose the scenario at random")
  package static let optionDrillSeed = Message(
    "种子: 相同种子得到相同的题、人物、地点; 0 为原样",
    "seed: the same seed gives the same scenarios, people and places; 0 as written")
  package static let optionDrillSet = Message("题集, 例如 basic", "the set of scenarios, such as basic")
  package static let optionDrillContest = Message("比武名称: 做下一题", "the contest: drill its next scenario")
  package static let optionDrillPace = Message(
    "来电人语速倍数 0.1-10, 默认 1", "the caller's pace, 0.1 to 10; 1 by default")
  package static let optionDrillStart = Message(
    "脚本时钟的起点, 例如 2026-11-22T09:00:00+08:00",
    "when a script's clock starts, such as 2026-11-22T09:00:00+08:00")
  package static let optionDrillSpeak = Message(
    "用 espeak-ng 朗读来电人的话", "speak the caller's words through espeak-ng")
  package static let optionScenarios = Message("另加一个剧本文件", "a scenario file to add to the shipped ones")
  package static let optionTrainer = Message("教官工号", "the trainer's ID")
  package static let optionDrillOnce = Message("只显示到现在为止", "show what there is so far and exit")
  package static let optionDrillHTML = Message("另写成 HTML 文件", "also write it as an HTML file")
  package static let optionTrainees = Message("参赛人工号, 用逗号隔开", "the contestants' IDs, separated by commas")
  package static let optionJudge = Message("评委工号", "the judge's ID")
  package static let optionBlind = Message("盲号", "the blind number")
  package static let optionMarks = Message(
    "六个方面的分, 最高 15,35,20,10,10,10", "marks for the six aspects, at most 15,35,20,10,10,10")
  package static let optionNames = Message("结果表印出工号", "print the contestants' IDs on the result")

  package static func unknownScenario(_ name: String) -> Message {
    Message("没有剧本 \(name)。用 call110 drill list 查看", "there is no scenario \(name). See call110 drill list")
  }
  package static func unknownDrillSet(_ name: String, known: String) -> Message {
    Message("没有题集 \(name)。可用: \(known)", "there is no set \(name). Use one of: \(known)")
  }
  package static let drillNothingChosen = Message(
    "请给出剧本名, 或 --random、--set、--contest。用 call110 drill list 查看剧本",
    "name a scenario, or give --random, --set or --contest. See call110 drill list")
  package static func unknownDrill(_ drill: String) -> Message {
    Message(
      "没有演练 \(drill)。用 call110 drill history 查看", "there is no drill \(drill). See call110 drill history")
  }
  /// The scenario in the log was changed.
  public static func drillScenarioChanged(_ drill: String) -> Message {
    Message(
      "演练 \(drill) 的剧本与摘要不符或与现用规范不合, 不能评分。用 call110 verify 核对记录",
      "the scenario in drill \(drill) does not match its digest or the protocol: no score. Check with call110 verify"
    )
  }
  /// The protocol is another one than during the drill.
  public static let drillOtherProtocol = Message(
    "现用规范与演练时的不同, 得分可能因此不同; 用 --protocol 指定当时的规范",
    "the protocol is not the one used in the drill, so the score may differ; give that one with --protocol"
  )
  /// The recorded score differs.
  public static func drillScoreDiffers(_ recorded: String) -> Message {
    Message("与记录的得分 \(recorded) 不同", "differs from the score on record, \(recorded)")
  }
  package static func unknownContest(_ name: String) -> Message {
    Message(
      "没有比武 \(name), 或此人不在其中。用 call110 drill contest open 开设",
      "no contest \(name), or the trainee is not in it. Open it with call110 drill contest open")
  }
  package static func contestExists(_ name: String) -> Message {
    Message("比武 \(name) 已存在, 请换名称", "contest \(name) already exists; choose another name")
  }
  /// All done.
  public static func contestDone(_ name: String) -> Message {
    Message("比武 \(name) 的题已全部做过", "all scenarios of contest \(name) have been done")
  }
  package static let badMarks = Message(
    "评分应为六个整数, 用逗号隔开, 最高 15,35,20,10,10,10",
    "marks must be six whole numbers separated by commas, at most 15,35,20,10,10,10")
  /// Unknown blind number.
  public static func unknownBlind(_ number: Int) -> Message {
    Message("没有盲号 \(number)", "nobody has the blind number \(number)")
  }
  /// No drill runs.
  public static func noRunningDrill(_ seat: String) -> Message {
    Message(
      "席位 \(seat) 没有正在进行的演练。用 --seat 指定席位", "no drill is running at seat \(seat). Name the seat with --seat")
  }
  /// No injections in a contest.
  public static let injectionInContest = Message(
    "比武中不能加入突发情况: 人人题目相同", "no events can be added in a contest: everybody gets the same scenarios")
  /// No answer to an injection.
  public static func injectionUnanswered(_ seat: String) -> Message {
    Message(
      "席位 \(seat) 的演练没有回应 (已中断, 或是按脚本演练)。用 call110 drill watch 查看",
      "the drill at seat \(seat) does not respond (interrupted, or scripted). See call110 drill watch")
  }
  package static func badInjection(_ known: String) -> Message {
    Message("可以加入: \(known) (say 后面写要说的话)", "you can add: \(known) (say needs the words)")
  }
  /// A call without a matter.
  public static func nothingInCall(_ call: String) -> Message {
    Message(
      "接警单 \(call) 没有何事, 做不成剧本", "call \(call) does not say what happened: no scenario can be made from it")
  }
  /// An input that cannot be used.
  public static func badDrillInput(_ name: String) -> Message {
    Message("缺少或不能使用: \(name)", "missing or unusable: \(name)")
  }
  /// A broken time step.
  public static let drillBadStep = Message(
    "@ 之后应为 +5s、+500ms、ring、quiet 或 gone", "@ must be followed by +5s, +500ms, ring, quiet or gone")
  /// A paper was changed after the opening.
  public static func contestPaperChanged(_ name: String) -> Message {
    Message(
      "剧本与比武 \(name) 开设时不同, 不能用于比武。请恢复原剧本文件",
      "the scenario is not the one contest \(name) was opened with; restore the original file")
  }
  package static func contestProtocolChanged(_ name: String) -> Message {
    Message(
      "现用规范与比武 \(name) 开设时不同。请用开设时的规范 (--protocol)",
      "the protocol is not the one contest \(name) was opened with; give that one (--protocol)")
  }
  package static let contestSeedPractised = Message(
    "这个种子属于尚未结束的比武, 不能用来练习。请换一个 --seed",
    "this seed belongs to a contest that is still open; practise with another --seed")
  package static let contestPlainSeed = Message(
    "种子 0 是人人可见的原剧本, 不能用于比武。请换一个 --seed, 或省略, 由程序取",
    "seed 0 gives the scenarios as everybody can read them; give another --seed, or none to have one drawn")
  package static func contestNamedTwice(_ trainee: String) -> Message {
    Message("参赛人 \(trainee) 写了两次", "contestant \(trainee) is named twice")
  }
  package static func contestTermsDiffer(_ name: String) -> Message {
    Message(
      "几处记录中比武 \(name) 的题、种子、规范或参赛人不同, 不能合并。请用相同的 --set、--seed、--trainees 开设",
      "contest \(name) was opened with different scenarios, seed, protocol or contestants in the other folder; open it with the same --set, --seed and --trainees"
    )
  }
  package static let contestOwnPace = Message(
    "比武中人人语速相同, 不能用 --pace", "in a contest everybody hears the caller at the same pace; leave --pace out")
  package static func contestJudgedAlready(_ name: String) -> Message {
    Message(
      "比武 \(name) 已结束, 不再评分或准许重做", "contest \(name) is closed: no more marks and no more reruns")
  }
  package static func drillDeskSeat(_ seat: String) -> Message {
    Message(
      "\(seat) 不是演练席位: desk- 开头的名称留给管理台",
      "\(seat) is not a drill seat: names beginning with desk- are kept for desks")
  }
  /// Which folder else a contest was held in.
  package static let optionContestAlso = Message(
    "比武另一处的记录目录, 一并计算", "another records folder of the contest, counted as well")
  /// A rerun, on the result's sheet.
  public static func contestRerunGranted(
    _ blind: Int, paper: Int, judge: String, reason: String
  ) -> Message {
    Message(
      "  \(blind) 第\(paper)题准许重做 (评委 \(judge)): \(reason)",
      "  \(blind) rerun of scenario \(paper) granted by judge \(judge): \(reason)")
  }
  /// Drills that do not count, on the result's sheet.
  public static func contestDiscounted(_ blind: Int, _ count: Int) -> Message {
    Message(
      "  \(blind) 有 \(count) 次演练不计: 不是开设时的题, 或同一题做了两次",
      "  \(blind) \(counted(count, "drill does", "drills do")) not count: not the scenario set at the opening, or done twice"
    )
  }
  /// Locked until the closing.
  public static func contestStillOpen(_ name: String) -> Message {
    Message(
      "比武 \(name) 尚未结束, 回顾、评分和结果不公开。评委可看盲号: call110 drill review --contest \(name) --blind 盲号 --judge 工号; 结束: call110 drill contest close \(name) --judge 工号",
      "contest \(name) is still open: reviews, scores and results are locked. Judges see blind numbers: call110 drill review --contest \(name) --blind N --judge ID. Close it: call110 drill contest close \(name) --judge ID"
    )
  }
  /// A contestant who judges.
  public static func contestantJudges(_ judge: String) -> Message {
    Message(
      "\(judge) 是参赛人, 不能当评委, 也不能看别人的演练", "\(judge) is a contestant and cannot judge or see the others' drills"
    )
  }
  /// Nothing was drilled.
  public static func contestNothingToMark(_ number: Int) -> Message {
    Message("盲号 \(number) 还没有做完的题, 不能评分", "blind number \(number) has no finished scenario to mark")
  }
  /// Nothing was lost.
  public static func contestNothingLost(_ number: Int) -> Message {
    Message("盲号 \(number) 没有中断的题, 不能重做", "blind number \(number) has no interrupted drill to do again")
  }
  /// A contest was closed.
  public static func contestClosed(_ name: String) -> Message {
    Message("比武 \(name) 已结束, 回顾和结果可以查看", "contest \(name) is closed; reviews and results can now be viewed")
  }
  /// A rerun was granted.
  public static func contestRerun(_ number: Int, _ reason: String) -> Message {
    Message(
      "准许盲号 \(number) 重做一题: \(reason)", "blind number \(number) may do one scenario again: \(reason)")
  }
  /// What a contestant is told after a drill.
  public static let contestSubmitted = Message(
    "已提交。回顾和得分在比武结束后公开", "submitted; review and score can be viewed once the contest is closed")
  /// The journals of the contest are whole, or not.
  public static func contestChain(_ damaged: [String]) -> Message {
    guard !damaged.isEmpty else { return Message("参赛记录完好", "the records of the contest are intact") }
    return Message(
      "参赛记录有损坏或改动: \(damaged.joined(separator: " "))。用 call110 verify 查明",
      "records of the contest are damaged or changed: \(damaged.joined(separator: " ")). See call110 verify"
    )
  }
  /// A contestant's points by aspect.
  public static func contestAspects(_ blind: Int, _ figures: [(Message, String)]) -> Message {
    figures.reduce(Message("  \(blind)", "  \(blind)")) { $0.joined($1.0).joined(.verbatim($1.1)) }
  }
  /// One judge's marks for a contestant.
  public static func contestMarks(_ blind: Int, _ judge: String, _ marks: [Int]) -> Message {
    let list = marks.map(String.init).joined(separator: " ")
    return Message("  \(blind) 评委 \(judge): \(list)", "  \(blind) judge \(judge): \(list)")
  }
  /// The number of a contest's scenario.
  public static func contestPaper(_ number: Int) -> Message { Message("第\(number)题", "scenario \(number)") }
  /// A line of the call's own words before it is written.
  public static func draftQuestion(_ line: String) -> Message {
    Message("写入这一行吗? (y/n) \(line)", "write this line? (y/n) \(line)")
  }
  /// `--yes` of `drill from-call`.
  public static let optionDraftYes = Message("不逐行询问, 全部写入", "write every line without asking")
  package static let optionVoiceCommand = Message(
    "朗读程序及参数, 如 “piper-say {voice} {text}”; 可用 {voice} {speed} {text}",
    "the program that speaks, such as \"piper-say {voice} {text}\"; {voice} {speed} {text} are filled in")
  /// There is nothing that makes a sound.
  public static let speechUnheard = Message(
    "没有声卡或声音服务, 朗读不会有人听见", "no sound card and no sound server: nobody will hear the voice")
  package static let optionRerunReason = Message("准许重做的原因", "why a rerun is granted")
  package static let optionJudgeContest = Message("评委查看的比武", "the contest to view as a judge")
  /// A contest was opened.
  public static func contestOpened(_ name: String, scenarios: Int) -> Message {
    Message(
      "比武 \(name) 已开设, \(scenarios) 题。盲号:",
      "contest \(name) is open, \(counted(scenarios, "scenario")). Blind numbers:")
  }
  /// A contestant's blind number.
  public static func contestBlind(_ trainee: String, _ number: Int) -> Message {
    .verbatim("  \(trainee)  \(number)")
  }
  /// Marks were taken.
  public static func contestMarked(_ number: Int, _ sum: Int) -> Message {
    Message("盲号 \(number) 评分 \(sum) 已记录", "marks for blind number \(number) recorded, total \(sum)")
  }
  /// A scenario file is sound.
  public static func drillFileSound(_ count: Int) -> Message {
    Message("没有问题, 共 \(count) 个剧本", "no faults, \(counted(count, "scenario"))")
  }
  package static let drillNewKeys = Message(
    "? 列出可答的编码, < 回到上一问; 随时可以中断, 再次运行同一命令接着问",
    "? lists the codes, < goes back; stop whenever you like, the same command resumes")
  package static func drillNewGoesOn(_ count: Int) -> Message {
    Message("接着上次, 已有 \(count) 个回答", "resuming where you left off, \(counted(count, "answer")) kept")
  }
  package static func drillNewWritten(_ path: String) -> Message {
    Message("已写入 \(path), 请用 drill check 检查", "written to \(path); now check it with drill check")
  }
  package static let drillNewNeedsFile = Message(
    "请写明文件: drill new 文件, 这样中断也不丢回答", "name a file: drill new FILE, so that no answer is lost")
  package static func drillNewFileExists(_ path: String) -> Message {
    Message("\(path) 已存在, 请换一个文件名", "\(path) already exists; name another file")
  }
  /// A question of `drill new`.
  public static func drillQuestion(_ key: String) -> Message {
    let text = questions[key] ?? Message(key, key)
    return text.joined(.verbatim("[\(key)]"))
  }

  private static let questions: [String: Message] = [
    "name": Message("剧本名 (a-z 0-9 -)", "the scenario's name (a-z 0-9 -)"),
    "chinese": Message("中文标题", "the title in Chinese"), "english": Message("英文标题", "the title in English"),
    "article": Message("练哪几条 (1-7)", "which articles (1-7)"),
    "opening": Message("来电人的第一句话", "the caller's first words"),
    "where": Message("何地: 正确答案 | 来电人怎么说", "where: truth | what the caller says"),
    "what": Message("何事: 正确答案 | 来电人怎么说", "what: truth | what the caller says"),
    "mood": Message("情绪 (可空)", "mood (may be empty)"),
    "number": Message("来电号码 (可空)", "number (may be empty)"),
    "when": Message("何时 (可空)", "when (may be empty)"), "who": Message("何人 (可空)", "who (may be empty)"),
    "why": Message("何因, ? 为不知 (可空)", "why, ? not known (may be empty)"),
    "object": Message("何物 (可空)", "object (may be empty)"),
    "result": Message("何果 (可空)", "result (may be empty)"),
    "contact": Message("联系 (可空)", "contact (may be empty)"),
    "branches": Message("必须进入的分支 (可空)", "branches (may be empty)"),
    "told": Message(
      "必须通知谁, 如 dispatch、120 (可空)", "who must be notified, such as dispatch, 120 (may be empty)"),
    "refer": Message("转介单位编号 (可空)", "directory entry (may be empty)"),
    "say": Message("另外必说的用语编号 (可空)", "further phrases (may be empty)"),
    "category": Message("类别编码", "category code"), "level": Message("等级", "level"),
    "trap-chinese": Message("陷阱 (中文)", "the trap, in Chinese"),
    "trap-english": Message("陷阱 (英文)", "the trap, in English"),
    "instead": Message("做对的标志, 如 told dispatch", "what shows that it was avoided, such as told dispatch"),
  ]

  // MARK: A scenario from a call

  /// The comment at the top.
  public static let drillDraftNote = Message(
    "由真实接警单改写, 使用前请教官通读一遍", "made from a real call: a trainer must read it through before use")
  package static func drillDraftTitle(_ category: String) -> Message {
    Message("改编自真实警情 \(category)", "adapted from a call")
  }
  /// Its first words.
  public static let drillDraftOpening = Message("喂，是110吗？", "Hello, is this 110?")
  package static let drillDraftPlace = Message("示例路18号 | 示例路18号。", "18 Example Road")
  package static let drillDraftName = Message("某先生", "a gentleman")
  package static let drillDraftTrap = Message(
    "问清何事 (请改成这次警情真正的难处)", "ask what happened (put this call's real difficulty here)")
}
