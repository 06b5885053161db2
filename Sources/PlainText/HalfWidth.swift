extension StringProtocol {
  /// The text with full-width ASCII forms (`１１０／ｙ？`, U+FF01–U+FF5E) and the ideographic space made ASCII.
  ///
  /// For commands, numbers and choices only: what a caller said is stored as typed.
  public var halfWidth: String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x3000: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
