import CallModel
import CallProtocol
import Catalogue

/// Checks a call against every rule of the protocol; what is required stands in `RequirementCheck` alone.
public struct RuleCheck: Sendable {
  private let document: ProtocolDocument
  private let requirements: RequirementCheck
  private let words: EventWords

  /// A check against `document`.
  public init(_ document: ProtocolDocument) {
    self.document = document
    requirements = RequirementCheck(document)
    words = EventWords(document)
  }

  /// The kinds of lines that a finding can name.
  public static let kinds: Set<CallEvent.Kind> = [
    .answer, .branchEntered, .promise, .breach, .wording, .undone, .reopened, .end,
  ]

  /// What the rules say of an answered call; a call that was never answered here has no marks and no
  /// findings.
  public func check(_ call: CallHistory) -> RuleVerdict { check(call.traced) }

  /// The same; what shows that an item was done is named only of a call that was read whole.
  public func check(_ call: TracedCall) -> RuleVerdict {
    guard call.record.answer != nil else { return RuleVerdict(marks: [:], findings: [], support: [:]) }
    let lacking = requirements.missing(in: call.record).map { finding($0, call: call) }
    let found = timing(call) + lacking + breaches(call) + taboo(call)
    let failed = Set(found.map(\.item))
    var marks: [QualityItem: ScoreMark] = [:]
    for item in QualityItem.rules {
      marks[item] = failed.contains(item) ? .no : applies(item, record: call.record) ? .yes : .notApplicable
    }
    let order = QualityItem.allCases
    let sorted = order.flatMap { item in found.filter { $0.item == item } }
    let done = call.isWhole ? QualityItem.rules.filter { marks[$0] == .yes } : []
    let support = Dictionary(uniqueKeysWithValues: done.map { ($0, supporting($0, call: call)) })
    return RuleVerdict(marks: marks, findings: sorted, support: support)
  }

  /// The lines that show that an item was done; at most ten.
  private func supporting(_ item: QualityItem, call: TracedCall) -> [RecordPlace] {
    call.places { line in
      switch (item, line.kind) {
      case (.rings, .answer), (.elements, .element), (.category, .category), (.level, .level),
        (.promises, .kept),
        (.branchDeeds, .notify), (.branchDeeds, .refer), (.branchDeeds, .link),
        (.complaintFields, .complaintField):
        true
      case (.greeting, .phrase): isOf([.greeting], said: line)
      case (.consent, .phrase): isOf([.consent], said: line)
      case (.farewell, .phrase): isOf([.farewell], said: line)
      case (.hangUp, .phrase): isOf([.harassment], said: line)
      case (.branchPhrases, .phrase):
        isOf([.calming, .urging, .urgentHelp, .civility, .complaint], said: line)
      default: false
      }
    }
  }

  private func isOf(_ kinds: [PhraseKind], said: CallTrace) -> Bool {
    guard let phrase = document.phrases.first(where: { $0.identifier == said.subject }) else { return false }
    return kinds.contains(phrase.kind)
  }

  private func applies(_ item: QualityItem, record: CallRecord) -> Bool {
    let isHarassment = requirements.isHarassment(record)
    let branches = requirements.branches(of: record).map(document.branch)
    switch item {
    case .rings: return record.judgedTiming?.verdict == .within
    case .consent, .farewell: return !isHarassment
    case .branchPhrases:
      return branches.contains { $0.requiredPhrases.contains { $0.moment != .beforeHangUp } }
    case .branchDeeds: return branches.contains { $0.requiredDeeds.contains { $0 != .fourFields } }
    case .complaintFields: return branches.contains { $0.requiredDeeds.contains(.fourFields) }
    case .hangUp: return isHarassment
    case .promises: return !record.promises.isEmpty
    case .elements: return requirements.asksElements(of: record)
    case .greeting: return RequirementCheck.asksGreeting(of: record)
    case .taboo, .category, .level: return true
    case .attitude, .skill, .knowledge, .unexpected, .overall, .mindset: return false
    }
  }

  private func timing(_ call: TracedCall) -> [CallFinding] {
    guard let timing = call.record.judgedTiming, timing.verdict == .late else { return [] }
    let places = call.places { $0.kind == .answer }
    return [CallFinding(item: .rings, detail: words.timing(timing), evidence: places)]
  }

  private func breaches(_ call: TracedCall) -> [CallFinding] {
    call.lines.compactMap { noted in
      guard noted.event.kind == .breach, let rule = BreachRule(rawValue: noted.event.subject) else {
        return nil
      }
      let item: QualityItem =
        switch rule {
        case .greetingMissing: .greeting
        case .referralIncomplete: .branchDeeds
        case .harassmentSentenceMissing: .hangUp
        }
      return CallFinding(
        item: item, detail: .name(of: rule.rawValue), evidence: [noted.place].compactMap { $0 })
    }
  }

  private func taboo(_ call: TracedCall) -> [CallFinding] {
    call.lines.compactMap { noted in
      guard noted.event.kind == .wording else { return nil }
      let identifier = noted.event.subject
      let phrase = document.tabooPhrases.first { $0.identifier == identifier }?.text ?? identifier
      return CallFinding(item: .taboo, detail: .tabooUsed(phrase), evidence: [noted.place].compactMap { $0 })
    }
  }

