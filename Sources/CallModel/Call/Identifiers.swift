/// The number of a call record (接警单编号), `20261122-03-0007`: the day, the seat, and the call's number on
/// that day and seat.
///
/// The id names the journal that holds the call, so a call is found without an index.
public struct CallIdentifier: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The day on which the call began, China Standard Time.
  public let date: CivilDate
  /// The seat that took it.
  public let seat: SeatIdentifier
  /// Its number on that day and seat, from 1.
  public let number: Int

  /// A call from its three parts; `number` must be from 1 to 999,999.
  public init(date: CivilDate, seat: SeatIdentifier, number: Int) throws(IdentifierFault) {
    guard (1...999_999).contains(number) else { throw IdentifierFault(kind: .call) }
    self.date = date
    self.seat = seat
    self.number = number
  }

  /// The call written as `20261122-03-0007`.
  public init(_ text: some StringProtocol) throws(IdentifierFault) {
    var text = String(text)
    guard let (date, number, hyphen) = text.withUTF8({ Self.parts($0[...]) }) else {
      throw IdentifierFault(kind: .call)
    }
    let bytes = text.utf8
    let seat = bytes.index(bytes.startIndex, offsetBy: 9)..<bytes.index(bytes.startIndex, offsetBy: hyphen)
    try self.init(date: date, seat: try SeatIdentifier(text[seat]), number: number)
  }

  /// The day, the number, and the place of the hyphen before it; the seat in between is not looked at.
  private static func parts(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>
  ) -> (date: CivilDate, number: Int, hyphen: Int)? {
    guard (14...50).contains(bytes.count), bytes[8] == UInt8(ascii: "-"),
      let hyphen = bytes.lastIndex(of: UInt8(ascii: "-")), hyphen > 8,
      (4...6).contains(bytes.count - hyphen - 1), let date = CivilDate(bytes: bytes[..<8]),
      let number = decimal(bytes[(hyphen + 1)...])
    else { return nil }
    return (date, number, hyphen)
  }

  /// The call written as `text`, nil when it names none: that is all its fault would say.
  public init?(ifValid text: some StringProtocol) {
    do { try self.init(text) } catch { return nil }
  }

  /// `20261122-03-0007`.
  public var description: String {
    let seat = seat.description
    return FixedText.string(length: 8 + 2 + 6 + seat.utf8.count) { text in
      date.write(to: &text, hyphens: false)
      text.byte("-")
      for scalar in seat.unicodeScalars { text.byte(scalar) }
      text.byte("-")
      text.number(number, width: 4)
    }
  }

  /// By day, then seat, then number.
  public static func < (left: CallIdentifier, right: CallIdentifier) -> Bool {
    (left.date, left.seat, left.number) < (right.date, right.seat, right.number)
  }
}

/// A person who uses the program (接警员编号): 1 to 32 of `a-z 0-9 -`.
public struct OperatorIdentifier: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The identifier as written.
  public let description: String

  /// The person written as `text`.
  public init(_ text: some StringProtocol) throws(IdentifierFault) {
    guard isPlainIdentifier(text) else { throw IdentifierFault(kind: .personnel) }
    description = String(text)
  }

  /// The person written as `text`, nil when it names none: that is all its fault would say.
  public init?(ifValid text: some StringProtocol) {
    do { try self.init(text) } catch { return nil }
  }

  /// In the order of their texts.
  public static func < (left: OperatorIdentifier, right: OperatorIdentifier) -> Bool {
    left.description < right.description
  }
}

/// A call-taking seat (接警席位号, such as `03`) or a desk that writes records (such as `desk-duty`).
///
/// 1 to 32 of `a-z 0-9 -`, so that it can never leave the logs folder when it becomes part of a file name.
public struct SeatIdentifier: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The identifier as written.
  public let description: String

  /// The seat written as `text`.
  public init(_ text: some StringProtocol) throws(IdentifierFault) {
    guard isPlainIdentifier(text) else { throw IdentifierFault(kind: .seat) }
    description = String(text)
  }

  /// The seat written as `text`, nil when it names none: that is all its fault would say.
  public init?(ifValid text: some StringProtocol) {
    do { try self.init(text) } catch { return nil }
  }

  /// In the order of their texts.
  public static func < (left: SeatIdentifier, right: SeatIdentifier) -> Bool {
    left.description < right.description
  }
}

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
