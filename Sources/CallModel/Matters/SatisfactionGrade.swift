/// The four grades of satisfaction of the person served.
public enum SatisfactionGrade: String, CaseIterable, Sendable {
  /// 非常满意.
  case verySatisfied = "very-satisfied"
  /// 满意.
  case satisfied
  /// 一般.
  case fair
  /// 不满意.
  case dissatisfied
}
