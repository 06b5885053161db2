import CallModel
import CallReview
import Glibc
import PlainText

/// Turns the record of a closing line into a fact by walking its bytes once.
///
/// Anything unusual is nil: the caller then takes the slow way.
struct RecordScanner {
  private let words = StoredWords()

  /// The fact of the record at the walker, which is left behind it and must be that of `line`'s call, ended.
  func fact(
    _ walker: inout ByteWalker, of line: UnsafeRawBufferPointer, in day: inout DayFacts
  ) -> CallFact? {
    var fact = CallFact()
    var head = Head(line)
    let isRead = walker.object { key, value in
      member(key, &value, &fact, &head, &day)
    }
    guard isRead, head.hasPersonnel, fact.ending > 0, let call = head.call, let began = head.began else {
      return nil
    }
    let since = (Int64(began.day) - Int64(call.day)) * 86_400_000 + Int64(began.millisecond)
    fact.day = call.day
    fact.number = call.number
    fact.seat = day.seats.number(of: call.seat)
    fact.began = Int32(clamping: since)
    fact.missingFields = head.hasComplaint ? 4 - head.fields : 0
    return fact
  }

  /// The place in the payload of a closing line, escapes as they stand; nil when none is found, or when what
  /// was typed for it stands beside it.
  func place(_ walker: inout ByteWalker) -> UnsafeRawBufferPointer? {
    var found: UnsafeRawBufferPointer?
    _ = walker.object { key, value in
      guard key.isText("record") else { return value.skip() }
      return value.object { key, value in
        guard key.isText("elements") else { return value.skip() }
        return value.object { key, value in
          guard key.isText("where") else { return value.skip() }
          var isTyped = false
          _ = value.object { key, value in
            if key.isText("typed") { isTyped = true }
            guard key.isText("text") else { return value.skip() }
            found = value.text()
            return found != nil
          }
          if isTyped { found = nil }
          // Nothing behind the place is of interest.
          return false
        }
      }
    }
    return found
  }

  private struct Head {
    /// The call the line is about.
    let line: UnsafeRawBufferPointer
    var call: (day: Int32, seat: UnsafeRawBufferPointer, number: UInt32)?
    var began: (day: Int32, millisecond: Int32)?
    var hasPersonnel = false
    var hasComplaint = false
    var fields: UInt8 = 0
    /// The members met that a fact is made of, a bit each: one that stands twice is left to the slow way.
    var members: UInt32 = 0

    init(_ line: UnsafeRawBufferPointer) { self.line = line }

    /// Notes a member; false when it was there already.
    @inline(__always)
    mutating func isNew(_ member: UInt32) -> Bool {
      defer { members |= 1 << member }
      return members & 1 << member == 0
    }
  }

  @inline(__always)
  private func member(
    _ key: UnsafeRawBufferPointer, _ value: inout ByteWalker, _ fact: inout CallFact, _ head: inout Head,
    _ day: inout DayFacts
  ) -> Bool {
    switch key.count {
    case 5: return five(key, value: &value, fact: &fact, head: &head)
    case 6: return six(key, value: &value, fact: &fact, head: &head)
    case 7: return seven(key, value: &value, fact: &fact, head: &head, day: &day)
    case 8: return eight(key, value: &value, fact: &fact, head: &head, day: &day)
    case 9:
      guard key.isText("complaint") else { return value.skip() }
      guard head.isNew(0) else { return false }
      head.hasComplaint = true
      return complaint(&value, fact: &fact, head: &head)
    case 11:
      guard key.isText("operator_id") else { return value.skip() }
      guard head.isNew(1), let text = value.text(), FixedForms.isName(text) else { return false }
      head.hasPersonnel = true
      fact.personnel = day.operators.number(of: text)
      return true
    case 13:
      if key.isText("ring_start_at") {
        guard head.isNew(2) else { return false }
        head.began = value.text().flatMap(FixedForms.instant)
        return head.began != nil
      }
      guard key.isText("notifications") else { return value.skip() }
      return head.isNew(3) && notifications(&value, fact: &fact)
    case 14:
      guard key.isText("call_record_no") else { return value.skip() }
      guard head.isNew(4) else { return false }
      guard let text = value.text(), text.elementsEqual(head.line) else { return false }
      head.call = FixedForms.call(text)
      return head.call != nil
    default: return value.skip()
    }
  }

