import CallModel
import CallProtocol
import Catalogue
import Places
import PlainText

/// One seat's desk: a line or key goes in, the effects come out, and every event is safe before an effect
/// says so.
///
/// The same desk serves the terminal, the pipe and the drill; it knows no screen.
public struct CallDesk {
  /// The protocol in force.
  public let document: ProtocolDocument
  /// The language of everything said.
  public let language: UserLanguage
  /// The session of the call on the screen.
  public internal(set) var session: CallSession {
    get { front.session }
    _modify { yield &front.session }
  }
  /// All seats' calls of the last 24 hours.
  public internal(set) var recent = RecentCalls()
  /// What a line without a slash answers.
  public internal(set) var open: OpenField {
    get { front.open }
    set { front.open = newValue }
  }
  /// Earlier calls offered last in this call, by number from 1; empty when another list stands there.
  var candidates: [RepeatCandidate] { if case .calls(let list) = front.offer { list } else { [] } }
  /// Directory entries found last.
  var results: [ReferralEntry] { if case .departments(let list) = front.offer { list } else { [] } }
  /// Categories offered last.
  var choices: [CategoryDefinition] { if case .categories(let list, _) = front.offer { list } else { [] } }
  /// What became of the events last written.
  public internal(set) var acknowledgement = Acknowledgement.recorded
  /// Calls answered at this seat today; at midnight it begins anew.
  public var callsToday: Int { answered.day == clock.now().wall.date ? answered.calls.count : 0 }
  private var answered: (day: CivilDate, calls: Set<CallIdentifier>)
  /// In how many places what other seats wrote could not be read, and what is to be said of it.
  private var unreadable = 0
  private var historyWarning: Message?
  /// When old calls are forgotten next.
  private var forgetsAt: WallInstant

  /// The call on the screen, or the place for the next one.
  var front: DeskCall
  /// Other callers whose record is open, in the order they were left or answered.
  var others: [DeskCall] = []
  /// What rings here and is not on record, longest first.
  var rings: [NextCall] = [] {
    didSet { if !rings.isEmpty { closedAlone = nil } }
  }
  /// The call closed last, while no other one rang or was opened since: what names no call means it.
  var closedAlone: CallIdentifier?
  /// When those began to ring of whom nobody knows whether they ring on, by the telephone system's ids.
  var unconfirmedSince: [String: Moment] = [:]
  /// What stands half-typed for rings that are not on the screen, oldest first.
  var ringTexts: [RingText] = []
  /// The telephone system's ids of the calls closed here as answered.
  var closedPhoneCalls: [String: CallRecord] = [:]
  /// Those of calls closed in an earlier run, whose records are read when the telephone tells more of them.
  public var closedBefore: [String: CallIdentifier] = [:]
  /// When the callers who went on hook did so, by the telephone system's ids of their calls.
  var callersGone: [String: Moment] = [:]
  /// When the telephone began to ring for the calls that left the screen, by its own word.
  var rangAt: [CallIdentifier: Moment] = [:]
  /// The calls closed here since the console was opened, as they are now.
  var closedCalls: [CallIdentifier: CallRecord] = [:]
  /// Where the lines about this seat's calls stand that others wrote and that were taken in: what is read
  /// ahead is told once more by the history.
  private var taken: Set<String> = []
  /// Reads earlier calls of this seat; nil where there are none to be read, as in a drill.
  public var pastCalls: (any PastCalls)?
  private var lastSerial = 0
  /// The places of the city; nil while they are being read, and where there are none.
  public var gazetteer: Gazetteer?
  /// What the console's own commands about open matters write to; nil where there are none, as in a drill.
  public var matters: MatterCommands?
  /// What every desk must see while it waits; nil while none was made up yet.
  public internal(set) var board: DeskBoard?
  /// What is wrong with the calendar that due days are counted with; nil when nothing is, as far as known.
  public internal(set) var calendarFault: Message?
  /// Says what is wrong with that calendar; nil where there is nothing that could be, as in a drill.
  public var calendar: (any CalendarCheck)?
  /// What is on record of numbers beyond the last day; nil where there is nothing, as in a drill.
  public var numbers: (any NumberBook)?
  /// Whether somebody looks at what the desk shows and can answer what it asks back; a pipe has nobody.
  var hasScreen = false
  /// How much of the window is free for help; nil where there is no window.
  var helpSpace: (rows: Int, columns: Int)?
  /// The callers to ring back.
  public internal(set) var callbacks = CallbackList()
  /// What was told last of ringing back, as long as nothing else was done.
  var resultTold: CallbackTold?
  /// The entries listed last, by number from 1.
  var listedCallbacks: [String] = []
  /// The entry that was asked for while another seat rings it: asked for once more, it is rung.
  var insistedCallback: String?
  /// The call that goes out to somebody whom another seat began to ring before, with what is to be said.
  var overtaken: (call: CallIdentifier, words: Message?)?

