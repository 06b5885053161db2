import CallModel
import CallProtocol
import CallReview
import Catalogue
import PlainText
import TestSupport
import Testing

/// The field names of a 接警单 under which other systems hand calls over.
@Suite struct ImportFieldTests {
  /// English identifier, names in police schemas, Chinese name; one row a field.
  static let fields: [(english: String, schema: [String], chinese: [String])] = [
    ("call_record_no", ["jjdbh"], ["接警单编号"]), ("main_call_record_no", ["glzjjdbh", "gljjdbh"], ["关联接警单编号"]),
    ("admin_division_code", ["xzqhdm"], ["行政区划代码"]), ("answering_unit_code", ["jjdwdm"], ["接警单位代码"]),
    ("operator_id", ["jjybh"], ["接警员编号"]), ("operator_name", ["jjyxm"], ["接警员姓名"]),
    ("seat_no", ["jjxwh", "jjtbh"], ["接警席位号"]), ("intake_line", ["jjlx"], ["接警类型"]),
    ("call_kind", ["lhlx", "lhlxbh"], ["来话类型"]), ("source_channel", ["jqlyfs", "bjfsbh"], ["警情来源方式"]),
    ("recording_id", ["jjlyh"], ["接警录音号"]), ("ring_start_at", ["hrsj"], ["呼入时间"]),
    ("reported_at", ["bjsj"], ["报警时间"]), ("answered_at", ["jjsj"], ["接警时间"]),
    ("ended_at", ["jjwcsj"], ["接警完成时间"]), ("ring_seconds", ["hrsc"], ["呼入时长"]),
    ("talk_seconds", ["jjsc"], ["接警时长"]), ("saved_at", ["jjdbcsj"], ["保存时间"]),
    ("created_at", ["cjsj"], ["创建时间"]), ("updated_at", ["gxsj"], ["更新时间"]), ("caller_no", ["bjdh"], ["报警电话"]),
    ("subscriber_name", ["bjdhyhm", "bjdhyhxm"], ["报警电话用户名"]),
    ("subscriber_address", ["bjdhyhdz"], ["报警电话用户地址"]), ("caller_name", ["bjrmc", "bjrxm"], ["报警人姓名"]),
    ("caller_sex", ["bjrxbdm"], ["性别"]), ("callback_no", ["lxdh"], ["联系电话"]),
    ("id_type", ["bjrzjdm"], ["证件种类"]), ("id_no", ["bjrzjhm"], ["证件号码"]),
    ("confidential", ["sfbm"], ["是否保密"]),
    ("foreign_language", ["sfswybj"], ["是否外语"]), ("report_address", ["bjdz"], ["报警地址"]),
    ("incident_address", ["jqdz", "sfdz"], ["警情地址"]), ("landmark_no", ["tzdbh", "ldgbh"], ["特征点编号"]),
    ("caller_xy", ["bjrxzb", "bjryzb"], ["坐标"]), ("reverse_xy", ["fxdwjd", "fxdwwd"], ["反向定位坐标"]),
    ("jurisdiction_unit", ["gxdwdm", "gxdwbh"], ["管辖单位"]), ("narrative", ["bjnr"], ["报警内容"]),
    ("supplement", ["bcjjnr"], ["补充接警内容"]), ("category", ["jqlbdm", "bjlb"], ["警情类别"]),
    ("type", ["jqlxdm", "bjlx"], ["警情类型"]), ("subtype", ["jqxldm", "bjxl"], ["警情细类"]),
    ("item", ["jqzldm"], ["警情子类"]), ("level", ["jqdjdm", "jqjb"], ["警情等级"]),
    ("rescue_level", ["yjjydjdm"], ["应急救援等级"]), ("status", ["jqclztdm", "jjdzt"], ["处理状态"]),
    ("tags", ["jqbq"], ["标签"]), ("suspects_count", ["zars"], ["作案人数"]), ("weapon", ["ywcwq"], ["有无持武器"]),
    ("hazmat", ["ywwxwz"], ["有无危险物质"]), ("explosion_or_leak", ["ywbzxl"], ["有无爆炸泄漏"]),
    ("trapped", ["bkryqksm", "bkrs"], ["被困人员"]), ("injured", ["ssryqksm", "ssrs"], ["受伤人员"]),
    ("dead", ["swryqksm", "swrs"], ["死亡人员"]), ("plate_type", ["hpzl", "sjchpzldm"], ["号牌种类"]),
    ("plate_no", ["hphm", "sjcph"], ["号牌号码"]), ("hazmat_vehicle", ["sfswhcl"], ["危化车"]),
    ("invalid", ["wxbs"], ["无效标识"]), ("deleted", ["scbs"], ["删除标识"]), ("merged", ["hbbs"], ["合并标识"]),
    ("fed_back", ["fkbs"], ["反馈标识"]), ("revisited", ["hfbs"], ["回访标识"]),
    ("happened_at", ["afsj", "jqfssj"], ["案发时间", "何时"]), ("parties", ["jqdsrxm"], ["何人"]),
    ("cause", [], ["何因"]),
    ("objects", [], ["何物"]), ("consequence", [], ["何果"]), ("contact", [], ["联系方式"]), ("notes", [], ["备注"]),
    ("ending", [], ["结束方式"]), ("language", [], ["语言"]),
  ]

