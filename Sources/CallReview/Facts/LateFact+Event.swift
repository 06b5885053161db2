import CallModel

extension LateFact {
  /// What a line says that was written down about a closed call; nil when reports make nothing of it.
  ///
  /// The plain way, used where a line does not have the usual form.
  public init?(_ noted: Noted<RecordedEvent>, in day: inout DayFacts) {
    guard let call = noted.call, let (kind, value) = Self.change(noted, day: &day) else { return nil }
    var agreed: UInt16 = 0
    if kind == .ratedAnew, let person = noted.event.ofDesk?.ratingAgreedBy {
      agreed = day.operators.number(of: person.description)
    }
    let isRating = kind == .rated || kind == .ratedAnew
    self.init(
      kind: kind, at: noted.writtenAt.milliseconds, day: Int32(clamping: call.date.dayNumber),
      seat: day.seats.number(of: call.seat.description), number: UInt32(clamping: call.number), value: value,
      personnel: isRating ? day.operators.number(of: noted.personnel.description) : 0, agreed: agreed)
  }

  private static func change(
    _ noted: Noted<RecordedEvent>, day: inout DayFacts
  ) -> (kind: Kind, value: Int32)? {
    switch noted.event {
    case .call(.amend(let amendment)): change(amendment, day: &day)
    case .call(.kept(let kept)): (.kept, Int32(clamping: kept.number))
    case .call(.cancelled): (.cancelled, 0)
    case .desk(let event): change(event, by: noted.personnel, enteredOn: noted.writtenAt.date)
    case .callback(.closed(_, let resolution)): resolution.hasReachedSomebody ? (.calledBack, 0) : nil
    case .callback(.undone(_, _, let lifting)): lifting?.hasReachedSomebody == true ? (.calledBack, 1) : nil
    case .call, .closing, .callback, .review, .access, .imported: nil
    }
  }

  private static func change(_ amendment: Amendment, day: inout DayFacts) -> (kind: Kind, value: Int32)? {
    switch amendment.field {
    case Amendment.category: return (.category, Int32(day.categories.number(of: amendment.text)))
    case Amendment.level: return (.level, Int32(amendment.text) ?? 0)
    default:
      guard let element = ElementIdentifier(rawValue: amendment.field),
        let place = ElementIdentifier.allCases.firstIndex(of: element)
      else { return nil }
      return (.element, Int32(place))
    }
  }

  private static func change(
    _ event: MatterEvent, by writer: OperatorIdentifier, enteredOn day: CivilDate
  ) -> (kind: Kind, value: Int32)? {
    switch event {
    case .replied(let reply):
      (.replied, Int32(clamping: (reply.proof.isEmpty ? day : reply.repliedAt.date).dayNumber))
    case .reopened(let reopened): (.reopened, Int32(clamping: reopened.deadline.due.dayNumber))
    case .deadline(let corrected): (.deadline, Int32(clamping: corrected.deadline.due.dayNumber))
    case .rated(let rating): change(rating, by: writer)
    case .deed(let deed): change(deed)
    case .assigned, .reminder, .handedOver, .majorMarked, .majorReported, .shiftStarted, .shiftEnded,
      .followUp, .paper, .urged:
      nil
    }
  }

  /// A later rating counts only with a reason, and when somebody else than its writer agreed.
  private static func change(
    _ rating: RatingGiven, by writer: OperatorIdentifier
  ) -> (kind: Kind, value: Int32)? {
    guard let grade = CallFact.grades.firstIndex(of: rating.grade.rawValue) else { return nil }
    let isAnew = !rating.reason.isEmpty && rating.agreedBy.map { $0 != writer } ?? false
    return (isAnew ? .ratedAnew : .rated, Int32(grade))
  }

  private static func change(_ deed: MatterDeed) -> (kind: Kind, value: Int32)? {
    switch deed.matter {
    case .promise: (.kept, Int32(clamping: deed.promise ?? 0))
    case .callBack: (.calledBack, 0)
    case .followUp, .major: nil
    }
  }
}

extension MatterEvent {
  /// Who agreed that a rating takes the place of the first.
  fileprivate var ratingAgreedBy: OperatorIdentifier? {
    if case .rated(let rating) = self { rating.agreedBy } else { nil }
  }
}