  private func finding(_ requirement: Requirement, call: TracedCall) -> CallFinding {
    let closing = call.closing.map { [$0] } ?? []
    switch requirement {
    case .phrase(let alternatives, let branch):
      let texts = alternatives.compactMap { identifier in
        document.phrases.first { $0.identifier == identifier }?.text
      }
      let evidence = branch.map { places(of: $0, call: call) } ?? []
      return CallFinding(
        item: item(alternatives, branch: branch),
        detail: .reviewNotSaid(texts, branch: branch.map(words.name)),
        evidence: evidence + closing)
    case .deed(let deed, let branch):
      return CallFinding(
        item: .branchDeeds, detail: .reviewNotDone(deed.rawValue, branch: words.name(branch)),
        evidence: places(of: branch, call: call) + closing)
    case .elements(let elements):
      return CallFinding(
        item: .elements, detail: .reviewNotAsked(elements.map(words.name)), evidence: closing)
    case .complaintFields(let fields):
      let names = fields.map { Message.name(of: $0.rawValue) }
      return CallFinding(
        item: .complaintFields, detail: .reviewNotAsked(names),
        evidence: places(of: .complaint, call: call) + closing)
    case .category: return CallFinding(item: .category, detail: .reviewNoCategory, evidence: closing)
    case .level: return CallFinding(item: .level, detail: .reviewNoLevel, evidence: closing)
    case .inspectors:
      return CallFinding(
        item: .branchDeeds, detail: .missingInspectors(document.inspectorsUnit),
        evidence: places(of: .complaint, call: call) + closing)
    case .promises(let kinds):
      return CallFinding(
        item: .promises, detail: .reviewPromisesOpen(kinds.map { .name(of: $0.rawValue) }),
        evidence: promised(call))
    }
  }

  /// A sentence that had to be said before hanging up is judged with the hang-up, not once more as a
  /// sentence.
  private func item(_ alternatives: [String], branch: BranchIdentifier?) -> QualityItem {
    if let branch {
      let required = document.branch(branch).requiredPhrases.first { $0.alternatives == alternatives }
      return required?.moment == .beforeHangUp ? .hangUp : .branchPhrases
    }
    let kind = document.phrases.first { alternatives.contains($0.identifier) }?.kind
    switch kind {
    case .consent: return .consent
    case .farewell: return .farewell
    case .greeting, .calming, .question, .urging, .urgentHelp, .civility, .harassment, .complaint, .thanks,
      .other, nil:
      return .greeting
    }
  }

  private func places(of branch: BranchIdentifier, call: TracedCall) -> [RecordPlace] {
    call.places { $0.kind == .branchEntered && $0.subject == branch.rawValue }
  }

  private func promised(_ call: TracedCall) -> [RecordPlace] {
    let open = Set(call.record.openPromises.map { "\($0.promise.number)" })
    return call.places { $0.kind == .promise && open.contains($0.subject) }
  }
}

/// What the rules say of one call: a mark an item, and what was found.
public struct RuleVerdict: Hashable, Sendable {
  /// The marks of the items a rule can judge; `exceeds` is never among them.
  public let marks: [QualityItem: ScoreMark]
  /// What was found, in the order of the items.
  public let findings: [CallFinding]
  /// For items without findings: the lines that show that it was done; of a call read whole.
  public let support: [QualityItem: [RecordPlace]]

  /// A verdict from its parts.
  public init(
    marks: [QualityItem: ScoreMark], findings: [CallFinding], support: [QualityItem: [RecordPlace]]
  ) {
    self.marks = marks
    self.findings = findings
    self.support = support
  }

  /// The findings of one item.
  public func findings(of item: QualityItem) -> [CallFinding] { findings.filter { $0.item == item } }

  /// The journal lines that speak about an item.
  public func evidence(of item: QualityItem) -> [RecordPlace] {
    let found = findings(of: item).flatMap(\.evidence)
    return found.isEmpty ? support[item] ?? [] : Set(found).sorted()
  }
}

/// Something a rule found in a call, with the journal lines it rests on.
public struct CallFinding: Hashable, Sendable {
  /// The item of the score card it belongs to.
  public let item: QualityItem
  /// What is missing or wrong.
  public let detail: Message
  /// Where it shows: the line of the fact, or the line that closed the call without it.
  public let evidence: [RecordPlace]
}

/// How one person stood with one item in a month.
public struct ItemTally: Hashable, Sendable {
  /// The calls the item was judged in.
  public internal(set) var judged = 0
  /// The calls it failed in, with the journal lines that show it.
  public internal(set) var failed: [FailedCall] = []
  /// The calls a reviewer found better than asked.
  public internal(set) var exceeding: [CallIdentifier] = []

  /// Nothing judged yet.
  public init() {}
}

/// A call in which an item failed, and what shows it.
public struct FailedCall: Hashable, Sendable {
  /// In which call.
  public let call: CallIdentifier
  /// The journal lines, `file:line`.
  public let evidence: [String]
}
