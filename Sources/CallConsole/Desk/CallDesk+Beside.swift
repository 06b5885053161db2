import CallModel
import CallProtocol
import Catalogue

/// A caller who is not the one on the screen.
public struct CallerBeside: Hashable, Sendable {
  /// How he is, with how long in ms.
  public enum State: Hashable, Sendable {
    /// His telephone rings here.
    case ringing(Int64)
    /// He was answered; whether he is the one the seat speaks to.
    case talking(Int64, isOnLine: Bool)
    /// He has hung up, his record is open.
    case over(Int64)
    /// This seat rings him back, and nobody has answered yet.
    case dialled(Int64)
  }

  /// His record; nil while he only rings.
  public let call: CallIdentifier?
  /// His number; empty when not known.
  public let number: String
  /// How he is.
  public let state: State
}

extension CallDesk {
  /// Does something for a caller of his own beside the call on the screen; when there is none, there.
  mutating func beside(_ work: (inout CallDesk) -> [DeskEffect]) -> [DeskEffect] {
    guard record != nil else { return work(&self) }
    others.append(newCall())
    return aside(others.count - 1, work)
  }

  /// Does something for another call than the one on the screen, which stays there.
  mutating func aside(_ index: Int, _ work: (inout CallDesk) -> [DeskEffect]) -> [DeskEffect] {
    exchange(index)
    defer { exchange(index) }
    return work(&self)
  }

  /// The call on the screen and another one change places; what the seat knows stays with the screen.
  private mutating func exchange(_ index: Int) {
    let memory = session.memory
    swap(&front, &others[index])
    session.memory = memory
  }

  /// Whom the desk rings back on the screen and for how long, in ms; nil when it does not.
  public var dialled: (number: String, name: String?, elapsed: Int64)? {
    front.isDialled ? ringing : nil
  }

  /// Whether somebody is being rung back on the screen while a telephone rings here: Enter is for the one who
  /// waits, and what came of ringing back is told by its command.
  public var takesRingFirst: Bool { front.isDialled && !rings.isEmpty }

  /// A call that goes out leaves the screen to a caller who rings here.
  mutating func leaveDialled() {
    guard front.isDialled else { return }
    others.append(newCall())
    bring(others.count - 1)
  }

  /// What rings for the screen and for how long, in ms: by the phone's word or by the operator's key; nil
  /// when nothing does.
  public var ringing: (number: String, name: String?, elapsed: Int64)? {
    let now = clock.now()
    if let elapsed = session.ringing(at: now) { return (record?.number ?? "", record?.ring?.name, elapsed) }
    guard let next = rings.first, record == nil else { return nil }
    return (next.ring.number, next.ring.name, now.monotonic - next.rangAt.monotonic)
  }

  /// Everybody else who rings here or has an open record, who rings longest first.
  public var callersBeside: [CallerBeside] {
    guard !others.isEmpty || !rings.isEmpty else { return [] }
    let (now, onLine) = (clock.now(), others.isEmpty ? nil : serialOnLine)
    let ringing = rings.dropFirst(record == nil ? 1 : 0).map { next in
      CallerBeside(
        call: nil, number: next.ring.number, state: .ringing(now.monotonic - next.rangAt.monotonic))
    }
    return ringing
      + others.map { other in
        let record = other.record
        return CallerBeside(
          call: record?.id, number: record?.number ?? "", state: state(other, at: now, onLine: onLine))
      }
  }

  private func state(_ other: DeskCall, at now: Moment, onLine: Int?) -> CallerBeside.State {
    if let elapsed = other.session.ringing(at: now) {
      return other.isDialled ? .dialled(elapsed) : .ringing(elapsed)
    }
    let talked = other.session.talking(at: now) ?? 0
    return other.session.hasHungUp
      ? .over(talked) : .talking(talked, isOnLine: other.serial == onLine)
  }

  /// The call the seat speaks to, as far as is known: the one answered last whose caller has not hung up.
  private var serialOnLine: Int? {
    ([front] + others).filter { $0.session.isTalking && !$0.session.hasHungUp }
      .max { ($0.session.answeredAt ?? 0, $0.serial) < ($1.session.answeredAt ?? 0, $1.serial) }?.serial
  }

  /// Whether the call on the screen is the one the seat speaks to.
  public var isOnLine: Bool { front.serial == serialOnLine }

  /// How long everybody beside the one on the screen who rings here has been ringing, in ms.
  var ringsBeside: [Int64] {
    let now = clock.now()
    return rings.dropFirst(record == nil ? 1 : 0).map { now.monotonic - $0.rangAt.monotonic }
      + others.compactMap { $0.isDialled ? nil : $0.session.ringing(at: now) }
  }

