/// One item of a score card: the six aspects of the service norm, and what its articles ask of a call.
///
/// Raw values are the names in records and commands.
public enum QualityItem: String, CaseIterable, Hashable, Sendable {
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
  /// Answered within three rings (article 1).
  case rings
  /// The first words (article 1).
  case greeting
  /// The seven elements and the contact (article 1).
  case elements
  /// The sentences of the branches met (articles 2 to 7).
  case branchPhrases = "branch-phrases"
  /// The deeds of the branches met (articles 3, 4 and 5).
  case branchDeeds = "branch-deeds"
  /// The four fields of a complaint (article 7).
  case complaintFields = "complaint-fields"
  /// The warning before hanging up on a harassing caller (article 6).
  case hangUp = "hang-up"
  /// What was promised is done.
  case promises
  /// No taboo phrase.
  case taboo
  /// Consent before interrupting or ending (manners).
  case consent
  /// The farewell (manners).
  case farewell
  /// The category is on record.
  case category
  /// The level is on record.
  case level

  /// The six aspects a person judges; no rule can.
  public static let aspects: [QualityItem] = [.attitude, .skill, .knowledge, .unexpected, .overall, .mindset]

  /// The items the rule check judges in every call.
  public static let rules: [QualityItem] = allCases.filter { !aspects.contains($0) }
}
