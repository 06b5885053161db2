/// Words of `call110 heads`: the ends of journals on their way to another machine, and what that one signs.
extension Message {
  /// What takes the ends of journals off this machine.
  public static let commandHeadsSend = Message(
    "把各席位记录的当前末端 (校验点) 送出本机", "send the current heads (checkpoints) of all journals off this machine")
  package static let optionHeadsSyslog = Message("送到 syslog", "send them to syslog")
  package static let optionHeadsCommand = Message(
    "交给此命令的标准输入 (由 /bin/sh 运行)", "pipe them to this command's standard input (run by /bin/sh)")
  package static let optionHeadsEvery = Message(
    "每隔这么多秒送出有变化的, 不结束", "keep running and send what has changed every this many seconds")

  /// What another machine does with them.
  public static let commandHeadsCountersign = Message(
    "在另一台机器上: 与以前所见核对一致后签名", "on another machine: check against what was seen before, then sign")
  package static let optionHeadsSeen = Message(
    "以前所见的末端, 签名后续写", "the heads seen before; signed ones are added")
  package static let optionHeadsFirst = Message(
    "第一次使用: --seen 的文件还没有, 由此新建", "the first time: the file of --seen is not there yet and is made")
  package static let optionHeadsKey = Message(
    "ssh 私钥 (ssh-keygen -Y sign)", "ssh private key (ssh-keygen -Y sign)")
  package static let optionHeadsOut = Message(
    "写出签过名的末端, 签名在其后加 .sig", "where to write the signed heads; the signature goes beside them as .sig")
  package static let optionHeadsCopy = Message(
    "记录的副本 (如 rsync): 所见末端须仍在其中",
    "a copy of the records (such as by rsync): all heads seen must still be in it")
  package static let verifySigners = Message(
    "允许签名者文件 (ssh-keygen -Y verify)", "file of allowed signers (ssh-keygen -Y verify)")
  package static let verifySigner = Message("须由谁签名", "who must have signed")

