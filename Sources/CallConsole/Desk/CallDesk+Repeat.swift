import CallModel
import CallProtocol
import Catalogue
import PlainText

extension CallDesk {
  /// Lists earlier calls that may be about the same matter, with the reasons.
  public mutating func offerCandidates() -> [DeskEffect] {
    guard let record else { return commit(.notice(.noCall)) }
    let refused = Set(record.links.map(\.call))
    front.offer = .calls(recent.candidates(for: question(record)).filter { !refused.contains($0.call.id) })
    guard !candidates.isEmpty else { return [DeskEffect(.notice, message: .noCandidates)] }
    show(.link)
    let rows = candidates.enumerated().map { index, candidate in
      DeskEffect(
        .item, message: Message.verbatim("  \(index + 1) ").joined(description(candidate), separator: ""))
    }
    return [DeskEffect(.notice, message: .candidates)] + rows
  }

  /// The earlier call in one line: id, how long ago, reasons, place, matter, units told.
  func description(_ candidate: RepeatCandidate) -> Message {
    let call = candidate.call
    let told = [Message.verbatim(call.place), .verbatim(call.matter), units(of: call)]
    let facts = told.filter { !$0.chinese.isEmpty }
    let known = Message.verbatim(call.id.description).joined(.ago(candidate.age))
    let head = call.timesUrged > 0 ? known.joined(.timesUrged(call.timesUrged)) : known
    let reasons = Message.list(candidate.reason.split(separator: "+").map { Message.name(of: String($0)) })
    return head.joined(Message("[\(reasons.chinese)]", "[\(reasons.english)]"))
      .joined(facts.dropFirst().reduce(facts.first ?? .verbatim("")) { $0.joined($1, separator: " / ") })
  }

  /// The units told of an earlier call.
  func units(of call: RecentCall) -> Message {
    let names = call.units.map(words.unit)
    return names.dropFirst().reduce(names.first ?? .verbatim("")) { $0.joined($1) }
  }

  /// `CALL [related]`, or the number of an offered call.
  mutating func linkCall(_ argument: String) -> [DeskEffect] {
    let parts = argument.halfWidth.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = parts.first else { return offerCandidates() }
    let relation: LinkRelation =
      parts.dropFirst().contains { $0 == "related" || $0 == Message.name(of: "related").chinese }
      ? .related : .same
    if session.isTalking, let number = Self.listNumber(first) {
      guard candidates.indices.contains(number - 1) else {
        return [DeskEffect(.error, message: .notInList(number, longest: candidates.count))]
      }
      let chosen = candidates[number - 1]
      return link(CallLink(call: chosen.call.id, relation: relation, reason: chosen.reason))
    }
    // What is no id at all is answered as an id that nobody knows.
    guard let call = CallIdentifier(ifValid: first), call.date <= clock.now().wall.date else {
      return commit(.notice(unknownCall))
    }
    if closedCalls[call]?.isCancelled == true { return commit(.notice(.refused(.cancelled, call))) }
    let effects = link(CallLink(call: call, relation: relation, reason: reason(for: call)))
    return effects
      + (recent.call(call) == nil && session.isTalking ? [DeskEffect(.notice, message: .linkNotRecent)] : [])
  }

  /// Why no earlier call is linked: before anything else because nobody is on the line here.
  private var unknownCall: SessionNotice {
    session.isTalking ? .unknownCall : session.isRinging ? .notAnswered : .noCall
  }

  /// Why the call may be about the same matter, whether it stands in a list or not.
  private func reason(for call: CallIdentifier) -> String {
    let likely = record.map { recent.candidates(for: question($0)) } ?? []
    return likely.first { $0.call.id == call }?.reason ?? "operator"
  }

  private mutating func link(_ link: CallLink) -> [DeskEffect] {
    let effects = commit(session.link(link, at: clock.now()))
    if session.isTalking, link.relation == .same {
      front.usualUnit = unitToChase(of: recent.call(link.call)?.units ?? [])
      show(.unit(.chase))
    } else if open == .link {
      show(nextField)
    }
    return effects
  }

  /// `no [CALL]`: the call offered, or all that were offered, are something else.
  ///
  /// `yes` links the first.
  mutating func sameOrNot(_ argument: String) -> [DeskEffect] {
    let parts = argument.halfWidth.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    let word = parts.first ?? ""
    if ["yes", "y", Message.name(of: "yes").chinese].contains(word) { return linkCall("1") }
    guard ["no", "n", Message.name(of: "no").chinese].contains(word) else {
      return commit(.notice(.valueNeeded))
    }
    // Words that are no ids belong to the sentence, not to the list.
    let named = parts.dropFirst().compactMap { CallIdentifier(ifValid: $0) }
    let calls = named.isEmpty ? candidates.map(\.call.id) : named
    guard !calls.isEmpty else { return commit(.notice(unknownCall)) }
    let effects = calls.flatMap { call in
      commit(
        session.link(CallLink(call: call, relation: .different, reason: reason(for: call)), at: clock.now()))
    }
    front.offer = .nothing
    if open == .link { show(nextField) }
    return effects
  }

  mutating func answerLink(_ text: String) -> [DeskEffect] {
    // The same number within a day is hardly another matter; what else is offered is only passed over.
    if text.isEmpty, candidates.first?.isSameNumber == true { return linkCall("1") }
    if text.isEmpty {
      show(nextField)
      return []
    }
    if ["n", "no"].contains(text.halfWidth.lowercased()) { return sameOrNot("no") }
    return linkCall(text)
  }

  /// Of the units told in the earlier call the one that is urged: the officers told last, for whom the
  /// sentence of article 3 asks; else whoever was told last.
  private func unitToChase(of told: [String]) -> String? {
    told.last { document.unit(typed: $0)?.kind == .officers } ?? told.last
  }
}
