/// Words of `call110 verify`. Each finding says what is wrong, what it means and what to do.
extension Message {
  /// Nothing to compare with.
  public static func noCheckpoints(_ file: String) -> Message {
    Message(
      "\(file): 其中没有任何校验点 (call110-checkpoint …), 无可比对; 请检查文件名和内容",
      "\(file): it contains no checkpoint (call110-checkpoint …), so nothing was compared; check its name and contents"
    )
  }

  /// A line to compare with that says nothing.
  public static func unusableCheckpoint(_ file: String, line: Int) -> Message {
    Message(
      "\(file):\(line): 不是完整的校验点, 未比对; 请对照原文改正此行, 或删去此行",
      "\(file):\(line): this is not a complete checkpoint, so nothing was compared; correct the line from its source, or remove it"
    )
  }

  /// Nothing to compare with on the day that was asked for.
  public static func otherDaysCheckpoints(_ file: String, day: String) -> Message {
    Message(
      "\(file): 其中没有 \(day) 的校验点, 未比对; 请换文件, 或不用 --day",
      "\(file): it contains no checkpoint of \(day), so nothing was compared; use another file, or leave out --day"
    )
  }

  /// Nobody listens at the system's log.
  public static func syslogRefused(_ reason: Message) -> Message {
    Message(
      "系统日志无人接收, 校验点未送出: \(reason.chinese); 请启动日志服务",
      "nothing is receiving the system log, so no checkpoint was sent: \(reason.english); start a log service"
    )
  }

  /// The command.
  public static let verifySummary = Message("核对记录是否完整、未被改动", "check that the records are whole and unchanged")
  package static let verifyDay = Message("只核对这一天", "check this day only")
  package static let verifyAll = Message("核对全部 (默认)", "check everything (the default)")
  package static let verifyJSON = Message("以 JSON 输出", "print JSON")
  package static let verifyAgainst = Message(
    "与此文件中的校验点比对 (交接单、syslog); - 为标准输入",
    "compare with the checkpoints in this file (shift sheet, syslog); - is standard input")
  package static let verifySyslog = Message(
    "核对后把各席位的校验点写入 syslog", "then write the seats' checkpoints to syslog")
  package static let verifyHeads = Message(
    "打印各席位当前校验点 (可抄在交接单上)", "print the seats' current checkpoints, for a shift sheet")

  /// What was read.
  public static func verifyChecked(files: Int, lines: Int64, bytes: Int64, days: Int) -> Message {
    Message(
      "已核对: \(days) 天, \(files) 个文件, \(lines) 行, \(bytes) 字节: 每行的格式; 席位和台的记录还核对行号、时间、前一行的 SHA-256 与文件之间的衔接",
      "checked: \(counted(days, "day")), \(counted(files, "file")), \(counted(lines, "line")), \(counted(bytes, "byte")): "
        + "the format of every line, and in the journals of seats and desks the numbers, times, SHA-256 links and "
        + "the links between files")
  }

  /// The checkpoints compared.
  public static func verifyCompared(inside: Int, outside: Int, unused: Int) -> Message {
    Message(
      "已比对校验点: 其他席位记录中 \(inside) 个, 外部 \(outside) 个 (另有 \(unused) 个不在本次范围内)",
      "checkpoints compared: \(inside) in other seats' journals, \(outside) from outside (\(unused) more are out of scope)"
    )
  }

  /// The files beside the journals.
  public static func verifyBeside(files: Int, compared: Int) -> Message {
    Message(
      "历法、席位、人员文件 \(files) 个, 与留在别处的摘要比对 \(compared) 个",
      "calendar, seat and staff files: \(files), \(compared) compared with digests kept elsewhere")
  }

  /// What no checkpoint covers.
  public static func verifyUncovered(lines: Int64, chains: Int) -> Message {
    Message(
      "未核对: \(chains) 个席位末尾共 \(lines) 行尚无校验点, 若被截去或改写无法发现",
      "not checked: the last \(counted(lines, "line")) of \(counted(chains, "seat")), not yet covered by a checkpoint; removal or changes there would go unnoticed"
    )
  }

  /// Everything that a verification never covers.
  public static func verifyNotChecked(outside: Int) -> Message {
    let chinese = outside == 0 ? "未与交接单或 syslog 比对 (--against); " : ""
    let english = outside == 0 ? "not compared with a shift sheet or syslog (--against); " : ""
    return Message(
      "未核对: \(chinese)事件内容是否属实, 时钟是否准确, 录音; 话务记录 phone/ 没有链条, 其中的改动无法发现",
      "not checked: \(english)whether what was entered is true, whether the clock was right, recordings; phone/ has no chain, "
        + "so changes in it cannot be detected"
    )
  }

  /// Nothing was there.
  public static func verifyNothing(place: String) -> Message {
    Message("\(place) 下没有记录", "there are no records under \(place)")
  }