  let clock: any ConsoleClock
  let words: EventWords
  private var notices: NoticeWords { NoticeWords(document, personnel: session.personnel) }
  private let sink: any RecordSink
  private var counted: Set<CallIdentifier> = []
  /// Whether what is told now is of a call that was named and is not the one on the screen.
  var namesCalls = false

  /// A desk with no call going on.
  ///
  /// `answeredToday` are the calls this seat has answered today already.
  public init(
    session: CallSession, language: UserLanguage, sink: any RecordSink, clock: any ConsoleClock,
    answeredToday: Set<CallIdentifier> = []
  ) {
    front = DeskCall(serial: 0, session: session)
    self.language = language
    self.sink = sink
    self.clock = clock
    answered = (clock.now().wall.date, answeredToday)
    forgetsAt = clock.now().wall
    document = session.document
    words = EventWords(session.document)
  }

  /// The call ringing or going on that is on the screen.
  public var record: CallRecord? { front.record }

  /// Whether anybody's record is open.
  public var isBusy: Bool { record != nil || !others.isEmpty }

  /// The calls whose record is open, the one on the screen first.
  var openCalls: [CallIdentifier] { ([front] + others).compactMap { $0.record?.id } }

  /// A call begins to ring, under a number that is kept before anybody sees it.
  mutating func ring(_ ring: RingSeen, at moment: Moment, for link: CallLink? = nil) -> [DeskEffect] {
    let sink = sink
    return commit(session.ring(ring, at: moment, for: link) { sink.keeps($0) })
  }

  /// What one line means and does.
  public mutating func execute(_ line: String) -> [DeskEffect] { execute(ConsoleCommand(line: line)) }

  /// What a line that was read already does.
  mutating func execute(_ command: ConsoleCommand) -> [DeskEffect] {
    asOneDeed { desk in
      switch command {
      case .unknown(let word): [DeskEffect(.error, message: .unknownConsoleCommand(word, line: nil))]
      case .answer(let text): desk.answer(text)
      case .command(let name, let argument): desk.perform(name, argument: argument)
      }
    }
  }

  /// Returns to a call that was going on when the console ended without closing it; a second one is the other
  /// call of the desk.
  public mutating func resume(_ record: CallRecord) -> [DeskEffect] {
    if record.answer != nil { counted.insert(record.id) }
    let now = clock.now()
    let effects = beside { desk in
      desk.front.noteToldUrged(by: record)
      return desk.commit(desk.session.resume(record, at: now))
    }
    // Who was spoken to comes before whoever was being rung back.
    if front.isDialled, let index = others.firstIndex(where: \.session.isTalking) { bring(index) }
    return effects + settle()
  }

  /// Remembers a call closed in an earlier run, so that it can still be corrected; of several the one that
  /// ended last is remembered last.
  public mutating func remember(closed record: CallRecord) {
    if record.answer != nil { counted.insert(record.id) }
    closedCalls[record.id] = record
    closedAlone = record.ending.map(isMeantBehind) == true ? record.id : nil
    session.remember(closed: record)
  }

  /// Takes in what other seats and desks have written down.
  public mutating func learn(_ noted: Noted<RecordedEvent>) {
    if let place = noted.place, noted.call?.seat == session.seat, noted.desk != session.seat {
      guard taken.insert(place.address).inserted else { return }
    }
    guard recent.apply(noted) else { return }
    for event in noted.callbackEvents { callbacks.apply(event) }
    followClosed(noted)
    noteOvertaken()
  }