  private func five(
    _ key: UnsafeRawBufferPointer, value: inout ByteWalker, fact: inout CallFact, head: inout Head
  ) -> Bool {
    if key.isText("level") {
      guard head.isNew(5), let level = value.number() else { return false }
      fact.level = UInt8(clamping: level)
      return true
    }
    guard key.isText("links") else { return value.skip() }
    return head.isNew(6)
      && value.array { item in
        item.object { key, value in
          guard key.isText("relation") else { return value.skip() }
          guard let relation = value.text() else { return false }
          if relation.isText("same") { fact.flags |= CallFact.repeatsFlag }
          return true
        }
      }
  }

  private func six(
    _ key: UnsafeRawBufferPointer, value: inout ByteWalker, fact: inout CallFact, head: inout Head
  ) -> Bool {
    if key.isText("ending") {
      guard head.isNew(7), let ending = value.text()?.position(in: words.endings) else { return false }
      fact.ending = UInt8(ending + 1)
      return true
    }
    guard key.isText("timing") else { return value.skip() }
    guard head.isNew(8), let timing = timing(&value) else { return false }
    (fact.source, fact.verdict, fact.ring) = (timing.source + 1, timing.verdict, timing.ring)
    return true
  }

  private func timing(_ value: inout ByteWalker) -> (source: UInt8, verdict: UInt8, ring: Int32)? {
    var found: (source: UInt8, verdict: UInt8, ring: Int32) = (255, 255, -1)
    let isRead = value.object { key, value in
      switch key.count {
      case 6 where key.isText("source"):
        guard let source = value.text()?.position(in: words.sources) else { return false }
        found.source = UInt8(source)
        return true
      case 7 where key.isText("verdict"):
        guard let verdict = value.text()?.position(in: words.verdicts) else { return false }
        found.verdict = UInt8(verdict)
        return true
      case 7 where key.isText("ring_ms"): return Self.milliseconds(&value, target: &found.ring)
      default: return value.skip()
      }
    }
    return isRead && found.source < 255 && found.verdict < 255 ? found : nil
  }

  private static func milliseconds(_ value: inout ByteWalker, target: inout Int32) -> Bool {
    guard let number = value.number() else { return false }
    target = max(0, Int32(clamping: number))
    return true
  }

  private func seven(
    _ key: UnsafeRawBufferPointer, value: inout ByteWalker, fact: inout CallFact, head: inout Head,
    day: inout DayFacts
  ) -> Bool {
    if key.isText("talk_ms") { return head.isNew(9) && Self.milliseconds(&value, target: &fact.talk) }
    if key.isText("ring_by") { return head.isNew(18) && origin(&value, fact: &fact) }
    guard key.isText("phrases") else { return value.skip() }
    return head.isNew(10)
      && value.array { item in
        item.object { key, value in
          guard key.isText("phrase") else { return value.skip() }
          guard let phrase = value.text() else { return false }
          fact.said |= 1 << UInt64(min(63, day.phrases.number(of: phrase)))
          return true
        }
      }
  }

  /// Who told of the ring: a call that another seat passed on, or that went out, is none that was received.
  private func origin(_ value: inout ByteWalker, fact: inout CallFact) -> Bool {
    guard let origin = value.text()?.position(in: words.origins) else { return false }
    fact.flags |= words.originFlags[origin]
    return true
  }

  private func eight(
    _ key: UnsafeRawBufferPointer, value: inout ByteWalker, fact: inout CallFact, head: inout Head,
    day: inout DayFacts
  ) -> Bool {
    switch key[0] {
    case UInt8(ascii: "e") where key.isText("elements"):
      return head.isNew(11) && elements(&value, fact: &fact)
    case UInt8(ascii: "c") where key.isText("category"):
      guard head.isNew(12), let code = value.text() else { return false }
      fact.category = day.categories.number(of: code)
      return true
    case UInt8(ascii: "b") where key.isText("branches"):
      return head.isNew(13)
        && value.array { item in
          guard let branch = item.text()?.position(in: words.branches) else { return false }
          fact.branches |= 1 << UInt8(branch)
          return true
        }
    case UInt8(ascii: "b") where key.isText("breaches"):
      return head.isNew(14) && breaches(&value, fact: &fact)
    case UInt8(ascii: "p") where key.isText("promises"):
      return head.isNew(15) && promises(&value, fact: &fact)
    case UInt8(ascii: "w") where key.isText("wordings"):
      return head.isNew(16)
        && value.array { item in
          fact.taboos = fact.taboos < 255 ? fact.taboos + 1 : 255
          return item.skip()
        }
    case UInt8(ascii: "r") where key.isText("reported"):
      guard head.isNew(17), let timing = timing(&value) else { return false }
      (fact.reportedVerdict, fact.reportedRing) = (timing.verdict + 1, timing.ring)
      return true
    default: return value.skip()
    }
  }

