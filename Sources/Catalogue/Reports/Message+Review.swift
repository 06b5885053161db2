/// Words of the quality review's commands.
extension Message {
  package static let commandReviewCheck = Message(
    "按规则逐项检查接警单, 附记录行", "check calls against every rule, with the journal lines")
  package static let commandReviewSample = Message("抽取要评审的接警单 (可复现)", "draw calls for review, reproducibly")
  package static let commandReviewNext = Message("评审下一张抽中的接警单", "review the next drawn call")
  package static let commandReviewShow = Message("显示一张接警单的评审", "show the reviews of a call")
  package static let commandReviewAgreement = Message(
    "两次评审的一致程度", "how well first and second reviews agree")
  package static let commandReviewFeedback = Message(
    "把评审结果反馈给本人", "give the person feedback on a reviewed call")
  package static let commandReviewReply = Message("本人答复反馈", "reply to the feedback as the person reviewed")
  package static let commandReviewAppeal = Message(
    "本人对某项提出异议", "appeal against a mark as the person reviewed")
  package static let commandReviewDecide = Message("裁定异议", "decide an appeal")
  package static let commandReviewCommend = Message("登记表扬加分", "enter a commendation")
  package static let commandReviewAssess = Message(
    "考核: 月度 month、季度排名 quarter、年度合计 year", "assessment: month, quarterly ranking, yearly total")
  package static let optionMonth = Message(
    "月份 2026-11, 默认本月", "the month, such as 2026-11; this month by default")
  package static let optionPeriod = Message("2026-11、2026-Q4 或 2026", "2026-11, 2026-Q4 or 2026")
  package static let optionPercent = Message("抽样百分比, 默认 2", "sample size in percent, 2 by default")
  package static let optionSeed = Message("抽样种子 (整数)", "seed for the draw, a whole number")
  package static let optionNewcomers = Message(
    "新人工号, 用逗号分隔 (另自动识别 90 天内的新人)",
    "IDs of new staff, separated by commas (staff new within 90 days are found anyway)")
  package static let optionReviewer = Message("评审人工号", "the reviewer's ID")
  /// `--by` of a review command.
  public static let optionReviewBy = Message("办理人工号 (默认系统账户)", "who does it (default: the system account)")
  package static let optionReviewText = Message("内容", "the text")
  package static let optionItem = Message("评分项, 例如 elements", "the item, such as elements")
  package static let optionOutcome = Message("裁定: upheld 成立, dismissed 不成立", "the decision")
  package static let optionPoints = Message("加分 1–10", "points, 1 to 10")
  package static let optionCall = Message("相关接警单", "the call it is about")
  /// `--operator` of a report.
  public static let optionOnlyPerson = Message("只看此人", "only this person")

  /// Words that leave a score card.
  public static let reviewLeaveWords: Set<String> = ["q", ":q", "quit", "exit", "退出"]
  /// Words that go back one question.
  public static let reviewBackWords: Set<String> = ["<", "back", "上一项"]

