import CallModel
import CallProtocol
import CallReview
import Foundation

/// Every figure of a report computed a second time, slowly and obviously: filters and counts over whole
/// records.
struct SlowReport {
  typealias Call = PlainReading.Call

  let calls: [Call]
  let document: ProtocolDocument
  let today: CivilDate

  /// Only what was written down up to the moment is known, calls as well as what was said of them.
  init(
    _ all: [Call], days: ClosedRange<CivilDate>, document: ProtocolDocument, asOf moment: ReportMoment
  ) {
    func isKnown(_ at: WallInstant) -> Bool {
      moment.latest.map { at.milliseconds <= $0.milliseconds } ?? true
    }
    calls = all.filter { days.contains($0.record.id.date) && isKnown($0.closed) }.map { call in
      (call.record, call.closed, call.lates.filter { isKnown($0.at) })
    }
    self.document = document
    today = moment.day
    isPlace = false
  }

  /// Records of conversations, whoever called whom.
  private var answered: [Call] { calls.filter { $0.record.answer != nil } }

  /// A caller passed on from seat to seat called once, and a call that went out nobody.
  var received: [Call] { calls.filter { !Self.isPassedOn($0) && !Self.isOutgoing($0) } }

  /// Whether the caller was to be greeted here: nobody who was rung back is, nor who was greeted before.
  private static func isGreeted(_ call: Call) -> Bool { !isPassedOn(call) && !isOutgoing(call) }

  /// The branches entered, and harassment where the category as corrected says so.
  private func branches(_ call: Call) -> Set<BranchIdentifier> {
    let kind = document.categories.first { $0.code == category(call) }?.kind
    return Set(call.record.branches + (kind == .harassment ? [.harassment] : []))
  }

  private static func isPassedOn(_ call: Call) -> Bool { call.record.ring?.isPassedOn == true }
  private static func isOutgoing(_ call: Call) -> Bool { call.record.ring?.isOutgoing == true }

  /// The value of every key, in the plain form of reports.
  var figures: [String: String] {
    var values: [String: String] = [:]
    values["calls.all"] = "\(received.count)"
    values["calls.answered"] = share(received.filter { $0.record.answer != nil }.count, received.count)
    let inward = calls.filter { !Self.isOutgoing($0) }
    let lost = inward.filter { $0.record.ending == .abandoned || $0.record.ending == .cutOff }
    let passedOn = calls.filter { Self.isPassedOn($0) }
    values["calls.passed-on"] = "\(passedOn.count)"
    values["calls.passed-on-lost"] =
      "\(passedOn.filter { $0.record.answer == nil && [.abandoned, .cutOff].contains($0.record.ending) }.count)"
    values["calls.outgoing"] = "\(calls.filter { Self.isOutgoing($0) }.count)"
    values["calls.abandoned"] = share(
      received.filter { $0.record.ending == .abandoned }.count
        + passedOn.filter { $0.record.ending == .abandoned && $0.record.answer != nil }.count, received.count)
    values["calls.cancelled"] = "\(calls.filter { $0.record.ending == .cancelled }.count)"
    values["calls.elsewhere"] = "\(received.filter { $0.record.ending == .elsewhere }.count)"
    let cutOff = inward.filter { $0.record.ending == .cutOff }
    values["calls.cut-off"] =
      "\(cutOff.filter { !Self.isPassedOn($0) || $0.record.answer != nil }.count)"
    values["calls.called-back"] = share(
      lost.filter { $0.lates.contains(where: Self.isCallBack) }.count, lost.count)
    values["calls.repeats"] = share(answered.filter { $0.record.repeats != nil }.count, answered.count)
    values["calls.harassment"] = share(
      answered.filter { branches($0).contains(.harassment) }.count, answered.count)
    timing(&values)
    times(&values)
    elements(&values)
    phrases(&values)
    marks(&values)
    complaints(&values)
    rest(&values)
    return values
  }

