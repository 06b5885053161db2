/// A call as it stands now: its own events and everything that became of it later, whoever wrote it.
///
/// The one fold. Lists, sheets, exports, reviews, boards and what is left to be done are views of it; none of
/// them folds events by itself. `apply` takes every event in the order of `inOrder()`; whatever order the
/// files were read in, the same state comes out.
public struct CallState: Hashable, Sendable {
  /// The call.
  public let id: CallIdentifier
  /// The record (接警单) with all later deeds: promises kept by a desk, corrections, a deadline counted again.
  ///
  /// Nil while only desks have written of the call.
  public private(set) var record: CallRecord?
  /// Everybody who wrote an event of the call itself.
  public private(set) var people: Set<OperatorIdentifier> = []
  /// When the last event was written down.
  public private(set) var lastAt: WallInstant
  /// The ratings, oldest first; all stay, and `rating` is the one that counts.
  public private(set) var ratings: [Noted<RatingGiven>] = []
  /// The calls in which the matter was urged on or reported again, each once, the first one first.
  public private(set) var urgings: [Noted<CallUrged>] = []
  /// What came of ringing the caller back, oldest first: the attempts, and how it was settled.
  public var callbacks: [Noted<CallbackEvent>] { earlierCallbacks + callbackCourse.told }
  /// Hand-overs of what is left to be done, oldest first.
  public private(set) var handOvers: [HolderChanged] = []
  /// The follow-up of a bad rating that is not done.
  public private(set) var followUp: FollowUpOpened?
  /// When and by whom it was typed in, if it was written by hand first.
  public private(set) var typing: Noted<PaperEntered>?
  /// Closing lines that do not count: a call ends once, and once more whenever it was opened again.
  public private(set) var laterEnds = 0
  /// Where the closing line stands that counts; nil while there is none, or when its place is not known.
  public private(set) var closing: RecordPlace?

  /// Whether a caller who was cut off or gave up was reached again, at a desk or from the callback list.
  private var isCallBackSettled: Bool { isCallBackDone || callbackCourse.settlement != nil }
  /// Whether a desk noted that it called back.
  private var isCallBackDone = false
  private var callbackCourse = CallbackCourse()
  /// What was told of ringing back before the call was opened again.
  private var earlierCallbacks: [Noted<CallbackEvent>] = []
  private var firstWriter: OperatorIdentifier
  private var heir: OperatorIdentifier?
  private var brokenOffAt: WallInstant?
  private(set) var majors = MajorCourse()
  private(set) var course: ComplaintCourse?
  /// What desks did about a complaint whose opening was not read yet.
  private var early: [Noted<MatterEvent>] = []
  /// What desks did that the record tells: taken in again when a promise or the closing line comes after it.
  private var deeds: [Noted<MatterEvent>] = []

  /// The call that begins with `first`.
  public init(id: CallIdentifier, first: Noted<RecordedEvent>) {
    self.id = id
    lastAt = first.writtenAt
    firstWriter = first.personnel
    apply(first)
  }

  /// The call that these events make, which are in order; nil when none of them is about it.
  public init?(_ call: CallIdentifier, events: some Sequence<Noted<RecordedEvent>>) {
    var events = events.lazy.filter { $0.call == call }.makeIterator()
    guard let first = events.next() else { return nil }
    self.init(id: call, first: first)
    while let event = events.next() { apply(event) }
  }

  /// A call that is known by its closing line, and what desks did about it later.
  public init(_ record: CallRecord, later deeds: [Noted<RecordedEvent>]) {
    let end = Noted<RecordedEvent>(
      .closing(record.ending ?? .finished, record), call: record.id, at: record.endedAt ?? record.beganAt,
      personnel: record.personnel, desk: record.id.seat)
    self.init(id: record.id, first: end)
    for deed in deeds { apply(deed) }
  }

  /// Takes one more event in.
  public mutating func apply(_ noted: Noted<RecordedEvent>) {
    lastAt = max(lastAt, noted.writtenAt)
    switch noted.event {
    case .call(let event): applyOwn(noted.replacing(event), carrying: nil)
    case .closing(let ending, let whole): applyOwn(noted.replacing(.end(ending)), carrying: whole)
    case .desk(let event): applyDesk(noted.replacing(event))
    case .callback(let event): take(noted.replacing(event))
    case .imported(let call): record = record ?? call.record
    case .review, .access: break
    }
  }