  /// The question of a score card.
  public static func reviewPrompt(number: Int, of count: Int, item: Message, proposal: Message?) -> Message {
    let proposed =
      proposal.map { Message(" [回车 = \($0.chinese)]", " [Enter = \($0.english)]") } ?? verbatim("")
    return Message(
      "\(number)/\(count) \(item.chinese) (y 是, n 否, - 不适用, + 超出)\(proposed.chinese)> ",
      "\(number)/\(count) \(item.english) (y yes, n no, - n/a, + exceeds)\(proposed.english)> ")
  }
  /// The last question.
  public static let reviewPromptRemark = Message("总评 (可空)> ", "remark on the call (may be empty)> ")
  /// The line is no mark.
  public static let reviewMarkExpected = Message(
    "请输入 y 是、n 否、- 不适用、+ 超出, 其后可写理由; < 返回上一项, q 退出不记录",
    "type y for yes, n for no, - for not applicable or + for exceeds, a reason may follow; < goes back, q leaves without recording"
  )
  /// Which call is reviewed.
  public static func reviewOf(_ call: String, isSecond: Bool) -> Message {
    isSecond
      ? Message("第二次评审 (互不可见): \(call)", "second review (blind): \(call)")
      : Message("评审: \(call)", "review: \(call)")
  }
  /// A journal line a question rests on, and what it says.
  public static func reviewEvidence(_ place: String, _ words: Message) -> Message {
    Message("  依据 \(place)  \(words.chinese)", "  evidence \(place)  \(words.english)")
  }
  /// More lines than are shown.
  public static func reviewMoreEvidence(_ places: [String]) -> Message {
    Message("  还有: \(places.joined(separator: "、"))", "  and: \(places.joined(separator: ", "))")
  }
  package static func reviewFinding(_ detail: Message) -> Message {
    Message("  规则: \(detail.chinese)", "  rule: \(detail.english)")
  }
  /// A card is recorded.
  public static func reviewRecorded(_ call: String) -> Message {
    Message("已记录: \(call)", "recorded: \(call)")
  }
  /// Nothing is recorded because the reviewer left.
  public static func reviewLeft(kept count: Int) -> Message {
    count == 0
      ? Message("已退出, 本次评审未记录", "you left; this review was not recorded")
      : Message(
        "已退出, 本次评审未记录; 已答 \(count) 项留作草稿, 再运行 review next 继续",
        "you left; this review was not recorded. \(counted(count, "answer is", "answers are")) kept as a draft: review next resumes there"
      )
  }
  /// A review goes on where it was interrupted.
  public static func reviewResumed(_ count: Int, of all: Int) -> Message {
    Message(
      "继续上次未完成的评审: 已答 \(count)/\(all) 项", "resuming the interrupted review: \(count) of \(all) answered")
  }
  /// One answer given before.
  public static func reviewAnswered(_ item: Message, _ mark: Message, remark: String) -> Message {
    Message(
      "  \(item.chinese): \(mark.chinese) \(remark)", "  \(item.english): \(mark.english) \(remark)")
  }
  /// The draft is about other questions than stand now.
  public static let reviewDraftOutdated = Message(
    "接警单或规则在草稿之后有变化, 须从头评审", "the call or the rules changed since the draft; the review starts again")
  /// Answers are not kept over an interruption.
  public static let reviewDraftNotKept = Message(
    "草稿写不进磁盘: 中断后须重新回答", "the draft cannot be written: after an interruption everything is asked again")
  /// What is left is in the hands of others.
  public static func reviewBusy(_ count: Int) -> Message {
    Message(
      "另有 \(count) 张正由他人评审", "\(counted(count, "more is", "more are")) being reviewed by others right now")
  }
  /// The same reviewer recorded the call meanwhile.
  public static func reviewRecordedMeanwhile(_ call: String) -> Message {
    Message("此人已评审过 \(call), 未重复记录", "this person has already reviewed \(call); not recorded again")
  }
  package static let reviewNothingLeft = Message("没有待评审的接警单", "nothing left to review")
  /// A draw was made or met again.
  public static func reviewDrawn(calls: Int, of population: Int, double: Int, isRepeat: Bool) -> Message {
    let again =
      isRepeat
      ? Message(" (此前已按同一种子抽取, 未重复记录)", " (already drawn with this seed; not recorded again)") : verbatim("")
    return Message(
      "抽取 \(calls) / \(population) 张, 其中 \(double) 张双人评审\(again.chinese)",
      "\(calls) of \(counted(population, "call")) drawn, \(double) of them for two reviewers\(again.english)")
  }
  /// Who counts as new.
  public static func reviewNewcomers(_ people: [String]) -> Message {
    people.isEmpty
      ? Message("新人: 无", "new staff: none")
      : Message(
        "新人 (抽中机会 3 倍): \(people.joined(separator: "、"))",
        "new staff (three times as likely): \(people.joined(separator: ", "))")
  }
  /// Agreement in figures.
  public static func reviewAgreement(calls: Int, items: Int, percent: String, kappa: String) -> Message {
    Message(
      "双人评审 \(calls) 张, \(items) 项, 一致 \(percent), Cohen's kappa \(kappa)",
      "\(counted(calls, "call")) reviewed twice, \(counted(items, "item")), agreement \(percent), Cohen's kappa \(kappa)"
    )
  }
  /// A review that must stay hidden until the second one is done.
  public static let reviewHidden = Message(
    "等待第二次评审, 第一次评审暂不显示", "waiting for the second review; the first stays hidden")
  /// Nobody reviewed the call.
  public static let reviewNone = Message("尚无评审", "not reviewed")
  /// Heading: item.
  public static let columnItem = Message("评分项", "item")
  /// Heading: call.
  public static let columnCall = Message("接警单", "call")
  /// Heading: mark.
  public static let columnMark = Message("评分", "mark")
  /// Heading: finding.
  public static let columnFinding = Message("发现", "finding")
  /// Heading: reviewer.
  public static let columnReviewer = Message("评审人", "reviewer")
  /// Heading: remark.
  public static let columnRemark = Message("说明", "remark")
  /// Heading: agreement.
  public static let columnAgreement = Message("一致", "agreement")
  /// Heading: points.
  public static let columnPoints = Message("分数", "points")
  /// Heading: period.
  public static let columnPeriod = Message("期间", "period")
  /// Heading: kind of a line of an assessment.
  public static let columnKind = Message("类型", "kind")
  /// Heading: failed of judged.
  public static let columnFailed = Message("扣分次数", "failed")
  /// Heading: judged.
  public static let columnJudged = Message("适用次数", "judged")
  /// Heading: rank.
  public static let columnRank = Message("名次", "rank")
  /// Heading: mean.
  public static let columnMean = Message("月均分", "mean")
  /// Heading: sum.
  public static let columnSum = Message("合计", "sum")
  /// Heading: months.
  public static let columnMonths = Message("月数", "months")
  /// Heading: deductions.
  public static let columnDeducted = Message("扣分", "deducted")
  /// Heading: bonus.
  public static let columnBonus = Message("加分", "bonus")
  /// Heading: reviewed calls.
  public static let columnReviewed = Message("评审数", "reviewed")
  /// The kind of a line of an assessment.
  public static func assessmentKind(_ kind: String) -> Message {
    switch kind {
    case "deduction": Message("扣分", "deduction")
    case "bonus": Message("加分", "bonus")
    case "ranking": Message("名次", "rank")
    case "sum": Message("合计", "sum")
    default: Message("得分", "total")
    }
  }
  /// A place among so many people.
  public static func rankOf(_ rank: Int, people: Int) -> Message {
    Message("第 \(rank) 名, 共 \(people) 人", "\(rank) of \(people)")
  }
  /// How points come about; `points` is the file the weights are from.
  public static func assessmentRule(points: String?) -> Message {
    let source =
      points.map { Message("分值见 \($0)。", "The weights are those of \($0).") }
      ?? Message(
        "分值为本程序默认, 非规范所定 (--points 文件 可改)。",
        "The weights are this program's defaults, not set by the standard (--points FILE changes them).")
    return Message(
      "每月 100 分起; 扣分 = 该项分值 × 不合格次数 ÷ 适用次数; 每月加分不超过 10。\(source.chinese)",
      "Each month starts at 100; deduction = weight × failed ÷ judged; at most 10 bonus points a month. \(source.english)"
    )
  }
  /// `--points` of an assessment.
  public static let optionPointFile = Message(
    "本中心的分值: 每行 评分项 = 分值", "the centre's own weights: lines \"item = points\"")
  /// A line of a points file without an equals sign.
  public static func pointsNoEqualsSign(_ place: String) -> Message {
    Message("\(place): 应为 评分项 = 分值", "\(place): expected item = points")
  }
  /// An item nobody knows in a points file.
  public static func pointsUnknownItem(_ item: String, _ place: String, known: [String]) -> Message {
    Message(
      "\(place): 没有评分项 \(item)。可用: \(known.joined(separator: "、"))",
      "\(place): there is no item \(item). Items: \(known.joined(separator: ", "))")
  }
  /// Points that are none.
  public static func pointsBadNumber(_ place: String) -> Message {
    Message("\(place): 分值应为 0 到 100, 至多两位小数", "\(place): points are from 0 to 100 with at most two decimals")
  }
  /// More evidence than is shown.
  public static func more(_ count: Int) -> Message { Message("等 \(count) 处", "\(count) in all") }

