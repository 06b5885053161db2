import CPlatform

extension StringProtocol {
  /// Columns this text takes on a terminal, after glibc's table: a Chinese character takes 2.
  public var displayWidth: Int {
    let plain = utf8.withContiguousStorageIfAvailable(PlainColumns.count) ?? nil
    return plain ?? unicodeScalars.reduce(0) { $0 + Swift.max(0, Int(call110_wcwidth($1.value))) }
  }

  /// The text with spaces behind it, or with `atStart` before it, up to `columns`.
  ///
  /// A longer one stays as it is.
  public func padded(to columns: Int, atStart: Bool = false) -> String {
    padded(to: columns, from: displayWidth, atStart: atStart)
  }

  private func padded(to columns: Int, from width: Int, atStart: Bool = false) -> String {
    let space = String(repeating: " ", count: Swift.max(0, columns - width))
    return atStart ? space + self : self + space
  }

  /// The text cut or filled with spaces to exactly `columns`; a cut ends in `..` and never splits a
  /// character.
  public func fitted(to columns: Int) -> String {
    let width = displayWidth
    if width <= columns { return padded(to: columns, from: width) }
    let dots = Swift.min(2, Swift.max(0, columns))
    let head = clipped(to: columns - dots) + String(repeating: ".", count: dots)
    return head.padded(to: columns)
  }

  /// As many whole characters from the start as fit into `columns`.
  public func clipped(to columns: Int) -> String {
    var result = ""
    var used = 0
    for character in self {
      used += String(character).displayWidth
      if used > columns { break }
      result.append(character)
    }
    return result
  }
}

/// The columns of text that needs no table: printable ASCII, and the ideographs of U+4E00 to U+9FA5, which
/// have been the same since Unicode 1.1.
private enum PlainColumns {
  /// The columns; nil when there is anything else in the text.
  static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var (columns, index) = (0, 0)
    while index < bytes.count {
      switch bytes[index] {
      case 0x20..<0x7F: (columns, index) = (columns + 1, index + 1)
      case 0xE4...0xE9 where isIdeograph(bytes, at: index): (columns, index) = (columns + 2, index + 3)
      default: return nil
      }
    }
    return columns
  }

  private static func isIdeograph(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index + 2 < bytes.count else { return false }
    let (lead, second, last) = (UInt32(bytes[index]), UInt32(bytes[index + 1]), UInt32(bytes[index + 2]))
    return (0x4E00...0x9FA5).contains((lead & 0x0F) << 12 | (second & 0x3F) << 6 | last & 0x3F)
  }
}
