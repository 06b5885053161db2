/// What can be wrong in a protocol file, and what to do about it.
extension Message {
  /// How many entries of the directory are invented and confirmed by nobody.
  public static func protocolExamples(_ count: Int) -> Message {
    Message(
      "转介目录有 \(count) 条是示例 (example = yes), 未经本中心确认, 不算符合第五条。核实后删去该行并填写 checked",
      "\(counted(count, "directory entry is an example", "directory entries are examples")) (example = yes) not confirmed by "
        + "this centre and not enough for article 5. Confirm each one, delete that line and fill in checked")
  }

  /// Kinds of units a whole file of an earlier version does not tell of.
  public static func protocolUnitKindsBorrowed(file: String, kinds: [String]) -> Message {
    let list = kinds.joined(separator: " ")
    return Message(
      "\(file): 没有 [unit-kind] 段: \(list), 暂用内置的。请从 call110 protocol show --file 的输出抄入这些段, 或改写成首行 base = shipped 只留不同之处",
      "\(file): there is no [unit-kind] section for \(list); the built-in ones are used. Copy them from call110 protocol show "
        + "--file, or begin the file with base = shipped and keep only what differs")
  }

  /// A fault with its place: `wuxi.protocol:3:8: …`.
  public static func protocolFault(_ fault: Message, at place: String) -> Message {
    Message("\(place): \(fault.chinese)", "\(place): \(fault.english)")
  }

  /// The file is too long.
  public static func protocolTooLarge(limit: Int) -> Message {
    Message(
      "文件超过 \(limit) 字节。请确认是规程文件, 并删去不需要的内容",
      "the file is longer than \(limit) bytes. Make sure it is a protocol file; delete what is not needed"
    )
  }

  /// The line is not UTF-8.
  public static let protocolNotUTF8 = Message(
    "这一行不是 UTF-8 编码。请用编辑器把文件另存为 UTF-8", "this line is not UTF-8. Save the file as UTF-8 in an editor")

  /// A character that may not stand in a value; `code` is its number as in `U+0009`.
  public static func protocolControlCharacter(code: String) -> Message {
    Message("这里有不可见的控制字符 \(code)。请删去它", "there is an invisible control character \(code) here. Delete it")
  }

  /// The line is neither section, entry nor comment.
  public static let protocolNotAnEntry = Message(
    "这一行既不是 [段名]、也不是 key = value、也不是 # 注释。括号和等号要用半角",
    "this line is not a [section], key = value or # comment. Brackets and = must be half-width")

  /// An entry before the first section.
  public static let protocolEntryOutsideSection = Message(
    "第一个 [段] 之前只能写 base = shipped。请把这一行放进一个段",
    "only base = shipped may stand before the first [section]. Move this line into a section")

  /// `base` names something unknown or stands twice.
  public static let protocolBadBase = Message(
    "base 只能写一次, 值只能是 shipped", "base may be written once, and its value must be shipped")

  /// An unknown kind of section.
  public static func protocolUnknownSection(_ name: String, allowed: String) -> Message {
    Message("没有“\(name)”这种段。可用: \(allowed)", "there is no section kind '\(name)'. Use one of: \(allowed)")
  }

  /// A section's name is missing or has the wrong form.
  public static func protocolBadSectionName(kind: String, expected: String) -> Message {
    Message(
      "[\(kind)] 段的名称不对, 应为: \(expected)",
      "the name of this [\(kind)] section is wrong, expected: \(expected)")
  }

  /// The same section stands twice.
  public static func protocolDuplicatedSection(kind: String, name: String, line: Int) -> Message {
    Message(
      "[\(kind) \(name)] 在第 \(line) 行已经写过。请删去一个或改名",
      "[\(kind) \(name)] is already in line \(line). Delete one or rename it")
  }

  /// A key the section does not have.
  public static func protocolUnknownKey(_ key: String, allowed: String) -> Message {
    Message("这种段没有“\(key)”这一项。可用: \(allowed)", "this section has no key '\(key)'. Use one of: \(allowed)")
  }

  /// The same key twice.
  public static func protocolDuplicatedKey(_ key: String, line: Int) -> Message {
    Message("“\(key)”在第 \(line) 行已经写过。请只留一个", "'\(key)' is already in line \(line). Keep one of them")
  }

  /// A key that must be there.
  public static func protocolMissingKey(_ key: String) -> Message {
    Message("这一段缺少“\(key)”。请补一行 \(key) = ...", "this section lacks '\(key)'. Add a line \(key) = ...")
  }

  /// Nothing after the equals sign.
  public static func protocolEmptyValue(_ key: String) -> Message {
    Message(
      "“\(key)”后面没有内容。请填写, 可省的项写 none",
      "nothing follows '\(key) ='. Fill it in; write none where it may be left out")
  }

  package static func protocolValueTooLong(_ key: String, limit: Int) -> Message {
    Message("“\(key)”超过 \(limit) 个字。请缩短", "'\(key)' is longer than \(limit) characters. Shorten it")
  }

