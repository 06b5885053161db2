import CallModel
import PlainText

/// The departments callers are referred to, found by the words of their matter (protocol article 5).
public struct ReferralDirectory: Hashable, Sendable {
  /// All departments, in the file's order.
  public let entries: [ReferralEntry]

  /// A directory of these departments.
  public init(_ entries: [ReferralEntry]) {
    self.entries = entries
  }

  /// The departments for a matter, best first: words of the matter, a department's name, or a whole sentence.
  ///
  /// Several words may be given; a department that meets more of them comes first.
  /// Equals keep the file's order.
  public func search(_ query: String, limit: Int = 9) -> [ReferralMatch] {
    let words = query.searchWords
    let matches = entries.compactMap { ReferralMatch(entry: $0, words: words) }
    let ranked = matches.enumerated().sorted { left, right in
      let (first, second) = (left.element, right.element)
      return (second.wordsMet, second.score, left.offset) < (first.wordsMet, first.score, right.offset)
    }
    return ranked.prefix(max(0, limit)).map(\.element)
  }

  /// The department with this identifier or name, else the only one whose name contains it.
  public func entry(named name: String) -> ReferralEntry? {
    let wanted = name.lookupForm
    guard !wanted.isEmpty else { return nil }
    let exact = entries.first {
      $0.identifier == wanted || $0.department.lookupForm == wanted || $0.english.lookupForm == wanted
    }
    if let exact { return exact }
    let containing = entries.filter { $0.department.lookupForm.containsText(wanted) }
    return containing.count == 1 ? containing.first : nil
  }

  /// The departments whose last check is over a year ago on the day `date`, or dated after it; oldest first.
  public func needingCheck(on date: CivilDate) -> [ReferralEntry] {
    let checked = entries.filter { $0.needsChecking(on: date) }.compactMap { entry in
      entry.lastChecked.map { (entry, $0) }
    }
    return checked.sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// The departments that no centre has confirmed.
  public var examples: [ReferralEntry] { entries.filter(\.isExample) }
}

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
  /// Whether it is an example that no centre has confirmed.
  public let isExample: Bool
  /// The day somebody last checked all of it; nil for an example.
  public let lastChecked: CivilDate?
  /// Who keeps it right.
  public let keeper: String

  /// The referral as it is recorded when all of it has been read out; complete by article 5 unless it is an
  /// example.
  public var given: ReferralGiven {
    ReferralGiven(
      department: department, address: address, telephone: telephone, answer: answer.isEmpty ? nil : answer,
      isExample: isExample)
  }

  /// Days since the last check on the day `date`; negative when the check is dated later, nil for an example.
  public func age(on date: CivilDate) -> Int? { lastChecked.map { date.dayNumber - $0.dayNumber } }

  /// Whether the last check is over a year ago on the day `date`, or dated after it, which must be a mistake.
  public func needsChecking(on date: CivilDate) -> Bool {
    guard let lastChecked else { return false }
    let (year, month, day) = lastChecked.parts
    let due = CivilDate(year: year + 1, month: month, day: day) ?? lastChecked.adding(days: 366)
    return date > due || date < lastChecked
  }
}
