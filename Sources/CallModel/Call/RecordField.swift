/// A field of a call record: the one list from which exports, CSV columns, imports, corrections and the
/// hiding of personal data are derived.
///
/// The raw value is its key in JSON and CSV, the English identifier of the 接警单 field. The fields stand in the
/// order of the export; those of the protocol itself, which no schema of other systems has, follow at the
/// end. Getting, setting and hiding are in `RecordField+Values.swift`.
public enum RecordField: String, CaseIterable, Hashable, Sendable {
  /// 接警单编号, `20261122-03-0007`.
  case callRecordNo = "call_record_no"
  /// 关联接警单编号: the call this one repeats.
  case mainCallRecordNo = "main_call_record_no"
  /// 接警席位号.
  case seatNo = "seat_no"
  /// 接警员编号.
  case operatorID = "operator_id"
  /// 呼入时间.
  case ringStartAt = "ring_start_at"
  /// 接警时间.
  case answeredAt = "answered_at"
  /// 接警完成时间.
  case endedAt = "ended_at"
  /// How long the seat's phone rang, in ms.
  case ringMilliseconds = "ring_ms"
  /// 接警时长, in ms.
  case talkMilliseconds = "talk_ms"
  /// How the call ended.
  case ending
  /// 警情类别, its code.
  case category
  /// 警情类别, its name.
  case categoryName = "category_name"
  /// 警情等级, 1 the highest.
  case level
  /// The spoken language.
  case language
  /// 报警电话.
  case callerNo = "caller_no"
  /// 报警电话用户名.
  case subscriberName = "subscriber_name"
  /// 接警录音号.
  case recordingID = "recording_id"
  /// 何时.
  case happenedAt = "happened_at"
  /// 何地, 警情地址.
  case incidentAddress = "incident_address"
  /// 何事, 报警内容.
  case narrative
  /// 何人.
  case parties
  /// 何因.
  case cause
  /// 何物.
  case objects
  /// 何果.
  case consequence
  /// 报警人联系方式.
  case contact
  /// How far 何时 was asked: `not-asked`, `asked`, `given`, `unknown`, `refused`, `corrected`.
  case happenedAtState = "happened_at_state"
  /// The same of 何地.
  case incidentAddressState = "incident_address_state"
  /// The same of 何事.
  case narrativeState = "narrative_state"
  /// The same of 何人.
  case partiesState = "parties_state"
  /// The same of 何因.
  case causeState = "cause_state"
  /// The same of 何物.
  case objectsState = "objects_state"
  /// The same of 何果.
  case consequenceState = "consequence_state"
  /// The same of 联系方式.
  case contactState = "contact_state"
  /// Who says how long it rang: `measured`, `reported`, `unknown`.
  case ringSource = "ring_source"
  /// What that figure starts from.
  case ringBasis = "ring_basis"
  /// Half the width of its uncertainty, in ms.
  case ringError = "ring_error_ms"
  /// The caller's whole wait, in ms.
  case wait = "wait_ms"
  case ringsAllowed = "rings_allowed"
  /// One ring and its pause, in ms.
  case ringCycle = "ring_cycle_ms"
  /// Within three rings or not; made again from the figures on import.
  case ringVerdict = "ring_verdict"
  /// Branches of the protocol, separated by spaces.
  case branches
  /// Prescribed phrases said, by id, separated by spaces.
  case phrases
  /// Taboo phrases used, by id, separated by spaces.
  case tabooPhrases = "taboo_phrases"
  /// Rules broken, separated by spaces.
  case breaches
  /// Units told, separated by `; `.
  case notifiedUnits = "notified_units"
  /// From the answer to the first unit told, in ms.
  case dispatchAfter = "dispatch_after_ms"
  /// Promises not kept.
  case promisesOpen = "promises_open"
  /// The complainant's 姓名.
  case complainantName = "complainant_name"
  /// The complainant's 住址.
  case complainantAddress = "complainant_address"
  /// The complainant's 工作单位.
  case complainantWorkUnit = "complainant_work_unit"
  /// The complainant's 联系电话.
  case complainantTelephone = "complainant_telephone"
  /// Against whom.
  case complaintAgainst = "complaint_against"
  /// What about.
  case complaintAbout = "complaint_about"
  /// The day by which the complaint is to be answered.
  case complaintDue = "complaint_due"
  /// 是否保密.
  case confidential
  /// 正在发生: misconduct that goes on while it is reported.
  case happening = "complaint_happening"
  /// Remarks, separated by ` / `.
  case notes
  /// 何地 as it was typed, where a place of the centre's list was chosen for it.
  case incidentAddressTyped = "incident_address_typed"
  /// `outgoing` of a call that this seat made, to ring somebody back; empty of one that came in.
  case direction

  /// What `direction` says of a call that this seat made.
  public static let outgoing = "outgoing"

  /// The element whose text stands in the field.
  public var element: ElementIdentifier? { Self.elements[self] }

  /// The element whose state stands in the field.
  public var stateOfElement: ElementIdentifier? { Self.states[self] }

  /// The complaint's field that stands in it.
  public var complaint: ComplaintField? { Self.complaints[self] }

  /// Whether it holds an id or a telephone number: digits that are no figure.
  public var isIdentifier: Bool {
    switch self {
    case .callRecordNo, .mainCallRecordNo, .seatNo, .operatorID, .category, .callerNo, .recordingID,
      .complainantTelephone:
      true
    case .ringStartAt, .answeredAt, .endedAt, .ringMilliseconds, .talkMilliseconds, .ending, .categoryName,
      .level, .language, .subscriberName, .happenedAt, .incidentAddress, .narrative, .parties, .cause,
      .objects,
      .consequence, .contact, .happenedAtState, .incidentAddressState, .narrativeState, .partiesState,
      .causeState, .objectsState, .consequenceState, .contactState, .ringSource, .ringBasis, .ringError,
      .wait,
      .ringsAllowed, .ringCycle, .ringVerdict, .branches, .phrases, .tabooPhrases, .breaches, .notifiedUnits,
      .dispatchAfter, .promisesOpen, .complainantName, .complainantAddress, .complainantWorkUnit,
      .complaintAgainst, .complaintAbout, .complaintDue, .confidential, .happening, .notes,
      .incidentAddressTyped, .direction:
      false
    }
  }

  /// Whether it holds a figure: milliseconds, a count, the level.
  public var isFigure: Bool { Self.figures.contains(self) }

  private static let figures: Set<RecordField> = [
    .ringMilliseconds, .talkMilliseconds, .level, .ringError, .wait, .ringsAllowed, .ringCycle,
    .dispatchAfter,
    .promisesOpen,
  ]
  private static let elements: [RecordField: ElementIdentifier] = [
    .happenedAt: .when, .incidentAddress: .where, .narrative: .what, .parties: .who, .cause: .why,
    .objects: .object, .consequence: .result, .contact: .contact,
  ]
  private static let states: [RecordField: ElementIdentifier] = [
    .happenedAtState: .when, .incidentAddressState: .where, .narrativeState: .what, .partiesState: .who,
    .causeState: .why, .objectsState: .object, .consequenceState: .result, .contactState: .contact,
  ]
  private static let complaints: [RecordField: ComplaintField] = [
    .complainantName: .name, .complainantAddress: .address, .complainantWorkUnit: .workUnit,
    .complainantTelephone: .telephone, .complaintAgainst: .against, .complaintAbout: .about,
    .confidential: .confidential, .happening: .happening,
  ]
}
