/// Words of lists, searches, replays and the wallboard.
extension Message {
  package static let commandCallsSearch = Message("在全部记录中查找来电", "find calls in all records")
  package static let commandCallsReplay = Message("按当时的快慢重放一个来电", "replay a call as it happened")
  package static let commandWallboard = Message(
    "大屏: 当天的五个数字, 每秒刷新", "wallboard: today's five key figures, refreshed every second")
  package static let optionFrom = Message(
    "起始日期或时刻 2026-11-22T09:00", "from this day or time, such as 2026-11-22T09:00")
  package static let optionUntil = Message("终止日期 (含当天) 或时刻", "up to this day (inclusive) or time")
  /// `--operator` of a list.
  public static let optionOnlyOperator = Message("接警员", "call taker")
  package static let optionCategory = Message("类别代码或名称", "category code or name")
  package static let optionLevel = Message("等级", "level")
  package static let optionBranch = Message("分支", "branch")
  package static let optionVerdict = Message("铃声时限的判定", "ring limit verdict")
  package static let optionEnding = Message("结束方式", "how it ended")
  package static let optionMissing = Message("没有问到的要素", "an element that was not asked")
  package static let optionBreach = Message("有违规 (可指定一种)", "with a breach (any, or this kind)")
  package static let optionNumber = Message("来电号码的一部分", "part of the caller's number")
  package static let optionPlace = Message("何地的一部分, 或拼音首字母", "part of the place, or its pinyin initials")
  package static let optionName = Message("姓名的一部分, 或拼音首字母", "part of a name, or its pinyin initials")
  package static let optionAnyText = Message("任何文字", "any words")
  package static let optionLimit = Message("最多列出几个, 默认 10000", "list at most this many, 10000 by default")
  package static let optionCSV = Message("以 CSV 输出; =excel 供表格软件", "print CSV; =excel for spreadsheets")
  package static let optionNoPager = Message("不分页", "do not use a pager")
  package static let optionSpeed = Message("几倍速, 默认 1", "playback speed, 1 by default")
  package static let optionOnce = Message("只显示一次", "show once")
  /// More were found than listed.
  public static func searchCut(_ limit: Int) -> Message {
    Message(
      "只列出最早的 \(limit) 个。缩小条件或用 --limit",
      "only the earliest \(limit) are listed. Narrow the search or use --limit")
  }
  /// Lines that could not be looked through.
  public static func searchLeftOut(_ count: Int, first: String) -> Message {
    Message(
      "有 \(count) 处读不出, 没有查找: \(first)", "\(counted(count, "place")) could not be read or searched: \(first)")
  }
  /// The wallboard's title.
  public static func boardTitle(at: String) -> Message {
    Message("110 接警大屏  数据截至 \(at)", "110 wallboard  data as of \(at)")
  }
  /// The data is old.
  public static let boardStale = Message(
    "! 数据已陈旧: 读取记录有延误", "! STALE: the records are not being read in time")
  /// How much of a long work is done, and in how many seconds the rest will be; nil when nobody knows.
  public static func progress(percent: Int, secondsLeft: Int64?) -> Message {
    let left = secondsLeft.map { Message("剩约 \($0) 秒", "about \($0) s left") } ?? Message("", "")
    return Message("\(percent)% \(left.chinese)", "\(percent)% \(left.english)")
  }
  /// Nothing was written down today.
  public static let boardNoRecords = Message(
    "! 今天还没有记录: 检查记录文件夹", "! NO RECORDS today: check the records folder")
  /// Places that could not be read.
  public static func boardUnreadable(_ count: Int) -> Message {
    Message(
      "! 今天的记录有 \(count) 处读不出, 未计入: call110 verify",
      "! \(counted(count, "place")) in today's records cannot be read, left out: call110 verify")
  }
  package static let boardHeads = [
    Message("指标", "figure"), Message("现值", "now"), Message("目标", "target"), Message("状态", "state"),
    Message("怎么办", "what to do"),
  ]
  /// The target is met.
  public static let boardMet = Message("正常 +", "OK +")
  /// It is not.
  public static let boardMissed = Message("注意 !", "ACT !")
  /// There is nothing to judge.
  public static let boardNone = Message("无数据 -", "no data -")
  /// Calls ringing or going on.
  public static let boardGoingOn = Message("正在响铃或通话", "ringing or in progress")
  /// Within the rings allowed.
  public static func boardWithin(rings: Int) -> Message {
    Message("\(withinRings(rings).chinese)接听 (实测)", "\(withinRings(rings).english) (measured)")
  }
  /// 95th percentile of the last hour.
  public static let boardSlow = Message("近一小时接听 P95", "P95 answer, last hour")
  /// Lost calls to call back.
  public static let boardLost = Message("未接通或中断, 待回拨", "lost calls to call back")
  /// Open promises.
  public static let boardPromises = Message("未落实的许诺", "promises not kept")
  /// What to do about each.
  public static let boardDeeds: [Message] = [
    Message("增开席位", "open more seats"), Message("检查空闲席位, 提醒接听", "check and prompt idle seats"),
    Message("调配人手到忙的席位", "move staff to busy seats"), Message("立即回拨", "call back now"),
    Message("催办并补记", "chase and record"),
  ]
}

extension Message {
  /// A line whose chain did not hold.
  public static let lineUnverified = Message("未核实", "unverified")
}