  private func timing(_ values: inout [String: String]) {
    let inward = answered.filter { !Self.isOutgoing($0) }
    for (key, source) in [("measured", RingTiming.Source.measured), ("reported", .reported)] {
      let timings = inward.compactMap { $0.record.answer?.timing }.filter { $0.source == source }
      values["\(key).answers"] = "\(timings.count)"
      for (name, verdict) in [
        ("within", RingTiming.Verdict.within), ("late", .late), ("undetermined", .undetermined),
      ] {
        values["\(key).\(name)"] = share(timings.filter { $0.verdict == verdict }.count, timings.count)
      }
      percentiles(key, timings.compactMap(\.ringMilliseconds), [50, 90, 95, 99], &values)
      guard source == .measured else { continue }
      for seconds in [10, 15, 20, 60] {
        let rings = timings.compactMap(\.ringMilliseconds)
        values["measured.below-\(seconds)s"] = share(
          rings.filter { $0 <= Int64(seconds) * 1_000 }.count, rings.count)
      }
    }
    values["measured.unknown-source"] =
      "\(inward.filter { $0.record.answer?.timing.source == .unknown }.count)"
    let beside = inward.compactMap { $0.record.answer?.reported }
    values["reported.beside-within"] = share(beside.filter { $0.verdict == .within }.count, beside.count)
  }

  private func times(_ values: inout [String: String]) {
    percentiles(
      "times.place", answered.compactMap { $0.record.element(.where).settledAfter }, [50, 90, 95], &values)
    percentiles("times.dispatch", answered.compactMap(\.record.dispatchedAfter), [50, 90, 95], &values)
    percentiles("times.talk", answered.compactMap(\.record.talkMilliseconds), [50, 90, 95], &values)
  }

  private func percentiles(
    _ key: String, _ numbers: [Int64], _ wanted: [Int], _ values: inout [String: String]
  ) {
    let sorted = numbers.sorted()
    for percent in wanted {
      let index = Int((Double(sorted.count) * Double(percent) / 100).rounded(.up)) - 1
      values["\(key).p\(percent)"] = sorted.isEmpty ? "" : "\(sorted[max(0, index)])"
    }
  }

  private func elements(_ values: inout [String: String]) {
    func corrected(_ call: Call, _ element: ElementIdentifier) -> Bool {
      call.lates.contains { $0.kind == "amend" && $0.value["field"] as? String == element.rawValue }
    }
    func asked(_ call: Call, _ element: ElementIdentifier) -> Bool {
      call.record.element(element).state != .notAsked || corrected(call, element)
    }
    let counted = answered.filter { call in
      // Misdialled, harassing, or part of another record: nobody reports anything.
      let kind = document.categories.first { $0.code == category(call) }?.kind
      if kind == .invalid || kind == .harassment || kind == .repeated { return false }
      let bare: Set<BranchIdentifier> = [.referral, .rude, .harassment, .complaint]
      let branches = Set(call.record.branches)
      let anyKnown = ElementIdentifier.allCases.contains { asked(call, $0) }
      return !(call.record.repeats != nil || !branches.isEmpty && branches.isSubset(of: bare) && !anyKnown)
    }
    for element in ElementIdentifier.allCases {
      values["elements.\(element.rawValue)"] = share(
        counted.filter { asked($0, element) }.count, counted.count)
      let given = counted.filter {
        [.given, .corrected].contains($0.record.element(element).state) || corrected($0, element)
      }
      values["elements.\(element.rawValue).given"] = share(given.count, counted.count)
    }
    let whole = counted.filter { call in ElementIdentifier.allCases.allSatisfy { asked(call, $0) } }
    values["elements.all"] = share(whole.count, counted.count)
  }

  private func phrases(_ values: inout [String: String]) {
    let finished = answered.filter { $0.record.ending == .finished }
    for kind in [PhraseKind.greeting, .consent, .farewell] {
      let names = document.phrases.filter { $0.kind == kind }.map(\.identifier)
      let needed = finished.filter {
        kind == .greeting ? Self.isGreeted($0) : !branches($0).contains(.harassment)
      }
      values["phrases.\(names.joined(separator: "|"))"] = share(
        needed.filter { call in names.contains { call.record.wasSaid($0) } }.count, needed.count)
    }
    for branch in document.branches {
      for required in branch.requiredPhrases {
        let needed = finished.filter { branches($0).contains(branch.identifier) }
        values["phrases.\(required.alternatives.joined(separator: "|"))"] = share(
          needed.filter { call in required.alternatives.contains { call.record.wasSaid($0) } }.count,
          needed.count)
      }
    }
  }

