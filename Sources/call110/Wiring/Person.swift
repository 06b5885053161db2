import CallModel
import Glibc

/// Who runs the program.
enum Person {
  /// The id given with this option; without it the system account's.
  static func given(_ option: String, _ invocation: Invocation) throws(IdentifierFault) -> OperatorIdentifier
  {
    if let text = invocation.value(option) { return try OperatorIdentifier(text) }
    return try OperatorIdentifier(plain(account))
  }

  /// The id that must be given with this option.
  static func required(_ option: String, _ invocation: Invocation) throws -> OperatorIdentifier {
    try OperatorIdentifier(try invocation.required(option))
  }

  /// The name of the system account, or `uid-1000` when it has none.
  static var account: String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "uid-\(getuid())" }
    return String(cString: name)
  }

  private static func plain(_ name: String) -> String {
    let kept = name.lowercased().filter { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    let plain = String(kept.drop { $0 == "-" }.prefix(32))
    return plain.isEmpty ? "uid-\(getuid())" : plain
  }
}
