import CallModel
import Catalogue
import PlainText

/// Which column of a file holds which field.
///
/// Known without a map: the fields of our own exports, the short names of police schemas (`jjdbh`) and their
/// Chinese names (接警单编号). A map file adds lines `column = field`, `column = -` for a column to leave out, and
/// `@field = value` for a value that every row shall have; `#` begins a comment line.
public struct ImportMap: Sendable {
  private var fields: [String: String]
  /// Values that every row has unless it brings its own.
  public private(set) var constants: [String: String] = [:]

  /// The names known without a map file.
  public init() {
    fields = [:]
    for field in RecordField.allCases { fields[field.rawValue] = field.rawValue }
    for (field, short, chinese) in RecordFieldWords.all {
      for name in [field] + short + chinese { fields[name] = field }
    }
    for name in ["ring_seconds", "talk_seconds"] { fields[name] = name }
  }

  /// The known names and what a map file adds.
  public init(file bytes: [UInt8]) throws(ImportMapFault) {
    self.init()
    guard let lines = KeyedLines.lines(of: bytes) else { throw ImportMapFault(line: 1, kind: .notUTF8) }
    let known = Set(fields.values)
    for (number, line) in lines { try add(line, number: number, known: known) }
  }

  private mutating func add(_ line: String, number: Int, known: Set<String>) throws(ImportMapFault) {
    guard let (left, right) = KeyedLines.sides(of: line, last: true) else {
      throw ImportMapFault(line: number, kind: .noEqualsSign)
    }
    if left.hasPrefix("@") {
      let field = Self.normal(left.dropFirst())
      guard known.contains(field) else { throw ImportMapFault(line: number, kind: .unknownField(field)) }
      constants[field] = right
      return
    }
    guard right == "-" || known.contains(Self.normal(right)) else {
      throw ImportMapFault(line: number, kind: .unknownField(SafeText(right, limit: 60).description))
    }
    fields[Self.normal(left)] = right == "-" ? "-" : Self.normal(right)
  }

  /// The field a column holds: `-` for one to leave out, nil for one nobody knows.
  public func field(ofColumn name: String) -> String? { fields[Self.normal(name)] }

  private static func normal(_ name: some StringProtocol) -> String { name.halfWidth.trimmed.lowercased() }
}