  private mutating func take(_ noted: Noted<CallbackEvent>) {
    switch noted.event {
    case .opened: return
    case .tried, .undone: callbackCourse.apply(noted)
    // Several desks may settle it; the first one counts.
    case .closed: if !isCallBackDone { callbackCourse.apply(noted) }
    }
  }

  // MARK: The call itself

  private mutating func applyOwn(_ noted: Noted<CallEvent>, carrying whole: CallRecord?) {
    people.insert(noted.personnel)
    if case .end = noted.event, record?.phase == .ended {
      laterEnds += 1
      return
    }
    if case .end = noted.event { closing = noted.place }
    if noted.event.kind.liftsEnd { closing = nil }
    fold(noted, whole: whole)
    majors.apply(noted)
    // Whoever gave up is put on record later, mostly by somebody else.
    if case .end(let ending) = noted.event, ending.leavesCallBack {
      brokenOffAt = record?.endedAt ?? noted.at
    }
    // Whoever is on the line again, or never was, is not to be rung back.
    switch noted.event.kind {
    case .reopened, .cancelled:
      (earlierCallbacks, callbackCourse) = (callbacks, CallbackCourse())
      (brokenOffAt, isCallBackDone) = (nil, false)
    case .ring, .answer, .phrase, .ask, .element, .branchEntered, .branchLeft, .link, .notify, .refer,
      .question, .promise, .kept, .complaint, .complaintField, .breach, .wording, .category, .level,
      .language, .note, .resumed, .amend, .undone, .unentered, .end:
      break
    }
    course?.apply(noted.event)
    openComplaint(noted)
  }

  /// The closing line carries the record as it was at the end: where lines before it were damaged it still
  /// says everything.
  private mutating func fold(_ noted: Noted<CallEvent>, whole: CallRecord?) {
    if let whole, whole.id == id, whole.phase == .ended {
      record = record.map { whole.withCorrections(of: $0) } ?? whole
      people.insert(whole.personnel)
      majors.complete(from: whole, at: noted.at)
    } else if record?.apply(noted) == nil {
      record = CallRecord(id: id, first: noted)
    }
    guard !deeds.isEmpty else { return }
    switch noted.event.kind {
    case .promise, .complaint, .undone, .reopened, .end: for deed in deeds { record?.apply(deed) }
    case .ring, .answer, .phrase, .ask, .element, .branchEntered, .branchLeft, .link, .notify, .refer,
      .question, .kept, .complaintField, .breach, .wording, .category, .level, .language, .note, .resumed,
      .amend, .cancelled, .unentered:
      break
    }
  }

  private mutating func openComplaint(_ noted: Noted<CallEvent>) {
    guard course == nil, record?.complaint?.opened != nil else { return }
    if case .complaint = noted.event {
      course = ComplaintCourse(receivedAt: noted.at, receivedBy: noted.personnel)
    } else if let record {
      // Its own line is damaged or was not read; the record says when it was promised an answer.
      let promised = record.promises.first { $0.promise.kind == .complaintReply }?.madeAt
      course = ComplaintCourse(receivedAt: promised ?? noted.at, receivedBy: record.personnel)
      if record.leftBranches.contains(.complaint) { course?.apply(.branchLeft(.complaint)) }
    }
    for step in early { course?.apply(step) }
    early = []
  }

  // MARK: Desks

  private mutating func applyDesk(_ noted: Noted<MatterEvent>) {
    switch noted.event {
    case .deed(let deed): take(deed, noted: noted)
    case .replied, .reopened, .deadline: note(noted)
    case .handedOver(let change): hand(change)
    case .majorMarked, .majorReported: majors.apply(noted)
    case .followUp(let opened): followUp = opened
    case .rated(let rating): ratings.append(noted.replacing(rating))
    case .paper(let paper): typing = typing ?? noted.replacing(paper)
    case .urged(let urged): take(noted.replacing(urged))
    case .assigned, .reminder, .shiftStarted, .shiftEnded: break
    }
    guard noted.event.isComplaintStep else { return }
    if course?.apply(noted) == nil { early.append(noted) }
  }

  private mutating func note(_ noted: Noted<MatterEvent>) {
    deeds.append(noted)
    record?.apply(noted)
  }

