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

/// What the caller answered about one field of a complaint.
public struct ComplaintAnswer: Hashable, Sendable {
  /// Which field.
  public let field: ComplaintField
  /// Given, unknown, refused or corrected.
  public let state: ElementState
  /// The words; empty when unknown or refused.
  public let text: String
  /// The value this one corrects; nil when there was none.
  public let previous: String?

  /// An answer from its parts.
  public init(field: ComplaintField, state: ElementState, text: String, previous: String? = nil) {
    self.field = field
    self.state = state
    self.text = text
    self.previous = previous
  }
}

/// A complaint about police work was opened (article 7).
public struct ComplaintOpened: Hashable, Sendable {
  /// The day at whose end the reply is due.
  public let due: CivilDate
  /// The working days counted, the last of them being the due day.
  public let counted: [CivilDate]
  /// Whether a year was used whose working days are not published yet.
  public let isProvisional: Bool

  /// A complaint from its parts.
  public init(due: CivilDate, counted: [CivilDate], isProvisional: Bool) {
    self.due = due
    self.counted = counted
    self.isProvisional = isProvisional
  }
}

extension ComplaintOpened {
  /// The due day as it goes on record.
  public init(_ deadline: ReplyDeadline) {
    self.init(due: deadline.dueDate, counted: deadline.countedDays, isProvisional: deadline.isProvisional)
  }
}
