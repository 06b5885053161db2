import CallModel
import CallProtocol
import Catalogue
import PlainText

/// Reads calls written by hand, typed as `key: value` lines; an empty line or `---` ends a call, `#` begins a
/// comment.
///
/// Keys are the English words of the format, the Chinese ones of the paper card, and the protocol's names of
/// elements and complaint fields. Times are `2026-11-22 09:15:31`, seconds may be absent; a time alone is of
/// the day of `answered`.
public struct PaperForm: Sendable {
  private let document: ProtocolDocument
  private let now: WallInstant
  private var fields: [PaperKey: String] = [:]
  private var elements: [ElementIdentifier: String] = [:]
  private var complaint: [ComplaintField: String] = [:]
  private var told: [(text: String, purpose: NotificationPurpose, line: Int)] = []
  private var notes: [String] = []
  private var lines: [PaperKey: Int] = [:]
  private var firstLine: Int?
  private var faultsBefore = 0

  /// The calls read so far.
  public private(set) var calls: [PaperCall] = []
  /// What is wrong, in the order of the lines.
  public private(set) var faults: [PaperFault] = []

  /// A form that is typed at `now`.
  public init(document: ProtocolDocument, now: WallInstant) {
    self.document = document
    self.now = now
  }

  /// Reads one line, from 1.
  public mutating func read(_ raw: String, line: Int) {
    let text = SafeText(raw).description.trimmed
    if text.hasPrefix("#") { return }
    if text.isEmpty || text.allSatisfy({ $0 == "-" }) { return finishCall(line: line) }
    let mark = text.firstIndex { $0 == ":" || $0 == Punctuation.wideColon }
    if firstLine == nil { (firstLine, faultsBefore) = (line, faults.count) }
    guard let mark else { return fail(.noColon, line: line) }
    let value = String(text[text.index(after: mark)...]).trimmed
    take(String(text[..<mark]).trimmed, value: value, line: line)
  }

  /// Ends the last call.
  public mutating func finish(line: Int) {
    finishCall(line: line)
    faults.sort { $0.line < $1.line }
  }

  private mutating func take(_ name: String, value: String, line: Int) {
    guard !value.isEmpty else { return }
    let key = name.halfWidth.lowercased()
    if let known = PaperKey(named: key) {
      switch known {
      case .note: notes.append(value)
      case .unit: told.append((value, document.isInspectors(value) ? .inspectors : .dispatch, line))
      case .department: told.append((value, document.isInspectors(value) ? .inspectors : .department, line))
      case .person, .answered, .rang, .rings, .number, .category, .level, .ended:
        fields[known] = value
        lines[known] = line
      }
    } else if let field = Self.complaintField(key, document: document) {
      take(field, value: value, line: line)
    } else if let element = document.element(alias: key)?.identifier {
      elements[element] = value
    } else {
      fail(.unknownKey(SafeText(name, limit: 20).description), line: line)
    }
  }

  private static func complaintField(_ key: String, document: ProtocolDocument) -> ComplaintField? {
    if key.hasPrefix("complaint-") { return ComplaintField(rawValue: String(key.dropFirst(10))) }
    return ComplaintField.allCases.first { Message.complaintFieldKey($0.rawValue) == key }
  }

  private mutating func take(_ field: ComplaintField, value: String, line: Int) {
    let choice = ComplaintField.choices.first {
      $0 == value.halfWidth.lowercased() || Message.name(of: $0).chinese == value
    }
    if field.isChoice, choice == nil { fail(.badValue(key: "complaint-\(field.rawValue)"), line: line) }
    complaint[field] = field.isChoice ? choice : value
  }

  // MARK: One call

  private mutating func finishCall(line: Int) {
    defer {
      (fields, lines, firstLine) = ([:], [:], nil)
      (elements, complaint, told, notes) = ([:], [:], [], [])
    }
    guard let firstLine else { return }
    guard let person = person(firstLine), let answered = moment(.answered, day: nil, firstLine: firstLine)
    else { return }
    var call = PaperCall(takenBy: person, answeredAt: answered)
    call.rangAt = fields[.rang] == nil ? nil : moment(.rang, day: answered, firstLine: firstLine)
    call.endedAt = fields[.ended] == nil ? nil : moment(.ended, day: answered, firstLine: firstLine)
    call.rings = number(.rings, range: 1...99)
    call.level = number(.level, range: 1...4)
    call.category = category()
    call.number = fields[.number]?.halfWidth ?? ""
    (call.elements, call.complaint, call.notes) = (elements, complaint, notes)
    for item in told { tell(item, call: &call) }
    check(call, firstLine: firstLine)
    if faults.count == faultsBefore { calls.append(call) }
  }

