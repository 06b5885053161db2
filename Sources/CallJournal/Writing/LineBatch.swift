import CallModel

/// Lines on their way to a file, chained to its end.
struct LineBatch {
  private(set) var bytes: [UInt8] = []
  private(set) var lines: Int64 = 0
  private(set) var head: LineDigest
  private let first: Int64
  private let seat: SeatIdentifier

  init(after point: ChainPoint, seat: SeatIdentifier) {
    head = point.head
    first = point.lines
    self.seat = seat
  }

  mutating func add(_ event: HeldEvent) {
    lines += 1
    let entry = JournalEntry(
      number: first + lines, at: event.at, milliseconds: event.milliseconds, seat: seat,
      operatorOnDuty: event.operatorOnDuty, call: event.draft.call, kind: event.draft.kind,
      payload: event.draft.payload, previous: head)
    let line = entry.line
    head = LineDigest(of: line)
    bytes += line
    bytes.append(0x0A)
  }
}
