import CallModel
import CallProtocol
import Catalogue
import Places
import PlainText

/// The rows of the call on the screen.
extension ConsoleView {
  func talking(_ record: CallRecord) -> [StyledLine] {
    var rows = callRows(record) + beside + answers(record)
    if record.owesInspectors { rows.append(inspectors) }
    if record.branches.contains(.complaint), desk.calendarFault != nil {
      rows.append(
        StyledLine(" " + Message.calendarNotUsed.text(language), style: .alarm))
    }
    if !record.openPromises.isEmpty { rows.append(promises(record)) }
    rows += proposals(record)
    rows.append(guidance(record))
    rows += translation(record)
    return setting.isPlain ? rows : rows + keys(record)
  }

  /// One row; a second one where branches and the last unit told do not fit beside the call.
  private func callRows(_ record: CallRecord) -> [StyledLine] {
    var row = StyledLine(" \(record.id)  ", style: .strong)
    let time = shown(desk.session.talking(at: now) ?? 0)
    row.append((desk.session.hasHungUp ? Message.talkedFor(time) : .talkingFor(time)).text(language))
    if let timing = record.answer?.timing {
      let style: TextStyle = timing.verdict == .within ? .good : timing.verdict == .late ? .alarm : .warning
      row.append("  " + desk.words.shortTiming(timing).text(language), style: style)
    }
    var further: [(text: String, style: TextStyle)] = []
    if desk.session.hasHungUp {
      further.append((Message.hasHungUp.text(language), .warning))
    } else if !callers.isEmpty, !desk.isOnLine {
      further.append((Message.onHold.text(language), .alarm))
    }
    if !record.branches.isEmpty, !setting.isPlain {
      further.append((Message.list(record.branches.map(desk.words.name)).text(language), .warning))
    }
    if let told = record.notifications.last, !isRoomy, !setting.isPlain {
      further.append((words(told).text(language), .plain))
    }
    guard !further.isEmpty else { return [row] }
    let width = further.reduce(row.description.displayWidth) { $0 + 2 + $1.text.displayWidth }
    var second = StyledLine("")
    for item in further {
      if width <= columns {
        row.append("  " + item.text, style: item.style)
      } else {
        second.append((second.description.isEmpty ? " " : "  ") + item.text, style: item.style)
      }
    }
    return width <= columns ? [row] : [row, second]
  }

  private func words(_ told: NotificationRecord) -> Message {
    desk.words.message(told.notification, text: told.at.clock(seenOn: now.wall.date))
  }

  /// The elements and a complaint's fields, and on a high screen every unit told; in plain mode nothing, each
  /// was said when it was recorded.
  private func answers(_ record: CallRecord) -> [StyledLine] {
    guard !setting.isPlain else { return [] }
    let cells = ElementRows(desk: desk, columns: columns, isInFull: isRoomy)
    let complaint = record.branches.contains(.complaint) ? cells.complaint(record) : []
    return cells.rows(record) + complaint + (isRoomy ? units(record) : [])
  }

  private func units(_ record: CallRecord) -> [StyledLine] {
    guard !record.notifications.isEmpty else { return [] }
    let told = record.notifications.map { words($0).text(language) }
    return [StyledLine(" " + told.joined(separator: "  "))]
  }

  private var inspectors: StyledLine {
    StyledLine(" " + Message.inspectorsRow(desk.document.inspectorsUnit).text(language), style: .alarm)
  }

  /// The kind and level chosen, as they are looked at once more at the end.
  private func chosen(_ record: CallRecord) -> Message {
    let kind = record.category.map { desk.document.category(code: $0.code)?.name ?? .verbatim($0.name) }
    return .kindRow(kind.map { .categoryWithLevel($0, level: record.level) } ?? .noKindYet)
  }

