import CPlatform
import Catalogue

/// A parsed command line: the chosen command's options and operands, and what every command understands.
struct Invocation: Sendable {
  /// The words of the chosen command.
  let words: [String]
  /// Option values by name; a flag has an empty value.
  ///
  /// A repeated option keeps every value.
  let values: [String: [String]]
  /// What is left: file names, ids, dates.
  let operands: [String]
  /// The language of everything said.
  let language: UserLanguage
  /// The folder of the records: `--logs`, else `CALL110_LOGS`, else `logs`.
  let logsDirectory: String

  /// The last value of an option; nil when it was not given.
  func value(_ name: String) -> String? { values[name]?.last }

  /// Whether an option was given.
  func has(_ name: String) -> Bool { values[name] != nil }

  /// The value of an option that must be there.
  func required(_ name: String) throws(CommandLineFault) -> String {
    guard let value = value(name) else {
      throw CommandLineFault.missingOption(name, command: words.joined(separator: " "))
    }
    return value
  }

  /// The value of an option as a whole number within `range`; nil when it was not given.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(CommandLineFault) -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw CommandLineFault.badValue(option: name, expected: "\(range.lowerBound)–\(range.upperBound)")
    }
    return number
  }
}

/// The words the program was started with, its own name first; the same whatever library is preloaded.
enum ProgramArguments {
  /// All of them; bytes that are not UTF-8 become U+FFFD.
  static var all: [String] {
    (0..<call110_argument_count()).compactMap { call110_argument($0).map { String(cString: $0) } }
  }
}