  private func marks(_ values: inout [String: String]) {
    for branch in BranchIdentifier.allCases {
      values["branches.\(branch.rawValue)"] = share(
        answered.filter { branches($0).contains(branch) }.count, answered.count)
    }
    for rule in BreachRule.allCases {
      values["breaches.\(rule.rawValue)"] =
        "\(answered.filter { $0.record.breaches.contains { $0.rule == rule } }.count)"
    }
    values["breaches.calls"] = share(answered.filter { !$0.record.breaches.isEmpty }.count, answered.count)
    values["breaches.taboo"] = "\(answered.reduce(0) { $0 + $1.record.wordings.count })"
  }

  private func complaints(_ values: inout [String: String]) {
    let all = calls.filter { $0.record.complaint?.opened != nil }
    func replied(_ call: Call) -> CivilDate? { complaint(call).replied }
    func due(_ call: Call) -> CivilDate { complaint(call).due }
    values["complaints.received"] = "\(all.count)"
    values["complaints.in-time"] = share(
      all.filter { call in replied(call).map { $0 <= due(call) } ?? false }.count, all.count)
    values["complaints.late"] = share(
      all.filter { call in replied(call).map { $0 > due(call) } ?? false }.count, all.count)
    values["complaints.overdue"] = share(
      all.filter { replied($0) == nil && due($0) < today }.count, all.count)
    values["complaints.open"] = share(all.filter { replied($0) == nil && due($0) >= today }.count, all.count)
    values["complaints.incomplete"] = share(
      all.filter { !($0.record.complaint?.missingFields ?? []).isEmpty }.count, all.count)
  }

  /// When the complaint is due, and when it was answered since it was last opened.
  func complaint(_ call: Call) -> (due: CivilDate, replied: CivilDate?) {
    var due = call.record.complaint?.opened?.due ?? today
    var replied: CivilDate?
    for late in call.lates.sorted(by: { $0.at < $1.at }) {
      let moved = (late.value["due"] as? String).flatMap { CivilDate($0) }
      switch late.kind {
      case "complaint-replied":
        // The day it was entered on, unless there is a proof of the day told.
        let isProved = !(late.value["proof"] as? String ?? "").isEmpty
        let told = (late.value["replied_at"] as? String).flatMap { WallInstant($0) }?.date
        replied = replied ?? (isProved ? told : late.at.date)
      case "complaint-reopened": (due, replied) = (moved ?? due, nil)
      case "deadline-corrected": due = moved ?? due
      default: break
      }
    }
    return (due, replied)
  }

  private static func isCallBack(_ late: PlainReading.Late) -> Bool {
    switch late.kind {
    case "deed": late.value["matter"] as? String == "call-back"
    case "callback-close":
      ["reached", "sent", "called-again"].contains(late.value["as"] as? String ?? "")
    default: false
    }
  }

  /// Promises without a deed in the call or after it, replies to complaints left out.
  private func openPromises(_ call: Call) -> Int {
    let deeds = call.lates.filter { $0.kind == "deed" && $0.value["matter"] as? String == "promise" }
    let kept = Set(deeds.compactMap { $0.value["promise"] as? Int })
    return call.record.promises.filter {
      $0.isOpen && $0.promise.kind != .complaintReply && !kept.contains($0.promise.number)
    }.count
  }

  /// The category's code after corrections; empty for none.
  func category(_ call: Call) -> String {
    let amended = call.lates.sorted { $0.at < $1.at }
      .last { $0.kind == "amend" && $0.value["field"] as? String == "category" }
    return amended?.value["text"] as? String ?? call.record.category?.code ?? ""
  }

  private func rest(_ values: inout [String: String]) {
    let grades = calls.compactMap { grade($0) }
    ratedAgain(&values, grades.count)
    values["satisfaction.rated"] = share(grades.count, answered.count)
    for grade in ["very-satisfied", "satisfied", "fair", "dissatisfied"] {
      values["satisfaction.\(grade)"] = share(grades.filter { $0 == grade }.count, grades.count)
    }
    let promises = answered.flatMap(\.record.promises)
    values["promises.made"] = "\(promises.count)"
    values["promises.open"] = share(answered.map(openPromises).reduce(0, +), promises.count)
    func level(_ call: Call) -> Int {
      let amended = call.lates.sorted { $0.at < $1.at }.last {
        $0.kind == "amend" && $0.value["field"] as? String == "level"
      }
      return (amended?.value["text"] as? String).flatMap(Int.init) ?? call.record.level ?? 0
    }
    for number in document.levels.map(\.number) + [0] {
      values["levels.\(number == 0 ? "none" : "\(number)")"] = share(
        received.filter { level($0) == number }.count, received.count)
    }
    for (code, group) in Dictionary(grouping: received, by: category) {
      values["category.\(code.isEmpty ? "none" : code)"] = share(group.count, received.count)
    }
  }

