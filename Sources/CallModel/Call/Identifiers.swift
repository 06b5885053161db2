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
    let fault = IdentifierFault(kind: .call)
    guard let first = text.firstIndex(of: "-"), let last = text.lastIndex(of: "-"), first < last,
      text.utf8.count <= 50, let date = CivilDate(text[..<first]), text[..<first].utf8.count == 8
    else { throw fault }
    let digits = text[text.index(after: last)...]
    guard (4...6).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(digits)
    else { throw fault }
    let seat = try SeatIdentifier(text[text.index(after: first)..<last])
    try self.init(date: date, seat: seat, number: number)
  }

  /// The call written as `text`, nil when it names none: that is all its fault would say.
  public init?(ifValid text: some StringProtocol) {
    do { try self.init(text) } catch { return nil }
  }

  /// `20261122-03-0007`.
  public var description: String { "\(date.compact)-\(seat)-\(padded(number, 4))" }

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