  /// A month was drawn already.
  public static func reviewDrawnAlready(_ month: String) -> Message {
    Message(
      "\(month) 已抽样。再抽须用 --reason 说明理由, 两次都会留在记录里",
      "\(month) has already been drawn. Give --reason to draw again; both stay on record")
  }
  /// The call belongs to somebody else.
  public static func reviewNotTheirCall(_ call: String) -> Message {
    Message("接警单 \(call) 不是此人所接", "call \(call) was not taken by this person")
  }
  /// There is no review of the call yet.
  public static func reviewNoCard(_ call: String) -> Message {
    Message("接警单 \(call) 还没有此人的评审", "call \(call) has no review by this person")
  }
  /// There is no such item.
  public static func reviewUnknownItem(_ items: [String]) -> Message {
    Message(
      "没有这个评分项。可用: \(items.joined(separator: "、"))",
      "there is no such item. Items: \(items.joined(separator: ", "))")
  }
  /// There is no open appeal.
  public static func reviewNoAppeal(_ call: String) -> Message {
    Message("接警单 \(call) 的这一项没有待裁定的异议", "call \(call) has no open appeal on this item")
  }
  /// The person may not decide it.
  public static let reviewPartOfIt = Message(
    "本人和评审人不能裁定", "neither the person concerned nor a reviewer of the call may decide")
  /// The item did not fail.
  public static func reviewNotFailed(_ call: String) -> Message {
    Message("接警单 \(call) 的这一项没有被判不合格", "this item of call \(call) was not failed")
  }
}
