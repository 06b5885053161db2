/// Why a rating is not taken.
public enum SatisfactionFault: Error, Hashable, Sendable {
  /// The person who enters it is the one rated.
  case ratedOperator
}