  /// The result in one line; 0 clean, 1 torn, 2 damaged.
  public static func verifyResult(_ status: Int32, findings: Int) -> Message {
    switch status {
    case 0: Message("结果: 完好", "result: clean")
    case 1: Message("结果: 只有未写完的末行, 已存盘的记录无损", "result: only unfinished last lines; nothing recorded was lost")
    default:
      Message(
        "结果: 有损坏或改动 (\(findings) 处)。请保留现场, 通知维护人员和督察",
        "result: damaged or changed (\(counted(findings, "place"))). Leave everything as it is; tell technical support and the inspectors"
      )
    }
  }

  /// A line that does not have the fixed form.
  public static func lineMalformed(part: String) -> Message {
    Message(
      "此行不符合记录格式 (“\(part)”处), 可能损坏或被改动; 其后各行无法由链条证明",
      "this line is not in the record format (at '\(part)'): damaged or changed; the chain proves nothing after it"
    )
  }
  /// A newer format.
  public static func lineVersion(_ version: Int64) -> Message {
    Message(
      "格式版本 \(version) 由较新程序写成, 请用新版程序核对",
      "format version \(version) is from a newer program; verify with that one"
    )
  }
  /// A line longer than any written.
  public static func lineTooLong(_ bytes: Int64) -> Message {
    Message(
      "此行过长 (\(bytes) 字节), 不是本程序写的", "this line is too long (\(bytes) bytes); this program did not write it")
  }
  package static func lineNumberWrong(found: Int64, expected: Int64) -> Message {
    Message(
      "行号为 \(found), 应为 \(expected): 有行被删除或插入",
      "the line number is \(found), not \(expected): lines were removed or inserted")
  }
  /// The link to the line before is broken.
  public static let linkBroken = Message(
    "与前一行的 SHA-256 不符: 前一行或此行被改动, 其后各行无法由链条证明",
    "the SHA-256 of the line before does not match: that line or this one was changed; the chain proves nothing after it"
  )
  /// A line of another seat.
  public static let lineOfOtherSeat = Message(
    "此行属于另一席位: 文件被调换或拼接", "this line belongs to another seat: files were swapped or joined")
  package static let lineOfForeignCall = Message(
    "此行写的是本文件无权记载的来电 (别的席位的, 或日期更晚的), 一律不计",
    "this line is about a call that does not belong in this file (another seat's, or a later day's); it is not counted"
  )
  package static func fileTorn(offset: Int64, bytes: Int64) -> Message {
    Message(
      "末行未写完 (自第 \(offset) 字节起 \(bytes) 字节): 断电或中断所致, 该席位下次启动时自动另存",
      "the last line is unfinished (\(counted(bytes, "byte")) from byte \(offset)): a power cut or crash; the seat sets it aside at its next start"
    )
  }
  /// A file that somebody saw more of.
  public static func fileShortened(witness: String, bytes: Int64) -> Message {
    Message(
      "文件比 \(witness) 所记的 \(bytes) 字节短, 或已不在: 内容被清空、截断或取走",
      "the file is gone, or shorter than the \(counted(bytes, "byte")) that \(witness) saw: it was emptied, cut or taken away"
    )
  }
  /// A file that cannot be read.
  public static func fileUnreadable(_ reason: Message) -> Message {
    Message("无法读取: \(reason.chinese)", "cannot be read: \(reason.english)")
  }
  /// Two writers.
  public static let secondWriter = Message(
    "此行接在更早的一行之后: 有两个程序写过此文件", "this line continues from an earlier line: two programs wrote to this file")
  package static let noSegmentLine = Message(
    "首行不是 segment 行: 文件开头缺失", "the first line is not a segment line: the beginning of the file is missing")
  package static func predecessorMissing(_ file: String) -> Message {
    Message("所接续的文件 \(file) 不在: 被删除或移走", "the file it continues from, \(file), is missing: removed or moved")
  }
  /// A predecessor that does not match.
  public static func predecessorChanged(_ file: String) -> Message {
    Message(
      "与所接续的文件 \(file) 对不上: 该文件被截短或改写",
      "it does not match the file it continues from, \(file): that one was cut or rewritten")
  }
  package static let falselyFirst = Message(
    "自称是该席位的首个文件, 但之前还有: 链条被重新开始", "it claims to be the seat's first file but is not: the chain was restarted"
  )
  /// A fork.
  public static func forked(_ file: String) -> Message {
    Message(
      "与 \(file) 接续同一行: 有文件被替换或两个程序同时写入",
      "it continues from the same line as \(file): a file was replaced, or two programs wrote at once")
  }
  package static func linesBehindLink(_ file: String) -> Message {
    Message(
      "\(file) 在衔接处之后还有行, 没有说明来历",
      "\(file) has lines after the point this file continues from, and nothing says why")
  }
  /// A segment hides nothing by saying that it repeats: what does not stand in it stays in force.
  public static func falseRepeat(file: String, line: Int64, lines: Int64) -> Message {
    Message(
      "自称重写 \(file) 第 \(line) 行起的内容, 但其中 \(lines) 行并未重写: 那些行照常有效, 此文件系伪造或改动",
      "it claims to rewrite \(file) from line \(line) on, but \(lines) of those lines are not here: they stay in force; this file was forged or changed"
    )
  }
  /// The same number rang before: it was given twice, or a line was added.
  public static func secondRing(_ place: String) -> Message {
    Message(
      "同一编号又一次响铃, 先前在 \(place): 编号重复或有行被加入",
      "the call with this ID already rang, at \(place): an ID was used twice, or a line was added")
  }
  /// The same number ended before, and the first end counts.
  public static func secondEnd(_ place: String) -> Message {
    Message(
      "同一编号又一次结束, 以 \(place) 为准: 有行被加入",
      "the call with this ID already ended, at \(place), and that end counts: a line was added")
  }
  package static func fileCut(witness: String, lines: Int64) -> Message {
    Message("末尾被截去: \(witness) 见证过第 \(lines) 行", "its end was cut off: \(witness) saw line \(lines)")
  }
  /// Written anew.
  public static func fileRewritten(witness: String, lines: Int64) -> Message {
    Message(
      "被改写: \(witness) 见证的第 \(lines) 行与现在不同",
      "it was rewritten: line \(lines) is not the one \(witness) saw")
  }
  /// A witnessed file is gone.
  public static func witnessedMissing(witness: String) -> Message {
    Message("文件不在, 但 \(witness) 见证过它: 被删除或移走", "it is missing, but \(witness) saw it: removed or moved")
  }
  /// The clock went back.
  public static func timeWentBack(milliseconds: Int64) -> Message {
    Message("时间倒退 \(milliseconds) 毫秒: 时钟被调整过", "the time goes back by \(milliseconds) ms: the clock was set")
  }
  package static func tailSetAside(bytes: Int64) -> Message {
    Message("此处曾另存 \(bytes) 字节未写完的末尾", "an unfinished end (\(counted(bytes, "byte"))) was set aside here")
  }
  package static func replayedHere(events: Int64) -> Message {
    Message(
      "其后 \(events) 行是磁盘恢复后补存的",
      "\(counted(events, "line")) from here on: written afterwards, when the disk was back")
  }
  package static func loosePermissions(_ mode: String) -> Message {
    Message(
      "权限为 \(mode), 他人可以改动; 应为 0640",
      "its permissions are \(mode), so others can change it; they should be 0640")
  }
  /// Files whose owner did not write them.
  public static func foreignOwner(owner: Int64, writer: Int64, files: Int) -> Message {
    Message(
      "文件属于账户 \(owner), 行内写明由账户 \(writer) 写成 (共 \(files) 个文件): 若是恢复的备份请 chown 还给原账户, 否则系他人放入",
      "the file belongs to account \(owner) and its lines say that account \(writer) wrote them (\(counted(files, "file"))): a restored backup needs chown to that account, otherwise somebody else put it there"
    )
  }
  /// A file that somebody else added to a seat's.
  public static func otherAccount(owner: Int64, seat: Int64) -> Message {
    Message(
      "文件由账户 \(owner) 放入, 该席位 (或岗位) 属于账户 \(seat): 一个席位只由一个账户写入",
      "account \(owner) put this file there, and the seat or desk is account \(seat)'s: only one account writes a seat's journals"
    )
  }
  /// A finding that is told of several files: how many others, and which.
  public static func sameOfOthers(_ finding: Message, files: Int, names: String) -> Message {
    Message(
      "\(finding.chinese) (另有 \(files) 个文件同此: \(names))",
      "\(finding.english) (the same of \(counted(files, "other file")): \(names))")
  }
  /// A file of other records.
  public static func foreignFolder(_ folder: String) -> Message {
    Message(
      "此文件是为另一套记录 (folder-id \(folder)) 写的, 不属于这里",
      "this file was written for other records (folder-id \(folder)) and does not belong here")
  }
  package static let otherContent = Message(
    "与留在别处的摘要不同: 已被改动; 如非管理员所改请恢复",
    "it does not match its digest kept elsewhere: it was changed; unless the administrator did so, restore it"
  )
  package static let versionBack = Message(
    "较新格式的行之后出现旧格式的行: 有行被加入", "a line in an older format follows one in a newer format: lines were added")
  package static let unusableLine = Message(
    "此行不是完整的话务事件, 读取时跳过", "this line is not a complete phone event; it is skipped on reading")
  package static let unknownName = Message("不是记录文件的名字, 未核对", "not the name of a journal; it was not checked")
}
