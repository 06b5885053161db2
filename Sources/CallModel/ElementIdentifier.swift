/// One of the seven elements of a call, or how to reach the caller (protocol article 1).
///
/// Raw values are the names in records and commands; the Chinese names stand in the protocol file.
public enum ElementIdentifier: String, CaseIterable, Hashable, Sendable {
  /// 何时: time of the occurrence.
  case when
  /// 何地: place of the occurrence.
  case `where`
  /// 何事: what happened.
  case what
  /// 何人: persons concerned, with their features.
  case who
  /// 何因: cause.
  case why
  /// 何物: things concerned (vehicle, weapon, stolen goods).
  case object
  /// 何果: consequence (injured, loss, still going on).
  case result
  /// 报警人联系方式: the caller's name, number and present position.
  case contact
}
