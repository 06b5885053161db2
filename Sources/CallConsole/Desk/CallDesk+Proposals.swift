import CallModel
import CallProtocol
import Catalogue
import Places
import PlainText

/// What the desk proposes unasked: categories by what happened, earlier calls about the same matter, units by
/// category and place.
extension CallDesk {
  /// How many are proposed of anything.
  private static let proposed = 3

  /// Notes what an answer brings up; it stands in the panel until something else is known.
  mutating func propose(after element: ElementIdentifier) {
    guard let record, session.isTalking else { return }
    switch element {
    case .what:
      front.proposed = document.categoryMatcher.proposals(for: record.element(.what).text)
      front.alike = alikeCalls(record)
    case .where:
      lookUp(record.element(.where).text)
      front.alike = alikeCalls(record)
    case .when, .who, .why, .object, .result, .contact: break
    }
  }

  /// The categories proposed, while none is chosen.
  public var proposedCategories: [CategoryDefinition] { record?.category == nil ? front.proposed : [] }

  /// The earlier calls so likely about the same matter that they are offered unasked, until one of them is
  /// linked or told apart.
  public var alike: [RepeatCandidate] {
    let known = Set(record?.links.map(\.call) ?? [])
    return record?.repeats == nil ? front.alike.filter { !known.contains($0.call.id) } : []
  }

  /// What is proposed unasked and was entered with a line, for those who have no panel to look at.
  var unasked: [Message] {
    let places = enteredPlaces.map(\.text)
    return (alike.first.map { [.alikeRow(description($0))] } ?? [])
      + (places.isEmpty ? [] : [.placesRow(places, isEntered: true)])
  }

  private func alikeCalls(_ record: CallRecord) -> [RepeatCandidate] {
    guard record.ring?.isOutgoing != true else { return [] }
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
    let category = record.category.flatMap { document.category(code: $0.code) } ?? front.proposed.first
    let all = document.units(for: category, place: placeWithDistricts)
    return Array(all.prefix(2 * Self.proposed))
  }

  /// The unit that Enter alone takes: of a chase the one of the earlier call; else the first proposed, while
  /// nobody was told yet.
  func usualUnit(_ purpose: NotificationPurpose?) -> String? {
    switch purpose {
    case .chase: front.usualUnit
    case .feedback: nil
    case .dispatch, .department, .inspectors, nil:
      record?.notifications.isEmpty == true ? proposedUnits.first?.name.chinese : nil
    }
  }

  /// What is typed at the unit's prompt: a digit is the unit with this number among the proposed.
  func unit(typed text: String) -> String {
    let units = proposedUnits
    guard text.count == 1, let number = Int(text.halfWidth), units.indices.contains(number - 1) else {
      return text
    }
    return units[number - 1].name.chinese
  }

  // MARK: Tab

  /// What the line may become by Tab: commands, units, places, categories; none when nothing fits.
  public func completions(of text: String) -> [String] {
    if text.halfWidth.hasPrefix("/") { return commands(text.halfWidth) }
    switch open {
    case .unit: return document.units(matching: text).map { $0.name.text(.chinese) }
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
      return document.units(matching: unit).map { head + $0.name.chinese }
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
    guard let record, session.isTalking, front.doubted != level else { return nil }
    let texts =
      [ElementIdentifier.what, .object, .result, .who].map { record.element($0).text } + record.notes
    guard let found = DangerWords(document).doubt(about: level, in: texts) else { return nil }
    front.doubted = level
    return found
  }

  /// The level that the chosen category usually has.
  var usualLevel: Int? { record?.category.flatMap { document.category(code: $0.code)?.defaultLevel } }
}
