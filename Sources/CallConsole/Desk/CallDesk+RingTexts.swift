import CallModel
import CallProtocol
import Catalogue

/// What stands half-typed for a caller whose telephone rings and who has no record yet.
struct RingText: Hashable, Sendable {
  /// As many are kept: a caller may ring here once more.
  static let most = 4

  /// Whose it is.
  let ring: RingSeen
  /// Empty where he was only on the screen.
  let text: String
  /// Whether he was on the screen when the console ended without closing.
  var wasOnScreen = false
}

extension RingSeen {
  /// Whether both are one call's ring.
  func isSame(as other: RingSeen) -> Bool {
    phoneCall == nil ? self == other : phoneCall == other.phoneCall
  }
}

/// What is typed while a telephone rings belongs to that ring, and to no later one.
extension CallDesk {
  /// The ring shown where no record is, with what stands half-typed for it; nil when nothing rings there.
  var ringOnScreen: RingText? {
    guard record == nil, let awaited = front.awaited else { return nil }
    return RingText(ring: awaited.ring, text: front.texts[.ringing] ?? "", wasOnScreen: true)
  }

  /// Gives the screen without a record to the ring that is first, with what was typed for it before.
  mutating func awaitRing() {
    guard let next = rings.first?.ring else {
      front.awaited = nil
      return
    }
    if let awaited = front.awaited {
      if awaited.ring.isSame(as: next) { return }
      renewFront()
    }
    if front.texts[open] == nil, let kept = takeKept(next), !kept.text.isEmpty {
      renewFront()
      front.texts[.ringing] = kept.text
      front.awaited = (next, before: "")
    } else {
      front.awaited = (next, before: front.texts[open] ?? "")
    }
  }

  /// The place in which a ring becomes a record has what was typed for it, and nothing typed for another.
  mutating func claimFront(for ring: RingSeen) {
    if let awaited = front.awaited, !awaited.ring.isSame(as: ring) { renewFront() }
    if let kept = takeKept(ring), front.texts[open] == nil, !kept.text.isEmpty {
      front.texts[.ringing] = kept.text
    }
  }

  /// What was typed for a ring has its place in the call.
  mutating func fileRingText() -> [DeskEffect] {
    guard session.isTalking, let text = front.texts.removeValue(forKey: .ringing) else { return [] }
    return file(text, in: nextField)
  }

  /// What stood on the line as the call began stands in its first field.
  ///
  /// A number answers no question: it is fetched back by key, and stands where the caller can be reached
  /// unless it is a count of rings that came too late.
  mutating func file(_ text: String, in first: OpenField) -> [DeskEffect] {
    front.textAtAnswer = text
    guard Self.isNumber(text) else {
      if front.texts[first] == nil { front.texts[first] = text }
      return []
    }
    if front.texts[first] == text { front.texts[first] = nil }
    front.typed.add(text)
    guard Self.rings(text) == nil else { return [] }
    front.texts[.element(.contact)] = text
    return [DeskEffect(.notice, message: .numberStandsInContact(text))]
  }

  /// Keeps what was typed for the ring of a place that leaves the screen.
  mutating func keepRingText(of place: DeskCall) {
    guard place.record == nil, let awaited = place.awaited, let text = place.texts[.ringing], !text.isEmpty
    else { return }
    keep(RingText(ring: awaited.ring, text: text))
  }

  /// Keeps what was typed for a ring until it is here again.
  mutating func keep(_ text: RingText) {
    ringTexts.removeAll { $0.ring.isSame(as: text.ring) }
    ringTexts.append(text)
    if ringTexts.count > RingText.most { ringTexts.removeFirst() }
  }

  /// A ring that ended here without an answer: who gave up has his record with what was typed for him; of one
  /// whom another seat has, or of whom nothing is known, it is said and kept.
  mutating func endRing(_ next: NextCall, _ ending: CallEnding?) -> [DeskEffect] {
    let stopped = DeskEffect(
      .warning, message: .ringStopped(next.ring.number, ending: ending?.rawValue))
    let isTold = isBusy || ending == .abandoned
    guard let text = takeText(of: next.ring) else { return isTold ? [stopped] : [] }
    guard ending == .abandoned else {
      keep(RingText(ring: next.ring, text: text))
      return [stopped, DeskEffect(.warning, message: .typedForRing(next.ring.number, text: text))]
    }
    let now = clock.now()
    return [stopped]
      + beside { desk in
        desk.claimFront(for: next.ring)
        desk.front.texts[.ringing] = text
        desk.front.rangAt = next.rangAt
        return desk.ring(next.ring, at: next.rangAt)
          + desk.commit(desk.session.cutOff(ending, at: now))
      }
  }

  /// Takes away what was typed for this ring; nil when nothing was.
  ///
  /// What stood on the line before it rang is not of this caller, and stays.
  mutating func takeText(of ring: RingSeen) -> String? {
    guard let shown = ringOnScreen, shown.ring.isSame(as: ring) else {
      return takeKept(ring).flatMap { $0.text.isEmpty ? nil : $0.text }
    }
    let before = front.awaited?.before
    front.awaited = nil
    guard !shown.text.isEmpty, shown.text != before else { return nil }
    renewFront()
    return shown.text
  }

  /// Brings a ring that was on the screen when the console ended back there.
  mutating func showAgain(_ ring: RingSeen) {
    guard record != nil, !front.isForRing, rings.first?.ring.isSame(as: ring) == true,
      ringTexts.contains(where: { $0.wasOnScreen && $0.ring.isSame(as: ring) })
    else { return }
    others.append(newCall())
    bring(others.count - 1)
    front.isForRing = true
  }

  /// Another empty place on the screen without a record; what was typed for the ring shown there is kept.
  private mutating func renewFront() {
    keepRingText(of: front)
    let isForRing = front.isForRing
    front = newCall()
    front.isForRing = isForRing
  }

  private mutating func takeKept(_ ring: RingSeen) -> RingText? {
    ringTexts.firstIndex { $0.ring.isSame(as: ring) }.map { ringTexts.remove(at: $0) }
  }
}
