import CallModel
import CallProtocol
import Catalogue
import PlainText

extension CallDesk {
  /// Searches the directory by matter words and lists what was found with address and telephone.
  mutating func searchDirectory(_ text: String) -> [DeskEffect] {
    guard !text.isEmpty else {
      if session.isTalking { show(.referral) }
      return session.isTalking ? [] : commit(.notice(.valueNeeded))
    }
    front.offer = .departments(found(text))
    guard !results.isEmpty else { return commit(.notice(.unknownDepartment)) }
    return listResults()
  }

  /// Lists what was found, to be told by number.
  private mutating func listResults() -> [DeskEffect] {
    if session.isTalking { show(.referral) }
    let today = clock.now().wall.date
    return [DeskEffect(.notice, message: .referralResults)]
      + results.enumerated().flatMap { index, entry in rows(index + 1, entry: entry, today: today) }
  }

  /// Entries found by their matters or name; those whose agreed answer merely mentions the words only when
  /// there is nothing better.
  private func found(_ text: String) -> [ReferralEntry] {
    let matches = document.referrals.search(text)
    let better = matches.filter { !$0.matters.isEmpty || $0.matchesDepartment }
    return (better.isEmpty ? matches : better).map(\.entry)
  }

  private func rows(_ number: Int, entry: ReferralEntry, today: CivilDate) -> [DeskEffect] {
    let head = "  \(number) \(entry.department) \(entry.address) \(entry.telephone) \(entry.hours)".trimmedEnd
    let mark = entry.isExample ? Message.verbatim(" ").joined(.wordExample, separator: "") : .verbatim("")
    var rows = [DeskEffect(.item, message: .verbatim(head).joined(mark, separator: ""))]
    if !entry.answer.isEmpty { rows.append(DeskEffect(.item, message: .verbatim("    \(entry.answer)"))) }
    if let checked = entry.lastChecked, entry.needsChecking(on: today) {
      rows.append(DeskEffect(.warning, message: .staleEntry(checked.description)))
    }
    return rows
  }

  /// The caller was told a department of the directory: by number of the list on the screen; other words only
  /// search.
  ///
  /// Its whole name lists it, so that nothing counts as told that nobody could read out; where nobody looks
  /// at a screen it is taken at its word.
  mutating func refer(_ argument: String) -> [DeskEffect] {
    guard session.isTalking else {
      return commit(
        session.refer(ReferralGiven(department: "", address: nil, telephone: nil), at: clock.now()))
    }
    guard !argument.isEmpty else { return enter(.referral) }
    if let number = Self.listNumber(argument) { return refer(number: number) }
    if hasScreen, let entry = document.referrals.entry(named: argument) {
      front.offer = .departments([entry])
      return listResults()
    }
    return referral(argument).map { give($0) } ?? searchDirectory(argument)
  }

  /// The department of this whole name, or one that is told with its own address and telephone.
  func referral(_ argument: String) -> ReferralGiven? {
    document.referrals.entry(named: argument)?.given ?? Self.ownReferral(argument)
  }

  /// `DEPARTMENT ADDRESS TELEPHONE` of one that is not in the directory.
  private static func ownReferral(_ text: String) -> ReferralGiven? {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count >= 3, let telephone = words.last?.halfWidth,
      telephone.count(where: \.isNumber) >= 3, telephone.allSatisfy({ $0.isNumber || "-+()".contains($0) })
    else { return nil }
    return ReferralGiven(
      department: words[0], address: words[1..<(words.count - 1)].joined(separator: " "), telephone: telephone
    )
  }

  /// What can only be a number of a list; a name of digits, a code or a call's number is longer.
  static func listNumber(_ text: String) -> Int? {
    let digits = text.halfWidth
    return digits.utf8.count <= 2 ? Int(digits) : nil
  }

  /// The department with this number in the list on the screen, and no other.
  private mutating func refer(number: Int) -> [DeskEffect] {
    guard results.indices.contains(number - 1) else {
      return [DeskEffect(.error, message: .notInList(number, longest: results.count))]
    }
    return give(results[number - 1])
  }

  private mutating func give(_ entry: ReferralEntry) -> [DeskEffect] {
    give(entry.given)
  }

  private mutating func give(_ referral: ReferralGiven) -> [DeskEffect] {
    let effects = commit(session.refer(referral, at: clock.now()))
    if open == .referral { show(nextField) }
    return effects
  }

  /// Enter alone leaves the search only when it is pressed twice: what is typed next would be an answer to an
  /// element.
  private mutating func leaveReferral() -> [DeskEffect] {
    guard front.leavesReferral else {
      front.leavesReferral = true
      return [DeskEffect(.notice, message: .referralEmpty)]
    }
    show(nextField)
    return []
  }

  mutating func answerReferral(_ text: String) -> [DeskEffect] {
    if text.isEmpty { return leaveReferral() }
    // Words only search: what was typed to look something up has not been said to anybody.
    return Self.listNumber(text).map { refer(number: $0) } ?? searchDirectory(text)
  }

  /// The question with the keeper of the entries that come nearest.
  func openQuestion(_ text: String) -> OpenQuestion {
    OpenQuestion(text: text, keeper: document.referrals.search(text).first?.entry.keeper ?? "")
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