  /// Takes in what desks have written of a closed call until now and the history has not told yet.
  mutating func readAhead(of call: CallIdentifier) {
    for noted in pastCalls?.corrections(of: call) ?? [] { learn(noted) }
  }

  /// A closed call of this seat that somebody corrected or cancelled elsewhere is no more what it was here.
  private mutating func followClosed(_ noted: Noted<RecordedEvent>) {
    guard let call = noted.call, noted.desk != session.seat, let event = noted.event.ofCall else { return }
    if event.kind == .cancelled { uncount(call) }
    guard var closed = closedCalls[call], closed.phase == .ended, !closed.tells(noted.replacing(event)) else {
      return
    }
    closed.apply(noted.replacing(event))
    closedCalls[call] = closed
    if session.lastClosed?.id == call { session.remember(closed: closed) }
  }

  /// A call that never was, or of a caller nobody here was put through to, is none of those answered today.
  private mutating func uncount(_ call: CallIdentifier) { answered.calls.remove(call) }

  /// Takes in how many places of the records of yesterday and today could not be read: a history that cannot
  /// be read is not an empty one, so the operator is told once of each that comes.
  public mutating func noteUnreadable(_ count: Int) {
    guard count > unreadable else { return }
    unreadable = count
    historyWarning = .historyUnreadable(count)
  }

  /// What the sink has to tell, such as that what waited is in the journal now.
  public mutating func takeNews() -> [DeskEffect] {
    let warnings = [historyWarning, overtaken?.words].compactMap { $0 }
    let news = sink.takeNews() + warnings.map { DeskEffect(.warning, message: $0) }
    historyWarning = nil
    overtaken?.words = nil
    if let standing = sink.standing { acknowledgement = standing }
    return news
  }

  /// Lets the sink do its housekeeping, and once an hour forgets the calls of more than 24 hours ago, unless
  /// somebody is on the line: a console is open for weeks.
  public mutating func idle() {
    guard !isBusy && rings.isEmpty else { return }
    sink.idle()
    let now = clock.now().wall
    guard now >= forgetsAt else { return }
    forgetsAt = now.adding(milliseconds: 3_600_000)
    recent.forget(before: now)
  }

  /// A warning of the sink's that stands until it is mended.
  public var warning: Message? { sink.warning }

  /// Looks whether due days can be counted with the site's own calendar, and warns when they cannot.
  public mutating func checkCalendar() -> [DeskEffect] {
    calendarFault = calendar?.fault()
    return calendarFault.map { [DeskEffect(.warning, message: $0)] } ?? []
  }

  /// Opens a field; the one before can be returned to.
  public mutating func show(_ field: OpenField) { front.show(field) }

  /// Writes the outcome's events down, and only then says what happened.
  mutating func commit(_ outcome: SessionOutcome) -> [DeskEffect] {
    var effects: [DeskEffect] = []
    if let call = outcome.call, let record = outcome.record, !outcome.events.isEmpty {
      acknowledgement = write(outcome.events, of: call, record: record)
      // Of another seat's call the history tells what this desk wrote, and once is enough.
      if call.seat == session.seat {
        for event in outcome.events { recent.apply(event.recorded(of: call)) }
      }
      if outcome.events.contains(where: { $0.event.kind.endsTelling }) { resultTold = nil }
      // A measured timing and a recording are told as further answers of the same call; who was rung back did
      // not call.
      let isAnswered = !record.isOutgoing && outcome.events.contains { $0.event.kind == .answer }
      if isAnswered, counted.insert(call).inserted {
        let today = clock.now().wall.date
        if answered.day != today { answered = (today, []) }
        answered.calls.insert(call)
      }
      if outcome.events.contains(where: { $0.event.kind == .cancelled }) { uncount(call) }
      // Also behind a key that told of an answer.
      if outcome.events.contains(where: { [.end(.elsewhere), .end(.abandoned)].contains($0.event) }) {
        uncount(call)
        // Opened again and answered he counts.
        counted.remove(call)
      }
      follow(outcome.events, of: record)
      noteClosedAlone(outcome.events, of: record)
      // What is written of another call is no deed of this one, and is not taken back here.
      if front.record?.id == call {
        front.collect(outcome.events)
        proposeAnew()
      }
      let isBehindEnd = record.phase == .ended && !outcome.events.contains { $0.event.kind == .end }
      effects = outcome.events.map { effect($0, call: call, isBehindEnd: isBehindEnd) }
      if call == front.call { effects += tellUrged(by: record) }
    }
    effects += outcome.notices.flatMap {
      notices.effects($0, record: self.record, last: session.lastClosed?.id)
    }
    if outcome.events.contains(where: { $0.event.kind == .complaint }) { effects += checkCalendar() }
    return effects + (outcome.record.map { callbackEffects(of: outcome.events, record: $0) } ?? [])
  }

