import PlainText

/// Why a file to import cannot be read at all.
public enum ImportFileFault: Error, Hashable, Sendable {
  /// The first line is in another encoding: Chinese in GB18030 (GBK, GB2312), as spreadsheets write it.
  case looksLikeGB18030
  /// The file is UTF-16, as spreadsheets write "Unicode text".
  case looksLikeUTF16
  /// The first line is in no encoding known.
  case notUTF8
  /// The file is a spreadsheet or an archive, not its text.
  case looksLikeSpreadsheet
  /// Nothing is in the file.
  case empty
  /// None of the columns is known; the names met.
  case noKnownColumn([String])

  /// What is wrong with a file whose first line these bytes are; nil when nothing is.
  ///
  /// `isCut` says that the line goes on.
  init?(firstLine bytes: [UInt8], isCut: Bool) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      self = .looksLikeUTF16
    } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      self = .looksLikeSpreadsheet
    } else if Self.isUTF8(bytes, isCut: isCut) {
      return nil
    } else {
      self = Self.isGB18030(bytes, isCut: isCut) ? .looksLikeGB18030 : .notUTF8
    }
  }

  private static func isUTF8(_ bytes: [UInt8], isCut: Bool) -> Bool {
    (0..<(isCut ? 4 : 1)).contains { cut in
      cut <= bytes.count && String(validating: bytes.dropLast(cut), as: UTF8.self) != nil
    }
  }

  /// Whether every byte above 127 begins a pair, or a group of four, of GB 18030-2005.
  private static func isGB18030(_ bytes: [UInt8], isCut: Bool) -> Bool {
    var index = 0
    while index < bytes.count {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      guard (0x81...0xFE).contains(bytes[index]) else { return false }
      guard index + 1 < bytes.count else { return isCut }
      let second = bytes[index + 1]
      if (0x30...0x39).contains(second) {
        index += 4
      } else if (0x40...0xFE).contains(second), second != 0x7F {
        index += 2
      } else {
        return false
      }
    }
    return true
  }
}

/// What is wrong with a map file.
public struct ImportMapFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// The line is no `column = field`.
    case noEqualsSign
    /// There is no such field.
    case unknownField(String)
    /// The bytes are not UTF-8.
    case notUTF8
  }

  /// The line, from 1.
  public let line: Int
  /// What is wrong.
  public let kind: Kind
}

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
