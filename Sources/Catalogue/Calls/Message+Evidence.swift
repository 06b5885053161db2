/// Words about handing out a call's journal lines.
extension Message {
  package static let commandCallsEvidence = Message(
    "导出一个电话的原始记录行作为证据 (须说明理由, 先记录)",
    "export one call's journal lines as evidence (needs --reveal --reason; recorded first)")
  /// `--out` of the evidence.
  public static let optionEvidenceFolder = Message("新建的文件夹", "the folder, which must not exist yet")
  package static let optionEvidenceDesks = Message(
    "连同各台位关于此电话的记录 (答复、评审等)", "also what desks recorded about the call (replies, reviews, ...)")

  /// The folder is written.
  public static func evidenceWritten(_ folder: String, lines: Int, witnesses: Int) -> Message {
    Message(
      "\(folder): \(lines) 行记录, \(witnesses) 个校验点。核对: 在该文件夹中运行 sha256sum -c SHA256SUMS",
      "\(folder): \(counted(lines, "line")), \(counted(witnesses, "checkpoint")). To check: sha256sum -c SHA256SUMS in that folder"
    )
  }
  /// The chain does not hold.
  public static let evidenceBroken = Message(
    "记录链或校验点不符: 见 MANIFEST.tsv 的 BROKEN 和 CHECKPOINTS.tsv 的 NO, 并运行 call110 verify",
    "the chain or a checkpoint does not match: see BROKEN in MANIFEST.tsv and NO in CHECKPOINTS.tsv, and run call110 verify"
  )
  /// Who took it out.
  public static func evidenceAccess(by person: String, at: String, reason: String) -> Message {
    Message("提取: \(at)  工号 \(person)  理由: \(reason)", "exported: \(at)  by \(person)  reason: \(reason)")
  }
  /// What the folder is.
  public static func evidenceAbout(call: String, lines: Int, witnesses: Int, faults: Int, isSound: Bool)
    -> Message
  {
    Message(
      """
      接警单 \(call) 的原始记录
      \(lines) 行记录, \(witnesses) 个校验点; 记录链\(isSound ? "相符" : "不符, 见 BROKEN / NO"); 所在文件有 \(faults) 处问题
      内含未遮盖的个人信息, 请按规定保管。
      """,
      """
      The journal lines of call \(call)
      \(counted(lines, "line")), \(counted(witnesses, "checkpoint")); the chain \
      \(isSound ? "is intact" : "IS BROKEN, see BROKEN / NO"); \(counted(faults, "fault")) in the files they come from
      Personal data is not masked here: store it as the rules require.
      """)
  }
  /// How it is checked by hand.
  public static let evidenceCheck = Message(
    """
    call.jsonl        全部记录行, 逐字节与记录文件相同
    lines/            每行一个文件 (不含换行), 名称: 序号-日期-记录文件-行号
    MANIFEST.tsv      每行的位置 (文件、行、字节)、摘要 (sha256)、本行所记前一行的摘要 (prev)、后一行所记本行的摘要 (next_line_prev)
    witnesses/        其他席位留下的校验点原始行
    CHECKPOINTS.tsv   校验点: 谁在何处留下, 说某文件的前若干字节、若干行, 末行摘要是什么
    checkpoints.txt   同样内容和提取时文件的末端, 供 call110 verify --against 使用

    核对:
    1. 没有改动:      sha256sum -c SHA256SUMS
    2. 链:            相邻两行中, 后一行的 prev 等于前一行文件的 sha256sum;
                      next_line_prev 是记录文件中后一行 (可能属于别人的电话, 因此不在这里) 所记的摘要, 应等于 sha256
    3. 与原记录文件:  head -n 行号 文件 | tail -n 1 | tr -d '\\n' | sha256sum
    4. 校验点:        head -c 字节数 文件 | tail -n 1 | tr -d '\\n' | sha256sum   应等于 CHECKPOINTS.tsv 的 sha256
                      或: call110 verify --against checkpoints.txt
    """,
    """
    call.jsonl        all the lines, byte for byte as in the journal
    lines/            one file per line (without its newline), named NUMBER-DAY-JOURNAL-LINE
    MANIFEST.tsv      one row per line: where it is, its digest (sha256), the digest it records for the line before it
                      (prev), and the digest that the line after it records for this one (next_line_prev)
    witnesses/        checkpoints left by other seats, exactly as they are in their journals
    CHECKPOINTS.tsv   one row per checkpoint: who left it where, and the digest of the last of so many bytes and lines of a file
    checkpoints.txt   the same, and the heads of the files at the time of export, for call110 verify --against

    How to check:
    1. nothing was changed:       sha256sum -c SHA256SUMS
    2. the chain:                 of two adjacent lines, prev of the second is the sha256sum of the first one's file;
                                  next_line_prev is what the journal's next line records (which may belong to another call
                                  and so is not here); it must equal sha256
    3. against the journal:       head -n LINE FILE | tail -n 1 | tr -d '\\n' | sha256sum
    4. against the checkpoints:   head -c BYTES FILE | tail -n 1 | tr -d '\\n' | sha256sum   must give the sha256 in CHECKPOINTS.tsv
                                  or: call110 verify --against checkpoints.txt
    """)
}