  /// A value is not one of those allowed.
  public static func protocolBadWord(_ key: String, expected: String) -> Message {
    Message("“\(key)”的值不对。可用: \(expected)", "the value of '\(key)' is wrong. Use one of: \(expected)")
  }

  /// A value is not a number in its range.
  public static func protocolBadNumber(_ key: String, least: Int, most: Int) -> Message {
    Message("“\(key)”应为 \(least) 到 \(most) 的整数", "'\(key)' must be a whole number from \(least) to \(most)")
  }

  /// A value is not a date.
  public static func protocolBadDate(_ key: String) -> Message {
    Message(
      "“\(key)”不是有效日期。请写成 2026-11-22 这样", "'\(key)' is not a valid date. Write it as 2026-11-22")
  }

  /// A telephone is not one.
  public static func protocolBadTelephone(_ key: String) -> Message {
    Message(
      "“\(key)”不是电话号码: 至少三位数字, 只能有数字、空格和 - + ( ) / 、 或 转",
      "'\(key)' is not a phone number: at least three digits, and besides digits only spaces and - + ( ) /")
  }

  /// A taboo form is too short to look for.
  public static func protocolEmptyPattern(_ key: String) -> Message {
    Message(
      "“\(key)”里有一个说法不足两个字, 无法查找。请写完整",
      "a form in '\(key)' has fewer than two characters to look for. Write it out")
  }

  /// A name that is not in the file.
  public static func protocolUnknownReference(_ key: String, kind: String, name: String) -> Message {
    Message(
      "“\(key)”引用的 [\(kind) \(name)] 不存在。请改正名称或补上这一段",
      "'\(key)' names [\(kind) \(name)], which is not there. Correct the name or add the section")
  }

  /// A category's parent has a parent itself.
  public static func protocolParentIsNoClass(_ name: String) -> Message {
    Message(
      "上级类别 \(name) 自己还有上级。类别只有两层, 请改用大类",
      "the parent \(name) has a parent of its own. There are only two levels: name a top category")
  }

  /// A referral without address or telephone.
  public static func protocolReferralWithout(_ key: String) -> Message {
    Message(
      "转介单位缺少“\(key)”。第五条要求地址和电话都有, 请补上",
      "the referral lacks '\(key)'. Article 5 needs both address and telephone: add it")
  }

  /// A function key twice.
  public static func protocolDoubledFunctionKey(_ number: Int, at place: String) -> Message {
    Message(
      "功能键 F\(number) 已用于 \(place)。请换一个键或写 key = none",
      "function key F\(number) is already used at \(place). Choose another or write key = none")
  }

  /// A function key of the console's own.
  public static func protocolReservedFunctionKey(_ number: Int) -> Message {
    Message(
      "功能键 F\(number) 由接警台自己使用 (F8 派警, F9 结束)。请换一个键",
      "function key F\(number) is the console's own (F8 unit, F9 end). Choose another")
  }

  /// `remove` of something that is not there.
  public static let protocolNothingToRemove = Message(
    "随程序的规程里没有这一段, 无从删除。请核对名称", "there is no such section to remove in the shipped protocol. Check the name")

  /// A section every protocol has.
  public static func protocolMissingSection(kind: String, name: String) -> Message {
    let section = name.isEmpty ? "[\(kind)]" : "[\(kind) \(name)]"
    return Message(
      "缺少 \(section)。请补上, 或在文件开头写 base = shipped 沿用随程序的内容",
      "\(section) is missing. Add it, or begin the file with base = shipped to use the shipped one")
  }

  /// A kind of phrase every protocol has.
  public static func protocolMissingPhraseKind(_ kind: String) -> Message {
    Message(
      "没有 kind = \(kind) 的用语。请补一个 [phrase ...]", "there is no phrase with kind = \(kind). Add a [phrase ...]")
  }

  /// More faults than are listed.
  public static func protocolMoreFaults(limit: Int) -> Message {
    Message("还有更多错误, 只列出前 \(limit) 处", "there are more faults; only the first \(limit) are listed")
  }

  /// `protocol check` found nothing.
  public static func protocolIsSound(file: String, phrases: Int, referrals: Int) -> Message {
    Message(
      "\(file): 没有错误 (用语 \(phrases) 条, 转介单位 \(referrals) 个)",
      "\(file): no faults (\(counted(phrases, "phrase")), \(counted(referrals, "referral")))")
  }

  /// `protocol check` found faults.
  public static func protocolFaultCount(file: String, count: Int) -> Message {
    Message("\(file): 共 \(count) 处错误", "\(file): \(counted(count, "fault"))")
  }

  /// A department whose entry nobody has checked for over a year, or whose check is dated in the future.
  public static func protocolReferralIsOld(department: String, checked: String, keeper: String) -> Message {
    Message(
      "提示: \(department) 上次核对 \(checked), 已超过一年或日期有误, 请\(keeper)核对",
      "note: \(department) was last checked \(checked), over a year ago or misdated; \(keeper) should check it"
    )
  }
}
