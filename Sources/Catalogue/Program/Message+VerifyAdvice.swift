/// What to do about each thing that `call110 verify` finds.
extension Message {
  /// A finding and what to do about it.
  public static func verifyAdvised(_ finding: Message, advice: Message) -> Message {
    Message(
      "\(finding.chinese); 处置: \(advice.chinese)", "\(finding.english); what to do: \(advice.english)")
  }

  /// Something does not read as it was written.
  public static let adviseCompareWithBackup = Message(
    "原文件不动, 另存一份, 与备份逐行比对, 查明何人何时所为",
    "leave the file as it is, keep a copy, compare it line by line with the backup, and find out who did it and when"
  )
  /// Something is gone.
  public static let adviseRestore = Message(
    "先另存现有文件, 再从备份补回所缺, 然后重新核对",
    "keep what is there, restore what is missing from the backup, and verify again")
  /// Something cannot be read.
  public static let adviseMakeReadable = Message(
    "检查磁盘和权限, 使本账户能读, 然后重新核对",
    "check the disk and the permissions, let this account read it, and verify again")
  /// Something was put there that no journal is.
  public static let adviseRemoveIntruder = Message(
    "查明是谁放的, 移到记录文件夹之外", "find out who put it there, and move it out of the records folder")
  /// A newer program wrote it.
  public static let adviseNewerProgram = Message(
    "用写下它的新版程序核对", "verify with the newer program that wrote it")
  /// Somebody wrote what he cannot say, or what was said already.
  public static let adviseFindWriter = Message(
    "先写下的有效, 不必改动; 按文件属主和行内 uid 查明是谁写的",
    "what was there first counts and nothing needs changing; find out who wrote it by the file's owner and the line's uid"
  )
  /// A file is said to belong to other records.
  public static let adviseTakeHome = Message(
    "查明从哪里复制来; 若属别处记录, 移回原处",
    "find out where it was copied from; if it belongs to other records, move it back there")
  /// An unfinished end.
  public static let adviseNextStart = Message(
    "无须处理: 该席位下次启动时自动另存并注明", "nothing to do: the seat sets it aside and says so at its next start")
  /// The clock went back.
  public static let adviseSetClock = Message(
    "记录无须处理; 给这台机器对时 (NTP)", "nothing to do for the records; synchronise this machine's clock (NTP)")
  /// Recording was interrupted and went on.
  public static let adviseWatchMachine = Message(
    "无须处理; 常出现时检查该机的电源和磁盘", "nothing to do; if it happens often, check that machine's power and disk")
  /// The permissions let others in.
  public static let advisePermissions = Message(
    "改回文件 0640、文件夹 3770 (chmod)", "set files back to 0640 and folders to 3770 (chmod)")
  /// A file has a second name.
  public static let adviseRemoveLink = Message(
    "查明另一个名字在何处 (find -samefile), 删去它", "find its other name (find -samefile) and remove that")
  /// A folder belongs to somebody who writes nothing there.
  public static let adviseFolderOwner = Message(
    "改由 root 或专用账户所有 (chown): 属主能删除其中任何文件",
    "give it to root or to an account of its own (chown): its owner can delete any file in it")
  /// A file beside the journals is another than it was.
  public static let adviseKeepDigest = Message(
    "若是本单位改的, 重新留存摘要 (verify --heads); 否则从备份恢复",
    "if you changed it, keep its new digest (verify --heads); if not, restore it from the backup")
  /// A line that the telephone's readers cannot use.
  public static let adviseCheckBridge = Message(
    "检查写它的程序 (电话联动); 其余各行照常可用",
    "check the program that wrote it (the phone bridge); the other lines are used as usual")

  /// Others may delete what is not theirs in a folder.
  package static func looseFolder(_ mode: String) -> Message {
    Message(
      "文件夹权限 \(mode) 允许别人删除、调换其中不属于他的文件",
      "the folder's permissions \(mode) let others delete and replace files that are not theirs")
  }
  /// A folder belongs to an account that wrote nothing in it.
  package static func folderOwner(_ owner: Int64) -> Message {
    Message(
      "文件夹属于账户 \(owner), 它既不是记录文件夹的属主, 也没有在此写过记录",
      "the folder belongs to account \(owner), which neither owns the records folder nor wrote a journal in it"
    )
  }
}
