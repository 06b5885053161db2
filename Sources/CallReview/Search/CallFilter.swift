import CallModel
import PlainText

/// Which calls are wanted; every condition given must hold.
public struct CallFilter: Hashable, Sendable {
  /// The first moment at which a wanted call may have begun.
  public var from: WallInstant?
  /// The first moment that is too late.
  public var until: WallInstant?
  /// The seat that took it; nil for all.
  public var seat: SeatIdentifier?
  /// The operator.
  public var personnel: OperatorIdentifier?
  /// The category: a code, or the digits it begins with up to the zeros of a class.
  public var category: String?
  /// The level, 1 the highest; nil for all.
  public var level: Int?
  /// A branch in force.
  public var branch: BranchIdentifier?
  /// Only calls whose reported and measured verdicts disagree.
  public var hasContradiction = false
  /// Only answered calls without a sound recording on record.
  public var lacksRecording = false
  /// The verdict on the best figure there is.
  public var verdict: RingTiming.Verdict?
  /// How it ended; nil for all, those going on among them.
  public var ending: CallEnding?
  /// An element that was never asked for.
  public var missing: ElementIdentifier?
  /// A rule broken; nil for no such condition.
  public var breach: BreachRule?
  /// Whether any rule must be broken.
  public var hasBreach = false
  /// Part of the caller's number.
  public var number: String?
  /// Part of the place, or its pinyin initials.
  public var place: String?
  /// Part of a caller's or complainant's name, or its pinyin initials.
  public var name: String?
  /// Part of anything written down.
  public var text: String?

  /// A filter that wants every call.
  public init() {}

  /// Whether a call is wanted.
  public func matches(_ record: CallRecord) -> Bool {
    matchesHead(record) && matchesWork(record) && matchesWords(record)
  }

  /// Whether nothing is asked that stands behind the head of a record: its elements, its texts, its breaches.
  public var asksHeadsOnly: Bool {
    missing == nil && breach == nil && !hasBreach && place == nil && name == nil && text == nil
  }

  private func matchesHead(_ record: CallRecord) -> Bool {
    if let from, record.beganAt < from { return false }
    if let until, record.beganAt >= until { return false }
    if let seat, record.id.seat != seat { return false }
    if let personnel, record.personnel != personnel { return false }
    if let category, !Self.isIn(category, code: record.category?.code ?? "") { return false }
    if let level, record.level != level { return false }
    if let ending, record.ending != ending { return false }
    return true
  }

  private func matchesWork(_ record: CallRecord) -> Bool {
    if let branch, !record.branches.contains(branch) { return false }
    if let verdict, record.answer?.timing.verdict != verdict { return false }
    if let missing, record.answer == nil || record.element(missing).state != .notAsked { return false }
    if let breach, !record.breaches.contains(where: { $0.rule == breach }) { return false }
    if hasBreach, record.breaches.isEmpty { return false }
    if hasContradiction, !record.hasContradictoryTimings { return false }
    if lacksRecording, record.answer == nil || record.answer?.recording != nil { return false }
    return true
  }

  private func matchesWords(_ record: CallRecord) -> Bool {
    if let number, !Self.holds(record.number, wanted: number) { return false }
    if let place, !Self.places(record).contains(where: { Self.holds($0, wanted: place, initials: true) }) {
      return false
    }
    if let name, !Self.names(record).contains(where: { Self.holds($0, wanted: name, initials: true) }) {
      return false
    }
    if let text, !Self.words(record).contains(where: { Self.holds($0, wanted: text) }) { return false }
    return true
  }

  /// Whether a code is of a category: `100000` and `1001` both hold `100100`.
  static func isIn(_ category: String, code: String) -> Bool {
    var digits = category[...]
    while digits.hasSuffix("00") { digits = digits.dropLast(2) }
    return code.hasPrefix(digits)
  }

  private static func holds(_ text: String, wanted: String, initials: Bool = false) -> Bool {
    let (folded, query) = (FoldedText.fold(text), FoldedText.fold(wanted))
    if FoldedText.contains(folded, wanted: query) { return true }
    guard initials, PinyinInitials.isQuery(query) else { return false }
    return PinyinInitials.matches(query.map { UInt8(truncatingIfNeeded: $0.value) }, text: folded)
  }

  /// The place, and what was typed for it.
  private static func places(_ record: CallRecord) -> [String] {
    let place = record.element(.where)
    return [place.text] + (place.typed.map { [$0] } ?? [])
  }

  private static func names(_ record: CallRecord) -> [String] {
    [record.ring?.name ?? "", record.element(.contact).text, record.complaint?.fields[.name]?.text ?? ""]
  }

  private static func words(_ record: CallRecord) -> [String] {
    var words = [record.number, record.ring?.name ?? ""]
    words += ElementIdentifier.allCases.map { record.element($0).text } + places(record)
    words += record.phrases.map(\.text) + record.notes + record.questions.map(\.text)
    words += record.notifications.flatMap { [$0.notification.unit, $0.notification.text] }
    words += record.referrals.map(\.department)
    words += ComplaintField.allCases.compactMap { record.complaint?.fields[$0]?.text }
    return words
  }

  /// Tells which closing lines and corrections may be of a wanted call; nil when no word is wanted, or none
  /// that can be told from the bytes.
  public var probe: WordProbe? {
    [place, name, text].compactMap { $0.flatMap(WordProbe.init) }.max { $0.length < $1.length }
  }

  /// Whether a fact rules the call out, when nothing was corrected; words are not looked at.
  public func excludes(_ fact: CallFact, in day: DayFacts) -> Bool {
    if let personnel, day.operators.words[Int(fact.personnel)] != personnel.description { return true }
    if let category, !Self.isIn(category, code: day.categories.words[Int(fact.category)]) { return true }
    if let level, Int(fact.level) != level { return true }
    if let ending, fact.ending != CallFact.position(ending) { return true }
    if let branch, fact.branches & RequirementTable.mask(branch) == 0 { return true }
    if let verdict, !fact.isAnswered || fact.verdict + 1 != CallFact.position(verdict) { return true }
    if let missing, !fact.isAnswered || fact.asked & 1 << (CallFact.position(missing) - 1) != 0 {
      return true
    }
    if let breach, fact.breaches & 1 << (CallFact.position(breach) - 1) == 0 { return true }
    return hasBreach && fact.breaches == 0
  }
}
