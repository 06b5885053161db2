import CallModel
import CallProtocol
import Catalogue
import PlainText

/// `/callback`: the call-back list worked at the desk. Nothing is dialled; a call that goes out is on record.
extension CallDesk {
  /// What a word behind `/callback` asks for.
  private enum Order {
    case list
    case add(String)
    case close(String)
    case outcome(CallbackOutcome)
    case ring(String)

    init(_ argument: String) {
      let word = argument.prefix { !$0.isWhitespace }
      let rest = String(argument.dropFirst(word.count)).trimmed
      // In English some of them are two words.
      let whole = Message.callbackOrder(
        argument.halfWidth.lowercased().split(separator: " ").joined(separator: "-"))
      switch whole.isEmpty ? Message.callbackOrder(String(word).halfWidth.lowercased()) : whole {
      case "list": self = .list
      case "add": self = .add(rest)
      case "close": self = .close(rest)
      case "reached": self = .outcome(.reached)
      case "no-answer": self = .outcome(.noAnswer)
      case "busy": self = .outcome(.busy)
      case "unreachable": self = .outcome(.unreachable)
      default: self = .ring(argument.halfWidth)
      }
    }
  }

  /// Lists who waits, rings one of them, says what came of it, enters somebody, or settles an entry.
  mutating func callBack(_ argument: String) -> [DeskEffect] {
    switch Order(argument) {
    case .list: return listCallbacks()
    case .add(let text): return enterCallback(text)
    case .close(let text): return closeCallback(text)
    case .outcome(let outcome): return tellOutcome(outcome)
    case .ring(let wanted): return ringBack(wanted)
    }
  }

  // MARK: Rung by another seat

  /// The seat that rings this caller back now; nil when none does, as far as known.
  public func seatRinging(_ entry: CallbackEntry) -> SeatIdentifier? {
    recent.goingOut(to: entry.opened.number, at: clock.now().wall).map(\.id.seat).first { $0 != session.seat }
  }

  /// Two seats may take the same caller before either has read of the other: who began later is told, once.
  mutating func noteOvertaken() {
    guard let own = record, dialled != nil, overtaken?.call != own.id,
      let first = recent.goingOut(to: own.number, at: clock.now().wall).first, first.id != own.id
    else { return }
    overtaken = (own.id, .callbackTakenMeanwhile(own.number, seat: first.id.seat.description))
  }

  /// Why an entry is not rung at once: another seat does; nil when it was asked for before.
  private mutating func taken(_ entry: CallbackEntry) -> DeskEffect? {
    guard let seat = seatRinging(entry), insistedCallback != entry.entry else {
      insistedCallback = nil
      return nil
    }
    insistedCallback = entry.entry
    return DeskEffect(
      .error, message: .callbackTaken(entry.opened.number, seat: seat.description))
  }

  // MARK: The list

  /// The open entries, the one due first first; their numbers hold until the next list.
  private mutating func listCallbacks() -> [DeskEffect] {
    let open = callbacks.open
    listedCallbacks = open.map(\.entry)
    guard !open.isEmpty else { return [DeskEffect(.notice, message: .callbacksNone)] }
    let now = clock.now().wall
    return open.enumerated().map { index, entry in
      let opened = entry.opened
      let row = Message.callbackRow(
        due: entry.due().clock(seenOn: now.date), isLate: entry.due() < now, number: opened.number,
        name: opened.name ?? "", reason: opened.reason.rawValue,
        waitSeconds: opened.waitMilliseconds.map { Int($0 / 1_000) }, tries: entry.attempts.count,
        place: opened.place, entry: entry.entry)
      let ringing = seatRinging(entry).map { Message.callbackRinging(seat: $0.description) }
      return DeskEffect(
        .item,
        message: Message.verbatim("  \(index + 1) ").joined(row, separator: "")
          .joined(ringing ?? .verbatim(""), separator: ""))
    }
  }

  /// Rings somebody on the list back, the one due first when none is named.
  ///
  /// An entry is named by its number in the list shown last, whole, or by its last figures. Who was sent help
  /// is rung back too when he is named, or when nobody else waits.
  private mutating func ringBack(_ wanted: String) -> [DeskEffect] {
    guard record == nil else { return commit(.notice(.alreadyInCall)) }
    // Unnamed, whoever is rung by another seat is passed over while others wait.
    let free = wanted.isEmpty ? callback(named: "", among: { $0.canBeRung && seatRinging($0) == nil }) : nil
    guard let entry = free ?? callback(named: wanted, among: \.canBeRung) else {
      return [DeskEffect(.error, message: .callbackUnknown(wanted))]
    }
    if let taken = taken(entry) { return [taken] }
    let isRung = seatRinging(entry) != nil
    let ring = RingSeen(number: entry.opened.number, name: entry.opened.name, isOutgoing: true)
    // What stands half-typed for a telephone that rings is not of this one.
    claimFront(for: ring)
    let effects = self.ring(ring, at: clock.now(), for: Self.callLink(entry))
    front.callback = entry.entry
    if isRung, let call = record?.id { overtaken = (call, nil) }
    return effects
  }

