import CallModel
import CallProtocol
import Places
import PlainText

/// One caller's call at a desk: what belongs to him alone and dies with the call.
///
/// It begins before the ring is on record, with whatever is typed meanwhile, and is never used for another
/// caller.
struct DeskCall {
  /// What was offered last to choose from by number; one list at a time, as on the screen, and no longer than
  /// it can be expected to stand there.
  enum Offer {
    case nothing
    case calls([RepeatCandidate])
    case departments([ReferralEntry])
    /// With those of it that Enter takes the first of.
    case categories([CategoryDefinition], proposed: [CategoryDefinition])
  }

  /// What one line or key recorded, with the record as it was before.
  struct Deed {
    let events: [CallEvent]
    let before: CallRecord
    /// The field that was open.
    let field: OpenField
  }

  /// How many fields back can be returned to.
  private static let longestTrail = 50

  /// Tells two callers' values apart, also before they have a record.
  let serial: Int
  var session: CallSession
  /// The call, once it is on record, and still when the record is closed.
  var call: CallIdentifier?
  var open = OpenField.idle
  var trail: [OpenField] = []
  var offer = Offer.nothing
  /// What stands half-typed in its fields, the open one's as far as it is known.
  var texts: [OpenField: String] = [:]
  var typed = TypedLines()
  /// What was done by key and line, oldest first, to be taken back.
  var deeds: [Deed] = []
  /// What the present line or key has recorded so far.
  var collected: [CallEvent] = []
  /// What is proposed for what is on record.
  var proposals = Proposals()
  /// The number that was asked about because it is no answer by itself: entered once more it is meant so.
  var askedNumber: AskedNumber?
  /// What the place that stands half-typed may mean, for the text it was looked up for.
  var typedPlaces: (text: String, found: [PlaceProposal])?
  /// The level about which was asked because of a word of danger to life.
  var doubted: Int?
  /// What Tab put onto the line last, with what it goes through.
  var completed: Completion?
  /// When the telephone began to ring for him here, by the telephone's word.
  var rangAt: Moment?
  /// Elements passed over with an empty line: they are not asked for again by themselves.
  var skipped: Set<ElementIdentifier> = []
  /// The key whose sentence is on the screen because it was pressed; the next press books it.
  var shownKey: Int?
  /// Whether the open element's question was asked for and stands in the place of the sentence that is due.
  var isQuestionShown = false
  /// What was typed at the unit's prompt and is no unit of the list: Enter takes it as it stands.
  var unlistedUnit: String?
  /// Whether the last line was an empty one at the directory's prompt.
  var leavesReferral = false
  /// The earlier calls that were told they are urged in this one.
  var urged: Set<CallIdentifier> = []
  /// Whether the questions of the safe check gave way to the ordinary ones.
  var hasLeftSafeCheck = false
  /// The entry of the call-back list that this call goes out for.
  var callback: String?
  /// What came of ringing back, where nobody was spoken to.
  var attempt: CallbackOutcome?
  /// That somebody rung back was reached, as it was told.
  var told: CallbackTold?
  /// The unit of the earlier call this one was linked with.
  var usualUnit: String?
  /// Whether this seat picked up and put down before the caller was put through.
  var isUnheard = false
  /// When he gave up, by the telephone's word, behind a key that told of an answer.
  var gaveUpAt: Moment?
  /// What stood on the line as his call began: typed before anybody can have told it.
  var textAtAnswer: String?
  /// Whether it came to the screen to have a ring answered, beside a call that goes on.
  var isForRing = false
  /// Whether what stands on the line was begun before the telephone rang: it is not meant for it.
  var isBegunBeforeRing = false
  /// The ring shown while there is no record, with what stood on the line before it rang.
  var awaited: (ring: RingSeen, before: String)?

  init(serial: Int, session: CallSession) {
    self.serial = serial
    self.session = session
  }

  var record: CallRecord? { session.record }

  /// Whether it goes out and nobody has answered it yet.
  var isDialled: Bool { session.isRinging && record?.isOutgoing == true }

  /// Opens a field; the one before can be returned to.
  mutating func show(_ field: OpenField) {
    guard field != open else { return }
    trail.append(open)
    if trail.count > Self.longestTrail { trail.removeFirst() }
    open = field
  }

  mutating func collect(_ events: [Noted<CallEvent>]) { collected += events.map(\.event) }

