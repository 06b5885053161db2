/// Words of frozen reports.
extension Message {
  package static let optionFreeze = Message(
    "定稿: 把数字连同所读记录的末端留存, 不再改动 (要 --operator)",
    "freeze: keep the figures and the heads of the records they were read from (needs --operator)")
  package static let optionFrozen = Message("显示定稿, 默认最近一次", "show the frozen report, the latest by default")
  package static let optionAgainstFrozen = Message(
    "与定稿比较: 哪些数字变了, 为什么", "compare with the frozen report: which figures changed, and why")
  /// When it was frozen, who did it, and up to when lines were known to it.
  public static func frozenBasis(at: String, by: String, asOf: String) -> Message {
    Message(
      "定稿 \(at), 定稿人 \(by), 计入截至 \(asOf) 录入的记录",
      "frozen \(at) by \(by), including what was entered up to \(asOf)")
  }
  /// It was kept.
  public static func frozenWritten(_ file: String, figures: Int, checkpoints: Int) -> Message {
    Message(
      "已定稿: \(file) (\(figures) 个数字, \(checkpoints) 个记录文件的末端)",
      "frozen: \(file) (\(counted(figures, "figure")), the heads of \(counted(checkpoints, "record file")))")
  }
  /// No figure changed.
  public static let frozenSame = Message("与定稿相同, 没有数字变化。", "No figure differs from the frozen report.")
  /// So many did.
  public static func frozenChanged(_ count: Int) -> Message {
    Message(
      "有 \(count) 个数字与定稿不同", "\(counted(count, "figure differs", "figures differ")) from the frozen report")
  }
  /// The column of frozen figures.
  public static let frozenColumn = Message("定稿", "frozen")
  /// The column of present figures.
  public static let frozenNowColumn = Message("现在", "now")
  /// What was entered since.
  public static let frozenLater = Message("定稿后录入:", "Entered since it was frozen:")
  /// Nothing was.
  public static let frozenNothingLater = Message(
    "定稿后没有录入与本期有关的记录。", "Nothing about this period was entered since it was frozen.")
  /// Calls entered since.
  public static let frozenLateCalls = Message("来电", "calls")
  /// Something written about calls since, by its stored word.
  public static func frozenLate(_ word: String) -> Message {
    switch word {
    case "category": Message("更正类别", "categories corrected")
    case "level": Message("更正等级", "levels corrected")
    case "element": Message("更正要素", "elements corrected")
    case "replied": Message("投诉答复", "complaints answered")
    case "reopened": Message("投诉重开", "complaints reopened")
    case "deadline": Message("更正到期日", "due dates corrected")
    case "rated": Message("评价", "ratings")
    case "rated-anew": Message("经同意的重新评价", "later ratings agreed to count")
    case "called-back": Message("回拨", "call-backs")
    case "cancelled": Message("作废", "calls cancelled")
    case "goes-on": Message("重开", "calls reopened")
    default: Message("许诺落实", "promises kept")
    }
  }
  /// Figures that differ though nothing entered later is looked at.
  public static func frozenUnexplained(_ count: Int) -> Message {
    Message(
      "注意: 只看定稿时已录入的记录, 仍有 \(count) 个数字不同; 记录本身已不是当时的样子, 请用 call110 verify 核查",
      "Note: even by what was on record then, \(counted(count, "figure differs", "figures differ")); the records are not as they were, see call110 verify"
    )
  }
  /// Journals that lost the line they ended with.
  public static func frozenBroken(_ count: Int) -> Message {
    Message(
      "\(count) 个记录文件已没有定稿时的末行:",
      "\(counted(count, "record file no longer has", "record files no longer have")) the line that was last then:"
    )
  }
  /// There is none.
  public static func frozenNone(_ name: String) -> Message {
    Message(
      "没有 \(name) 的定稿; 用 --freeze --operator 警号 定稿",
      "\(name) was never frozen; freeze it with --freeze --operator ID")
  }
  /// Its digest does not match.
  public static func frozenDamaged(_ file: String) -> Message {
    Message(
      "\(file) 的摘要不符: 定稿已被改动或损坏, 不能使用",
      "\(file) does not match its digest: it was changed or damaged and is not used")
  }
  /// It has no such form; `member` is what is missing or wrong.
  public static func frozenMalformed(_ file: String, member: String) -> Message {
    Message(
      "\(file) 不是定稿的格式: \(member) 缺少或有误", "\(file) is not a frozen report: \(member) is missing or wrong")
  }
  /// It was written by a newer program.
  public static func frozenVersion(_ file: String, _ version: Int64) -> Message {
    Message(
      "\(file) 是版本 \(version) 的定稿, 本程序不认识", "\(file) has version \(version), which this program does not know"
    )
  }
  /// The journals do not say that it was frozen.
  public static func frozenUnrecorded(_ file: String) -> Message {
    Message(
      "记录里没有 \(file) 的定稿登记, 或登记的摘要不同: 不能使用",
      "the records do not say that \(file) was frozen, or name another digest: it is not used")
  }
  /// Live calls only.
  public static let frozenLiveOnly = Message(
    "只有实际接警的报告可以定稿, 不能与 --drill、--imported、--as-of、--by 同用",
    "only reports on live calls can be frozen, not with --drill, --imported, --as-of or --by")
}