  /// What is proposed unasked: an earlier call about the same matter, then what fits the open field.
  private func proposals(_ record: CallRecord) -> [StyledLine] {
    var rows: [(Message, TextStyle)] = []
    if desk.open == .closing { rows.append((chosen(record), .plain)) }
    for alike in desk.alike.prefix(isRoomy ? 3 : 1) {
      rows.append((.alikeRow(desk.description(alike)), .warning))
    }
    let entered = desk.enteredPlaces.map(\.text)
    if !entered.isEmpty, desk.open != .closing { rows.append((.placesRow(entered, isEntered: true), .plain)) }
    rows += fitting.map { ($0, .plain) }
    return due(record) + rows.map { row, style in StyledLine(" " + row.text(language), style: style) }
  }

  /// The sentences that are due by themselves, each with its English where that is wanted.
  private func due(_ record: CallRecord) -> [StyledLine] {
    [desk.promiseDue, desk.closingDue].compactMap { $0 }.flatMap { due in
      let text = desk.document.wording(of: due.phrase, by: desk.session.personnel)
      return [StyledLine(" " + Message.sayNow(text, key: "F\(due.key)").text(language), style: .strong)]
        + translation(of: due.phrase, in: record)
    }
  }

  /// Units at the unit's prompt, places while one is typed, else the kinds of call that what happened means.
  ///
  /// In plain mode places are not told while they are typed, only by Tab.
  private var fitting: [Message] {
    if let completion = desk.front.completion(of: desk.front.texts[desk.open] ?? ""),
      completion.choices.count > 1
    {
      let choices = completion.fromShown.map(\.trimmed)
      return [.choicesRow(choices, number: completion.index + 1, count: completion.choices.count)]
    }
    let units = desk.proposedUnits.map { $0.name.text(language) }
    if !units.isEmpty { return [.unitsRow(units)] }
    let places = desk.proposedPlaces(for: desk.front.texts[desk.open] ?? "").map(\.text)
    if !places.isEmpty, !setting.isPlain { return [.placesRow(places, isEntered: false)] }
    return proposedKinds
  }

  /// The kinds proposed, and what the level of the first one means, which goes on record with it; the kind's
  /// own prompt tells that by itself.
  private var proposedKinds: [Message] {
    let kinds = desk.proposedCategories
    guard let first = kinds.first else { return [] }
    let row = Message.categoriesRow(kinds.map { .categoryWithLevel($0.name, level: $0.defaultLevel) })
    guard desk.open != .category, let level = first.defaultLevel.flatMap({ desk.document.level($0) }) else {
      return [row]
    }
    return [row, .levelMeans(level.number, level.meaning)]
  }

  /// The English of the sentence on the screen, for a call in English or a console in English.
  private func translation(_ record: CallRecord) -> [StyledLine] {
    guard isTranslated(record) else { return [] }
    if desk.sentenceOnScreen == nil, let question = desk.safeQuestion {
      return [StyledLine("   " + question.prompt.text.english, style: .faint)]
    }
    let document = desk.document
    var phrase = desk.sentenceOnScreen?.phrase
    if phrase == nil, case .element(let element) = desk.open {
      phrase = document.phrase(forPromptOf: element)
    }
    return phrase.map { translation(of: $0, in: record) } ?? []
  }

  /// One sentence in English, where that is wanted.
  private func translation(of phrase: PhraseDefinition, in record: CallRecord) -> [StyledLine] {
    guard isTranslated(record) else { return [] }
    let english = desk.document.wording(of: phrase, by: desk.session.personnel, language: .english)
    return [StyledLine("   " + english, style: .faint)]
  }

  private func isTranslated(_ record: CallRecord) -> Bool {
    language == .english || record.language == Self.english
  }

  /// The identifier of English among the languages of calls.
  private static let english = "english"

  private func promises(_ record: CallRecord) -> StyledLine {
    let kinds = record.openPromises.map { Message.name(of: $0.promise.kind.rawValue) }
    return StyledLine(" " + Message.promisesRow(kinds).text(language), style: .warning)
  }

