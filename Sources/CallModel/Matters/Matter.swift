/// What one call left to be done, and who holds it.
///
/// The complaint made in it is a `ComplaintCase` beside
/// this.
public struct Matter: Hashable, Sendable {
  /// How long a call-back stands on the list, in ms: 24 hours.
  public static let callBackReach: Int64 = 86_400_000

  /// The call.
  public let id: CallIdentifier
  /// Who is responsible (首问负责): who took the call, until it is handed over.
  public private(set) var holder: OperatorIdentifier
  /// When the last fact about it was written down.
  public private(set) var lastAt: WallInstant
  /// Hand-overs, oldest first.
  public private(set) var handOvers: [HolderChanged] = []
  /// The promises made in the call.
  public private(set) var promises: [PromiseRecord] = []
  /// Since when the caller is to be called back; nil when that is not so.
  public private(set) var callBackSince: WallInstant?
  /// The follow-up of a bad rating that is not done.
  public private(set) var followUp: FollowUpOpened?

  private var highestSince: WallInstant?
  private var markedSince: WallInstant?
  private var happeningSince: WallInstant?
  private var reports: [MajorReported] = []

  /// A matter that begins with `first`.
  public init(first: MatterFact) {
    id = first.call
    holder = first.personnel
    lastAt = first.at
  }

  /// Promises whose deed is missing.
  ///
  /// The reply to a complaint is not among them: the complaint itself tells.
  public var openPromises: [PromiseRecord] {
    promises.filter { $0.isOpen && $0.promise.kind != .complaintReply }
  }

  /// The call as a matter of which a person in charge is told; nil when it is none.
  public var major: MajorMatter? {
    let since = highestSince.map { (MajorMatter.Reason.level, $0) } ?? markedSince.map { (.marked, $0) }
    return since.map {
      MajorMatter(reason: $0.0, since: $0.1, reports: reports.filter { !$0.isToInspectors })
    }
  }

  /// The call as misconduct going on, of which the inspectors are told; nil when it is none.
  public var inspection: MajorMatter? {
    happeningSince.map {
      MajorMatter(reason: .happening, since: $0, reports: reports.filter(\.isToInspectors))
    }
  }

  /// What of both nobody was told of yet.
  public var unreported: [MajorMatter] { [major, inspection].compactMap { $0 }.filter(\.isUnreported) }

  /// Whether the caller is to be called back now; after 24 hours it stands in the record only.
  public func needsCallBack(at now: WallInstant) -> Bool {
    callBackSince.map { now.milliseconds - $0.milliseconds < Self.callBackReach } ?? false
  }

  /// Whether anything is left to be done.
  public func isOpen(at now: WallInstant) -> Bool {
    !openPromises.isEmpty || !unreported.isEmpty || needsCallBack(at: now) || followUp != nil
  }

  /// Takes one more fact in.
  public mutating func apply(_ fact: MatterFact) {
    lastAt = max(lastAt, fact.at)
    switch fact.event {
    case .call(let event): apply(event, fact.at)
    case .desk(let event): apply(event, fact.at)
    }
  }

  private mutating func apply(_ event: CallEvent, _ at: WallInstant) {
    switch event {
    case .promise(let promise): promises.append(PromiseRecord(promise: promise, madeAt: at))
    case .kept(let kept): keep(kept.number, kept.deed, at)
    case .level(let level): setLevel(level, at)
    case .amend(let amendment) where amendment.field == "level": Int(amendment.text).map { setLevel($0, at) }
    case .end(let ending): if ending == .cutOff || ending == .abandoned { callBackSince = at }
    case .complaintField(let answer) where answer.field == .happening: setHappening(answer.text, at)
    case .amend(let amendment) where ComplaintField(amended: amendment.field) == .happening:
      setHappening(amendment.text, at)
    case .notify(let told) where told.purpose == .inspectors:
      reports.append(
        MajorReported(to: told.unit, isToInspectors: true, how: "", text: told.text, reportedAt: at))
    default: break
    }
  }

  private mutating func apply(_ event: MatterEvent, _ at: WallInstant) {
    switch event {
    case .deed(let deed): take(deed, at)
    case .handedOver(let change): hand(change)
    case .majorMarked: markedSince = markedSince ?? at
    case .majorReported(let report):
      reports.append(report)
      // Reporting a call makes it one to be reported.
      if !report.isToInspectors, highestSince == nil { markedSince = markedSince ?? at }
    case .followUp(let opened): followUp = opened
    default: break
    }
  }

  /// A follow-up can be with another person than the rest.
  private mutating func hand(_ change: HolderChanged) {
    handOvers.append(change)
    guard let opened = followUp, opened.to == change.from else {
      holder = change.to
      return
    }
    followUp = FollowUpOpened(due: opened.due, to: change.to)
    if holder == change.from { holder = change.to }
  }

  private mutating func take(_ deed: MatterDeed, _ at: WallInstant) {
    switch deed.matter {
    case .promise:
      if let number = deed.promise { keep(number, deed.unit, deed.doneAt ?? at) }
    case .callBack: callBackSince = nil
    case .followUp: followUp = nil
    case .major: break
    }
  }

  private mutating func keep(_ number: Int, _ deed: String, _ at: WallInstant) {
    guard let index = promises.firstIndex(where: { $0.promise.number == number && $0.isOpen }) else { return }
    promises[index].keptAt = at
    promises[index].deed = deed
  }

  /// Level 1 is the highest of every protocol.
  ///
  /// A mistake that was reported stays on record as reported.
  private mutating func setLevel(_ level: Int, _ at: WallInstant) {
    if level == 1 {
      highestSince = highestSince ?? at
    } else if major?.reports.isEmpty == true {
      highestSince = nil
    }
  }

  private mutating func setHappening(_ text: String, _ at: WallInstant) {
    if text == ComplaintField.yes {
      happeningSince = happeningSince ?? at
    } else if inspection?.reports.isEmpty == true {
      happeningSince = nil
    }
  }
}

/// A matter that is reported at once: to a person in charge, and misconduct going on to the inspectors.
public struct MajorMatter: Hashable, Sendable {
  /// Within how many ms it must be reported: five minutes.
  public static let reach: Int64 = 300_000

  /// Why it is one.
  public enum Reason: String, CaseIterable, Sendable {
    /// The call has the highest level.
    case level
    /// Somebody marked it.
    case marked
    /// Misconduct that is going on now: the inspectors are told.
    case happening
  }

  /// Why it is one.
  public let reason: Reason
  /// Since when it is known.
  public let since: WallInstant
  /// The reports, oldest first.
  public let reports: [MajorReported]

  /// A major matter known since then.
  public init(reason: Reason, since: WallInstant, reports: [MajorReported] = []) {
    self.reason = reason
    self.since = since
    self.reports = reports
  }

  /// Whether nobody was told of those who are to be.
  public var isUnreported: Bool { reports.isEmpty }

  /// Whether nobody of them was told and the five minutes are over.
  public func isLate(at now: WallInstant) -> Bool {
    isUnreported && now.milliseconds - since.milliseconds > Self.reach
  }
}
