/// One of the fields of a complaint became known.
public struct ComplaintField: Hashable, Sendable {
  /// The fields; the first four are the ones article 7 asks for.
  public enum Name: String, CaseIterable, Sendable {
    /// 姓名.
    case name
    /// 住址.
    case address
    /// 工作单位.
    case workUnit = "work-unit"
    /// 联系电话.
    case telephone
    /// 投诉对象, against whom.
    case against
    /// 投诉事由, what it is about.
    case about
    /// 是否保密, `yes` or `no`.
    case confidential
    /// 正在发生, `yes` when it is happening now and the inspectors must be told at once.
    case happeningNow = "happening-now"
  }

  /// Which field.
  public let name: Name
  /// Given, unknown or refused.
  public let state: ElementState
  /// The words.
  public let text: String
  /// The value this one corrects; nil when there was none.
  public let previous: String?

  /// A field from its parts.
  public init(name: Name, state: ElementState, text: String, previous: String? = nil) {
    self.name = name
    self.state = state
    self.text = text
    self.previous = previous
  }
}
