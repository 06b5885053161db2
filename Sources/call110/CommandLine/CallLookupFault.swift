import CallModel

/// Why a call could not be shown.
enum CallLookupFault: Error, Hashable {
  /// There is no such call.
  case notFound(CallIdentifier)
  /// The call has no sound recording on record.
  case noRecording(CallIdentifier)
  /// No player is named.
  case noPlayer
  /// The player could not be started; the C error number.
  case playerFailed(code: Int32)
  /// The option's value is not a date.
  case badDay(option: String)
}