  private func ratings(_ call: Call) -> [PlainReading.Late] {
    call.lates.filter { $0.kind == "rating" }.sorted { $0.at < $1.at }
  }

  /// The first grade given, or the last of those that have a reason and the consent of somebody who neither
  /// wrote it down nor took the call.
  private func grade(_ call: Call) -> String? {
    let ratings = ratings(call)
    let agreed = ratings.last { rating in
      let (why, other) = (rating.value["why"] as? String ?? "", rating.value["agreed_by"] as? String ?? "")
      let isSecond = other != rating.by && other != call.record.personnel.description
      return !why.isEmpty && !other.isEmpty && isSecond
    }
    return (agreed ?? ratings.first)?.value["grade"] as? String
  }

  private func ratedAgain(_ values: inout [String: String], _ rated: Int) {
    let later = calls.map { Set(ratings($0).dropFirst().map(\.by)) }
    values["satisfaction.again"] = share(later.filter { !$0.isEmpty }.count, rated)
    let people = Set(later.joined())
    values["satisfaction.again-people"] = "\(people.count)"
    for person in people {
      values["satisfaction.again.\(person)"] = "\(later.filter { $0.contains(person) }.count)"
    }
  }

  /// The calls of each group, by its name.
  func groups(_ grouping: ReportFold.Grouping) -> [String: SlowReport] {
    let parts = Dictionary(grouping: calls) { call in
      switch grouping {
      case .operator: call.record.personnel.description
      case .seat: call.record.id.seat.description
      case .category: category(call)
      case .hour: String(call.record.beganAt.description.dropFirst(11).prefix(2))
      }
    }
    return parts.mapValues { SlowReport($0, self, isPlace: grouping == .seat || grouping == .operator) }
  }

  /// Whether it is about one seat or person, where also a caller passed on counts as one.
  private let isPlace: Bool

  private init(_ calls: [Call], _ whole: SlowReport, isPlace: Bool) {
    (self.calls, document, today) = (calls, whole.document, whole.today)
    self.isPlace = isPlace
  }

  /// A line of the table of groups, in the plain form.
  var groupFigures: [String] {
    let values = figures
    let (required, said) = phraseCounts
    let counted = isPlace ? calls.filter { !Self.isOutgoing($0) } : received
    return [
      "\(counted.count)", "\(counted.filter { $0.record.answer != nil }.count)",
      values["measured.within"] ?? "",
      values["measured.p50"] ?? "", values["measured.p95"] ?? "", values["reported.within"] ?? "",
      values["elements.all"] ?? "", share(said, required), values["breaches.calls"] ?? "",
    ]
  }

  /// All sentences required in all calls, and those of them that were said.
  private var phraseCounts: (required: Int, said: Int) {
    var (required, said) = (0, 0)
    for call in answered where call.record.ending == .finished {
      var wanted: [[String]] = []
      for kind in [PhraseKind.greeting, .consent, .farewell] {
        if kind == .greeting ? !Self.isGreeted(call) : branches(call).contains(.harassment) { continue }
        wanted.append(document.phrases.filter { $0.kind == kind }.map(\.identifier))
      }
      for branch in document.branches where branches(call).contains(branch.identifier) {
        wanted += branch.requiredPhrases.map(\.alternatives)
      }
      required += wanted.count
      said += wanted.filter { $0.contains { call.record.wasSaid($0) } }.count
    }
    return (required, said)
  }

  private func share(_ part: Int, _ whole: Int) -> String {
    guard whole > 0 else { return "" }
    let hundredths = Int((Decimal(part) * 10_000 / Decimal(whole) + Decimal(0.5)).rounded)
    return String(format: "%d.%02d", hundredths / 100, hundredths % 100)
  }
}

extension Decimal {
  /// The whole part.
  fileprivate var rounded: Int {
    var (result, value) = (Decimal(), self)
    NSDecimalRound(&result, &value, 0, .down)
    return NSDecimalNumber(decimal: result).intValue
  }
}
