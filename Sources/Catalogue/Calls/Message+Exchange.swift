/// Words about import and export.
extension Message {
  package static let commandImport = Message(
    "从其他系统导入接警单 (CSV 或 JSONL)", "import calls from another system (CSV or JSONL)")
  package static let optionMap = Message(
    "列名对应文件: 每行 列名 = 字段; 接警单常用列名无需对应", "column map with lines \"column = field\"; common names need none")
  package static let optionImportDryRun = Message("只检查, 不写入", "check only, write nothing")
  package static let optionSource = Message("来源名称 (默认文件名)", "where it comes from (default: the file's name)")
  /// `--operator` of an import.
  public static let optionTypist = Message(
    "录入人 (默认系统账户)", "who enters the calls (default: the system account)")
  package static let commandExport = Message(
    "导出接警单 (默认遮盖个人信息)", "export calls (personal data masked by default)")
  package static let optionExportFormat = Message("格式, 默认 jsonl", "the format, jsonl by default")
  package static let optionImported = Message("导出的是导入的接警单", "export the imported calls")

  /// `--imported` of lists, searches and reports.
  public static let optionImportedCalls = Message(
    "只看从其他系统导入的接警单", "only calls imported from other systems")
  /// How many imported calls are shown.
  public static func importedShown(_ count: Int) -> Message {
    Message("导入的接警单 \(count) 张, 非本系统实时记录", "\(counted(count, "imported call")), not recorded here")
  }
  /// A report about imported calls.
  public static let reportImported = Message(
    "本报告只含从其他系统导入的接警单, 非本系统实时记录; 不含导入之后的办理和评价。",
    "This report covers only calls imported from other systems, not recorded here; what was done after the import is not included."
  )

