import CallModel
import CallReview
import PlainText

/// Turns a line about a call that is closed already into late facts.
///
/// It knows the usual forms only; what it does not know is left to the decoder of events.
struct LateScanner {
  private let words = StoredWords()

  /// Takes in what the payload at the walker says; false when it does not have the usual form.
  func facts(
    _ line: ScannedLine, walker: inout ByteWalker,
    call: (day: Int32, seat: UnsafeRawBufferPointer, number: UInt32), at: Int64, in day: inout DayFacts
  ) -> Bool {
    var found: (kind: LateFact.Kind, value: Int32)?
    var agreed: UnsafeRawBufferPointer?
    let kind = line.kind
    let isRead: Bool
    switch kind.count {
    case 5: isRead = amendment(&walker, found: &found, day: &day)
    case 4 where kind.isText("kept"): isRead = kept(&walker, found: &found)
    case 4: isRead = deed(&walker, found: &found)
    case 9:
      found = (.cancelled, 0)
      isRead = walker.object { _, value in value.skip() }
    case 6: isRead = rating(&walker, by: line.personnel, found: &found, agreed: &agreed)
    case 17: isRead = reply(&walker, entered: at, found: &found)
    case 18 where kind.isText("complaint-reopened"): isRead = due(&walker, kind: .reopened, found: &found)
    default: isRead = due(&walker, kind: .deadline, found: &found)
    }
    guard isRead, walker.left == 0 else { return false }
    if let found {
      let isRating = found.kind == .rated || found.kind == .ratedAnew
      day.lates.append(
        LateFact(
          kind: found.kind, at: at, day: call.day, seat: day.seats.number(of: call.seat), number: call.number,
          value: found.value, personnel: isRating ? day.operators.number(of: line.personnel) : 0,
          agreed: agreed.map { day.operators.number(of: $0) } ?? 0))
    }
    return true
  }

  /// Whether a line of this kind is one of those.
  static func isLate(_ kind: UnsafeRawBufferPointer) -> Bool {
    switch kind.count {
    case 4: kind.isText("deed")
    case 5: kind.isText("amend")
    case 6: kind.isText("rating")
    case 9: kind.isText("cancelled")
    case 17: kind.isText("complaint-replied")
    case 18: kind.isText("complaint-reopened") || kind.isText("deadline-corrected")
    default: false
    }
  }

  private func amendment(
    _ walker: inout ByteWalker, found: inout (kind: LateFact.Kind, value: Int32)?, day: inout DayFacts
  ) -> Bool {
    var (field, text): (UnsafeRawBufferPointer?, UnsafeRawBufferPointer?)
    let isRead = walker.object { key, value in
      if key.isText("field") {
        field = value.text()
        return field != nil
      }
      guard key.isText("text") else { return value.skip() }
      text = value.text()
      return text != nil
    }
    guard isRead, let field, let text, !field.contains(UInt8(ascii: "\\")),
      !text.contains(UInt8(ascii: "\\"))
    else { return false }
    if field.isText("category") {
      found = (.category, Int32(day.categories.number(of: text)))
    } else if field.isText("level") {
      found = (.level, Int32(String(decoding: text, as: UTF8.self)) ?? 0)
    } else if let index = field.position(in: words.elements) {
      found = (.element, Int32(index))
    }
    return true
  }

  private func deed(_ walker: inout ByteWalker, found: inout (kind: LateFact.Kind, value: Int32)?) -> Bool {
    var promise: Int32 = 0
    let isRead = walker.object { key, value in
      if key.isText("promise") {
        guard let number = value.number(), (1...1_000_000).contains(number) else { return false }
        promise = Int32(clamping: number)
        return true
      }
      guard key.isText("matter") else { return value.skip() }
      guard let matter = value.text() else { return false }
      if matter.isText("call-back") { found = (.calledBack, 0) }
      if matter.isText("promise") { found = (.kept, 0) }
      return found != nil
    }
    if found?.kind == .kept { found?.value = promise }
    return isRead && found != nil
  }

