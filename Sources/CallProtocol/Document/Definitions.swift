import CallModel
import Catalogue

/// A deed a branch requires on the record.
public enum BranchDeed: String, CaseIterable, Hashable, Sendable {
  /// The record is linked to the earlier call, or "not the same" is recorded (article 3).
  case link
  /// The unit is chased again (article 3).
  case chase
  /// A unit or department is notified: which one, who and when (article 4).
  case notify
  /// The department's address and its telephone are both read out (article 5).
  case addressAndTelephone = "address-and-telephone"
  /// Name, address, work unit and telephone are asked for (article 7).
  case fourFields = "four-fields"
}

/// A turn of the call with what it requires.
///
/// Requirements are checked, never forced into an order.
public struct BranchDefinition: Hashable, Sendable {
  /// Which branch.
  public let identifier: BranchIdentifier
  /// Its name: 催促/重复报警, Urging or repeated report.
  public let name: Message
  /// The article it comes from.
  public let article: ProtocolArticle
  /// Other names it is found by in commands.
  public let aliases: [String]
  /// The sentences that must be said.
  public let requiredPhrases: [RequiredPhrase]
  /// The deeds that must be on record.
  public let requiredDeeds: [BranchDeed]
  /// The function key that enters it, 1 to 12; nil when none does.
  public let functionKey: Int?
}

/// A category a call is filed under (警情类别).
public struct CategoryDefinition: Hashable, Sendable {
  /// Six digits, such as `100300`.
  public let code: String
  /// Its name: 抢夺, Snatching.
  public let name: Message
  /// The code of the class it belongs to; nil for a class itself.
  public let parent: String?
  /// What counting and rules go by.
  public let kind: CategoryKind
  /// The level offered, 1 (highest) to 4; nil when none is.
  public let defaultLevel: Int?
  /// Where the code comes from.
  public let source: RuleSource
  /// The kinds of units that are sent or told, likeliest first; none when nobody is.
  public let send: [UnitKind]
}

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

  /// The branch that a call of this kind is in, whether it was entered or not: a harassing call is one by its
  /// category, too.
  public var branch: BranchIdentifier? {
    switch self {
    case .harassment: .harassment
    case .criminal, .publicSecurity, .traffic, .fire, .help, .linkage, .assistance, .massIncident, .disaster,
      .tip, .complaint, .consultation, .unverified, .invalid, .repeated, .other:
      nil
    }
  }

  /// Whether nobody reports a matter of his own with it: misdialled, harassing, or belonging to another
  /// record.
  ///
  /// Such a call is not judged on the elements of article 1.
  public var isNoReport: Bool {
    switch self {
    case .invalid, .harassment, .repeated: true
    case .criminal, .publicSecurity, .traffic, .fire, .help, .linkage, .assistance, .massIncident, .disaster,
      .tip, .complaint, .consultation, .unverified, .other:
      false
    }
  }
}

/// A thing asked of a complainant, with its name; article 7 prescribes four of them.
public struct ComplaintFieldDefinition: Hashable, Sendable {
  /// Which one.
  public let field: ComplaintField
  /// Its name: 住址, Address.
  public let name: Message
}

/// One of the eight things asked for in every call (protocol article 1).
public struct ElementDefinition: Hashable, Sendable {
  /// Which element.
  public let identifier: ElementIdentifier
  /// Its name: 何时, When.
  public let name: Message
  /// What it covers, for the help and the cards.
  public let meaning: Message
  /// The phrase that asks for it; nil when there is none.
  public let questionPhrase: String?
  /// Other names it is found by in commands.
  public let aliases: [String]
}

/// A language a call can be taken in (protocol article 1).
public struct LanguageDefinition: Hashable, Sendable {
  /// The name in records, such as `mandarin`.
  public let identifier: String
  /// Its name: 普通话, Mandarin.
  public let name: Message
  /// Other names it is found by.
  public let aliases: [String]
}

/// One of the four levels of a call (警情等级).
///
/// No public definition exists, so the meaning is the centre's own.
public struct LevelDefinition: Hashable, Sendable {
  /// 1 (highest) to 4.
  public let number: Int
  /// Its name: 一级, Level 1.
  public let name: Message
  /// When it is used.
  public let meaning: Message
  /// Where the meaning comes from.
  public let source: RuleSource
}

/// A question offered beside the prescribed ones: a yes/no safe check, or a help to find the place.
public struct PromptDefinition: Hashable, Sendable {
  /// The name in records, such as `lamp-post`.
  public let identifier: String
  /// The question.
  ///
  /// It is local, never prescribed.
  public let text: Message
}

/// What units of a kind are told for, and which promises they keep.
public struct UnitKindDefinition: Hashable, Sendable {
  /// Which kind.
  public let kind: UnitKind
  /// What it is: 民警, officers.
  public let name: Message
  /// Why such a unit is told, unless it is chased.
  public let toldAs: NotificationPurpose
  /// The promises that telling such a unit keeps.
  public let keeps: [PromiseKind]
}

/// A unit or department that can be sent or told, as the protocol file lists it.
public struct UnitDefinition: Hashable, Sendable {
  /// The name in the protocol file, such as `tianning`.
  public let code: String
  /// Its name in records and on the screen: 天宁所, Tianning police station.
  public let name: Message
  /// Other names it is typed by.
  public let aliases: [String]
  /// What it is; by this it is known which promise it keeps.
  public let kind: UnitKind
  /// Where to call it; nil when the list has no number.
  public let telephone: String?
  /// The districts it is responsible for, by the names that stand in places; none when it serves the whole
  /// city.
  public let districts: [String]

  /// Every name it may be typed by, in both languages.
  var names: [String] { [name.chinese, name.english] + aliases }
  /// The first letters of the words of those names that have several.
  var initials: [String] {
    names.map { $0.split(separator: " ") }.filter { $0.count > 1 }
      .map { String($0.compactMap(\.first)).lookupForm }
  }
}
