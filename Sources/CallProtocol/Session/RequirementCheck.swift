import CallModel

/// Compares a record with what the protocol asks: said at all and done at all, never in which order.
public struct RequirementCheck: Sendable {
  private let document: ProtocolDocument

  /// A check against `document`.
  public init(_ document: ProtocolDocument) {
    self.document = document
  }

  /// Everything the record lacks, elements first; of which calls elements are demanded, `ElementDemand` says.
  public func missing(in record: CallRecord) -> [Requirement] {
    var missing: [Requirement] = []
    let unasked = unaskedElements(in: record)
    if !unasked.isEmpty { missing.append(.elements(unasked)) }
    missing += everyCall(record)
    for branch in branches(of: record).map(document.branch) { missing += lacks(branch, record: record) }
    if record.owesInspectors { missing.append(.inspectors) }
    if record.category == nil { missing.append(.category) }
    if record.level == nil { missing.append(.level) }
    let open = record.openPromises.map(\.promise.kind).filter { $0 != .complaintReply }
    if !open.isEmpty { missing.append(.promises(open)) }
    return missing
  }

  /// The branches a call is judged by: those in force, and the one that its category stands for.
  public func branches(of record: CallRecord) -> [BranchIdentifier] {
    document.branches(entered: record.branches, category: record.category?.code)
  }

  /// Whether it is a harassing call (article 6).
  public func isHarassment(_ record: CallRecord) -> Bool { branches(of: record).contains(.harassment) }

  /// Phrases of the call's branches that must be said before hanging up and were not.
  public func unsaidBeforeHangUp(in record: CallRecord) -> [String] {
    let said = Set(record.phrases.compactMap(\.phrase))
    return branches(of: record).map(document.branch)
      .flatMap(\.requiredPhrases)
      .filter { $0.moment == .beforeHangUp && !$0.isMet(by: said) }
      .compactMap(\.alternatives.first)
  }

  /// Phrases of branches in force that were not said yet, in the protocol's order.
  public func unsaidPhrases(of branch: BranchIdentifier, in record: CallRecord) -> [RequiredPhrase] {
    let said = Set(record.phrases.compactMap(\.phrase))
    return document.branch(branch).requiredPhrases.filter { !$0.isMet(by: said) }
  }

  /// What the wording guard must know of a call: its branches, and their deeds that are done.
  public func situation(of record: CallRecord) -> WordingSituation {
    WordingSituation(
      branches: Set(branches(of: record)),
      deeds: Set(BranchDeed.allCases.filter { isDone($0, record: record) }))
  }

  /// Whether the greeting is asked of this call.
  public static func asksGreeting(of record: CallRecord) -> Bool {
    asksGreeting(
      isPassedOn: record.ring?.isPassedOn ?? false, isOutgoing: record.ring?.isOutgoing ?? false)
  }

  /// Whether the greeting (article 1) is asked of a seat: who was passed on was greeted by the first one, and
  /// who is rung back did not call.
  ///
  /// Records and the short facts of reports are both judged here.
  public static func asksGreeting(isPassedOn: Bool, isOutgoing: Bool) -> Bool { !isPassedOn && !isOutgoing }

  /// Whether the elements of article 1 are asked of this call at all.
  public func asksElements(of record: CallRecord) -> Bool {
    guard record.answer != nil else { return false }
    let kind = record.category.flatMap { document.category(code: $0.code)?.kind }
    let isBare =
      !record.branches.isEmpty && Set(record.branches).isSubset(of: ElementDemand.branchesWithout)
    return ElementDemand.holds(
      isBare: isBare,
      isAnyKnown: ElementIdentifier.allCases.contains { record.element($0).state != .notAsked },
      isRepeat: record.repeats != nil, isNoReport: kind?.isNoReport ?? false)
  }

  private func unaskedElements(in record: CallRecord) -> [ElementIdentifier] {
    guard asksElements(of: record) else { return [] }
    return ElementIdentifier.allCases.filter { record.element($0).state == .notAsked }
  }

  private func everyCall(_ record: CallRecord) -> [Requirement] {
    let greeting: [PhraseKind] = Self.asksGreeting(of: record) ? [.greeting] : []
    return (greeting + (isHarassment(record) ? [] : [.consent, .farewell])).compactMap { kind in
      guard let phrases = document.phrasesByKind[kind], !phrases.contains(where: record.wasSaid) else {
        return nil
      }
      return .phrase(oneOf: phrases, branch: nil)
    }
  }

  private func lacks(_ branch: BranchDefinition, record: CallRecord) -> [Requirement] {
    var missing = unsaidPhrases(of: branch.identifier, in: record)
      .map { Requirement.phrase(oneOf: $0.alternatives, branch: branch.identifier) }
    for deed in branch.requiredDeeds where !isDone(deed, record: record) {
      let fields = record.complaint?.missingFields ?? ComplaintField.prescribed
      missing.append(deed == .fourFields ? .complaintFields(fields) : .deed(deed, branch: branch.identifier))
    }
    return missing
  }

  private func isDone(_ deed: BranchDeed, record: CallRecord) -> Bool {
    switch deed {
    case .link: record.links.contains { $0.relation != .different }
    case .chase: record.notifications.contains { $0.notification.purpose == .chase }
    case .notify: record.notifications.contains { $0.notification.purpose.isHelp }
    case .addressAndTelephone: record.referrals.contains(where: \.isComplete)
    case .fourFields: record.complaint?.missingFields.isEmpty ?? false
    }
  }
}

/// Of which answered calls the seven elements and the way to reach the caller are asked (article 1).
///
/// Records and the short facts of reports are both judged here, so that a share has one denominator
/// everywhere.
public enum ElementDemand {
  /// Branches that are answered without elements as long as the caller tells none: articles 5, 6 and 7.
  public static let branchesWithout: Set<BranchIdentifier> = [.referral, .rude, .harassment, .complaint]

  /// Whether they are asked.
  ///
  /// `isBare`: it has branches, all of them among `branchesWithout`. `isAnyKnown`: at least one element was
  /// asked for or told. `isRepeat`: it is linked to the same caller's earlier call (article 3). `isNoReport`:
  /// its category says that nobody reported anything.
  public static func holds(isBare: Bool, isAnyKnown: Bool, isRepeat: Bool, isNoReport: Bool) -> Bool {
    !isRepeat && !isNoReport && (!isBare || isAnyKnown)
  }
}

/// Something the protocol asks of a call and the record does not show.
public enum Requirement: Hashable, Sendable {
  /// One of these phrases was to be said; the branch is nil for what every call needs.
  case phrase(oneOf: [String], branch: BranchIdentifier?)
  /// A deed of a branch was to be done.
  case deed(BranchDeed, branch: BranchIdentifier)
  /// These elements were never asked for.
  case elements([ElementIdentifier])
  /// These complaint fields were not answered in any way.
  case complaintFields([ComplaintField])
  /// No category was chosen.
  case category
  /// No level was chosen.
  case level
  /// Misconduct is going on and the inspectors were not told.
  case inspectors
  /// This many promises have no deed yet.
  case promises([PromiseKind])
}
