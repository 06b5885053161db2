import CallModel
import CallProtocol
import Catalogue

/// What a line without a slash answers: the open prompt.
///
/// Any of them can be opened at any time.
public enum OpenField: Hashable, Sendable {
  /// No call: Enter tells that the phone rings.
  case idle
  /// The phone rings: Enter answers.
  case ringing
  /// One of the elements.
  case element(ElementIdentifier)
  /// One of the complaint's fields.
  case complaint(ComplaintField)
  /// The unit that was told.
  case unit(NotificationPurpose?)
  /// Words to search the referral directory with, or the number of a result.
  case referral
  /// The number of an earlier call, or `n` for none.
  case link
  /// A category's number, code or words.
  case category
  /// A level's digit.
  case level
  /// Enter hangs up.
  case closing
  /// A remark.
  case note

  /// A word for it that stays the same between runs, stored with a draft.
  public var name: String {
    switch self {
    case .idle: "idle"
    case .ringing: "ringing"
    case .element(let element): "element:\(element.rawValue)"
    case .complaint(let field): "complaint:\(field.rawValue)"
    case .unit(let purpose): "unit:\(purpose?.rawValue ?? "")"
    case .referral: "referral"
    case .link: "link"
    case .category: "category"
    case .level: "level"
    case .closing: "closing"
    case .note: "note"
    }
  }

  /// What a record calls it: as a correction names it, where it can be corrected.
  var recordName: String {
    switch self {
    case .element(let element): element.rawValue
    case .complaint(let field): "complaint-\(field.rawValue)"
    case .idle, .ringing, .unit, .referral, .link, .category, .level, .note, .closing: name
    }
  }

  /// The field that a record calls so; nil when there is none.
  init?(recordName: String) {
    if let element = ElementIdentifier(rawValue: recordName) {
      self = .element(element)
    } else if let field = ComplaintField(amended: recordName) {
      self = .complaint(field)
    } else {
      self.init(name: recordName)
    }
  }

  /// Whether it takes down what the caller tells of the matter.
  var isOfCaller: Bool {
    switch self {
    case .element, .note: true
    case .idle, .ringing, .complaint, .unit, .referral, .link, .category, .level, .closing: false
    }
  }

  /// Whether a branch opened it to ask for what it needs.
  func isOf(_ branch: BranchIdentifier) -> Bool {
    switch branch {
    case .complaint: if case .complaint = self { true } else { false }
    case .referral: self == .referral
    case .repeat: self == .link
    case .urgent: self == .unit(nil)
    case .anxious, .rude, .harassment: false
    }
  }

  /// The field with this name; nil when there is none.
  public init?(name: String) {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let detail = parts.count > 1 ? parts[1] : ""
    switch parts[0] {
    case "idle": self = .idle
    case "ringing": self = .ringing
    case "element":
      guard let element = ElementIdentifier(rawValue: detail) else { return nil }
      self = .element(element)
    case "complaint":
      guard let field = ComplaintField(rawValue: detail) else { return nil }
      self = .complaint(field)
    case "unit": self = .unit(NotificationPurpose(rawValue: detail))
    case "referral": self = .referral
    case "link": self = .link
    case "category": self = .category
    case "level": self = .level
    case "closing": self = .closing
    case "note": self = .note
    default: return nil
    }
  }
}

extension EventWords {
  /// The name of a field, as its prompt shows it.
  func name(of field: OpenField) -> Message {
    switch field {
    case .element(let element): name(element)
    case .complaint(let field): .name(of: field.rawValue)
    case .idle, .ringing, .unit, .referral, .link, .category, .level, .closing, .note:
      .prompt(for: field.name)
    }
  }
}