  /// A seat's own journal tells of its own calls; what is corrected in another seat's is a desk's deed.
  private func write(_ events: [Noted<CallEvent>], of call: CallIdentifier, record: CallRecord)
    -> Acknowledgement
  {
    guard call.seat != session.seat, let matters else {
      return sink.record(events, of: call, record: record)
    }
    return matters.record(events, of: call)
  }

  func takeOverSink(_ personnel: OperatorIdentifier) { sink.takeOver(by: personnel) }

  func note(_ event: CallbackEvent) -> Acknowledgement { sink.record(event) }

  /// Notes which call the screen has, and keeps what the telephone may still tell of a closed one.
  private mutating func follow(_ events: [Noted<CallEvent>], of record: CallRecord) {
    if record.phase != .ended {
      if front.record?.id == record.id { front.call = record.id }
      closedCalls[record.id] = nil
      if let phoneCall = record.ring?.phoneCall {
        (closedPhoneCalls[phoneCall], closedBefore[phoneCall]) = (nil, nil)
      }
      return
    }
    // Another seat's call is read anew each time: its own seat writes on.
    guard record.id.seat == session.seat else { return }
    closedCalls[record.id] = record
    if let phoneCall = record.ring?.phoneCall, record.ending != .elsewhere {
      closedPhoneCalls[phoneCall] = record
    }
  }

  /// A place for another caller, with nothing of any before him.
  mutating func newCall() -> DeskCall {
    lastSerial += 1
    return DeskCall(serial: lastSerial, session: session.another)
  }

  private func effect(
    _ event: Noted<CallEvent>, call: CallIdentifier, isBehindEnd: Bool
  ) -> DeskEffect {
    let said = words.message(event.event, of: call)
    // What is written behind an end, and a correction, names its call: it may be another than the one on the
    // screen.
    let isNamed = namesCalls || event.event.kind == .amend || event.event.kind.liftsEnd || isBehindEnd
    let message = isNamed ? said.about(call.description) : said
    let loud: Message? =
      switch acknowledgement {
      case .recorded: nil
      case .spooled: .notRecordedButSpooled
      case .inMemory: .notRecorded
      }
    if let loud {
      return DeskEffect(.notRecorded, message: loud.joined(message, separator: ": "), event: (call, event))
    }
    return DeskEffect(.recorded, message: .recorded(message), event: (call, event))
  }

  /// The first element still open, or the remark when all are known.
  var nextField: OpenField { front.nextField }

  /// What is still missing, in one line; nil when nothing is.
  public var missing: Message? {
    lacking.isEmpty ? nil : .missing(lacking.map(notices.requirement))
  }

  /// What the protocol asks for and the record would lack if it were closed now.
  var lacking: [Requirement] { session.recordAtEnd.map { RequirementCheck(document).missing(in: $0) } ?? [] }
}

extension CallRecord {
  /// Whether what was written elsewhere behind the end is in the record already, which may have been read
  /// since.
  fileprivate func tells(_ noted: Noted<CallEvent>) -> Bool {
    switch noted.event {
    case .amend(let amendment): amendments.contains { $0.amendment == amendment && $0.at == noted.at }
    case .promise(let made): promises.contains { $0.promise == made && $0.madeAt == noted.at }
    case .cancelled: isCancelled
    case .ring, .answer, .phrase, .ask, .element, .branchEntered, .branchLeft, .link, .notify, .refer,
      .question, .kept, .complaint, .complaintField, .breach, .wording, .category, .level, .language, .note,
      .resumed, .undone, .reopened, .unentered, .end:
      false
    }
  }
}
