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
  /// The call as a major matter; nil when it is none.
  public private(set) var major: MajorMatter?
  /// Since when the caller is to be called back; nil when that is not so.
  public private(set) var callBackSince: WallInstant?
  /// The follow-up of a bad rating that is not done.
  public private(set) var followUp: FollowUpOpened?

  private var happeningSince: WallInstant?
  private var marked: WallInstant?

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

  /// Whether the caller is to be called back now; after 24 hours it stands in the record only.
  public func needsCallBack(at now: WallInstant) -> Bool {
    callBackSince.map { now.milliseconds - $0.milliseconds < Self.callBackReach } ?? false
  }

  /// Whether anything is left to be done.
  public func isOpen(at now: WallInstant) -> Bool {
    !openPromises.isEmpty || major?.isUnreported == true || needsCallBack(at: now) || followUp != nil
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
    case .complaintField(let answer) where answer.field == .happening:
      happeningSince = answer.text == "yes" ? happeningSince ?? at : nil
      settleMajor(level: major?.reason == .level ? major?.since : nil)
    default: break
    }
  }

  private mutating func apply(_ event: MatterEvent, _ at: WallInstant) {
    switch event {
    case .deed(let deed): take(deed, at)
    case .handedOver(let change): hand(change)
    case .majorMarked:
      marked = marked ?? at
      settleMajor(level: major?.reason == .level ? major?.since : nil)
    case .majorReported(let report):
      if major == nil { major = MajorMatter(reason: .marked, since: at) }
      major?.reports.append(report)
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
      if let number = deed.promise { keep(number, deed.unit, at) }
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
  private mutating func setLevel(_ level: Int, _ at: WallInstant) {
    let since = major?.reason == .level ? major?.since : nil
    settleMajor(level: level == 1 ? since ?? at : nil)
  }

  /// What makes it a major matter, in the order level, mark, misconduct; reports stay.
  private mutating func settleMajor(level: WallInstant?) {
    let found: (MajorMatter.Reason, WallInstant)? =
      level.map { (.level, $0) } ?? marked.map { (.marked, $0) } ?? happeningSince.map { (.happening, $0) }
    guard let found else {
      if major?.isUnreported == true { major = nil }
      return
    }
    let reports = major?.reports ?? []
    major = MajorMatter(reason: found.0, since: found.1)
    major?.reports = reports
  }
}