  /// What to say now: the sentence asked for or due, else the question of the open field.
  private func guidance(_ record: CallRecord) -> StyledLine {
    if let said = desk.sentenceOnScreen {
      let text = desk.document.wording(of: said.phrase, by: desk.session.personnel)
      // Enter books what a key has shown; what is due by itself only its key.
      return hint(.sayNow(text, key: "F\(said.key)", byEnter: desk.front.shownKey == said.key))
    }
    if let question = desk.safeQuestion {
      let all = desk.document.safeChecks.count
      return hint(
        .askYesOrNo(
          question.prompt.text, number: question.asked + 1, of: all,
          isAnswerDue: desk.unansweredSafeQuestion != nil))
    }
    switch desk.open {
    case .element(let element):
      guard let phrase = desk.document.phrase(forPromptOf: element) else {
        return hint(.askFreely(desk.words.name(element)))
      }
      return hint(.askWith(desk.document.wording(of: phrase, by: desk.session.personnel)))
    case .complaint(let field): return hint(.hint(for: "complaint:\(field.rawValue)"))
    case .unit(let purpose):
      let usual = desk.usualUnit(purpose).map { unit in
        purpose == .chase
          ? Message.chaseUsual(desk.words.unit(unit))
          : .tellUsual(desk.document.unit(typed: unit)?.name ?? Message(unit, unit), kind: kindTaken)
      }
      return hint(usual ?? .hint(for: desk.open.name))
    case .category:
      let first = desk.proposedCategories.first
      let level = first.flatMap { $0.defaultLevel }.flatMap { desk.document.level($0) }
      let usual = first.map { Message.takeCategory($0.name, level: level?.number, meaning: level?.meaning) }
      return hint(usual ?? .hint(for: desk.open.name))
    case .link:
      let isUsual = desk.candidates.first?.isSameNumber == true
      return hint(isUsual ? .linkUsual : .hint(for: desk.open.name))
    case .level: return hint(.levelHint(usual: record.level == nil ? desk.usualLevel : nil))
    case .note:
      let open = ElementIdentifier.allCases.filter { !record.element($0).state.isSettled }
      let names = open.map(desk.words.name)
      return hint(kindTaken.map { .takeCategoryHere($0, open: names) } ?? .noteHint(open: names))
    case .closing: return hint(desk.endsByPutDown ? .putDownCloses : closing(record))
    case .idle, .ringing, .referral: return hint(Message.hint(for: desk.open.name))
    }
  }

  /// The kind that Enter takes at this prompt, with its level.
  private var kindTaken: Message? {
    desk.kindTakenByEnter.map { .categoryWithLevel($0.name, level: $0.defaultLevel) }
  }

  /// What is left to say before Enter hangs up, where the sentences are not on the screen themselves.
  private func closing(_ record: CallRecord) -> Message {
    let last = [PhraseKind.consent, .farewell].compactMap { kind in
      desk.document.phrases.first { $0.kind == kind }
    }
    return .closingHint(
      hasHungUp: desk.session.hasHungUp, isSaid: last.allSatisfy { record.wasSaid($0.identifier) })
  }

  private func hint(_ message: Message) -> StyledLine {
    StyledLine(" " + message.text(language), style: .strong)
  }

  /// The function keys with a star at those whose sentence was said.
  private func keys(_ record: CallRecord) -> [StyledLine] {
    (1...12).compactMap { number in label(number, record: record) }
      .reduce(into: [""]) { rows, label in
        let longer = rows[rows.count - 1] + " " + label
        if longer.displayWidth < columns { rows[rows.count - 1] = longer } else { rows.append(" " + label) }
      }
      .map { StyledLine($0, style: .faint) }
  }

  private func label(_ number: Int, record: CallRecord) -> String? {
    if number == CallDesk.unitKey { return "F\(number)\(Message.keyUnit.text(language))" }
    if number == CallDesk.endKey { return "F\(number)\(Message.keyEnd.text(language))" }
    if let phrase = desk.document.phrase(functionKey: number) {
      let mark = record.wasSaid(phrase.identifier) ? "*" : ""
      return
        "F\(number)\(mark)\(Message.key(phrase.identifier, or: phrase.aliases.first ?? "").text(language))"
    }
    return desk.document.branch(functionKey: number).map { "F\(number)\($0.name.text(language))" }
  }
}