  /// Brings another caller to the screen: one who rings and can be answered there, else the one whose record
  /// was left longest ago; pressed again and again it comes to everybody.
  public mutating func swapCalls() -> [DeskEffect] {
    if record != nil, !rings.isEmpty {
      others.append(newCall())
      bring(others.count - 1)
      front.isForRing = true
    } else if !others.isEmpty {
      bring(0)
    } else {
      return [DeskEffect(.error, message: .noOtherCall)]
    }
    return [shown]
  }

  /// Brings another caller to the screen; the record left is parked.
  mutating func bring(_ index: Int) {
    exchange(index)
    let left = others.remove(at: index)
    if left.record != nil { others.append(left) } else { keepRingText(of: left) }
    if session.isTalking, open == .idle || open == .ringing { open = nextField }
  }

  /// Who is on the screen now.
  var shown: DeskEffect {
    guard let record else {
      return DeskEffect(.notice, message: .ringShown(rings.first?.ring.number ?? ""))
    }
    return DeskEffect(.notice, message: .callShown(record.id.description, number: record.number))
  }

  /// Puts away what is over, brings the other caller to the screen when nobody is there, and keeps the open
  /// field one that the present state can answer.
  mutating func settle() -> [DeskEffect] {
    var effects: [DeskEffect] = []
    for other in others where other.record == nil { effects += bury(other) }
    others.removeAll { $0.record == nil }
    if record == nil {
      if front.call != nil {
        effects += bury(front)
        front = newCall()
      }
      if let index = nextToShow {
        bring(index)
        effects.append(shown)
      }
    }
    if record == nil { awaitRing() }
    guard session.isTalking else {
      open = session.isRinging || !rings.isEmpty ? .ringing : .idle
      front.trail = []
      return effects
    }
    if open == .idle || open == .ringing { open = nextField }
    return effects
  }

  /// The other call that comes to an empty screen: who is on the line first, before whoever is being rung
  /// back; a ring before who has hung up.
  private var nextToShow: Int? {
    if front.isForRing, !rings.isEmpty { return nil }
    let onLine = others.indices.filter { !others[$0].session.hasHungUp }
    if let index = onLine.first(where: { !others[$0].isDialled }) ?? onLine.first { return index }
    return rings.isEmpty ? others.indices.first : nil
  }

  /// A call's value dies: what was typed and never entered stands in its record, to be offered with it.
  private mutating func bury(_ over: DeskCall) -> [DeskEffect] {
    if let call = over.call { rangAt[call] = over.rangAt }
    guard let call = over.call, let closed = closedCalls[call] else { return [] }
    var texts = over.texts.filter { field, text in
      field != .idle && !Self.isAbout(another: call, line: text)
    }
    // What is typed at the end's prompt is a remark.
    if let text = texts.removeValue(forKey: .closing) {
      texts[.note] = [texts[.note], text].compactMap { $0 }.joined(separator: " ")
    }
    // Typed for a caller to whom nobody spoke: he has no other field.
    if closed.answer == nil, !texts.isEmpty {
      texts = [.note: texts.sorted { $0.key.name < $1.key.name }.map(\.value).joined(separator: " ")]
    }
    guard !texts.isEmpty else { return [] }
    return leave(texts, in: closed) + [DeskEffect(.warning, message: notEntered(texts, of: call))]
  }

  /// Puts what was typed and never entered into the record of a closed call; what is said of it when that
  /// fails.
  mutating func leave(_ texts: [OpenField: String], in closed: CallRecord) -> [DeskEffect] {
    let left = texts.map { UnenteredText(field: $0.key.recordName, text: $0.value) }
      .sorted { $0.field < $1.field }
    let now = clock.now()
    return onClosed(closed) { $0.commit($0.session.leave(unentered: left, at: now)) }
      .filter { $0.kind == .notRecorded }
  }

  /// Whether a line is a command that names another call than this: what it says is not of this one.
  static func isAbout(another call: CallIdentifier, line: String) -> Bool {
    guard case .command(_, let argument) = ConsoleCommand(line: line) else { return false }
    return named(argument).call.map { $0 != call } ?? false
  }

  /// What was typed in a closed call and never entered, in one line.
  func notEntered(_ texts: [OpenField: String], of call: CallIdentifier) -> Message {
    let items = texts.sorted { $0.key.name < $1.key.name }
      .map { words.name(of: $0.key).joined(.verbatim($0.value)) }
    return .notEntered(call.description, items: items)
  }
}
