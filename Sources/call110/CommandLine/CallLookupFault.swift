import CallModel

/// Why a call could not be shown.
enum CallLookupFault: Error, Hashable {
  /// There is no such call.
  case notFound(CallIdentifier)
  /// The option's value is not a date.
  case badDay(option: String)
}
