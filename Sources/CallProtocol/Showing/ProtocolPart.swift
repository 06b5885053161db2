import PlainText

/// The parts `call110 protocol show` can show by themselves, in the order shown.
public enum ProtocolPart: String, CaseIterable, Hashable, Sendable {
  /// The eight elements with their questions.
  case elements
  case phrases
  /// The branches with what they require.
  case branches
  /// What must never be said.
  case taboo
  /// The fields of a complaint.
  case complaint
  case categories
  case levels
  /// What tells of danger to life.
  case dangers
  case languages
  case safeCheck = "safe-check"
  /// The prompts for the place.
  case place
  /// What kinds of units are told for, and which promises they keep.
  case unitKinds = "unit-kinds"
  /// Who can be sent or told.
  case units
  /// The referral directory.
  case referrals

  /// The part called so: `phrases`, `用语`; nil when there is none.
  public init?(name: String) {
    let wanted = name.lookupForm
    guard let part = Self.allCases.first(where: { $0.rawValue == wanted || $0.chineseName == wanted }) else {
      return nil
    }
    self = part
  }

  /// Its Chinese name in commands.
  public var chineseName: String {
    switch self {
    case .elements: "要素"
    case .phrases: "用语"
    case .branches: "分支"
    case .taboo: "禁语"
    case .complaint: "投诉"
    case .categories: "类别"
    case .levels: "等级"
    case .dangers: "危险词"
    case .languages: "语言"
    case .safeCheck: "安全确认"
    case .place: "地点"
    case .unitKinds: "单位类型"
    case .units: "单位"
    case .referrals: "转介"
    }
  }
}
