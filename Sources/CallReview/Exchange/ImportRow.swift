import CallModel
import CallProtocol
import Catalogue
import PlainText

/// Makes a call of a row's fields, or says why it is none.
public struct ImportRow {
  private static let timeFields = ["ring_start_at", "reported_at", "answered_at", "saved_at", "created_at"]
  /// Fields that have no place of their own in a record and are kept as remarks.
  private static let remarkFields = [
    "operator_name", "caller_sex", "id_type", "foreign_language", "landmark_no", "jurisdiction_unit",
    "status",
    "tags", "source_channel", "intake_line", "call_kind", "admin_division_code", "answering_unit_code",
    "rescue_level", "suspects_count", "weapon", "hazmat", "explosion_or_leak", "trapped", "injured", "dead",
    "plate_type", "plate_no", "hazmat_vehicle", "main_call_record_no", "saved_at",
    "updated_at", "invalid", "deleted", "merged", "fed_back", "revisited",
  ]
  /// Fields that say who called and how to reach them: hidden with the contact, wherever it is shown.
  private static let reachFields = [
    "caller_name", "callback_no", "report_address", "subscriber_address", "id_no", "caller_xy", "reverse_xy",
  ]

  private let fields: [String: String]
  private let document: ProtocolDocument

  /// A row with its values by field; values are made safe here.
  public init(_ fields: [String: String], document: ProtocolDocument) {
    self.fields = fields.mapValues { SafeText($0).description.trimmed }.filter { !$0.value.isEmpty }
    self.document = document
  }

