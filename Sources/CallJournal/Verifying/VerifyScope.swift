import CallModel

/// Which journals a verification looks at.
public enum VerifyScope: Hashable, Sendable {
  /// The files of one day, and what they are linked to.
  case day(CivilDate)
  /// Every file.
  case all
}
