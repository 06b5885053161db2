/// Why a text is not an identifier.
///
/// It carries the kind of identifier only, never the text itself.
public struct IdentifierFault: Error, Hashable, Sendable {
  /// Which identifier was meant.
  public enum Kind: String, Sendable {
    /// A seat, `03`, or a desk, `desk-duty`.
    case seat
    /// An operator, `041207`.
    case personnel
    /// A call, `20261122-03-0007`.
    case call
  }

  /// Which identifier was meant.
  public let kind: Kind

  /// A fault of this kind.
  public init(kind: Kind) {
    self.kind = kind
  }
}

/// Whether `text` is 1 to 32 of `a-z 0-9 -`, beginning with a letter or digit: safe in a file name on any
/// system.
func isPlainIdentifier(_ text: some StringProtocol) -> Bool {
  let bytes = text.utf8
  guard (1...32).contains(bytes.count), bytes.first != UInt8(ascii: "-") else { return false }
  return bytes.allSatisfy {
    (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-")
  }
}