  /// How many were signed.
  public static func headsSigned(_ count: Int, file: String) -> Message {
    Message(
      "已核对并签名 \(count) 个末端: \(file)",
      "\(counted(count, "head was", "heads were")) checked and signed: \(file)")
  }
  /// What is shown has less than was seen.
  public static func headsShorter(_ shown: String, seen: String) -> Message {
    Message(
      "比以前所见短, 不签名: \(shown); 以前: \(seen)", "shorter than seen before, not signed: \(shown); before: \(seen)")
  }
  /// As much was seen, and it ended otherwise.
  public static func headsOther(_ shown: String, seen: String) -> Message {
    Message(
      "与以前所见不同, 不签名: \(shown); 以前: \(seen)",
      "different from what was seen before, not signed: \(shown); before: \(seen)")
  }
  /// What was seen is not shown any more.
  public static func headsMissing(_ seen: String) -> Message {
    Message("以前所见的文件不在其中, 不签名: \(seen)", "a file seen before is missing, not signed: \(seen)")
  }
  /// The copy of the records does not have it.
  public static func headsNotHeld(_ line: String) -> Message {
    Message("副本中没有此末端, 不签名: \(line)", "the copy does not contain this head, not signed: \(line)")
  }
  /// What left as damaged.
  public static func headsDamaged(_ place: String) -> Message {
    Message(
      "\(place): 那台机器报告此处损坏或无法读取, 没有它的末端可签; 请在那台机器上运行 call110 verify",
      "\(place): reported damaged or unreadable, so there is no head of it to sign; run call110 verify on that machine"
    )
  }
  /// A line that broke off on its way.
  public static func headsSkipped(_ file: String, line: Int) -> Message {
    Message(
      "\(file):\(line): 不是完整的校验点 (传送时中断), 已跳过, 其余已签名; 请删去此行",
      "\(file):\(line): this is not a complete checkpoint (it broke off on its way); it was skipped and the rest signed. Remove the line"
    )
  }
  /// What was seen before is not there.
  public static func headsNeverSeen(_ file: String) -> Message {
    Message(
      "\(file): 没有此文件, 未签名; 请检查 --seen 的名称, 第一次使用请加 --first",
      "\(file): there is no such file, and nothing was signed; check the name after --seen, or add --first the first time"
    )
  }
  /// What was seen before is there, and should not be.
  public static func headsSeenBefore(_ file: String) -> Message {
    Message(
      "\(file): 已有此文件, 未签名; 不是第一次使用, 请去掉 --first",
      "\(file): this file is there already, and nothing was signed; it is not the first time, so leave out --first"
    )
  }
  /// The site's command failed.
  public static func headsCommandFailed(_ status: Int32) -> Message {
    Message(
      "送出校验点的命令失败 (状态 \(status))", "the command that sends the checkpoints failed (status \(status))")
  }
  /// No signature was made.
  public static func headsNotSigned(_ status: Int32) -> Message {
    Message(
      "ssh-keygen 未能签名 (状态 \(status)); 请检查 --key", "ssh-keygen could not sign (status \(status)); check --key"
    )
  }
  /// The signature is not good.
  public static func headsBadSignature(_ file: String) -> Message {
    Message(
      "\(file): 签名无效, 或不是 --signer 所签, 未比对",
      "\(file): the signature is invalid or not from --signer; nothing was compared")
  }
  /// The site's settings cannot be followed, so nothing leaves.
  public static func headsSettingsUnusable(_ reason: Message) -> Message {
    Message(
      "校验点未送出本机: 记录文件夹里的 heads 用不上: \(reason.chinese)",
      "no checkpoint leaves this machine: the file heads in the records folder cannot be used: \(reason.english)"
    )
  }
  /// Who may write it may not say what runs under other accounts.
  public static let headsSettingsForeign = Message(
    "须由 root 或记录文件夹的属主所有, 且只有属主可写 (chmod 644)",
    "it must belong to root or the owner of the records folder, and only the owner may write to it (chmod 644)"
  )
  /// What stands there cannot be read as UTF-8.
  public static let headsSettingsNoText = Message("不是 UTF-8 文本", "it is not UTF-8 text")
  /// A line of it says nothing that is known.
  public static func headsSettingsBadLine(_ line: Int) -> Message {
    Message(
      "第 \(line) 行应为 syslog = yes|no、command = 命令 或 every = 10 至 3600 (秒)",
      "line \(line) must be syslog = yes|no, command = COMMAND or every = 10 to 3600 (seconds)")
  }
  /// It names no place to send to.
  public static let headsSettingsNowhere = Message(
    "没有写 syslog = yes, 也没有写 command", "it has neither syslog = yes nor a command")
  /// Checkpoints could not be sent.
  public static func headsNotSent(_ reason: Message) -> Message {
    Message(
      "校验点未送出本机, 会再送: \(reason.chinese)",
      "no checkpoint left this machine, will try again: \(reason.english)")
  }
  /// They leave again.
  public static let headsLeaveAgain = Message("校验点又送出本机了", "checkpoints leave this machine again")
  /// The site does not let them leave.
  public static let headsStay = Message(
    "校验点不自动送出本机 (记录文件夹里没有 heads 文件): 全部文件一起被改写时只有外部校验点能发现",
    "checkpoints do not leave this machine by themselves (there is no file heads in the records folder): if all files are changed together, only checkpoints kept elsewhere reveal it"
  )
  /// They are to leave, and do not.
  public static func headsLate(every seconds: Int, last: String?) -> Message {
    Message(
      "校验点应每 \(seconds) 秒送出本机, 本账户有未送出的; 最近一次: \(last ?? "从未")",
      "checkpoints are to leave this machine every \(seconds) seconds, and some of this account have not; last time: \(last ?? "never")"
    )
  }
  /// The site lets them leave.
  public static func headsLeave(every seconds: Int, last: String?) -> Message {
    Message(
      "校验点每 \(seconds) 秒送出本机; 本账户最近一次: \(last ?? "不详")",
      "checkpoints leave this machine every \(seconds) seconds; last time from this account: \(last ?? "not known")"
    )
  }
}
