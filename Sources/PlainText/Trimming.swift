extension StringProtocol {
  /// The text without white space at both ends, the ideographic space included.
  public var trimmed: String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