  /// The entry that has this number in the list shown last, this name or its end, or this telephone number;
  /// without any the one due first.
  private func callback(named wanted: String, among isMeant: (CallbackEntry) -> Bool) -> CallbackEntry? {
    if wanted.utf8.count <= 2, let number = Int(wanted) {
      // A digit is of the list on the screen, and no end of an entry's name.
      guard listedCallbacks.indices.contains(number - 1) else { return nil }
      return callbacks.entries[listedCallbacks[number - 1]].flatMap { isMeant($0) ? $0 : nil }
    }
    let digits = Self.digits(wanted)
    let settled = callbacks.entries.values.filter { !$0.isOpen }.sorted { $0.openedAt > $1.openedAt }
    return (callbacks.open + settled).first { entry in
      isMeant(entry)
        && (wanted.isEmpty || entry.entry == wanted || entry.entry.hasSuffix("-" + wanted)
          || entry.opened.number == digits && !digits.isEmpty)
    }
  }

  /// A telephone number as it is kept, whatever it is written with.
  private static func digits(_ text: some StringProtocol) -> String {
    String(text).halfWidth.filter { $0 != "-" && !$0.isWhitespace }
  }

  /// Puts the caller on the line on the list, or with nobody on the line the number that is typed, with what
  /// is known of the place.
  private mutating func enterCallback(_ text: String) -> [DeskEffect] {
    let now = clock.now().wall
    let first = text.prefix { !$0.isWhitespace }
    let digits = Self.digits(first)
    let typed = digits.utf8.count >= 3 && digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2B })
    let number = typed ? digits : record?.number ?? ""
    guard !number.isEmpty else { return [DeskEffect(.error, message: .callbackNumberNeeded)] }
    let words = typed ? String(text.dropFirst(first.count)).trimmed : text
    let isCaller = number == record?.number
    let place = words.isEmpty && isCaller ? record?.element(.where).text ?? "" : words
    let opened = CallbackOpened(
      reason: .entered, number: number, name: isCaller ? record?.ring?.name : nil, endedAt: now, place: place,
      call: record?.id)
    // Not named after a record: the caller was spoken to, and nothing of his call is left undone.
    return openCallback("\(session.seat)/\(now.milliseconds)", opened: opened)
  }

  /// `ENTRY unreachable|no-number`: settles an entry nobody can be reached by, when it may be.
  private mutating func closeCallback(_ text: String) -> [DeskEffect] {
    let words = text.halfWidth.split(whereSeparator: \.isWhitespace).map(String.init)
    let resolution: CallbackResolution? =
      switch words.count == 2 ? Message.callbackOrder(words[1].lowercased()) : "" {
      case "unreachable": .unreachable
      case "no-number": .noNumber
      default: nil
      }
    guard let resolution else { return [DeskEffect(.error, message: .callbackCloseUsage)] }
    guard let entry = callback(named: words[0], among: \.isOpen) else {
      return [DeskEffect(.error, message: .callbackUnknown(words[0]))]
    }
    if let obstacle = entry.obstacle(to: resolution) {
      return [DeskEffect(.error, message: .callbackObstacle(obstacle))]
    }
    let effects = write(.closed(entry: entry.entry, resolution), message: .callbackSettled(resolution.word))
    resultTold = CallbackTold(
      call: nil, undone: [.undone(entry: entry.entry, call: nil, lifting: resolution)])
    return effects
  }

  /// What came of the attempt that goes out now, on the screen or beside it.
  private mutating func tellOutcome(_ outcome: CallbackOutcome) -> [DeskEffect] {
    if front.isDialled { return endAttempt(outcome) }
    guard let index = others.firstIndex(where: \.isDialled) else {
      return [DeskEffect(.error, message: .callbackNotRinging)]
    }
    return asideByName(index) { $0.endAttempt(outcome) }
  }

  private mutating func endAttempt(_ outcome: CallbackOutcome) -> [DeskEffect] {
    if outcome == .reached { return commit(session.answer(at: clock.now())) }
    front.attempt = outcome
    return cutOff()
  }
}

extension CallDesk {
  /// The first danger to life that a record tells of, in whatever element or remark.
  func danger(toldIn record: CallRecord) -> DangerFinding? {
    told(in: record).lazy.compactMap { document.dangerWords.findings(in: $0).first }.first
  }
}

extension CallbackEntry {
  fileprivate var canBeRung: Bool { !opened.number.isEmpty }
}

extension Message {
  /// Why an entry cannot be settled so.
  fileprivate static func callbackObstacle(_ obstacle: CallbackEntry.Obstacle) -> Message {
    switch obstacle {
    case .nobodySent: .callbackNobodySentYet
    case .triesMissing(let count): .callbackTriesMissing(count)
    case .hasNumber: .callbackHasNumber
    case .notReached: .callbackNotReached
    }
  }
}
