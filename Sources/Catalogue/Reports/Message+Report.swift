/// Words of reports.
extension Message {
  /// The heading of a report; `kind` is day, week, month, year or range.
  public static func reportTitle(_ kind: String, from: String, to: String) -> Message {
    let names: [String: Message] = [
      "day": Message("日报", "Daily report"), "week": Message("周报", "Weekly report"),
      "month": Message("月报", "Monthly report"), "year": Message("年报", "Annual report"),
    ]
    let name = names[kind] ?? Message("时段报告", "Report")
    let days = from == to ? Message(from, from) : Message("\(from) 至 \(to)", "\(from) to \(to)")
    return Message("110 接警\(name.chinese) \(days.chinese)", "110 \(name.english) \(days.english)")
  }
  /// With which days it is compared, and as of which day it was made.
  public static func reportBasis(from: String?, to: String, asOf: String) -> Message {
    let days = from.map { $0 == to ? Message($0, $0) : Message("\($0) 至 \(to)", "\($0) to \(to)") }
    let other =
      days.map { Message("对比 \($0.chinese); ", "compared with \($0.english); ") } ?? Message("", "")
    return Message("\(other.chinese)截至 \(asOf)", "\(other.english)as of \(asOf)")
  }
  /// Heading: calls.
  public static let reportCallsTitle = Message("来电", "Calls")
  /// All calls.
  public static let reportCalls = Message("来电数", "calls")
  package static let reportAnswered = Message("已接听", "answered")
  /// Lost calls whose caller was called back.
  public static let reportCalledBack = Message("未接通与中断后回拨", "lost calls called back")
  package static let reportPassedOn = Message("转接 (另计)", "transferred (separate)")
  package static let reportPassedOnLost = Message("转接未接通", "lost after transfer")
  package static let reportOutgoing = Message("去电 (另计)", "outgoing (separate)")
  /// Calls that repeat an earlier one.
  public static let reportRepeats = Message("重复报警", "repeat calls")
  /// Harassing calls.
  public static let reportHarassment = Message("骚扰", "harassment")
  /// Heading: measured.
  public static func reportMeasuredTitle(rings: Int) -> Message {
    Message(
      "\(withinRings(rings).chinese)接听 (电话系统实测)",
      "W\(withinRings(rings).english.dropFirst()) (measured by the phone system)")
  }
  /// How to read it.
  public static let reportMeasuredNote = Message(
    "实测与自报分开计算, 不合并。临界: 误差跨过时限, 不算合格。",
    "Measured and reported figures are never merged. Undetermined: the error bound straddles the limit; not a pass."
  )
  /// Heading: reported.
  public static func reportReportedTitle(rings: Int) -> Message {
    Message(
      "\(withinRings(rings).chinese)接听 (接警员自报)",
      "W\(withinRings(rings).english.dropFirst()) (reported by the call taker)")
  }
  /// How to read it.
  public static let reportReportedNote = Message(
    "仅含没有实测数据的来电。", "Only calls without a measured figure.")
  /// Answers with this source.
  public static let reportAnswers = Message("接听数", "answers")
  package static func reportWithin(rings: Int) -> Message { withinRings(rings) }
  package static let reportUndetermined = Message("临界 (不算合格)", "undetermined (not a pass)")
  /// The operator's figure beside a measured one.
  public static func reportBeside(rings: Int) -> Message {
    Message("有实测时的自报: \(withinRings(rings).chinese)", "reported where also measured: in time")
  }
  /// Within, measured, as a column.
  public static func reportWithinMeasured(rings: Int) -> Message {
    Message("\(withinRings(rings).chinese)(实测)", "in time (measured)")
  }
  /// Within, reported, as a column.
  public static func reportWithinReported(rings: Int) -> Message {
    Message("\(withinRings(rings).chinese)(自报)", "in time (reported)")
  }
  /// A percentile, in per mille.
  public static func reportPercentile(_ permille: Int) -> Message { verbatim("P\(permille / 10)") }
  /// Answered within so many seconds.
  public static func reportBand(seconds: String) -> Message {
    // The shares that NENA-STA-020.1-2020 asks for; others are published beside them for comparison.
    let target = ["15": 90, "20": 95][seconds]
    return Message(
      "\(seconds) 秒以内\(target.map { " (NENA 目标 \($0)%)" } ?? "")",
      "within \(seconds) s\(target.map { " (NENA target \($0)%)" } ?? "")")
  }
  /// Answers without any figure.
  public static let reportNoTiming = Message("铃声未记录的接听", "answers, ringing not recorded")
  /// Heading: times.
  public static let reportTimesTitle = Message("用时", "Times")
  /// How to read it.
  public static let reportTimesNote = Message("从接听起算。", "Counted from when the call was answered.")
  package static let reportToPlace = Message("得知地点", "place known")
  package static let reportToDispatch = Message("通知处警", "first unit notified")
  package static let reportTalk = Message("通话时长", "talk time")
  /// Heading: elements.
  public static let reportElementsTitle = Message("七要素与联系方式", "The seven elements and contact")
  /// How to read it.
  public static let reportElementsNote = Message(
    "询问或已知即算; 不计: 单纯咨询、粗言、骚扰、投诉, 重复报警, 以及无效、骚扰、重复类警情。",
    "Asked for or already known. Not counted: mere enquiries, rude callers, harassment, complaints, "
      + "repeat calls, and the invalid, harassment and repeat categories."
  )
  /// All eight.
  public static let reportAllAsked = Message("八项齐全", "all eight")
  package static let reportGiven = Message("(已答)", "(given)")
  /// Heading: phrases.
  public static let reportPhrasesTitle = Message("规定用语", "Required phrases")
  /// How to read it.
  public static let reportPhrasesNote = Message("只计正常结束的来电。", "Only calls that ended normally.")
  /// Required sentences said, as a column.
  public static let reportPhrasesSaid = Message("规定用语已说", "phrases said")
  /// A sentence every call needs.
  public static let reportEveryCall = Message("每次来电", "every call")
  /// Calls with a breach.
  public static let reportBreachedCalls = Message("有违规的来电", "calls with a breach")
  /// Taboo phrases.
  public static let reportTaboos = Message("禁忌用语次数", "taboo phrases used")
  /// How to read complaints.
  public static let reportComplaintsNote = Message(
    "三个工作日内答复; 按来电日期归入本期。", "Answer due within three working days; counted by the day of the call.")
  /// Complaints received.
  public static let reportReceived = Message("收到", "received")
  /// Replied in time.
  public static let reportInTime = Message("按时答复", "answered in time")
  package static let reportRepliedLate = Message("逾期答复", "answered late")
  package static let reportOverdue = Message("逾期未答复", "overdue, not answered")
  package static let reportStillOpen = Message("未到期", "open, in time")
  /// A field is missing.
  public static let reportIncomplete = Message("四项登记不全", "a prescribed field missing")
  /// Heading: satisfaction.
  public static let reportSatisfactionTitle = Message("满意度", "Satisfaction")
  package static let reportRated = Message("已评价", "rated")
  /// Calls rated more than once; the first rating counts unless a second person agreed to a later one.
  public static let reportRatedAgain = Message("重新评价 (首次评价计入)", "rated again (the first one counts)")
  /// How many people rated again.
  public static let reportRatedAgainPeople = Message("重新评价的人数", "people who rated again")
  /// In how many calls one person did.
  public static func reportRatedAgainBy(_ person: String) -> Message {
    Message("其中 \(person) 重新评价", "of these, rated again by \(person)")
  }
  /// A grade's name.
  public static func reportGrade(_ grade: String) -> Message {
    switch grade {
    case "very-satisfied": Message("非常满意", "very satisfied")
    case "satisfied": Message("满意", "satisfied")
    case "fair": Message("一般", "fair")
    default: Message("不满意", "dissatisfied")
    }
  }
  package static let reportPromisesMade = Message("作出", "made")
  package static let reportPromisesOpen = Message("未落实 (投诉答复另计)", "open (complaint replies separate)")
  /// Heading: levels.
  public static let reportLevelsTitle = Message("警情等级", "Levels")
  package static let reportNoLevel = Message("未定级", "no level")
  /// Heading: categories.
  public static let reportCategories = Message("警情类别", "Categories")
  package static let reportNoCategory = Message("未分类", "no category")
  /// The head of the first column of a table of groups.
  public static func reportGroup(_ grouping: String) -> Message {
    switch grouping {
    case "operator": Message("接警员", "call taker")
    case "seat": Message("席位", "seat")
    case "hour": Message("时段", "hour")
    default: Message("类别", "category")
    }
  }
  /// Heading: groups.
  public static func reportBy(_ grouping: String) -> Message {
    let name = reportGroup(grouping)
    return Message("按\(name.chinese)", "By \(name.english)")
  }
  /// The columns of a section.
  public static let reportColumns = [
    Message("项目", "item"), Message("本期", "this period"), Message("上期", "previous period"),
  ]
  /// Heading: left out.
  public static let reportLeftOutTitle = Message("未计入与未核实", "Left out and unverified")
  package static let reportNothingLeftOut = Message("没有读不出的记录。", "Every line could be read.")
  /// How many places were left out.
  public static func reportLeftOut(_ count: Int) -> Message {
    Message(
      "有 \(count) 处没有计入或不能核实:",
      "\(counted(count, "place was", "places were")) left out or cannot be verified:")
  }
  /// The same of the period before.
  public static func reportLeftOutBefore(_ count: Int) -> Message {
    Message("上期另有 \(count) 处:", "\(counted(count, "more place", "more places")) in the previous period:")
  }
  /// At the top, when something was left out.
  public static func reportLeftOutWarning(_ count: Int) -> Message {
    Message(
      "有 \(count) 处记录没有计入或不能核实, 见末尾。",
      "\(counted(count, "place in the records was", "places in the records were")) left out or cannot be verified, see the end."
    )
  }
  /// Lines read.
  public static let reportLines = Message("读取的行数", "lines read")
  /// Places left out.
  public static let reportPlaces = Message("没有计入或不能核实的地方", "places left out or unverified")
  /// Lines not verified.
  public static let reportUnverifiedLines = Message("未核实的行数", "lines unverified")
  /// Calls without a closing line.
  public static let reportUnclosedCalls = Message("没有结束行的来电", "calls without a closing line")
  /// More of them than shown.
  public static func reportMore(_ count: Int) -> Message {
    Message(
      "另有 \(count) 处, 见 --format json 或 call110 verify", "\(count) more, see --format json or call110 verify")
  }
  /// Why a line was left out.
  public static func reportReason(_ reason: String) -> Message {
    switch reason {
    case "malformed": Message("格式不对, 未计入", "wrong format, left out")
    case "no-record": Message("结束行没有完整接警单, 未计入", "closing line without a complete record, left out")
    case "unknown-version": Message("未知的格式版本, 未计入", "unknown format version, left out")
    case "unreadable": Message("读不出, 未计入", "cannot be read, left out")
    case "torn": Message("末行不完整, 未计入", "unfinished last line, left out")
    case "too-long": Message("行过长, 未计入", "line too long, left out")
    case "wrong-number": Message("行号不连续, 已计入但未核实", "line number out of order, counted, unverified")
    case "wrong-seat": Message("席位与文件不符, 已计入但未核实", "seat does not match the file, counted, unverified")
    case "foreign-call":
      Message("写的不是本席位的来电, 未计入", "is about a call of another seat, left out")
    case "shortened":
      Message("文件被清空、截断或取走, 少了的未计入", "emptied, cut or taken away: what is missing is left out")
    case "broken-link": Message("摘要不符, 已计入但未核实", "digest does not match, counted, unverified")
    default: Message(reason, reason)
    }
  }
  /// Lines behind a fault.
  public static func reportUnverified(_ lines: Int) -> Message {
    Message(
      "其后 \(lines) 行已计入, 标为未核实。",
      "\(counted(lines, "line after them was", "lines after them were")) counted but not verified.")
  }
  /// Calls without a closing line.
  public static func reportUnclosed(_ calls: Int) -> Message {
    Message(
      "\(calls) 个来电没有结束行 (仍在通话, 或已丢失), 未计入。",
      "\(counted(calls, "call has", "calls have")) no closing line (in progress, or lost), left out.")
  }
  /// What was checked of every line.
  public static func reportChecked(lines: Int, isVerified: Bool) -> Message {
    isVerified
      ? Message("共 \(lines) 行, 摘要逐行核对。", "\(counted(lines, "line")), the digest of each was checked.")
      : Message(
        "共 \(lines) 行, 核对了格式和行号, 未核对摘要 (用 --verify 核对)。",
        "\(counted(lines, "line")), format and number checked, digests not checked (use --verify).")
  }
  /// Up to when what was entered counts.
  public static func reportLater(_ moment: String) -> Message {
    Message(
      "截至 \(moment) 录入的来电、更正、答复、回拨和评价都已计入, 不论录入早晚。",
      "Calls, corrections, replies, call-backs and ratings entered up to \(moment) are included, however late."
    )
  }
  package static let commandReport = Message(
    "接警报告: 日、周、月、年或任意时段", "report on a day, week, month, year or range")
  package static let optionGrouping = Message("分组", "group by")
  package static let optionReportFormat = Message("输出形式, 默认 text", "output, text by default")
  package static let optionNoCache = Message("只读记录文件, 不用派生文件", "read only the journals, no derived files")
  package static let optionNoPrevious = Message("不与上期对比", "do not compare with the previous period")
  package static let optionVerify = Message("逐行核对摘要", "check the digest of every line")
  package static let optionAsOf = Message(
    "截至某日终了或某一时刻: 只计当时已录入的", "as of the end of a day, or of a time: only what had been entered by then")
  package static let optionDrill = Message("演练记录", "the records of drills")
  /// Title of the heat map.
  public static let chartHeat = Message("每周各时段来电数", "Calls by weekday and hour")
  /// Title of the distribution.
  public static let chartAnswer = Message("接听用时分布 (实测, 秒)", "Answer times (measured, seconds)")
  /// Title of the trend.
  public static func chartTrend(rings: Int) -> Message {
    let within = withinRings(rings)
    return Message(
      "每日来电数与\(within.chinese)比例 (实测)", "Calls per day and share \(within.english) (measured)")
  }
  /// The same when the points are months.
  public static func chartMonths(rings: Int) -> Message {
    let within = withinRings(rings)
    return Message(
      "每月来电数与\(within.chinese)比例 (实测)", "Calls per month and share \(within.english) (measured)")
  }
  /// What its bars are.
  public static let chartCallsLeft = Message("来电数 (左轴)", "calls (left axis)")
  /// What its line is.
  public static func chartShareRight(rings: Int) -> Message {
    Message("\(withinRings(rings).chinese) (右轴)", "\(withinRings(rings).english) (right axis)")
  }
  /// There is nothing to draw.
  public static let chartNothing = Message("本期没有数据。", "No data for this period.")
  /// Title of the bars.
  public static let chartCategories = Message("警情类别", "Categories")
  /// Title of the strip.
  public static let chartComplaints = Message("投诉答复期限", "Complaint deadlines")
  /// The limit's line.
  public static func chartLimit(seconds: String, rings: Int) -> Message {
    let rings = Message.rings(rings)
    return Message("\(seconds) 秒 (\(rings.chinese))", "\(seconds) s (\(rings.english))")
  }
  /// The heads of the table of answer times.
  public static let chartAnswerHeads = [Message("秒", "seconds"), Message("接听数", "answers")]
  /// The heads of the table of days.
  public static func chartTrendHeads(rings: Int) -> [Message] {
    [Message("日期", "day"), Message("来电数", "calls"), withinRings(rings)]
  }
  /// The heads of the table of complaints.
  public static let chartComplaintHeads = [
    Message("到期日", "due"), Message("收到", "received"), Message("按时", "in time"), Message("逾期答复", "late"),
    Message("逾期未答复", "overdue"), Message("未到期", "open"),
  ]
  /// Show the table beside a chart.
  public static let chartTable = Message("数据表", "table")
}
