/// The seven elements of a police call and how to reach the caller (protocol article 1), in the order of the article.
///
/// The order is the order of offering only: any element may be asked and answered at any time.
public enum ElementIdentifier: String, CaseIterable, Sendable {
  /// 何时, the time of the occurrence.
  case when
  /// 何地, the place.
  case `where`
  /// 何事, what happened.
  case what
  /// 何人, the persons concerned.
  case who
  /// 何因, the cause.
  case why
  /// 何物, the things concerned.
  case object
  /// 何果, the consequence.
  case result
  /// 报警人联系方式, the caller's name, number and present position.
  case contact
}