  /// What is written into the field, and what must then be found in the record.
  private static func value(_ field: String) -> (written: String, found: String) {
    switch field {
    case "ring_start_at", "reported_at", "answered_at", "ended_at", "created_at", "saved_at":
      ("2026-03-01 08:07:09", "2026-03-01")
    case "ring_seconds": ("7", "\"ring_ms\":7000")
    case "talk_seconds": ("93", "\"talk_ms\":93000")
    case "level": ("3", "\"level\":3")
    case "confidential": ("1", "1")
    case "seat_no": ("07", "im-07")
    case "operator_id": ("041299", "041299")
    case "ending": ("cut-off", "cut-off")
    default: ("v-\(field)", "v-\(field)")
    }
  }

  @Test(arguments: fields.map(\.english)) func `a field is known by all its names, and its value is kept`(
    field: String
  ) throws {
    let document = try #require(ProtocolReader.readShipped().document)
    let names = try #require(Self.fields.first(where: { $0.english == field }))
    let value = Self.value(field)
    for name in [names.english] + names.schema + names.schema.map({ $0.uppercased() }) + names.chinese {
      let isTime = ["hrsj", "ring_start_at", "呼入时间", "HRSJ"].contains(name)
      let text =
        isTime ? "\(name)\n\(value.written)\n" : "hrsj,\(name)\n2026-03-01 08:00:00,\(value.written)\n"
      var source = try ImportSource(Array(text.utf8), map: ImportMap(), document: document)
      #expect(source.columns.allSatisfy { $0.field != nil }, "\(name)")
      let row = source.next()
      let draft = try #require(row).outcome.get()
      let number = try CallIdentifier(date: draft.date, seat: draft.seat, number: 1)
      let record = draft.record(as: draft.own ?? number)
      let json = String(decoding: JSONWriter.object { record.write(to: &$0) }, as: UTF8.self) + draft.number
      #expect(json.contains(value.found), "\(name): \(json)")
    }
  }

  @Test func `every name the program knows stands in the table above or is an export's own`() {
    let table = Set(
      Self.fields.map(\.english) + [RecordField.happening, .incidentAddressTyped].map(\.rawValue))
    #expect(Set(RecordFieldWords.all.map(\.field)).isSubset(of: table))
  }

  @Test(arguments: [
    ("2026-11-22T09:15:31.042+08:00", "2026-11-22T09:15:31.042+08:00"),
    ("2026-11-22 09:15:31.0", "2026-11-22T09:15:31.000+08:00"),
    ("2026-11-22 09:15:31.25", "2026-11-22T09:15:31.250+08:00"),
    ("2026-11-22T01:15:31Z", "2026-11-22T09:15:31.000+08:00"),
    ("2026-11-22T01:15:31.5Z", "2026-11-22T09:15:31.500+08:00"),
    ("1795310131042", "2026-11-22T09:15:31.042+08:00"),
    ("2026/11/2 9:05", "2026-11-02T09:05:00.000+08:00"), ("20261122091531", "2026-11-22T09:15:31.000+08:00"),
    ("2026年11月22日9时15分31秒", "2026-11-22T09:15:31.000+08:00"), ("２０２６-11-22", "2026-11-22T00:00:00.000+08:00"),
  ]) func `times are read as other systems write them`(text: String, expected: String) {
    #expect(LooseTime.instant(text)?.description == expected)
  }

  @Test(arguments: [
    "", "x", "2026-02-30", "2026-11-22 25:00", "2026-11-22 09:15:31.", "2026-11-22 09:15:31.x", "26-11-22",
    "Z", ".5",
    "2026-11-22 09:15:31.1234567890", "1234567890123456",
  ]) func `what is no time is refused`(text: String) {
    #expect(LooseTime.instant(text) == nil)
  }

  @Test func `a file read in pieces of any size gives the rows of the whole`() {
    var random = SplitMix(seed: 42)
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0...120, using: &random)).map { _ in
        ([0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xEF, 0xBB, 0xBF, 0xE4, 0xB8, 0xAD] as [UInt8]).randomElement(
          using: &random) ?? 0x61
      }
      var whole = CSVReader(bytes)
      var sizes = random
      var left = bytes[...]
      var pieces = CSVReader(
        ByteFeed {
          let piece = left.prefix(Int.random(in: 1...5, using: &sizes))
          left = left.dropFirst(piece.count)
          return Array(piece)
        })
      while let row = whole.next() {
        let same = pieces.next()
        #expect(same == row)
      }
      let end = pieces.next()
      #expect(end == nil && pieces.passed == Int64(bytes.count))
    }
  }

  @Test func `a cell that never ends takes no memory beyond its limit`() throws {
    var count = 0
    var reader = CSVReader(
      ByteFeed {
        count += 1
        return count > 64 ? [] : Array(repeating: count == 1 ? 0x22 : 0x61, count: 1 << 16)
      })
    let next = reader.next()
    let row = try #require(next)
    #expect(row.fault == .unclosedQuote || row.fault == .textAfterQuote || row.fault == .tooLong)
    #expect(row.cells.reduce(0) { $0 + $1.utf8.count } <= CSVReader.longestCell + 1)
    let end = reader.next()
    #expect(end == nil)
  }
}