  /// The call the row describes.
  public func draft() throws(ImportRejection) -> ImportDraft {
    guard let field = Self.timeFields.first(where: { fields[$0] != nil }) else { throw .noTime }
    let began = try time(field)
    let canonical = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }.joined()
    let personnel = OperatorIdentifier(ifValid: text("operator_id").lowercased()) ?? Self.unknownPerson
    let events = try events(began, personnel: personnel)
    guard let personnel, let events, let first = events.first else { throw .badWord(field: "operator_id") }
    return ImportDraft(
      number: text("call_record_no"), seat: try seat(), date: began.date, canonical: Array(canonical.utf8),
      first: Noted<CallEvent>(first.event, at: began, offsetMilliseconds: nil, personnel: personnel),
      rest: Array(events.dropFirst()))
  }

  private static var unknownPerson: OperatorIdentifier? { OperatorIdentifier(ifValid: "unknown") }

  private func text(_ field: String) -> String { fields[field] ?? "" }

  private func text(_ field: RecordField) -> String { fields[field.rawValue] ?? "" }

  private func seat() throws(ImportRejection) -> SeatIdentifier {
    let name = text("seat_no").halfWidth.lowercased()
    let kept = name.filter { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    guard let seat = SeatIdentifier(ifValid: kept.isEmpty ? "im" : "im-\(kept.prefix(20))") else {
      throw .badWord(field: "seat_no")
    }
    return seat
  }

  private func time(_ field: String) throws(ImportRejection) -> WallInstant {
    guard let time = LooseTime.instant(text(field)) else { throw .badTime(field: field) }
    return time
  }

  private func optionalTime(_ field: String) throws(ImportRejection) -> WallInstant? {
    fields[field] == nil ? nil : try time(field)
  }

  private func number(_ field: String, in range: ClosedRange<Int64>) throws(ImportRejection) -> Int64? {
    guard let text = fields[field] else { return nil }
    guard let number = Int64(text.halfWidth), range.contains(number) else { throw .badNumber(field: field) }
    return number
  }

  private func milliseconds(_ field: String, seconds: String) throws(ImportRejection) -> Int64? {
    if let exact = try number(field, in: 0...2_678_400_000) { return exact }
    return try number(seconds, in: 0...2_678_400).map { $0 * 1_000 }
  }

  private func word<Word: RawRepresentable>(_ field: RecordField, type: Word.Type) throws(ImportRejection)
    -> Word? where Word.RawValue == String
  {
    guard let text = fields[field.rawValue] else { return nil }
    guard let word = Word(rawValue: text) else { throw .badWord(field: field.rawValue) }
    return word
  }

  private func words<Word: RawRepresentable>(_ field: RecordField, type: Word.Type) throws(ImportRejection)
    -> [Word] where Word.RawValue == String
  {
    var words: [Word] = []
    for part in text(field).split(separator: " ") {
      guard let word = Word(rawValue: String(part)) else { throw .badWord(field: field.rawValue) }
      words.append(word)
    }
    return words
  }

  private func events(
    _ began: WallInstant, personnel: OperatorIdentifier?
  ) throws(ImportRejection) -> [Noted<CallEvent>]? {
    guard let personnel else { return nil }
    let ending = try word(.ending, type: CallEnding.self) ?? .finished
    let answered = try optionalTime("answered_at") ?? (ending == .finished || ending == .cutOff ? began : nil)
    let talk = try milliseconds("talk_ms", seconds: "talk_seconds")
    let ended = try optionalTime("ended_at") ?? (answered ?? began).adding(milliseconds: talk ?? 0)
    func timed(_ event: CallEvent, at: WallInstant, offset: Int64? = nil) -> Noted<CallEvent> {
      Noted<CallEvent>(event, at: at, offsetMilliseconds: offset, personnel: personnel)
    }
    let direction = text(.direction)
    guard direction.isEmpty || direction == RecordField.outgoing else {
      throw .badWord(field: RecordField.direction.rawValue)
    }
    let ring = RingSeen(
      number: text(.callerNo), name: fields[RecordField.subscriberName.rawValue],
      isOutgoing: direction == RecordField.outgoing)
    var events = [timed(.ring(ring), at: began)]
    if let answered {
      let recording = fields[RecordField.recordingID.rawValue]
      events.append(
        timed(.answer(CallAnswered(timing: try timing(), recording: recording)), at: answered, offset: 0))
    }
    let at = answered ?? began
    for event in try particulars() + elements() + said() + complaint() + remarks() {
      events.append(timed(event, at: at))
    }
    let dispatch = try number("dispatch_after_ms", in: 0...2_678_400_000)
    for unit in text(.notifiedUnits).split(separator: ";") {
      let notified = UnitNotified(unit: unit.trimmed, purpose: .dispatch)
      events.append(timed(.notify(notified), at: at.adding(milliseconds: dispatch ?? 0), offset: dispatch))
    }
    return events + [timed(.end(ending), at: ended, offset: talk)]
  }

  /// Without a word on its source the figure is another system's: its clock is unknown, seconds are uncertain
  /// by one.
  private func timing() throws(ImportRejection) -> RingTiming {
    let exact = try number("ring_ms", in: 0...2_678_400_000)
    let ring = try milliseconds("ring_ms", seconds: "ring_seconds")
    let rings = try number("rings_allowed", in: 1...100) ?? Int64(document.ringLimit.ringsAllowed)
    let cycle = try number("ring_cycle_ms", in: 1...600_000) ?? document.ringLimit.ringCycleMilliseconds
    let limit = RingLimit(ringsAllowed: Int(rings), ringCycleMilliseconds: cycle)
    let error = try number("ring_error_ms", in: 0...600_000) ?? (exact == nil ? 1_000 : 0)
    return RingTiming(
      source: try word(.ringSource, type: RingTiming.Source.self) ?? .unknown,
      basis: try word(.ringBasis, type: RingTiming.Basis.self) ?? (ring == nil ? .none : .received),
      ringMilliseconds: ring, waitMilliseconds: try number("wait_ms", in: 0...2_678_400_000),
      errorMilliseconds: ring == nil ? 0 : error, limit: limit)
  }

  private func particulars() throws(ImportRejection) -> [CallEvent] {
    var events: [CallEvent] = []
    if let code = ["item", "subtype", "type", "category"].lazy.map(text).first(where: { !$0.isEmpty }) {
      let known = document.categories.first { $0.code == code || $0.name.chinese == code }
      events.append(
        .category(CategoryChosen(code: known?.code ?? code, name: known?.name.chinese ?? text(.categoryName)))
      )
    }
    if let level = fields["level"] {
      let named = document.levels.first { $0.name.chinese == level }?.number
      guard let number = named ?? Int(level.halfWidth), (1...9).contains(number) else {
        throw .badNumber(field: "level")
      }
      events.append(.level(number))
    }
    if let language = fields["language"] { events.append(.language(language)) }
    if let earlier = CallIdentifier(ifValid: text(.mainCallRecordNo)) {
      events.append(.link(CallLink(call: earlier, relation: .same, reason: "import")))
    }
    return events
  }

  private func elements() throws(ImportRejection) -> [CallEvent] {
    var texts: [ElementIdentifier: String] = [:]
    for field in RecordField.allCases { if let element = field.element { texts[element] = text(field) } }
    let reach = Self.reachFields.map(text).filter { !$0.isEmpty }
    texts[.contact] = ([texts[.contact] ?? ""] + reach).filter { !$0.isEmpty }.joined(separator: " ")
    texts[.what] = [texts[.what] ?? "", text("supplement")].filter { !$0.isEmpty }.joined(separator: " / ")
    if texts[.where]?.isEmpty == true { texts[.where] = text(.incidentAddressTyped) }
    var events: [CallEvent] = []
    for field in RecordField.allCases {
      guard let element = field.stateOfElement else { continue }
      let value = texts[element] ?? ""
      let state = try word(field, type: ElementState.self) ?? (value.isEmpty ? .notAsked : .given)
      switch state {
      case .notAsked: continue
      case .asked: events.append(.ask(element))
      case .given, .unknown, .refused, .corrected:
        let typed = element == .where ? fields[RecordField.incidentAddressTyped.rawValue] : nil
        events.append(.element(ElementAnswer(element: element, state: state, text: value, typed: typed)))
      }
    }
    return events
  }

  private func said() throws(ImportRejection) -> [CallEvent] {
    let phrases = text(.phrases).split(separator: " ").map { part -> CallEvent in
      let known = document.phrases.first { $0.identifier == part }
      return .phrase(PhraseSaid(phrase: String(part), text: known?.text ?? String(part)))
    }
    let branches = try words(.branches, type: BranchIdentifier.self).map(CallEvent.branchEntered)
    let breaches = try words(.breaches, type: BreachRule.self).map {
      CallEvent.breach(BreachNoted(rule: $0, detail: ""))
    }
    return phrases + branches + breaches
      + text(.tabooPhrases).split(separator: " ").map { .wording(String($0)) }
  }

  private var hasComplaint: Bool {
    fields["complaint_due"] != nil
      || RecordField.allCases.contains { $0.complaint?.isChoice == false && fields[$0.rawValue] != nil }
  }

  private func complaint() throws(ImportRejection) -> [CallEvent] {
    var events: [CallEvent] = []
    for field in RecordField.allCases {
      guard let name = field.complaint, !name.isChoice, let text = fields[field.rawValue] else { continue }
      events.append(.complaintField(ComplaintAnswer(field: name, state: .given, text: text)))
    }
    if let text = fields["complaint_due"] {
      guard let due = CivilDate(text) else { throw .badTime(field: "complaint_due") }
      events.append(.complaint(ComplaintOpened(due: due, counted: [], isProvisional: false)))
    }
    return hasComplaint ? events + choices : events
  }

  /// The fields answered by yes or no.
  private var choices: [CallEvent] {
    Self.choiceFields.compactMap { field in
      guard let name = field.complaint, let text = fields[field.rawValue] else { return nil }
      let isYes = ["1", "y", "yes", Message.name(of: "yes").chinese].contains(text.lowercased())
      return .complaintField(
        ComplaintAnswer(field: name, state: .given, text: ComplaintField.choices[isYes ? 0 : 1]))
    }
  }

  private static let choiceFields = RecordField.allCases.filter { $0.complaint?.isChoice == true }

  private func remarks() -> [CallEvent] {
    let isLinked = CallIdentifier(ifValid: text(.mainCallRecordNo)) != nil
    let extras = Self.remarkFields.compactMap { field in
      isLinked && field == RecordField.mainCallRecordNo.rawValue
        ? nil
        : fields[field].map { "\(RecordFieldWords.name(of: field)): \($0)" }
    }
    // Without a complaint there is no place for them in a record, and they must not get lost.
    let answers = Self.choiceFields.map(\.rawValue).compactMap { field in
      fields[field].map { "\(RecordFieldWords.name(of: field)): \($0)" }
    }
    let loose = hasComplaint ? [] : answers
    return ([text(.notes)].filter { !$0.isEmpty } + extras + loose).map(CallEvent.note)
  }
}