  /// The call was not recorded here.
  public static func sheetImported(source: String, line: Int) -> Message {
    Message("导入, 非本系统实时记录: \(source) 第 \(line) 行", "imported, not recorded here: \(source) line \(line)")
  }
  /// The call was typed in from paper.
  public static func sheetTyped(at: String, by: String) -> Message {
    Message(
      "纸质单, \(at) 由 \(by) 补录; 时间为纸上所记", "from paper, entered \(at) by \(by); times as written on the form")
  }
  /// A column and the field it holds.
  public static func importColumn(_ column: String, field: String) -> Message {
    field == "-"
      ? Message("列 \(column): 不导入", "column \(column): not imported")
      : Message("列 \(column) → \(field)", "column \(column) -> \(field)")
  }
  /// Columns nobody knows.
  public static func importUnknownColumns(_ columns: [String]) -> Message {
    Message(
      "不认识的列, 未导入 (可用 --map 对应): \(columns.joined(separator: "、"))",
      "unknown columns, not imported (map them with --map): \(columns.joined(separator: ", "))")
  }
  /// A row left out.
  public static func importRejected(line: Int, _ why: Message) -> Message {
    Message("第 \(line) 行未导入: \(why.chinese)", "line \(line) not imported: \(why.english)")
  }
  package static func importSums(imported: Int, present: Int, rejected: Int, isDryRun: Bool) -> Message {
    isDryRun
      ? Message(
        "试运行: 可导入 \(imported), 已有 \(present), 不可导入 \(rejected)",
        "dry run: \(imported) can be imported, \(present) already there, \(rejected) rejected")
      : Message(
        "已导入 \(imported), 已有 \(present), 未导入 \(rejected)",
        "\(imported) imported, \(present) already there, \(rejected) rejected")
  }
  package static let rejectedNoTime = Message(
    "没有呼入、报警或接警时间", "no ringing, reporting or answering time")
  /// A bad time.
  public static func rejectedTime(_ field: String) -> Message {
    Message(
      "\(field) 不是时间, 应如 2026-11-22 09:15:31", "\(field) is not a time; use the form 2026-11-22 09:15:31")
  }
  /// A bad number.
  public static func rejectedNumber(_ field: String) -> Message {
    Message("\(field) 不是范围内的整数", "\(field) is not a whole number in its range")
  }
  /// A bad word.
  public static func rejectedWord(_ field: String) -> Message {
    Message("\(field) 的值不在允许之列", "\(field) is not one of its permitted values")
  }
  package static let rejectedTooManyCells = Message("单元格多于列名", "more cells than column names")
  /// An open quote.
  public static let rejectedUnclosedQuote = Message("引号没有配对", "a quote is not closed")
  /// Text behind a quote.
  public static let rejectedTextAfterQuote = Message("引号之后还有文字", "text after a closing quote")
  package static let rejectedNotUTF8 = Message(
    "不是 UTF-8 编码, 可先用 iconv -f GB18030 -t UTF-8 转换", "not UTF-8; convert it first: iconv -f GB18030 -t UTF-8")
  package static let rejectedTooLong = Message("单元格或行超过 1 MiB", "a cell or line is longer than 1 MiB")
  /// Another encoding, and how to convert it.
  public static func importOtherEncoding(_ file: String, _ encoding: String, quoted: String) -> Message {
    Message(
      "\(file): 是 \(encoding) 编码, 不是 UTF-8。先转换: iconv -f \(encoding) -t UTF-8 \(quoted) > 新文件",
      "\(file): this is \(encoding), not UTF-8. Convert it first: iconv -f \(encoding) -t UTF-8 \(quoted) > NEW"
    )
  }
  /// No encoding known.
  public static func importNotUTF8(_ file: String) -> Message {
    Message("\(file): 第 1 行不是 UTF-8 编码", "\(file): line 1 is not UTF-8")
  }
  /// A spreadsheet's own format.
  public static func importSpreadsheet(_ file: String) -> Message {
    Message(
      "\(file): 是电子表格或压缩文件, 请先另存为“CSV UTF-8”",
      "\(file): this is a spreadsheet or an archive; save it as \"CSV UTF-8\" first")
  }
  /// Nothing in it.
  public static func importEmpty(_ file: String) -> Message {
    Message("\(file): 文件是空的", "\(file): the file is empty")
  }
  package static func importNoKnownColumn(_ file: String, _ columns: [String]) -> Message {
    let one = columns.count == 1
    let hint =
      one
      ? Message("列之间须用逗号分隔", "columns must be separated by commas")
      : Message("用 --map 对应列名", "map the columns with --map")
    return Message(
      "\(file): 第 1 行没有认识的列名 (\(columns.joined(separator: "、")))。\(hint.chinese)",
      "\(file): line 1 has no known column name (\(columns.joined(separator: ", "))): \(hint.english)")
  }
  /// Somebody else imports.
  public static func deskBusy(_ desk: String) -> Message {
    Message(
      "\(desk) 正由另一个程序写入, 请等它完成后再试",
      "another program is writing to \(desk); try again when it has finished")
  }
  package static let rejectedNotJSON = Message("不是 JSON 对象", "not a JSON object")
  package static let rejectedRecordedLive = Message("本系统已有这张实时接警单", "this call was recorded here live")
  /// Other contents.
  public static let rejectedConflict = Message(
    "同号接警单已导入且内容不同, 记录不可覆盖", "already imported with different contents; records are never overwritten")
  /// The number belongs to another call.
  public static let rejectedNumberTaken = Message(
    "另一张导入的接警单已用此编号", "another imported call already has this number")
  package static let rejectedTooMany = Message("同日同席编号已用完", "no number left for that day and seat")
  /// A map file's line without an equals sign.
  public static func mapNoEqualsSign(_ place: String) -> Message {
    Message("\(place): 应为 列名 = 字段", "\(place): expected \"column = field\"")
  }
  /// A map file's unknown field.
  public static func mapUnknownField(_ field: String, _ place: String) -> Message {
    Message("\(place): 没有字段 \(field)", "\(place): there is no field \(field)")
  }
  /// A map file that is not UTF-8.
  public static func mapNotUTF8(_ place: String) -> Message {
    Message("\(place): 不是 UTF-8 编码", "\(place): not UTF-8")
  }
}
