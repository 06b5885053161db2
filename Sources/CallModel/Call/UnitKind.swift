/// What a unit that can be told of a call is; which promise it keeps goes by it.
public enum UnitKind: String, CaseIterable, Hashable, Sendable {
  /// Police officers: a station, traffic police, a patrol.
  case officers
  /// The fire and rescue service (119).
  case fire
  /// The ambulance service (120).
  case ambulance
  /// The gas company's repair service.
  case gas
  /// The water company's repair service.
  case water
  /// The power company's repair service.
  case power
  /// Any other department or service.
  case department
  /// Those who look into misconduct (督察).
  case inspectors

  /// Why a unit of this kind is told, unless it is chased.
  ///
  /// 「我们马上派民警来」 is kept by officers only, 「通知有关部门」 by all others (article 4).
  public var purpose: NotificationPurpose {
    switch self {
    case .officers: .dispatch
    case .inspectors: .inspectors
    case .fire, .ambulance, .gas, .water, .power, .department: .department
    }
  }
}
