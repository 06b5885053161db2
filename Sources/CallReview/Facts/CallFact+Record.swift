import CallModel

extension CallFact {
  /// The fact of a whole record; words get their numbers in `day`.
  ///
  /// The plain way, used where a closing line does not have the usual form, and by tests as the measure of
  /// the fast way.
  public init(_ record: CallRecord, in day: inout DayFacts) {
    self.init()
    self.day = Int32(clamping: record.id.date.dayNumber)
    number = UInt32(clamping: record.id.number)
    seat = day.seats.number(of: record.id.seat.description)
    personnel = day.operators.number(of: record.personnel.description)
    category = day.categories.number(of: record.category?.code ?? "")
    began = Self.clamp(record.beganAt.milliseconds - WallInstant(date: record.id.date).milliseconds)
    talk = Self.known(record.talkMilliseconds)
    level = UInt8(clamping: record.level ?? 0)
    if let ending = record.ending { self.ending = Self.position(ending) }
    readTiming(record)
    readElements(record)
    for branch in record.branches { branches |= 1 << (Self.position(branch) - 1) }
    for breach in record.breaches { breaches |= 1 << (Self.position(breach.rule) - 1) }
    taboos = UInt8(clamping: record.wordings.count)
    for phrase in record.phrases.compactMap(\.phrase) {
      said |= 1 << UInt64(min(63, day.phrases.number(of: phrase)))
    }
    dispatch = Self.known(record.dispatchedAfter)
    promises = UInt8(clamping: record.promises.count)
    for open in record.openPromises where open.promise.kind != .complaintReply {
      openPromises |= Self.promiseBit(Int64(open.promise.number))
    }
    if record.repeats != nil { flags |= Self.repeatsFlag }
    if record.ring?.isPassedOn == true { flags |= Self.passedOnFlag }
    if record.ring?.isOutgoing == true { flags |= Self.outgoingFlag }
    due = Int32(clamping: record.complaint?.opened?.due.dayNumber ?? 0)
    missingFields = UInt8(clamping: record.complaint?.missingFields.count ?? 0)
  }

  private mutating func readTiming(_ record: CallRecord) {
    guard let answer = record.answer else { return }
    source = Self.position(answer.timing.source)
    verdict = Self.position(answer.timing.verdict) - 1
    ring = Self.known(answer.timing.ringMilliseconds)
    if let reported = answer.reported {
      reportedRing = Self.known(reported.ringMilliseconds)
      reportedVerdict = Self.position(reported.verdict)
    }
  }

  private mutating func readElements(_ record: CallRecord) {
    for (index, identifier) in ElementIdentifier.allCases.enumerated() {
      let element = record.element(identifier)
      let bit = UInt8(1) << UInt8(index)
      if element.state != .notAsked { asked |= bit }
      if element.state.isSettled { settled |= bit }
      if element.state == .given || element.state == .corrected { given |= bit }
      if identifier == .where { place = Self.known(element.settledAfter) }
    }
  }

  /// The position among all cases plus 1.
  static func position<Value: CaseIterable & Equatable>(_ value: Value) -> UInt8 {
    UInt8(clamping: (Array(Value.allCases).firstIndex(of: value) ?? 0) + 1)
  }

  private static func known(_ milliseconds: Int64?) -> Int32 {
    milliseconds.map { max(0, clamp($0)) } ?? -1
  }

  private static func clamp(_ number: Int64) -> Int32 { Int32(clamping: number) }
}
