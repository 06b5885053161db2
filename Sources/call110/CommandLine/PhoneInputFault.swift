/// Why something read for a telephone command cannot be used.
enum PhoneInputFault: Error, Hashable {
  /// The file with the secret is empty, has several lines, or holds control characters.
  case secret(path: String)
  /// A line of the timing file is none.
  case timing(path: String, line: Int)
}
