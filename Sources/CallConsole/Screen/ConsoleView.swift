import CallModel
import CallProtocol
import Catalogue
import Places
import PlainText

/// What the panel and the prompt show for a desk in its present state.
///
/// Pure: the same desk gives the same rows.
struct ConsoleView {
  let desk: CallDesk
  let setting: ConsoleSetting
  let columns: Int
  /// How many rows the terminal has; what is owed never takes more than a third of them.
  let rows: Int
  let line: LineStatus

  private var language: UserLanguage { desk.language }
  private var now: Moment { desk.clock.now() }

  /// The rows above the prompt, each at most `columns` wide.
  var panel: [StyledLine] {
    var rows = setting.banner.map { [StyledLine(" \($0.text(language))", style: .alarm)] } ?? []
    rows.append(header)
    if desk.record == nil { rows += beside }
    if let ringing = desk.ringing {
      rows.append(self.ringing(ringing.number, name: ringing.name ?? "", elapsed: ringing.elapsed))
    } else if let record = desk.record {
      rows += talking(record)
    } else {
      rows.append(StyledLine(" " + Message.waitingHint.text(language), style: .faint))
      rows += callbacks + owed
    }
    if line.waiting > 0 {
      let row = Message.queueRow(
        line.waiting, longest: line.longestWaitMilliseconds, announced: line.announcedWaitMilliseconds)
      rows.insert(StyledLine(" " + row.text(language), style: .warning), at: setting.banner == nil ? 1 : 2)
    }
    if desk.acknowledgement != .recorded { rows.append(unrecorded) }
    if let warning = desk.warning { rows.append(StyledLine(" " + warning.text(language), style: .warning)) }
    return rows
  }

  /// The prompt: the open field's name.
  var prompt: String { desk.words.name(of: desk.open).text(language) + "> " }

  /// The first row; the date, and then the city, give way where they would push the last word off it.
  private var header: StyledLine {
    let city = Message.headerCity(desk.document.city)
    let forms = [
      [city, .verbatim(now.wall.display)], [city, .verbatim(now.wall.clock)], [.verbatim(now.wall.clock)],
    ].map(header)
    return StyledLine(forms.first { $0.displayWidth < columns } ?? forms[forms.count - 1], style: .strong)
  }

  private func header(_ middle: [Message]) -> String {
    let seat = Message.headerSeat(desk.session.seat.description, desk.session.personnel.description)
    let end: [Message] = [
      .headerCalls(desk.callsToday), .headerPromises(openPromises),
      .headerPhone(line.link.rawValue),
    ]
    return " " + ([seat] + middle + end).map { $0.text(language) }.joined(separator: "  ")
  }

  /// Promises without a deed, of all calls; where nobody keeps a board, as many as this desk knows of.
  private var openPromises: Int {
    guard let board = desk.board else { return desk.recent.withOpenPromises.count }
    // The board is some seconds old; of the present call the record is newer.
    let present = desk.record?.openPromises.count { $0.promise.kind != .complaintReply } ?? 0
    return board.promises.count { $0.id != desk.record?.id } + present
  }

  private var unrecorded: StyledLine {
    desk.acknowledgement == .inMemory
      ? StyledLine(" " + Message.notRecorded.text(language), style: .alarm)
      : StyledLine(" " + Message.spooled.text(language), style: .alarm)
  }

  /// The callers to ring back, the most urgent first, as many as do not push the rest off a small screen.
  private var callbacks: [StyledLine] {
    let open = desk.callbacks.open
    let rows = open.prefix(3).map { entry in
      let isLate = entry.due() < now.wall
      let row = Message.callbackDue(
        number: entry.opened.number, clock: entry.openedAt.clock(seenOn: now.wall.date),
        due: entry.due().clock(seenOn: now.wall.date), isLate: isLate,
        place: entry.opened.place, tries: entry.attempts.count)
      return StyledLine(" " + row.text(language), style: isLate ? .alarm : .warning)
    }
    let rest = open.count - rows.count
    return rows
      + (rest > 0 ? [StyledLine(" " + Message.callbacksMore(rest).text(language), style: .warning)] : [])
  }

  /// What is owed, shown to every desk that waits.
  private var owed: [StyledLine] {
    guard let board = desk.board else { return [] }
    return DeskBoardRows(board, language: language, showsCallBacks: false)
      .rows(limit: max(2, self.rows / 3), columns: columns)
  }

  private func ringing(_ number: String, name: String, elapsed: Int64) -> StyledLine {
    let ring = desk.document.ringLimit.ring(after: elapsed)
    let isLoud = ring >= desk.document.ringLimit.ringsAllowed
    // A long name must not push the seconds off the row.
    let caller = [number, name.clipped(to: 24)].filter { !$0.isEmpty }.joined(separator: " ")
    let figure = Message.ringingRow(caller: caller, ring: ring, milliseconds: elapsed, isLoud: isLoud)
    var row = StyledLine(" " + figure.text(language), style: isLoud ? .alarm : .warning)
    if let earlier = desk.earlierCall(from: number, other: desk.record?.id) {
      row.append("  " + earlier.text(language))
    }
    return row
  }

  // MARK: A call going on

  private func talking(_ record: CallRecord) -> [StyledLine] {
    var rows = callRows(record) + beside + ElementRows(desk: desk, columns: columns).rows(record)
    if record.branches.contains(.complaint) {
      rows += ElementRows(desk: desk, columns: columns).complaint(record)
    }
    if record.owesInspectors { rows.append(inspectors) }
    if record.branches.contains(.complaint), desk.calendarFault != nil {
      rows.append(
        StyledLine(
          " " + Message.calendarNotUsed.text(language).clipped(to: max(1, columns - 1)), style: .alarm))
    }
    if !record.openPromises.isEmpty { rows.append(promises(record)) }
    rows += proposals
    rows.append(guidance(record))
    rows += translation(record)
    rows += keys(record)
    return rows
  }