  private mutating func take(_ urged: Noted<CallUrged>) {
    let known = urgings.firstIndex { $0.event.by == urged.event.by }
    if urged.event.isWithdrawn {
      if let known { urgings.remove(at: known) }
    } else if known == nil {
      urgings.append(urged)
    }
  }

  private mutating func take(_ deed: MatterDeed, noted: Noted<MatterEvent>) {
    switch deed.matter {
    case .promise: note(noted)
    case .callBack: isCallBackDone = true
    case .followUp: followUp = nil
    case .major: break
    }
  }

  /// A follow-up can be with another person than the rest.
  private mutating func hand(_ change: HolderChanged) {
    handOvers.append(change)
    guard let opened = followUp, opened.to == change.from else {
      heir = change.to
      return
    }
    if holder == change.from { heir = change.to }
    followUp = FollowUpOpened(due: opened.due, to: change.to)
  }

  // MARK: What it says

  /// Who is responsible (首问负责): who took the call, until it is handed over.
  public var holder: OperatorIdentifier { heir ?? record?.personnel ?? firstWriter }

  /// Since when the caller is to be called back; nil when that is not so.
  public var callBackSince: WallInstant? { isCallBackSettled ? nil : brokenOffAt }

  /// The complaint made in the call; nil when none was, or none that was read.
  public var complaint: ComplaintCase? {
    record?.isCancelled == true ? nil : course.flatMap { ComplaintCase(call: self, course: $0) }
  }

  /// Whether a desk wrote something that says nothing without a complaint, and there is none here.
  public var lacksComplaint: Bool { early.contains { $0.event.needsComplaint } }

  /// The rating that counts: the caller's first one, unless a later one gives a reason and a second person
  /// agreed to it who neither wrote it down nor took the call.
  public var rating: Noted<RatingGiven>? {
    ratings.last { noted in
      guard let second = noted.event.agreedBy, !noted.event.reason.isEmpty else { return false }
      return second != noted.personnel && second != record?.personnel
    } ?? ratings.first
  }
}

extension CallRecord {
  /// This record, as a seat closed it again, with what a desk had corrected before the call was opened again
  /// and the seat did not know of; `known` is the record as all lines until then tell it.
  ///
  /// The value in force is that of the last line that told of it, a desk's or the seat's.
  fileprivate func withCorrections(of known: CallRecord) -> CallRecord {
    var whole = self
    for made in known.amendments where !whole.tells(made) {
      whole.takeOver(made.amendment.field, from: known, by: made.amendment)
      whole.amendments.append(made)
      whole.amendments.sort { $0.at < $1.at }
    }
    whole.cancellation = whole.cancellation ?? known.cancellation
    return whole
  }

  /// Puts the value in force in `known` where it differs.
  private mutating func takeOver(_ field: String, from known: CallRecord, by made: Amendment) {
    let (value, state) = (known.value(ofField: field), known.state(ofField: field))
    if let value, value == self.value(ofField: field), state == self.state(ofField: field) { return }
    let mark = state.flatMap { state in ["?", "!"].first { ElementState(mark: $0) == state } }
    let name = field == Amendment.category ? known.category?.name : nil
    RecordField(amended: field)?.set(
      Amendment(
        field: field, previous: made.previous, text: mark ?? value ?? made.text, reason: made.reason,
        name: name ?? made.name), in: &self)
  }

  private func tells(_ made: AmendmentRecord) -> Bool {
    amendments.contains { known in
      known.at == made.at && known.amendment.field == made.amendment.field
        && known.amendment.text == made.amendment.text
    }
  }
}

extension MatterEvent {
  /// Whether it stands among the steps of a complaint.
  var isComplaintStep: Bool {
    switch self {
    case .assigned, .replied, .reopened, .reminder, .deadline, .handedOver, .majorMarked, .majorReported: true
    case .deed, .shiftStarted, .shiftEnded, .rated, .followUp, .paper, .urged: false
    }
  }

  /// Whether the event says nothing without the complaint it is about.
  fileprivate var needsComplaint: Bool {
    switch self {
    case .assigned, .replied, .reopened, .deadline: true
    case .reminder, .handedOver, .majorMarked, .majorReported, .deed, .shiftStarted, .shiftEnded, .rated,
      .followUp, .paper, .urged:
      false
    }
  }
}
