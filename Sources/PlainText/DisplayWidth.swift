import CPlatform

extension StringProtocol {
  /// Columns this text takes on a terminal, after glibc's table: a Chinese character takes 2.
  public var displayWidth: Int {
    unicodeScalars.reduce(0) { $0 + Swift.max(0, Int(call110_wcwidth($1.value))) }
  }

  /// The text with spaces behind it, or with `atStart` before it, up to `columns`.
  ///
  /// A longer one stays as it is.
  public func padded(to columns: Int, atStart: Bool = false) -> String {
    let space = String(repeating: " ", count: Swift.max(0, columns - displayWidth))
    return atStart ? space + self : self + space
  }

  /// The text cut or filled with spaces to exactly `columns`; a cut ends in `..` and never splits a
  /// character.
  public func fitted(to columns: Int) -> String {
    if displayWidth <= columns { return padded(to: columns) }
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
