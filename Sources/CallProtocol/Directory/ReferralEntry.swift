import CallModel

/// A department callers are referred to, with everything they need told at once (article 5, 一次性告知).
public struct ReferralEntry: Hashable, Sendable {
  /// The name in records, such as `labour-inspection`.
  public let identifier: String
  /// The department: 劳动保障监察大队.
  public let department: String
  /// The department in English.
  public let english: String
  /// The words a matter is found by.
  public let matters: [String]
  /// The one agreed answer (统一答复口径).
  public let answer: String
  /// Where to go.
  public let address: String
  /// Where to call.
  public let telephone: String
  /// When somebody is there.
  public let hours: String
  /// The day somebody last checked all of it.
  public let lastChecked: CivilDate
  /// Who keeps it right.
  public let keeper: String

  /// The referral as it is recorded when all of it has been read out; always complete by article 5.
  public var given: ReferralGiven {
    ReferralGiven(department: department, address: address, telephone: telephone, answer: answer)
  }

  /// Days since the last check on the day `date`; negative when the check is dated later.
  public func age(on date: CivilDate) -> Int { date.dayNumber - lastChecked.dayNumber }

  /// Whether the last check is over a year ago on the day `date`, or dated after it, which must be a mistake.
  public func needsChecking(on date: CivilDate) -> Bool {
    let (year, month, day) = lastChecked.parts
    let due = CivilDate(year: year + 1, month: month, day: day) ?? lastChecked.adding(days: 366)
    return date > due || date < lastChecked
  }
}
