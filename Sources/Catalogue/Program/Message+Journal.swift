/// Words about journals: recording, its troubles, and their verification.
extension Message {
  /// The one loud line while nothing can be recorded; `events` wait.
  public static func notRecorded(events: Int) -> Message {
    Message("未记录 — 请用纸质登记 (\(events) 条待存)", "NOT RECORDED — use the paper form (\(events) waiting)")
  }

  /// Why nothing can be recorded.
  public static func notRecordedBecause(place: String, reason: Message) -> Message {
    Message(
      "记录无法写入 \(place): \(reason.chinese)。恢复后自动补存, 请通知维护人员",
      "records cannot be written to \(place): \(reason.english). They will be written when it works again; tell technical support"
    )
  }

  /// Little space is left.
  public static func lowSpace(freeBytes: Int64) -> Message {
    Message(
      "磁盘空间不足, 剩余 \(freeBytes >> 20) MiB, 请通知维护人员",
      "the disk is nearly full, \(freeBytes >> 20) MiB left; tell technical support")
  }

  /// The reserve was given up.
  public static func reserveUsed(freeBytes: Int64) -> Message {
    Message(
      "磁盘已满, 正在使用预留空间 (\(freeBytes >> 10) KiB), 请立即通知维护人员并备好纸质登记表",
      "the disk is full and the reserve is in use (\(freeBytes >> 10) KiB); tell technical support now and have paper forms ready"
    )
  }

  /// An unfinished end was set aside.
  public static func tailRecovered(file: String, bytes: Int64, keptAs: String) -> Message {
    Message(
      "\(file): 上次中断留下 \(bytes) 字节未写完, 已另存为 \(keptAs), 已存盘的记录无损",
      "\(file): \(counted(bytes, "unfinished byte was", "unfinished bytes were")) set aside as \(keptAs) after an interruption; nothing recorded was lost"
    )
  }

  /// A new segment was started.
  public static func segmentStarted(file: String, why: String) -> Message {
    Message(
      "改写新文件 \(file) (\(segmentReason(why).chinese))", "now writing \(file) (\(segmentReason(why).english))")
  }

  /// Events that waited are recorded now.
  public static func eventsReplayed(_ events: Int) -> Message {
    Message("已补存 \(events) 条", "\(counted(events, "held event is", "held events are")) now recorded")
  }

  /// A spool file is partly unreadable.
  public static func spoolDamaged(name: String) -> Message {
    Message(
      "暂存文件 \(name) 部分无法读取, 已保留, 请通知维护人员",
      "spool file \(name) is partly unreadable and was kept; tell technical support")
  }

  /// Why a segment was started; `why` is the word in the `segment` line.
  public static func segmentReason(_ why: String) -> Message {
    switch why {
    case "failed": Message("前一文件写入失败", "the previous file could not be written")
    case "damaged": Message("前一文件已损坏", "the previous file is damaged")
    case "torn":
      Message("前一文件末尾不完整", "the previous file has an unfinished end")
    case "clock": Message("时钟曾被调回", "the clock was set back")
    case "newer": Message("前一文件为较新格式", "the previous file has a newer format")
    case "spool": Message("有待补存的记录", "events were waiting in the spool")
    case "removed": Message("前一文件在写入中被删除", "the previous file was removed while being written")
    case "refused": Message("该处不是本席位的记录文件", "the file there is not a journal of this seat")
    case "day": Message("新的一天", "a new day")
    default: Message("首个文件", "the first file")
    }
  }

  /// What a refused file is; `kind` is symbolicLink, notRegular, foreignOwner or hardLink.
  public static func refusedFile(_ kind: String) -> Message {
    switch kind {
    case "symbolicLink": Message("是符号链接, 未读写", "is a symbolic link and was not touched")
    case "foreignOwner": Message("属于其他用户, 未写入", "belongs to another user and was not written")
    case "hardLink": Message("有第二个名字 (硬链接), 未写入", "has a second name (hard link) and was not written")
    default: Message("不是普通文件, 未读写", "is not a regular file and was not touched")
    }
  }

  /// Another folder of records stands in the place of the one that `file` remembers, or none.
  public static func otherFolder(rememberedBy file: String) -> Message {
    Message(
      "不是上次写入的记录文件夹, 磁盘可能没有挂上; 挂上后自动补存。确已换用新文件夹的, 删去 \(file) 再启动",
      "is not the records folder that was written in last, perhaps its disk is not mounted; once it is, what waits is handed in. If the folder was replaced on purpose, remove \(file) and start again"
    )
  }

  /// A system call failed.
  public static func systemFault(operation: String, code: Int32, text: String) -> Message {
    Message("\(operation): \(text) (errno \(code))", "\(operation): \(text) (errno \(code))")
  }
}
