import CallModel
import PlainText

/// A call read from a row, before it has its number here.
public struct ImportDraft: Sendable {
  /// The other system's number; empty when it gave none.
  public let number: String
  /// The number as a call id of our own form; nil when it has another form.
  public let own: CallIdentifier?
  /// The day the call began.
  public let date: CivilDate
  /// The other system's seat as part of a seat here: `im-03`, `im` when it gave none.
  public let seat: SeatIdentifier
  /// What the row says, in one form, for telling whether two rows are the same.
  public let canonical: [UInt8]
  private let body: Body

  private enum Body: Sendable {
    case record(CallRecord)
    case events(first: Noted<CallEvent>, rest: [Noted<CallEvent>])
  }

  /// A draft around a whole record of our own form.
  init(_ raw: CallRecord) {
    let record = raw.replacingTexts { SafeText($1).description }
    number = record.id.description
    own = record.id
    date = record.id.date
    seat = record.id.seat
    canonical = JSONWriter.object { record.write(to: &$0) }
    body = .record(record)
  }

  /// A draft from the events that a row's fields amount to.
  init(
    number: String, seat: SeatIdentifier, date: CivilDate, canonical: [UInt8], first: Noted<CallEvent>,
    rest: [Noted<CallEvent>]
  ) {
    self.number = number
    own = CallIdentifier(ifValid: number)
    self.seat = seat
    self.date = own?.date ?? date
    self.canonical = canonical
    body = .events(first: first, rest: rest)
  }

  /// The record under this number.
  public func record(as call: CallIdentifier) -> CallRecord {
    switch body {
    case .record(let record): return record
    case .events(let first, let rest):
      var record = CallRecord(id: call, first: first)
      for event in rest { record.apply(event) }
      return record
    }
  }
}
