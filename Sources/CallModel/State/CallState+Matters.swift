/// What one call left to be done beside a complaint, and how urgent it is.
extension CallState {
  /// Promises whose deed is missing.
  ///
  /// The reply to a complaint is not among them: the complaint itself tells.
  public var openPromises: [PromiseRecord] { record?.openDeeds ?? [] }

  /// The call as a matter of which a person in charge is told; nil when it is none.
  public var major: MajorMatter? { record?.isCancelled == true ? nil : majors.major }

  /// The call as misconduct going on, of which the inspectors are told; nil when it is none.
  public var inspection: MajorMatter? { record?.isCancelled == true ? nil : majors.inspection }

  /// What of both nobody was told of yet.
  public var unreported: [MajorMatter] { [major, inspection].compactMap { $0 }.filter(\.isUnreported) }

  /// Whether anything is left to be done beside a complaint; it stays so until it is done, however old.
  public var isOpen: Bool {
    record?.isCancelled != true
      && (!openPromises.isEmpty || !unreported.isEmpty || callBackSince != nil || followUp != nil)
  }
}

/// How a call became a matter that is reported at once, and to whom it was: the part of the fold behind
/// `CallState.major` and `inspection`.
struct MajorCourse: Hashable, Sendable {
  private var highestSince: WallInstant?
  private var markedSince: WallInstant?
  private var happeningSince: WallInstant?
  private var reports: [MajorReported] = []

  var major: MajorMatter? {
    let since = highestSince.map { (MajorMatter.Reason.level, $0) } ?? markedSince.map { (.marked, $0) }
    return since.map {
      MajorMatter(reason: $0.0, since: $0.1, reports: reports.filter { !$0.isToInspectors })
    }
  }

  var inspection: MajorMatter? {
    happeningSince.map {
      MajorMatter(reason: .happening, since: $0, reports: reports.filter(\.isToInspectors))
    }
  }

  mutating func apply(_ noted: Noted<CallEvent>) {
    switch noted.event {
    case .level(let level): setLevel(level, at: noted.at)
    case .amend(let amendment): correct(amendment, at: noted.at)
    case .complaintField(let answer):
      if answer.field == .happening { setHappening(answer.text, at: noted.at) }
    case .notify(let told): note(told, at: noted.at)
    case .undone(let taken): takeBack(taken, at: noted.at)
    case .ring, .answer, .phrase, .ask, .element, .branchEntered, .branchLeft, .link, .refer, .question,
      .promise, .kept, .complaint, .breach, .wording, .category, .language, .note, .resumed, .reopened,
      .cancelled, .unentered, .end:
      break
    }
  }

  mutating func apply(_ noted: Noted<MatterEvent>) {
    if case .majorReported(let report) = noted.event {
      reports.append(report)
      // Reporting a call makes it one to be reported.
      if report.isToInspectors || highestSince != nil { return }
    }
    markedSince = markedSince ?? noted.at
  }

  /// What the record of the closing line says and no line before it did.
  mutating func complete(from record: CallRecord, at: WallInstant) {
    if record.level == 1 { highestSince = highestSince ?? at }
    if record.complaint?.fields[.happening]?.text == ComplaintField.yes {
      happeningSince = happeningSince ?? at
    }
    guard !reports.contains(where: \.isToInspectors) else { return }
    for told in record.notifications { note(told.notification, at: told.at) }
  }

  private mutating func takeBack(_ taken: DeedsUndone, at: WallInstant) {
    for event in taken.undone {
      switch event {
      case .level: setLevel(0, at: at)
      case .complaintField(let answer): if answer.field == .happening { setHappening("", at: at) }
      case .notify(let told):
        reports.removeAll { $0.isToInspectors && $0.to == told.unit && $0.text == told.text }
      case .amend(let amendment):
        if amendment.field == Amendment.level { setLevel(0, at: at) }
        if ComplaintField(amended: amendment.field) == .happening { setHappening("", at: at) }
      case .ring, .answer, .phrase, .ask, .element, .branchEntered, .branchLeft, .link, .refer, .question,
        .promise, .kept, .complaint, .breach, .wording, .category, .language, .note, .resumed,
        .undone, .reopened, .cancelled, .unentered, .end:
        break
      }
    }
    for event in taken.stands {
      if case .level(let level) = event { setLevel(level, at: at) }
      if case .complaintField(let answer) = event, answer.field == .happening {
        setHappening(answer.text, at: at)
      }
    }
  }

  private mutating func correct(_ amendment: Amendment, at: WallInstant) {
    if amendment.field == Amendment.level, let level = Int(amendment.text) { setLevel(level, at: at) }
    if ComplaintField(amended: amendment.field) == .happening { setHappening(amendment.text, at: at) }
  }

  private mutating func note(_ told: UnitNotified, at: WallInstant) {
    guard told.purpose == .inspectors else { return }
    reports.append(
      MajorReported(to: told.unit, isToInspectors: true, how: "", text: told.text, reportedAt: at))
  }

  /// Level 1 is the highest of every protocol.
  ///
  /// A mistake that was reported stays on record as reported.
  private mutating func setLevel(_ level: Int, at: WallInstant) {
    if level == 1 {
      highestSince = highestSince ?? at
    } else if major?.reports.isEmpty == true {
      highestSince = nil
    }
  }

  private mutating func setHappening(_ text: String, at: WallInstant) {
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
