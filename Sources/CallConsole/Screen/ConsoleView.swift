import CallModel
import CallProtocol
import Catalogue
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
  /// The other callers, looked for once: the row of each tells which of them all he is.
  let callers: [CallerBeside]

  init(desk: CallDesk, setting: ConsoleSetting, columns: Int, rows: Int, line: LineStatus) {
    (self.desk, self.setting, self.line) = (desk, setting, line)
    (self.columns, self.rows) = (columns, rows)
    callers = desk.callersBeside
  }

  /// From so many rows on, all answers and all units stand in full.
  private static let roomyRows = 30
  /// How far the later rows of a line stand in.
  private static let indent = 3

  var language: UserLanguage { desk.language }
  var now: Moment { desk.clock.now() }
  /// Whether there is room for more than fits on 24 rows.
  var isRoomy: Bool { rows >= Self.roomyRows }

  /// The rows above the prompt, each narrower than `columns`; nothing in them is cut off while there is room.
  ///
  /// In plain mode they are lines of any width, and change only when there is something to tell: no seconds
  /// run in them.
  var panel: [StyledLine] { setting.isPlain ? lines : fitted(lines) }

  /// Lines that are too wide go on in the row below; where the screen is too low for all, the faint ones give
  /// way first, then the ends of lines, the uppermost ones before those near the prompt; a caller who waits
  /// last of all.
  private func fitted(_ lines: [StyledLine]) -> [StyledLine] {
    let most = max(1, rows - 2)
    var kept = lines.map { (line: $0, rows: $0.wrapped(to: columns - 1, indent: Self.indent)) }
    while kept.reduce(0, { $0 + $1.rows.count }) > most, let last = kept.lastIndex(where: \.line.isFaint) {
      kept.remove(at: last)
    }
    if kept.count > most {
      let callers = beside
      while kept.count > most { kept.remove(at: kept.firstIndex { !callers.contains($0.line) } ?? 0) }
    }
    let shown = kept.map(\.rows)
    var room = most - shown.count
    return shown.reversed().reduce(into: [StyledLine]()) { below, rows in
      let isWhole = rows.count - 1 <= room
      if isWhole { room -= rows.count - 1 }
      below = (isWhole ? rows : Array(rows.prefix(1))) + below
    }
  }

  private var lines: [StyledLine] {
    var rows = setting.banner.map { [StyledLine(" \($0.text(language))", style: .alarm)] } ?? []
    rows.append(header)
    // Where nobody is spoken to yet, whoever else rings stands above the one the keys are for.
    if !desk.session.isTalking { rows += beside }
    if let dialled = desk.dialled {
      rows.append(dialling(dialled.number, name: dialled.name ?? "", elapsed: dialled.elapsed))
    } else if let ringing = desk.ringing {
      rows.append(self.ringing(ringing.number, name: ringing.name ?? "", elapsed: ringing.elapsed))
    } else if let record = desk.record {
      rows += talking(record)
    } else {
      rows.append(StyledLine(" " + Message.waitingHint.text(language), style: .faint))
      rows += callbacks + owed
    }
    if line.waiting > 0 {
      let row = Message.queueRow(
        line.waiting, longest: shown(line.longestWaitMilliseconds),
        announced: line.announcedWaitMilliseconds)
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
    let (moment, clock) = (Message.verbatim(now.wall.display), Message.verbatim(now.wall.clock))
    let middles = setting.isPlain ? [[city]] : [[city, moment], [city, clock], [clock]]
    let (begin, end) = headerEnds
    let forms = middles.map { middle in
      " " + ([begin] + middle + end).map { $0.text(language) }.joined(separator: "  ")
    }
    let fitting = setting.isPlain ? forms.first : forms.first { $0.displayWidth < columns }
    return StyledLine(fitting ?? forms[forms.count - 1], style: .strong)
  }

  /// What stands before and behind city and date.
  private var headerEnds: (begin: Message, end: [Message]) {
    let seat = Message.headerSeat(desk.session.seat.description, desk.session.personnel.description)
    // The answer to a complaint is a promise for days; it stands apart from those of minutes.
    let complaints = desk.board?.openComplaints.count ?? 0
    let owed: [Message] =
      [.headerPromises(openPromises)] + (complaints > 0 ? [.headerComplaints(complaints)] : [])
    return (seat, [.headerCalls(desk.callsToday)] + owed + [.headerPhone(line.link.rawValue)])
  }

  /// A time that runs, in ms; nil where nothing that runs is shown.
  func shown(_ milliseconds: Int64) -> Int64? { setting.isPlain ? nil : milliseconds }

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
    let rows = open.prefix(max(3, self.rows / 8)).map { entry in
      let isLate = entry.due() < now.wall
      let row = Message.callbackDue(
        number: entry.opened.number, clock: entry.openedAt.clock(seenOn: now.wall.date),
        due: entry.due().clock(seenOn: now.wall.date), isLate: isLate,
        place: entry.opened.place, tries: entry.attempts.count)
      let ringing = desk.seatRinging(entry).map { Message.callbackRinging(seat: $0.description) }
      return StyledLine(
        " " + row.joined(ringing ?? .verbatim(""), separator: "").text(language),
        style: isLate && ringing == nil ? .alarm : .warning)
    }
    let rest = open.count - rows.count
    return rows
      + (rest > 0 ? [StyledLine(" " + Message.callbacksMore(rest).text(language), style: .warning)] : [])
  }

  /// What is owed, shown to every desk that waits.
  private var owed: [StyledLine] {
    guard let board = desk.board else { return [] }
    return DeskBoardRows(board, language: language, showsCallBacks: false, countsMinutes: !setting.isPlain)
      .rows(limit: setting.isPlain ? .max : max(2, self.rows / 3))
  }
}
