/// A centre's file of places: its command words and what can be wrong with it.
extension Message {
  /// Help of `--places FILE`, with what is used without it.
  package static let optionPlaces = Message(
    "本中心的地名文件 (默认记录目录里的 places.tsv)", "the centre's place file (default: places.tsv in the records folder)")

  /// Summary of `places check` in the help.
  package static let commandPlacesCheck = Message(
    "检查地名文件, 列出全部错误", "check a place file and list every fault")

  /// Summary of `places find` in the help; `-` stands for standard input.
  package static let commandPlacesFind = Message(
    "报警人这样说的地方可能是哪里 (- 从标准输入逐行读)",
    "which places a caller may mean (- reads one text per line from standard input)")

  /// A file of places without a fault.
  package static func placesInOrder(_ count: Int) -> Message {
    Message("没有错误, \(count) 个地名", "no faults, \(counted(count, "place"))")
  }

  /// How many lines of a file of places are bad, and how many places the good ones hold.
  package static func placesFaulty(bad: Int, good: Int) -> Message {
    Message("\(bad) 处错误; 其余 \(good) 个地名可用", "\(bad) faults; the other \(good) places can be used")
  }

  /// A fault of the file of places, as a console says it: the rest of the file is used.
  public static func placeLineUnused(_ fault: Message) -> Message {
    Message("地名文件 \(fault.chinese) (这一行未用)", "place file \(fault.english) (line not used)")
  }

  /// The file of places cannot be used at all, as a console says it.
  public static func placeFileUnused(_ fault: Message) -> Message {
    Message(
      "地名文件不能用, 不提示地名: \(fault.chinese)",
      "no places are proposed, the place file cannot be used: \(fault.english)")
  }

  /// Further bad lines of the file of places.
  public static func placeFaultsMore(_ count: Int) -> Message {
    Message(
      "地名文件另有 \(count) 处错误, call110 places check 列出全部",
      "the place file has \(counted(count, "more fault")): call110 places check lists them")
  }

  /// The file of places is too large.
  public static func placesTooLarge(limit: Int) -> Message {
    Message("文件超过 \(limit) 字节, 不是地名文件", "the file is larger than \(limit) bytes: not a place file")
  }

  /// The first line names no columns.
  public static let placesBadHeading = Message(
    "第一行应写栏名, 用制表符 (Tab) 分开: name kind district aliases former site (后四栏可无)",
    "the first line must name the columns, separated by tabs: name kind district aliases former site")

  /// The file holds nothing.
  public static let placesNone = Message("一个地名也没有", "no places at all")

  /// A line is not UTF-8.
  public static let placeNotUTF8 = Message("不是 UTF-8 文字, 请另存为 UTF-8", "not UTF-8: save the file as UTF-8")

  /// A line holds characters that cannot be seen.
  public static let placeControlCharacter = Message(
    "含有控制字符, 请删去重打这一行", "contains control characters: retype the line")

  /// A line has more bytes than any place with its aliases needs.
  public static func placeLineTooLong(limit: Int) -> Message {
    Message("一行超过 \(limit) 字节", "the line is longer than \(limit) bytes")
  }

  /// More fields than columns.
  public static let placeTooManyFields = Message("栏数比第一行多", "more fields than columns in the first line")

  /// No name.
  public static let placeNameless = Message("没有地名 (name)", "no name")

  /// No kind.
  public static let placeKindless = Message("缺一栏: 没有类型 (kind)", "a column is missing: no kind")

  /// A kind that is none.
  public static func placeUnknownKind(allowed: String) -> Message {
    Message("类型 (kind) 不对, 应为 \(allowed)", "the kind is not valid, expected \(allowed)")
  }

  /// Sixty characters are more than any place has.
  public static func placeNameTooLong(limit: Int) -> Message {
    Message("地名超过 \(limit) 字", "a name is longer than \(limit) characters")
  }

  /// A place stands twice.
  public static func placeDoubled(firstLine: Int) -> Message {
    Message("与第 \(firstLine) 行重复, 请删去一行", "is already in line \(firstLine): remove one")
  }

  /// The file goes on behind the last place that is kept.
  public static func placesTooMany(limit: Int) -> Message {
    Message("地名超过 \(limit) 个, 从这一行起未读", "more than \(limit) places: not read from here on")
  }
}