  private mutating func person(_ firstLine: Int) -> OperatorIdentifier? {
    guard let text = fields[.person] else {
      fail(.missing(key: PaperKey.person.rawValue), line: firstLine)
      return nil
    }
    guard let person = OperatorIdentifier(ifValid: text.halfWidth) else {
      fail(.badValue(key: PaperKey.person.rawValue), line: lines[.person] ?? firstLine)
      return nil
    }
    return person
  }

  private mutating func moment(_ key: PaperKey, day: WallInstant?, firstLine: Int) -> WallInstant? {
    guard let text = fields[key] else {
      fail(.missing(key: key.rawValue), line: firstLine)
      return nil
    }
    guard let moment = PaperTime.read(text.halfWidth, day: day?.date) else {
      fail(.badTime(key: key.rawValue), line: lines[key] ?? firstLine)
      return nil
    }
    return moment
  }

  private mutating func number(_ key: PaperKey, range: ClosedRange<Int>) -> Int? {
    guard let text = fields[key] else { return nil }
    if let number = Int(text.halfWidth), range.contains(number) { return number }
    fail(.badValue(key: key.rawValue), line: lines[key] ?? 1)
    return nil
  }

  private mutating func category() -> String? {
    guard let text = fields[.category] else { return nil }
    let found =
      document.category(code: text.halfWidth) ?? document.categories.first { $0.name.chinese == text }
    if found == nil { fail(.badValue(key: PaperKey.category.rawValue), line: lines[.category] ?? 1) }
    return found?.code
  }

  /// `UNIT @ 09:16`; the time may be missing.
  private mutating func tell(
    _ item: (text: String, purpose: NotificationPurpose, line: Int), call: inout PaperCall
  ) {
    let parts = item.text.split(separator: "@", maxSplits: 1).map { String($0).trimmed }
    guard parts.count == 2 else {
      call.told.append(PaperCall.Told(unit: item.text, purpose: item.purpose, at: nil))
      return
    }
    guard let at = PaperTime.read(parts[1].halfWidth, day: call.answeredAt.date), !parts[0].isEmpty else {
      return fail(.badTime(key: PaperKey.unit.rawValue), line: item.line)
    }
    call.told.append(PaperCall.Told(unit: parts[0], purpose: item.purpose, at: at))
  }

  private mutating func check(_ call: PaperCall, firstLine: Int) {
    if call.answeredAt > now { fail(.inFuture, line: lines[.answered] ?? firstLine) }
    if let rang = call.rangAt, rang > call.answeredAt {
      fail(.wrongOrder(key: PaperKey.rang.rawValue), line: lines[.rang] ?? firstLine)
    }
    if let ended = call.endedAt, ended < call.answeredAt || ended > now {
      fail(.wrongOrder(key: PaperKey.ended.rawValue), line: lines[.ended] ?? firstLine)
    }
  }

  private mutating func fail(_ kind: PaperFault.Kind, line: Int) {
    faults.append(PaperFault(kind: kind, line: line))
  }
}

/// The keys of a paper form beside the elements and the complaint's fields, in the order in which they are
/// asked for.
public enum PaperKey: String, CaseIterable, Sendable {
  /// Who took the call; needed.
  case person = "operator"
  /// When it was answered; needed.
  case answered
  /// When the phone rang.
  case rang
  /// How many rings were counted.
  case rings
  /// The caller's number.
  case number
  /// A unit sent, `UNIT @ TIME`; may be repeated.
  case unit
  /// A department told, `DEPARTMENT @ TIME`; may be repeated.
  case department
  /// The category's code or name.
  case category
  /// The level, 1 to 4.
  case level
  /// A remark; may be repeated.
  case note
  /// When it ended.
  case ended

  /// The key of this English or Chinese name.
  init?(named name: String) {
    let found = Self.allCases.first { $0.rawValue == name || Message.paperKey($0.rawValue).chinese == name }
    guard let found else { return nil }
    self = found
  }
}

/// Reads the times people write: `2026-11-22 09:15:31`, `2026-11-22 09:15`, and `09:15` on a known day.
public enum PaperTime {
  /// The moment in `text`; nil when it is none.
  ///
  /// `day` is meant when the text has a time only.
  public static func read(_ text: String, day: CivilDate? = nil) -> WallInstant? {
    if let exact = WallInstant(text) { return exact }
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
    guard let clock = parts.last, let time = milliseconds(clock), parts.count <= 2 else { return nil }
    guard parts.count == 2 else { return day.map { WallInstant(date: $0, millisecondOfDay: time) } }
    return CivilDate(parts[0]).map { WallInstant(date: $0, millisecondOfDay: time) }
  }

  private static func milliseconds(_ clock: Substring) -> Int64? {
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCII) })
    else { return nil }
    let numbers = parts.compactMap { Int64($0) }
    guard numbers.count == parts.count, (0..<24).contains(numbers[0]),
      numbers.dropFirst().allSatisfy({ (0..<60).contains($0) })
    else { return nil }
    return (numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)) * 1_000
  }
}