  /// The other callers, who rings longest first; never more rows than two, and one that counts the rest.
  private var beside: [StyledLine] {
    let callers = desk.callersBeside
    let rows = callers.prefix(2).map { row($0) }
    let rest = callers.count - rows.count
    return rows
      + (rest > 0 ? [StyledLine(" " + Message.callersMore(rest).text(language), style: .warning)] : [])
  }

  private func row(_ caller: CallerBeside) -> StyledLine {
    // Who has a later record than the one on the screen, or none, came second.
    let isSecond = caller.call.map { call in desk.record.map { $0.id < call } ?? false } ?? true
    switch caller.state {
    case .ringing(let elapsed):
      let ring = desk.document.ringLimit.ring(after: elapsed)
      let isLoud = ring >= desk.document.ringLimit.ringsAllowed
      let words = Message.callerRings(
        caller.number, ring: ring, milliseconds: elapsed, isSecond: isSecond, isLoud: isLoud)
      return StyledLine(" " + words.text(language), style: isLoud ? .alarm : .warning)
    case .talking(let elapsed, let isOnLine):
      let words = Message.callerTalks(
        caller.number, milliseconds: elapsed, isSecond: isSecond, isOnLine: isOnLine)
      return StyledLine(" " + words.text(language), style: isOnLine ? .alarm : .warning)
    case .over(let elapsed):
      let words = Message.callerIsOver(caller.number, milliseconds: elapsed, isSecond: isSecond)
      return StyledLine(" " + words.text(language), style: .warning)
    }
  }

  /// One row; a second one where branches and the last unit told do not fit beside the call.
  private func callRows(_ record: CallRecord) -> [StyledLine] {
    var row = StyledLine(" \(record.id)  ", style: .strong)
    row.append(Message.talkingFor(desk.session.talking(at: now) ?? 0).text(language))
    if let timing = record.answer?.timing {
      let style: TextStyle = timing.verdict == .within ? .good : timing.verdict == .late ? .alarm : .warning
      row.append("  " + desk.words.shortTiming(timing).text(language), style: style)
    }
    var further: [(text: String, style: TextStyle)] = []
    if !desk.isOnLine, !desk.callersBeside.isEmpty, !desk.session.hasHungUp {
      further.append((Message.notOnLine.text(language), .alarm))
    }
    if !record.branches.isEmpty {
      further.append((Message.list(record.branches.map(desk.words.name)).text(language), .warning))
    }
    if let told = record.notifications.last {
      let words = Message.eventNotify(
        unit: told.notification.unit, purpose: told.notification.purpose.rawValue,
        text: told.at.clock(seenOn: now.wall.date))
      further.append((words.text(language), .plain))
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

  private var inspectors: StyledLine {
    StyledLine(" " + Message.inspectorsRow(desk.document.inspectorsUnit).text(language), style: .alarm)
  }

  /// What is proposed unasked: an earlier call about the same matter, then what fits the open field.
  private var proposals: [StyledLine] {
    var rows: [(Message, TextStyle)] = []
    if let alike = desk.alike.first { rows.append((.alikeRow(desk.description(alike)), .warning)) }
    if let fitting = fitting { rows.append((fitting, .plain)) }
    return rows.map { row, style in
      StyledLine(" " + row.text(language).clipped(to: max(1, columns - 1)), style: style)
    }
  }

  /// Units at the unit's prompt, places while one is typed, else the kinds of call that what happened means.
  private var fitting: Message? {
    let units = desk.proposedUnits.map { $0.name.text(language) }
    if !units.isEmpty { return .unitsRow(units) }
    let places = desk.proposedPlaces(for: desk.front.texts[desk.open] ?? "").map(\.text)
    if !places.isEmpty { return .placesRow(places) }
    let kinds = desk.proposedCategories.map { Message.categoryWithLevel($0.name, level: $0.defaultLevel) }
    return kinds.isEmpty ? nil : .categoriesRow(kinds)
  }

  /// The English of the sentence on the screen, for a call in English or a console in English.
  private func translation(_ record: CallRecord) -> [StyledLine] {
    guard language == .english || record.language == Self.english else { return [] }
    let document = desk.document
    var phrase = desk.sentenceOnScreen?.phrase
    if phrase == nil, case .element(let element) = desk.open {
      phrase = document.phrase(forPromptOf: element)
    }
    return phrase.map { phrase in
      let english = document.wording(of: phrase, by: desk.session.personnel, language: .english)
      return [StyledLine("   " + english.clipped(to: max(1, columns - 3)), style: .faint)]
    } ?? []
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
      return hint(.sayNow(text, key: "F\(said.key)"))
    }
    switch desk.open {
    case .element(let element):
      guard let phrase = desk.document.phrase(forPromptOf: element) else {
        return hint(.askFreely(desk.words.name(element)))
      }
      return hint(.askWith(phrase.text))
    case .complaint(let field): return hint(.hint(for: "complaint:\(field.rawValue)"))
    case .unit(.chase):
      return hint(desk.front.usualUnit.map(Message.chaseUsual) ?? .hint(for: desk.open.name))
    case .idle, .ringing, .unit, .referral, .link, .category, .level, .closing, .note:
      return hint(Message.hint(for: desk.open.name))
    }
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
