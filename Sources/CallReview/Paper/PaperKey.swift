import Catalogue

/// The keys of a paper form beside the elements and the complaint's fields, in the order in which they are
/// asked for.
public enum PaperKey: String, CaseIterable, Sendable {
  /// Who took the call; needed.
  case person = "operator"
  /// When it was answered; needed.
  case answered
  /// When the phone rang.
  case rang
  /// How many rings were counted.
  case rings
  /// The caller's number.
  case number
  /// A unit sent, `UNIT @ TIME`; may be repeated.
  case unit
  /// A department told, `DEPARTMENT @ TIME`; may be repeated.
  case department
  /// The category's code or name.
  case category
  /// The level, 1 to 4.
  case level
  /// A remark; may be repeated.
  case note
  /// When it ended.
  case ended

  /// The key of this English or Chinese name.
  init?(named name: String) {
    let found = Self.allCases.first { $0.rawValue == name || Message.paperKey($0.rawValue).chinese == name }
    guard let found else { return nil }
    self = found
  }
}