  /// Keeps what a line or key recorded as one deed, if all of it can be taken back.
  mutating func keepDeed(since before: CallRecord?, field: OpenField) {
    defer { collected = [] }
    guard let before, DeedsUndone(collected, before: before) != nil else { return }
    deeds.append(Deed(events: collected, before: before, field: field))
    if deeds.count > Self.longestTrail { deeds.removeFirst() }
  }

  /// A list is gone when its field was left or an answer was taken down behind it: it scrolls away, and its
  /// numbers choose nothing any more.
  mutating func forgetOffer(behind events: [CallEvent]) {
    let isOpen =
      switch offer {
      case .nothing: true
      case .calls: open == .link
      case .departments: open == .referral
      case .categories: open == .category
      }
    let isAnswered = events.contains { [.element, .complaintField].contains($0.kind) }
    if !isOpen || isAnswered { offer = .nothing }
  }

  /// The completion that is under way, if `text` on the line still is what Tab put there.
  func completion(of text: String) -> Completion? { completed?.shown == text ? completed : nil }

  /// Says what stands on the line now.
  mutating func keep(_ text: String) {
    texts[open] = text.isEmpty ? nil : text
    if text.isEmpty { isBegunBeforeRing = false }
  }

  /// Whether nothing was taken down of a caller this seat was not put through to.
  var isBlankUnheard: Bool { isUnheard && session.isTalking && record?.isBlank == true }

  /// Whether nothing of such a caller was taken down, nor typed since his call began.
  var isNothingTold: Bool {
    isBlankUnheard && texts.values.allSatisfy { $0.isEmpty || $0 == textAtAnswer }
  }

  /// The first element still open and not passed over, or the remark when there is none.
  var nextField: OpenField { openElements.first.map(OpenField.element) ?? .note }

  /// The elements still open that were not passed over, in the order of article 1.
  private var openElements: [ElementIdentifier] {
    ElementIdentifier.allCases.filter { element in
      !skipped.contains(element) && record?.element(element).state.isSettled == false
    }
  }

  /// Passes an element over, until it is opened again by name; the next one open after it, else from the
  /// beginning.
  mutating func skip(_ element: ElementIdentifier) -> OpenField {
    skipped.insert(element)
    let all = ElementIdentifier.allCases
    let later = all.firstIndex(of: element).map { all[($0 + 1)...] } ?? []
    return openElements.first(where: later.contains).map(OpenField.element) ?? nextField
  }
}

/// What Tab goes through, round and round, and where it stands.
struct Completion: Hashable {
  /// What the line may become, likeliest first.
  let choices: [String]
  /// What stood on the line before.
  let typed: String
  /// The place in `choices` of what stands on the line, from 0.
  let index: Int

  /// The first of the choices; nil when there are none.
  ///
  /// What stands there already, as one of them, is gone on from.
  init?(of text: String, choices: [String]) {
    guard !choices.isEmpty else { return nil }
    self.choices = choices
    typed = text
    index = choices.firstIndex(of: text).map { ($0 + 1) % choices.count } ?? 0
  }

  private init(choices: [String], typed: String, index: Int) {
    self.choices = choices
    self.typed = typed
    self.index = index
  }

  /// What stands on the line.
  var shown: String { choices[index] }

  /// All of them, from the one on the line round to the one before it.
  var fromShown: [String] { Array(choices[index...] + choices[..<index]) }

  /// So many places on, or back.
  func moved(by step: Int) -> Completion {
    Completion(choices: choices, typed: typed, index: (index + step + choices.count) % choices.count)
  }
}

/// The lines entered in one call, to be fetched back; never those of another.
struct TypedLines {
  private static let limit = 50
  private var lines: [String] = []
  /// How far back the line shown is; 0 is the line being typed.
  private var back = 0
  private var own = ""

  /// Takes in a line that was entered.
  mutating func add(_ line: String) {
    back = 0
    guard !line.isEmpty, lines.last != line else { return }
    lines.append(line)
    if lines.count > Self.limit { lines.removeFirst() }
  }

  /// The line before or after the one shown; nil when there is none.
  mutating func step(older: Bool, from text: String) -> String? {
    let wanted = back + (older ? 1 : -1)
    guard (0...lines.count).contains(wanted) else { return nil }
    if back == 0 { own = text }
    back = wanted
    return back == 0 ? own : lines[lines.count - back]
  }
}
