/// The fields of a complaint; the first four are the ones article 7 asks for.
public enum ComplaintField: String, CaseIterable, Hashable, Sendable {
  /// 姓名, the complainant's name.
  case name
  /// 住址, the complainant's address.
  case address
  /// 工作单位, the complainant's work unit.
  case workUnit = "workunit"
  /// 联系电话, the complainant's telephone number.
  case telephone = "phone"
  /// 投诉对象, against whom.
  case against
  /// 投诉事由, what it is about.
  case about
  /// 是否保密, `yes` or `no`.
  case confidential
  /// 正在发生, `yes` when it is happening now and the inspectors must be told at once.
  case happening

  /// All fields in the order they are offered, the matter first; any order may be answered.
  public static let offered: [ComplaintField] = [
    .about, .happening, .against, .name, .address, .workUnit, .telephone, .confidential,
  ]

  /// Whether it is answered by yes or no.
  public var isChoice: Bool { self == .confidential || self == .happening }

  /// What stands in `confidential` and `happening` when it is so.
  public static let yes = "yes"

  /// What can stand there, when it is known.
  public static let choices = [yes, "no"]

  /// The field that a correction calls `complaint-NAME`.
  public init?(amended field: String) {
    guard field.hasPrefix("complaint-") else { return nil }
    self.init(rawValue: String(field.dropFirst(10)))
  }

  /// The four fields of article 7.
  public static let prescribed: [ComplaintField] = [.name, .address, .workUnit, .telephone]
}
