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

  /// `20261122-03-0007`.
  public var description: String { "\(date.compact)-\(seat)-\(padded(number, 4))" }

  /// By day, then seat, then number.
  public static func < (left: CallIdentifier, right: CallIdentifier) -> Bool {
    (left.date, left.seat, left.number) < (right.date, right.seat, right.number)
  }
}