  private func breaches(_ value: inout ByteWalker, fact: inout CallFact) -> Bool {
    value.array { item in
      item.object { key, value in
        guard key.isText("rule") else { return value.skip() }
        guard let rule = value.text()?.position(in: words.rules) else { return false }
        fact.breaches |= 1 << UInt8(rule)
        return true
      }
    }
  }

  private func promises(_ value: inout ByteWalker, fact: inout CallFact) -> Bool {
    value.array { item in
      var (isKept, isReply, number) = (false, false, Int64(1))
      fact.promises = fact.promises < 255 ? fact.promises + 1 : 255
      let isRead = item.object { key, value in
        if key.isText("kept_at") { isKept = true }
        if key.isText("promise") {
          guard let found = value.number() else { return false }
          number = found
          return true
        }
        guard key.isText("kind") else { return value.skip() }
        guard let kind = value.text() else { return false }
        isReply = kind.isText("complaint-reply")
        return true
      }
      if !isKept, !isReply { fact.openPromises |= CallFact.promiseBit(number) }
      return isRead
    }
  }

  private func notifications(_ value: inout ByteWalker, fact: inout CallFact) -> Bool {
    var isFound = false
    return value.array { item in
      var isHelp = true
      var offset: Int32 = -1
      let isRead = item.object { key, value in
        if key.isText("ms") { return Self.milliseconds(&value, target: &offset) }
        guard key.isText("purpose") else { return value.skip() }
        guard let purpose = value.text()?.position(in: words.purposes) else { return false }
        isHelp = NotificationPurpose.allCases[purpose].isHelp
        return true
      }
      if isHelp, !isFound {
        fact.dispatch = offset
        isFound = true
      }
      return isRead
    }
  }

  private func elements(_ value: inout ByteWalker, fact: inout CallFact) -> Bool {
    var met: UInt8 = 0
    return value.object { key, value in
      guard let index = key.position(in: words.elements) else { return value.skip() }
      guard met & 1 << UInt8(index) == 0 else { return false }
      met |= 1 << UInt8(index)
      return element(UInt8(index), value: &value, fact: &fact)
    }
  }

  @inline(__always)
  private func element(_ index: UInt8, value: inout ByteWalker, fact: inout CallFact) -> Bool {
    // The form of an element nobody asked for, by far the most common one after "given".
    if value.accept(#"{"state":"not-asked","text":""}"#) { return true }
    let bit = UInt8(1) << index
    return value.object { key, value in
      if key.isText("state") {
        guard let state = value.text()?.position(in: words.states) else { return false }
        if state != 0 { fact.asked |= bit }
        if state >= 2 { fact.settled |= bit }
        if state == 2 || state == 5 { fact.given |= bit }
        return true
      }
      if index == 1, key.isText("settled_ms") { return Self.milliseconds(&value, target: &fact.place) }
      return value.skip()
    }
  }

  private func complaint(_ value: inout ByteWalker, fact: inout CallFact, head: inout Head) -> Bool {
    value.object { key, value in
      if key.isText("due") {
        guard let due = value.text().flatMap(FixedForms.day) else { return false }
        fact.due = due
        return true
      }
      if key.position(in: words.prescribedFields) != nil { head.fields += 1 }
      return value.skip()
    }
  }
}

/// The words of stored enumerations as bytes, in the order of their cases.
struct StoredWords: Sendable {
  let endings = Self.bytes(CallEnding.self)
  let sources = Self.bytes(RingTiming.Source.self)
  let verdicts = Self.bytes(RingTiming.Verdict.self)
  let states = Self.bytes(ElementState.self)
  let elements = Self.bytes(ElementIdentifier.self)
  let branches = Self.bytes(BranchIdentifier.self)
  let purposes = Self.bytes(NotificationPurpose.self)
  /// Who told of a ring, and what each of them makes of a call's flags.
  let origins = RingSeen.origins.map { Array($0.utf8) }
  let originFlags = [0, 0, CallFact.outgoingFlag, CallFact.passedOnFlag]
  let rules = Self.bytes(BreachRule.self)
  let grades = CallFact.grades.map { Array($0.utf8) }
  let prescribedFields = ComplaintField.prescribed.map { Array($0.rawValue.utf8) }

  private static func bytes<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> [[UInt8]] {
    Value.allCases.map { Array($0.rawValue.utf8) }
  }
}