  /// A promise kept behind the end of the call.
  private func kept(_ walker: inout ByteWalker, found: inout (kind: LateFact.Kind, value: Int32)?) -> Bool {
    walker.object { key, value in
      guard key.isText("promise") else { return value.skip() }
      guard let number = value.number(), (1...1_000_000).contains(number) else { return false }
      found = (.kept, Int32(clamping: number))
      return true
    } && found != nil
  }

  /// A settled entry of the callback list, or one whose settlement is taken back.
  ///
  /// An entry named after the telephone system's call has no record to count it with, and one that was given
  /// up is not a call-back.
  func callback(_ walker: inout ByteWalker, isUndone: Bool, at: Int64, in day: inout DayFacts) -> Bool {
    var call: (day: Int32, seat: UnsafeRawBufferPointer, number: UInt32)?
    var isReached: Bool?
    let isRead = walker.object { key, value in
      if key.isText("entry") {
        guard let entry = value.text() else { return false }
        call = FixedForms.call(entry)
        return call != nil
      }
      guard key.isText("as") else { return value.skip() }
      guard let word = value.text() else { return false }
      if word.isText("reached") || word.isText("called-again") { isReached = true }
      if word.isText("unreachable") || word.isText("no-number") || word.isText("cancelled") {
        isReached = false
      }
      return isReached != nil
    }
    guard isRead, walker.left == 0, let call, let isReached else { return false }
    if isReached {
      day.lates.append(
        LateFact(
          kind: .calledBack, at: at, day: call.day, seat: day.seats.number(of: call.seat),
          number: call.number,
          value: isUndone ? 1 : 0))
    }
    return true
  }

  /// A later rating counts only with a reason, and when somebody else than its writer agreed.
  private func rating(
    _ walker: inout ByteWalker, by person: UnsafeRawBufferPointer,
    found: inout (kind: LateFact.Kind, value: Int32)?, agreed: inout UnsafeRawBufferPointer?
  ) -> Bool {
    var (hasReason, second): (Bool, UnsafeRawBufferPointer?) = (false, nil)
    let isRead = walker.object { key, value in
      if key.isText("why") {
        guard let reason = value.text() else { return false }
        hasReason = !reason.isEmpty
        return true
      }
      if key.isText("agreed_by") {
        second = value.text()
        return second.map(FixedForms.isName) ?? false
      }
      guard key.isText("grade") else { return value.skip() }
      guard let grade = value.text()?.position(in: words.grades) else { return false }
      found = (.rated, Int32(grade))
      return true
    }
    if hasReason, let second, !second.elementsEqual(person) {
      found?.kind = .ratedAnew
      agreed = second
    }
    return isRead && found != nil
  }

  /// A reply counts from the day it was entered on; the day told counts where a proof is named.
  private func reply(
    _ walker: inout ByteWalker, entered at: Int64, found: inout (kind: LateFact.Kind, value: Int32)?
  ) -> Bool {
    var (told, hasProof): (Int32?, Bool) = (nil, false)
    let isRead = walker.object { key, value in
      if key.isText("proof") {
        guard let proof = value.text() else { return false }
        hasProof = !proof.isEmpty
        return true
      }
      guard key.isText("replied_at") else { return value.skip() }
      told = value.text().flatMap(FixedForms.instant)?.day
      return told != nil
    }
    let entered = Int32(clamping: WallInstant(milliseconds: at).date.dayNumber)
    if let told { found = (.replied, hasProof ? told : entered) }
    return isRead && told != nil
  }

  /// The due day of a complaint opened again or counted again; the latter says what it was.
  private func due(
    _ walker: inout ByteWalker, kind: LateFact.Kind, found: inout (kind: LateFact.Kind, value: Int32)?
  ) -> Bool {
    var hasPrevious = kind == .reopened
    let isRead = walker.object { key, value in
      let isDue = key.isText("due")
      guard isDue || key.isText("was") else { return value.skip() }
      guard let text = value.text(), text.count == 10, let day = FixedForms.day(text) else { return false }
      if isDue { found = (kind, day) } else { hasPrevious = true }
      return true
    }
    return isRead && found != nil && hasPrevious
  }
}
