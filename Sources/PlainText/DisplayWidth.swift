import CPlatform

extension StringProtocol {
  /// Columns this text takes on a terminal, after glibc's table: a Chinese character takes 2.
  public var displayWidth: Int {
    unicodeScalars.reduce(0) { $0 + Swift.max(0, Int(call110_wcwidth($1.value))) }
  }

  /// The text cut or filled with spaces to exactly `columns`; a cut ends in `..` and never splits a
  /// character.
  public func fitted(to columns: Int) -> String {
    let width = displayWidth
    if width <= columns { return self + String(repeating: " ", count: columns - width) }
    let dots = Swift.min(2, Swift.max(0, columns))
    let head = clipped(to: columns - dots) + String(repeating: ".", count: dots)
    return head + String(repeating: " ", count: Swift.max(0, columns - head.displayWidth))
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
