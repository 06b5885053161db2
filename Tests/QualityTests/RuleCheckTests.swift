import CallModel
import CallProtocol
import CallReview
import Testing

@Suite struct RuleCheckTests {
  /// A call whose n-th event stands in line n.
  static func history(_ events: [CallEvent], call: String = "20261122-03-0001") throws -> CallHistory {
    let (personnel, call) = (try OperatorIdentifier("041207"), try CallIdentifier(call))
    let placed = events.enumerated().map { index, event in
      Noted<RecordedEvent>(
        .call(event), call: call, at: WallInstant(milliseconds: 0), offsetMilliseconds: 0,
        personnel: personnel, desk: call.seat,
        place: RecordPlace(file: "f", line: Int64(index + 1), isVerified: true))
    }
    return try #require(CallHistory(call, events: placed))
  }

  static func answered(rings: Int) -> CallEvent {
    .answer(CallAnswered(timing: .counted(rings: rings, limit: RingLimit())))
  }

  static func check() throws -> (RuleCheck, ProtocolDocument) {
    let document = try #require(ProtocolReader.readShipped().document)
    return (RuleCheck(document), document)
  }

  private static func said(_ kind: PhraseKind, _ document: ProtocolDocument) throws -> CallEvent {
    let phrase = try #require(document.phrases.first { $0.kind == kind })
    return .phrase(PhraseSaid(phrase: phrase.identifier, text: phrase.text))
  }

