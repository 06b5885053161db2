extension String {
  /// The lines of a text that people keep in a file, trimmed: LF or CR LF between them, and no byte order
  /// mark at the beginning.
  public var fileLines: [String] {
    // Scalar by scalar: CR and LF together are one character, which is no "\n".
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(String.UnicodeScalarView(line.filter { $0 != "\u{FEFF}" && $0 != "\r" })).trimmed
    }
  }
}
