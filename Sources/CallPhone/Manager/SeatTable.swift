import PlainText

/// Which telephone stands at which seat.
///
/// A text of lines `PJSIP/8001 = 03`; `#` begins a remark. The left side is a channel name up to its last
/// `-`.
public struct SeatTable: Hashable, Sendable {
  /// Why a table cannot be used: the line, from 1.
  public struct Fault: Error, Hashable, Sendable {
    /// What is wrong with the line.
    public enum Kind: String, Sendable {
      /// It is not `channel = seat`.
      case form
      /// The channel has a seat already.
      case repeated
      /// The table has no line at all; the line is then 0.
      case empty
    }

    /// What is wrong.
    public let kind: Kind
    /// Where.
    public let line: Int
  }

  private let seats: [String: String]?

  private init(seats: [String: String]?) {
    self.seats = seats
  }

  /// No table: every telephone that is called is a seat, named by its extension.
  public static let byExtension = SeatTable(seats: nil)

  /// The table written in `text`.
  public init(_ text: String) throws(Fault) {
    var seats: [String: String] = [:]
    for (index, line) in text.fileLines.enumerated() {
      let entry = line.prefix { $0 != "#" }.filter { !$0.isWhitespace }
      if entry.isEmpty { continue }
      let parts = entry.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty,
        parts[1].count <= PhoneEvent.maximumSeatLength
      else { throw Fault(kind: .form, line: index + 1) }
      guard seats.updateValue(String(parts[1]), forKey: String(parts[0])) == nil else {
        throw Fault(kind: .repeated, line: index + 1)
      }
    }
    guard !seats.isEmpty else { throw Fault(kind: .empty, line: 0) }
    self.init(seats: seats)
  }

  /// Whether seats are named by their extension.
  public var isByExtension: Bool { seats == nil }

  /// The seat of a telephone (`PJSIP/8001`); nil when it has none.
  func seat(of device: String) -> String? {
    guard let seats else { return Self.extensionName(device) }
    return seats[device]
  }

  /// The extension in a telephone's name.
  ///
  /// `PJSIP/8001` is 8001. A Local channel is a piece of the dial plan and no telephone; one that answers by
  /// itself is named L and its number (`Local/answer7@seats` is L7), so that it cannot be taken for the
  /// telephone 7.
  private static func extensionName(_ device: String) -> String? {
    guard let slash = device.lastIndex(of: "/") else { return nil }
    let name = device[device.index(after: slash)...]
    guard device.hasPrefix("Local/") else { return name.isEmpty ? nil : String(name) }
    let dialled = name.prefix { $0 != "@" }
    let digits = dialled.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
    return digits.isEmpty ? (dialled.isEmpty ? nil : String(dialled)) : "L" + String(digits)
  }
}
