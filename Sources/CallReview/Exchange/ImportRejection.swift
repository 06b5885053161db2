/// Why a row of a file to import is left out.
///
/// It carries the field, never what stood in it.
public enum ImportRejection: Error, Hashable, Sendable {
  /// No time of the call in any of the fields that could hold it.
  case noTime
  /// The field holds no moment that can be read.
  case badTime(field: String)
  /// The field holds no whole number in its range.
  case badNumber(field: String)
  /// The field holds none of the words it can hold.
  case badWord(field: String)
  /// The row has more cells than the first row has names.
  case tooManyCells
  /// A quoted cell never ends.
  case unclosedQuote
  /// Something stands behind a closing quote.
  case textAfterQuote
  /// The bytes are not UTF-8.
  case notUTF8
  /// A cell or line is longer than any that is read.
  case tooLong
  /// The line is no JSON object.
  case notJSON
  /// The call was recorded here, live.
  case recordedLive
  /// The call was imported before with other contents; records are never overwritten.
  case conflict
  /// Another imported call has this number here.
  case numberTaken
  /// More calls on one day and seat than can be numbered.
  case tooMany
}
