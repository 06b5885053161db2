/// Names other systems give to the fields of a call record (接警单): short names of police schemas, and Chinese
/// names.
public enum RecordFieldWords {
  /// The export field, the schemas' short names, the Chinese names.
  public static let all: [(field: String, short: [String], chinese: [String])] = [
    ("call_record_no", ["jjdbh"], ["接警单编号", "接警编号", "警情编号"]),
    ("main_call_record_no", ["glzjjdbh", "gljjdbh"], ["关联接警单编号"]),
    ("operator_id", ["jjybh"], ["接警员编号", "接警员工号", "工号"]), ("operator_name", ["jjyxm"], ["接警员姓名"]),
    ("seat_no", ["jjxwh", "jjtbh"], ["接警席位号", "席位号", "席位"]),
    ("recording_id", ["jjlyh"], ["接警录音号", "录音号"]),
    ("ring_start_at", ["hrsj"], ["呼入时间"]), ("reported_at", ["bjsj"], ["报警时间"]),
    ("answered_at", ["jjsj"], ["接警时间"]), ("ended_at", ["jjwcsj"], ["接警完成时间"]),
    ("saved_at", ["jjdbcsj"], ["保存时间"]), ("created_at", ["cjsj"], ["创建时间"]),
    ("updated_at", ["gxsj"], ["更新时间"]),
    ("ring_seconds", ["hrsc"], ["呼入时长"]), ("talk_seconds", ["jjsc"], ["接警时长"]),
    ("caller_no", ["bjdh"], ["报警电话", "来电号码"]),
    ("subscriber_name", ["bjdhyhm", "bjdhyhxm"], ["报警电话用户名"]),
    ("subscriber_address", ["bjdhyhdz"], ["报警电话用户地址"]),
    ("caller_name", ["bjrmc", "bjrxm"], ["报警人姓名", "报警人"]),
    ("callback_no", ["lxdh"], ["联系电话"]), ("report_address", ["bjdz"], ["报警地址"]),
    ("caller_sex", ["bjrxbdm"], ["性别", "报警人性别"]), ("id_type", ["bjrzjdm"], ["证件种类"]),
    ("id_no", ["bjrzjhm"], ["证件号码"]), ("confidential", ["sfbm"], ["是否保密"]),
    ("complaint_happening", [], ["正在发生"]), ("foreign_language", ["sfswybj"], ["是否外语"]),
    ("happened_at", ["afsj", "jqfssj"], ["案发时间", "何时"]),
    ("incident_address", ["jqdz", "sfdz"], ["警情地址", "案发地址", "事发地址", "何地"]),
    ("incident_address_typed", [], ["输入的地点"]),
    ("narrative", ["bjnr"], ["报警内容", "何事"]), ("parties", ["jqdsrxm"], ["当事人", "何人"]),
    ("cause", [], ["何因", "原因"]),
    ("objects", [], ["何物", "涉案物品"]), ("consequence", [], ["何果", "后果"]), ("contact", [], ["联系方式", "报警人联系方式"]),
    ("supplement", ["bcjjnr"], ["补充接警内容"]), ("landmark_no", ["tzdbh", "ldgbh"], ["特征点编号"]),
    ("jurisdiction_unit", ["gxdwdm", "gxdwbh"], ["管辖单位"]),
    ("category", ["jqlbdm", "bjlb"], ["警情类别"]), ("type", ["jqlxdm", "bjlx"], ["警情类型"]),
    ("subtype", ["jqxldm", "bjxl"], ["警情细类"]), ("item", ["jqzldm"], ["警情子类"]),
    ("level", ["jqdjdm", "jqjb"], ["警情等级"]),
    ("status", ["jqclztdm", "jjdzt"], ["处理状态"]), ("tags", ["jqbq"], ["标签"]),
    ("source_channel", ["jqlyfs", "bjfsbh"], ["警情来源方式"]), ("intake_line", ["jjlx"], ["接警类型"]),
    ("call_kind", ["lhlx", "lhlxbh"], ["来话类型"]), ("admin_division_code", ["xzqhdm"], ["行政区划代码"]),
    ("answering_unit_code", ["jjdwdm"], ["接警单位代码"]),
    ("suspects_count", ["zars"], ["作案人数"]), ("weapon", ["ywcwq"], ["有无持武器"]),
    ("hazmat", ["ywwxwz"], ["有无危险物质"]), ("explosion_or_leak", ["ywbzxl"], ["有无爆炸泄漏"]),
    ("trapped", ["bkryqksm", "bkrs"], ["被困人员"]), ("injured", ["ssryqksm", "ssrs"], ["受伤人员"]),
    ("dead", ["swryqksm", "swrs"], ["死亡人员"]), ("plate_type", ["hpzl", "sjchpzldm"], ["号牌种类"]),
    ("plate_no", ["hphm", "sjcph"], ["号牌号码"]), ("ending", [], ["结束方式"]), ("language", [], ["语言"]),
    ("notes", [], ["备注"]), ("rescue_level", ["yjjydjdm"], ["应急救援等级"]),
    ("hazmat_vehicle", ["sfswhcl"], ["危化车"]), ("caller_xy", ["bjrxzb", "bjryzb"], ["报警人坐标", "坐标"]),
    ("reverse_xy", ["fxdwjd", "fxdwwd"], ["反向定位坐标"]), ("invalid", ["wxbs"], ["无效标识"]),
    ("deleted", ["scbs"], ["删除标识"]), ("merged", ["hbbs"], ["合并标识"]), ("fed_back", ["fkbs"], ["反馈标识"]),
    ("revisited", ["hfbs"], ["回访标识"]),
  ]

  /// The Chinese name of an export field; the field itself when it has none.
  public static func name(of field: String) -> String {
    all.first { $0.field == field }?.chinese.first ?? field
  }
}
