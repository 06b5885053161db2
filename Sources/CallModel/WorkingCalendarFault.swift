/// What is wrong with a line of a calendar file.
public struct WorkingCalendarFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// The file is larger than this many bytes; none of it was read.
    case tooLarge(limit: Int)
    /// The line is not UTF-8.
    case notUTF8
    /// The line holds control characters or characters that change the direction of writing.
    case controlCharacter
    /// The line has this many fields between tabs instead of three.
    case fieldCount(Int)
    /// The first field is no date.
    case badDate(String)
    /// The second field is none of `off`, `work` and `statutory`.
    case unknownKind(String)
    /// The third field, the holiday, is empty or longer than this many characters.
    case badHoliday(limit: Int)
    /// The date stands in an earlier line already.
    case repeatedDate(CivilDate, firstLine: Int)
    /// A Monday to Friday is marked `work`: it is a working day anyway, so the date is probably wrong.
    case workOnWeekday(CivilDate)
    /// A Saturday or Sunday is marked `off`: it is a rest day anyway, so the date is probably wrong.
    case offOnWeekend(CivilDate)
    /// A day that the law makes a holiday would be a working day: the year is not given as a whole.
    case holidayMissing(CivilDate)
    /// The file holds no day at all.
    case noDays
  }

  /// What is wrong.
  public let kind: Kind
  /// The line, from 1.
  public let line: Int
}
