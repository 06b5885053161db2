import CPlatform

/// The words the program was started with, its own name first; the same whatever library is preloaded.
enum ProgramArguments {
  /// All of them; bytes that are not UTF-8 become U+FFFD.
  static var all: [String] {
    (0..<call110_argument_count()).compactMap { call110_argument($0).map { String(cString: $0) } }
  }
}