  @Test func `a call in which all was done has only good marks, each with its lines`() throws {
    let (check, document) = try Self.check()
    var events: [CallEvent] = [
      .ring(RingSeen(number: "")), Self.answered(rings: 1), try Self.said(.greeting, document),
    ]
    events += ElementIdentifier.allCases.map {
      .element(ElementAnswer(element: $0, state: .given, text: "x"))
    }
    events += [.category(CategoryChosen(code: "100300", name: "")), .level(2)]
    events += [try Self.said(.consent, document), try Self.said(.farewell, document), .end(.finished)]
    let verdict = check.check(try Self.history(events))
    #expect(verdict.findings.isEmpty, "\(verdict.findings)")
    #expect(
      verdict.marks[.rings] == .yes && verdict.marks[.greeting] == .yes && verdict.marks[.farewell] == .yes)
    #expect(verdict.marks[.branchPhrases] == .notApplicable && verdict.marks[.hangUp] == .notApplicable)
    #expect(
      verdict.evidence(of: .rings).map(\.line) == [2] && verdict.evidence(of: .greeting).map(\.line) == [3])
    #expect(verdict.evidence(of: .elements).map(\.line) == Array(4...11))
  }

  @Test func `what is missing points to the line that closed the call, what is wrong to its own line`() throws
  {
    let (check, document) = try Self.check()
    let taboo = try #require(document.tabooPhrases.first).identifier
    let events: [CallEvent] = [
      .ring(RingSeen(number: "")), Self.answered(rings: 4), .branchEntered(.complaint), .wording(taboo),
      .promise(PromiseMade(number: 1, kind: .dispatch, phrase: "p")), .end(.finished),
    ]
    let verdict = check.check(try Self.history(events))
    func lines(_ item: QualityItem) -> [Int64] { verdict.evidence(of: item).map(\.line) }
    #expect(lines(.rings) == [2] && lines(.taboo) == [4] && lines(.promises) == [5])
    #expect(lines(.greeting) == [6] && lines(.category) == [6])
    #expect(lines(.branchPhrases) == [3, 6] && lines(.complaintFields) == [3, 6])
    for item in [QualityItem.rings, .taboo, .promises, .greeting, .branchPhrases, .complaintFields, .level] {
      #expect(verdict.marks[item] == .no, "\(item)")
    }
  }

  /// A call that breaks one rule and no other, and the lines that must show it.
  struct Broken: Sendable, CustomTestStringConvertible {
    let item: QualityItem
    /// What is left out of the whole call; its line is then the next event's.
    var without: @Sendable (CallEvent) -> Bool = { _ in false }
    /// What stands behind the answer, from line 3 on.
    var added: [CallEvent] = []
    var rings = 1
    /// Lines counted from the first; 0 is the line that closed the call.
    let evidence: [Int64]

    var testDescription: String { item.rawValue }
  }

  static let broken: [Broken] = [
    Broken(item: .rings, rings: 4, evidence: [2]),
    Broken(item: .greeting, without: { isSaid($0, "greeting") }, evidence: [0]),
    Broken(
      item: .elements,
      without: { if case .element(let answer) = $0 { answer.element == .why } else { false } },
      evidence: [0]),
    Broken(item: .branchPhrases, added: [.branchEntered(.anxious)], evidence: [3, 0]),
    Broken(item: .branchDeeds, added: [.branchEntered(.referral)], evidence: [3, 0]),
    Broken(
      item: .complaintFields,
      added: ["complaint-calm", "complaint-fields", "complaint-thanks", "complaint-promise"].map {
        .phrase(PhraseSaid(phrase: $0, text: $0))
      } + [.branchEntered(.complaint)]
        + [ComplaintField.name, .address, .workUnit].map {
          .complaintField(ComplaintAnswer(field: $0, state: .given, text: "x"))
        }, evidence: [7, 0]),
    Broken(
      item: .hangUp,
      added: [.branchEntered(.harassment), .breach(BreachNoted(rule: .harassmentSentenceMissing))],
      evidence: [3, 4, 0]),
    Broken(
      item: .promises, added: [.promise(PromiseMade(number: 1, kind: .dispatch, phrase: "p"))], evidence: [3]),
    Broken(item: .taboo, added: [.wording("what-hurry")], evidence: [3]),
    Broken(item: .consent, without: { isSaid($0, "consent") }, evidence: [0]),
    Broken(item: .farewell, without: { isSaid($0, "farewell") }, evidence: [0]),
    Broken(
      item: .category, without: { if case .category = $0 { true } else { false } }, evidence: [0]),
    Broken(item: .level, without: { if case .level = $0 { true } else { false } }, evidence: [0]),
  ]

  private static func isSaid(_ event: CallEvent, _ kind: String) -> Bool {
    guard case .phrase(let said) = event, let document = ProtocolReader.readShipped().document else {
      return false
    }
    return document.phrases.first { $0.identifier == said.phrase }?.kind.rawValue == kind
  }

  @Test func `there is a broken call for every rule`() {
    #expect(
      Set(Self.broken.map(\.item)) == Set(QualityItem.rules) && Self.broken.count == QualityItem.rules.count)
  }

  @Test(arguments: broken) func `a call that breaks one rule fails that item alone, with its lines`(
    broken: Broken
  ) throws {
    let (check, document) = try Self.check()
    var events: [CallEvent] =
      [.ring(RingSeen(number: "")), Self.answered(rings: broken.rings)] + broken.added
    events.append(try Self.said(.greeting, document))
    events += ElementIdentifier.allCases.map {
      .element(ElementAnswer(element: $0, state: .given, text: "x"))
    }
    events += [.category(CategoryChosen(code: "100300", name: "")), .level(2)]
    events += [try Self.said(.consent, document), try Self.said(.farewell, document), .end(.finished)]
    events.removeAll(where: broken.without)
    let verdict = check.check(try Self.history(events))
    #expect(verdict.marks.filter { $0.value == .no }.map(\.key) == [broken.item], "\(verdict.findings)")
    let last = Int64(events.count)
    #expect(
      verdict.evidence(of: broken.item).map(\.line) == broken.evidence.map { $0 == 0 ? last : $0 }.sorted())
    #expect(verdict.findings(of: broken.item).allSatisfy { !$0.evidence.isEmpty })
  }

  @Test func `an undetermined time is neither good nor bad`() throws {
    let (check, _) = try Self.check()
    let timing = RingTiming(
      source: .measured, basis: .alerting, ringMilliseconds: 15_000, errorMilliseconds: 100,
      limit: RingLimit())
    let verdict = check.check(try Self.history([.answer(CallAnswered(timing: timing)), .end(.finished)]))
    #expect(timing.verdict == .undetermined && verdict.marks[.rings] == .notApplicable)
  }

  @Test func `a call that nobody answered has no marks`() throws {
    let (check, _) = try Self.check()
    let verdict = check.check(try Self.history([.ring(RingSeen(number: "")), .end(.abandoned)]))
    #expect(verdict.marks.isEmpty && verdict.findings.isEmpty)
  }

  @Test func `every rule item can fail and can be passed`() throws {
    let (check, document) = try Self.check()
    var failed: Set<QualityItem> = []
    for branch in BranchIdentifier.allCases {
      let verdict = check.check(
        try Self.history([
          Self.answered(rings: 9), .branchEntered(branch), .wording("x"),
          .breach(BreachNoted(rule: .harassmentSentenceMissing, detail: "")),
          .promise(PromiseMade(number: 1, kind: .chase, phrase: "p")), .end(.finished),
        ]))
      failed.formUnion(verdict.marks.filter { $0.value == .no }.keys)
    }
    #expect(failed == Set(QualityItem.rules), "\(Set(QualityItem.rules).subtracting(failed))")
    _ = document
  }
}
