/// The six aspects a skill contest is judged on, with the points of each.
public enum DrillAspect: String, CaseIterable, Hashable, Sendable {
  /// 服务态度.
  case attitude
  /// 服务技能.
  case skill
  /// 业务知识.
  case knowledge
  /// 突发情况应对.
  case unexpected
  /// 整体表现.
  case overall
  /// 服务理念.
  case mindset

  /// Points of the aspect in tenths; together 1,000.
  public var maximum: Int {
    switch self {
    case .attitude: 150
    case .skill: 350
    case .knowledge: 200
    case .unexpected: 100
    case .overall: 100
    case .mindset: 100
    }
  }
}
