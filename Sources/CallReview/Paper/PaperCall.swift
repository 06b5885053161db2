import CallModel
import CallProtocol
import Catalogue

/// A call as it stands on a paper card, with its true times.
public struct PaperCall: Hashable, Sendable {
  /// A unit told, and when.
  public struct Told: Hashable, Sendable {
    /// The unit's name as written on the form.
    public let unit: String
    /// Why.
    public let purpose: NotificationPurpose
    /// When; nil when that is not on the card.
    public let at: WallInstant?
  }

  /// Who took it.
  public internal(set) var takenBy: OperatorIdentifier
  /// When the phone rang; nil when that is not on the card.
  public internal(set) var rangAt: WallInstant?
  /// When it was answered.
  public internal(set) var answeredAt: WallInstant
  /// When it ended; nil when that is not on the card.
  public internal(set) var endedAt: WallInstant?
  /// How many rings were counted; nil when that is not on the card.
  public internal(set) var rings: Int?
  /// The caller's number; may be empty.
  public internal(set) var number = ""
  /// The elements given.
  public internal(set) var elements: [ElementIdentifier: String] = [:]
  /// The complaint's fields, when it was one.
  public internal(set) var complaint: [ComplaintField: String] = [:]
  /// Units told.
  public internal(set) var told: [Told] = []
  /// The category's code.
  public internal(set) var category: String?
  /// The level written on the form, 1 the highest; nil when left empty.
  public internal(set) var level: Int?
  /// Remarks.
  public internal(set) var notes: [String] = []

  /// The telephone's own record of a caller who is on paper as well.
  public enum Twin: Hashable, Sendable {
    /// It is of the same call, which has this number of the telephone system: one caller with two records.
    case same(CallIdentifier, phoneCall: String?)
    /// Nothing but the time speaks for it.
    case perhaps(CallIdentifier)
  }

  /// The events of the call with the moment each of them happened, in order.
  public func events(
    document: ProtocolDocument, deadline: (CivilDate) -> ComplaintOpened, limit: RingLimit, twin: Twin? = nil
  )
    -> [Noted<CallEvent>]
  {
    let timing = rings.map { RingTiming.counted(rings: $0, limit: limit) } ?? .unknown(limit: limit)
    var events = beginning(twin)
    events.append(event(.answer(CallAnswered(timing: timing)), at: answeredAt))
    if !complaint.isEmpty {
      events.append(event(.branchEntered(.complaint), at: answeredAt))
      events.append(event(.complaint(deadline(answeredAt.date)), at: answeredAt))
    }
    for field in ComplaintField.allCases {
      guard let text = complaint[field] else { continue }
      events.append(
        event(.complaintField(ComplaintAnswer(field: field, state: .given, text: text)), at: answeredAt))
    }
    for element in ElementIdentifier.allCases {
      guard let text = elements[element] else { continue }
      events.append(
        event(.element(ElementAnswer(element: element, state: .given, text: text)), at: answeredAt))
    }
    if let category {
      events.append(
        event(
          .category(
            CategoryChosen(code: category, name: document.category(code: category)?.name.chinese ?? "")),
          at: answeredAt))
    }
    if let level { events.append(event(.level(level), at: answeredAt)) }
    for told in told.sorted(by: { ($0.at ?? answeredAt) < ($1.at ?? answeredAt) }) {
      let notify = CallEvent.notify(UnitNotified(unit: told.unit, purpose: told.purpose))
      events.append(event(notify, at: told.at ?? answeredAt, isTimed: told.at != nil))
    }
    events += notes.map { event(.note($0), at: answeredAt) }
    let last = endedAt ?? told.compactMap(\.at).max()
    return events + [event(.end(.finished), at: last ?? answeredAt, isTimed: last != nil)]
  }

  /// The ring, and the telephone's own record of it.
  private func beginning(_ twin: Twin?) -> [Noted<CallEvent>] {
    let rang = rangAt ?? answeredAt
    switch twin {
    case .same(_, let phoneCall):
      return [event(.ring(RingSeen(number: number, phoneCall: phoneCall, isPassedOn: true)), at: rang)]
    case .perhaps(let call):
      let link = CallLink(call: call, relation: .related, reason: "time")
      return [event(.ring(RingSeen(number: number)), at: rang), event(.link(link), at: rang)]
    case nil: return [event(.ring(RingSeen(number: number)), at: rang)]
    }
  }

  /// An event with the time it has on the card; one without stands at the answer, and no duration comes of
  /// it.
  ///
  /// Times are from one person's watch: whole seconds at best.
  private func event(_ event: CallEvent, at: WallInstant, isTimed: Bool = false) -> Noted<CallEvent> {
    let offset = isTimed ? max(0, at.milliseconds - answeredAt.milliseconds) : nil
    return Noted<CallEvent>(event, at: at, offsetMilliseconds: offset, personnel: takenBy)
  }
}

/// What is wrong with a line of a paper form.
public struct PaperFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// There is no colon.
    case noColon
    /// There is no such key.
    case unknownKey(String)
    /// The value is no time of the form needed.
    case badTime(key: String)
    /// The value is not what the key needs.
    case badValue(key: String)
    /// A key that every call needs is missing.
    case missing(key: String)
    /// The call would end before it was answered, or be answered before it rang.
    case wrongOrder(key: String)
    /// The call would be in the future.
    case inFuture
  }

  /// What is wrong.
  public let kind: Kind
  /// The line, from 1; of a missing key the first line of the call.
  public let line: Int
}
