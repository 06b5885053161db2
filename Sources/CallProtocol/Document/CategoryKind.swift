/// The kinds of categories that counting rules and checks tell apart.
public enum CategoryKind: String, CaseIterable, Hashable, Sendable {
  /// 刑事.
  case criminal
  /// 治安.
  case publicSecurity = "public-security"
  /// 道路交通.
  case traffic
  /// 火灾与救援.
  case fire
  /// 群众紧急求助.
  case help
  /// 社会联动.
  case linkage
  /// 警务协助.
  case assistance
  /// 聚集上访与群体性事件.
  case massIncident = "mass-incident"
  /// 灾害事故.
  case disaster
  /// 举报线索.
  case tip
  /// 投诉监督.
  case complaint
  /// 咨询.
  case consultation
  /// 骚扰: not counted as an effective call.
  case harassment
  /// 待核实: silent or cut-off, to be called back.
  case unverified
  /// 无效: misdialled, a child at the phone.
  case invalid
  /// 重复: belongs to another record.
  case repeated = "repeat"
  /// 其他.
  case other
}
