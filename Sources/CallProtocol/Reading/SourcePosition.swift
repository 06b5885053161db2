/// A place in a protocol file.
public struct SourcePosition: Hashable, Sendable {
  /// The file, as the user named it.
  public let file: String
  /// The line, from 1; nil for a fault of the file as a whole.
  public let line: Int?
  /// The column, in characters from 1; nil when the whole line is meant.
  public let column: Int?

  /// A place; without line the whole file, without column the whole line.
  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `wuxi.protocol:3:8`, `wuxi.protocol:3` or `wuxi.protocol`.
  public var display: String {
    ([file] + [line, column].compactMap { $0 }.map(String.init)).joined(separator: ":")
  }
}
