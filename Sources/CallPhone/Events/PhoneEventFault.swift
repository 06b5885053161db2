import PlainText

/// Why a line is no phone event.
///
/// It never carries the line or anything a caller sent.
public enum PhoneEventFault: Error, Hashable, Sendable {
  /// The line is longer than `PhoneEventLine.maximumBytes`.
  case tooLong
  /// The line is not a JSON object in UTF-8.
  case notJSON(JSONFault.Kind)
  /// The line's `v` is not 1; the version it gives.
  case otherVersion(Int64)
  /// `ev` is not ring, answer or end.
  case unknownKind
  /// A required field is missing, empty, too long or of another type; its name.
  case badField(String)
}
