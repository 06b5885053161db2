import CallModel
import CallProtocol
import Catalogue
import Places
import PlainText

/// What the desk proposes unasked: categories by what happened, earlier calls about the same matter, units by
/// category and place.
extension CallDesk {
  /// How many are proposed of anything.
  static let proposed = 3

  /// Works out what is proposed for the words on record, when they are others than before: the one place
  /// where that is done, behind everything that is written of the call on the screen.
  mutating func proposeAnew() {
    guard let record else { return }
    let question = ProposalQuestion(record)
    guard question != front.proposals.question else { return }
    let before = front.proposals.question
    front.proposals.question = question
    // Each is worked out only when its own words are others: the operator waits for it behind Enter.
    if before?.matter != question.matter {
      front.proposals.kinds = Array(CategorySuggestions(document).told(in: record).prefix(Self.proposed))
    }
    front.proposals.alike = alikeCalls(record)
    if before?.place != question.place { front.lookUpPlace(in: gazetteer) }
  }

  /// The categories proposed, while none is chosen: at the kind's prompt those listed there.
  public var proposedCategories: [CategoryDefinition] {
    guard let record, record.category == nil else { return [] }
    if open == .category, case .categories(_, let listed) = front.offer { return listed }
    return front.proposals.kinds
  }

  /// The earlier calls so likely about the same matter that they are offered unasked, until one of them is
  /// linked or told apart.
  public var alike: [RepeatCandidate] {
    let known = Set(record?.links.map(\.call) ?? [])
    return record?.repeats == nil ? front.proposals.alike.filter { !known.contains($0.call.id) } : []
  }

  /// What is proposed unasked and was entered with a line, for those who have no panel to look at.
  var unasked: [Message] {
    let places = enteredPlaces.map(\.text)
    return (alike.first.map { [.alikeRow(description($0))] } ?? [])
      + (places.isEmpty ? [] : [.placesRow(places, isEntered: true)])
  }

  private func alikeCalls(_ record: CallRecord) -> [RepeatCandidate] {
    let isTold = [ElementIdentifier.what, .where].contains { record.element($0).state.isSettled }
    guard isTold, record.ring?.isOutgoing != true else { return [] }
    return recent.alike(to: question(record)) { kinds($0.matter) }
  }

  /// What is known of a call when earlier ones are compared with it.
  func question(_ record: CallRecord) -> RepeatQuestion {
    RepeatQuestion(
      call: record.id, number: record.number, place: record.element(.where).text,
      kinds: Set(record.category.map { [$0.code] } ?? kinds(record.element(.what).text)), at: clock.now().wall
    )
  }

  private func kinds(_ matter: String) -> [String] {
    matter.isEmpty ? [] : document.categoryMatcher.proposals(for: matter).map(\.code)
  }

  /// The units to propose at the unit's prompt: what the category chosen, else the first one proposed, sends,
  /// those of the place's district first.
  public var proposedUnits: [UnitDefinition] {
    guard let record, case .unit(let purpose) = open, purpose != .chase else { return [] }
    let category = record.category.flatMap { document.category(code: $0.code) } ?? front.proposals.kinds.first
    let all = document.units(for: category, place: placeWithDistricts, toldAs: purpose)
    return Array(all.prefix(2 * Self.proposed))
  }

  /// The unit that Enter alone takes: of a chase the one of the earlier call; else the first proposed, while
  /// nobody was told yet.
  func usualUnit(_ purpose: NotificationPurpose?) -> String? {
    switch purpose {
    case .chase: front.usualUnit
    case .feedback: nil
    case .dispatch, .department, .inspectors, nil:
      record?.notifications.isEmpty == true
        ? proposedUnits.first { document.isUsual($0, in: proposedUnits, place: placeWithDistricts) }?.name
          .chinese : nil
    }
  }

  // MARK: Tab

  /// What the line may become by Tab: commands, units, places, categories; none when nothing fits.
  public func completions(of text: String) -> [String] {
    if text.halfWidth.hasPrefix("/") { return commands(text.halfWidth) }
    switch open {
    case .unit: return document.units(matching: text).map { $0.name.text(language) }
    case .category: return CategorySuggestions(document).found(by: text).map { $0.name.text(language) }
    case .element(.where): return proposedPlaces(for: text).map(\.answer)
    case .idle, .ringing, .element, .complaint, .referral, .link, .level, .note, .closing: return []
    }
  }

  /// A command half typed, or what follows one: `/ca`, `/派`, `/category 打`, `/notify 天`.
  private func commands(_ text: String) -> [String] {
    let parts = text.dropFirst().split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    let word = parts.first.map(String.init) ?? ""
    guard parts.count == 2 else {
      return CommandWords.all.flatMap { [$0.name] + $0.aliases }.filter { $0.hasPrefix(word.lowercased()) }
        .map { "/\($0) " }
    }
    guard case .command(let name, let argument) = ConsoleCommand(line: text) else { return [] }
    switch name {
    case .notify, .chase, .department, .feedback:
      let (call, unit) = Self.named(argument)
      let head = "/\(word) " + (call.map { "\($0) " } ?? "")
      return document.units(matching: unit).map { head + $0.name.text(language) }
    case .category:
      return CategorySuggestions(document).found(by: argument).map { "/\(word) \($0.name.text(language))" }
    case .where: return (gazetteer?.proposals(for: argument) ?? []).map { "/\(word) \($0.answer)" }
    case .ring, .callback, .answer, .other, .said, .ask, .when, .what, .who, .why, .object, .result, .contact,
      .branch, .leave, .link, .same, .silent, .search, .refer, .question, .name, .address, .workunit, .phone,
      .undo,
      .move,
      .against, .about, .confidential, .happening, .level, .language, .note, .cutoff, .hangup, .reopen,
      .cancel, .amend, .back,
      .status, .show, .major, .shift, .help, .quit:
      return []
    }
  }

  // MARK: Levels

  /// The word of danger to life that speaks against a level, unless it was asked about already.
  mutating func doubt(about level: Int) -> DangerFinding? {
    guard let found = danger(against: level) else { return nil }
    front.doubted = level
    return found
  }

  /// The word of danger to life that speaks against a level about which nobody was asked yet.
  func danger(against level: Int) -> DangerFinding? {
    guard let record, session.isTalking, front.doubted != level else { return nil }
    return document.dangerWords.doubt(about: level, in: told(in: record))
  }

  /// What the caller told of the matter, in whatever element or remark.
  func told(in record: CallRecord) -> [String] {
    ElementIdentifier.allCases.map { record.element($0).text } + tellingNotes(record)
  }

  /// The kind with its level that Enter alone takes beside another prompt than its own: the first proposed,
  /// unless a word of danger to life speaks against its level, which is asked about at the end.
  ///
  /// At the unit's prompt it goes with the unit that is proposed for it; at the remark's it stands alone.
  /// Where a sentence to be said stands in its place on the screen, Enter does not take what nobody can see.
  public var kindTakenByEnter: CategoryDefinition? {
    guard sentenceOnScreen == nil, let kind = proposedCategories.first,
      kind.defaultLevel.flatMap(danger) == nil
    else { return nil }
    switch open {
    case .note: return kind
    case .unit(let purpose): return purpose != .chase && usualUnit(purpose) != nil ? kind : nil
    case .idle, .ringing, .element, .complaint, .referral, .link, .category, .level, .closing: return nil
    }
  }

  /// The level that the chosen category usually has.
  var usualLevel: Int? { record?.category.flatMap { document.category(code: $0.code)?.defaultLevel } }
}
