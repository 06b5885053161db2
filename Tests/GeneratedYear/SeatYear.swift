import CallModel
import PlainText

/// One seat's files from the first day to the last.
struct SeatYear {
  let plan: YearPlan
  let seat: SeatIdentifier
  let seatIndex: Int
  let slots: [[Int]]

  private var maker: CallMaker
  private var file: SeatFile
  private var fileDay: CivilDate?
  private var numbers: (day: CivilDate, last: Int)
  private let write: (CivilDate, SeatIdentifier, [UInt8]) -> Void
  /// Complaints and other calls that somebody deals with afterwards.
  private(set) var followUps: [FollowUp] = []

  init(
    _ plan: YearPlan, seatIndex: Int, slots: [[Int]], seat: SeatIdentifier,
    write: @escaping (CivilDate, SeatIdentifier, [UInt8]) -> Void
  ) throws {
    self.plan = plan
    self.seat = seat
    self.seatIndex = seatIndex
    self.slots = slots
    self.write = write
    var dice = Dice(seed: plan.seed &* 1_000_003 &+ UInt64(seatIndex))
    maker = CallMaker(dice: Dice(seed: dice.next()), personnel: try OperatorIdentifier("0"))
    file = SeatFile(seat: seat.description, head: Array(repeating: 0x30, count: 64), plan: plan)
    numbers = (plan.from, 0)
    self.dice = dice
  }

  private var dice: Dice

  /// Makes every call and writes every file.
  mutating func run() throws {
    var free = WallInstant(date: plan.from)
    for day in 0..<plan.days {
      let date = plan.from.adding(days: day)
      for start in starts(slots[day][seatIndex], on: date) {
        var begin = WallInstant(date: date, millisecondOfDay: start)
        if begin < free { begin = free.adding(milliseconds: Int64(2_000 + dice.below(4_000))) }
        free = try make(begin)
      }
    }
    finishFile()
  }

  private mutating func starts(_ count: Int, on date: CivilDate) -> [Int64] {
    let total = YearPlan.hours.reduce(0, +)
    return (0..<count).map { _ in
      Int64(dice.weighted(YearPlan.hours, total: total)) * 3_600_000 + Int64(dice.below(3_600_000))
    }.sorted()
  }

  private func personnel(at instant: WallInstant) throws -> OperatorIdentifier {
    let shift = Int(instant.millisecondOfDay / 28_800_000)
    let team = (instant.date.dayNumber * 3 + shift) % 4
    return try OperatorIdentifier("04\(1_000 + seatIndex * 10 + team)")
  }

  /// One call; gives back when the seat is free again.
  private mutating func make(_ begin: WallInstant) throws -> WallInstant {
    let date = begin.date
    numbers = numbers.day == date ? (date, numbers.last + 1) : (date, 1)
    let id = try CallIdentifier(date: date, seat: seat, number: numbers.last)
    let person = try personnel(at: begin)
    let events = maker.call(id, at: begin, by: person)
    guard let first = events.first, let last = events.last else { return begin }
    var record = CallRecord(id: id, first: first)
    for event in events.dropFirst() { record.apply(event) }
    let idBytes = Array(id.description.utf8)
    let personBytes = Array(person.description.utf8)
    for event in events { add(event, idBytes, personBytes, record) }
    var end = last.at
    if let amendment = maker.amendment(of: record) {
      add(amendment, idBytes, personBytes, record)
      end = amendment.at
    }
    note(record)
    return end
  }

  private mutating func add(
    _ event: Noted<CallEvent>, _ call: [UInt8], _ person: [UInt8], _ record: CallRecord
  ) {
    let day = event.at.date
    if fileDay != day { startFile(day, at: event.at, person) }
    file.add(
      at: event.at, by: person, call: call, kind: event.event.kind.rawValue,
      payload: event.event.payload(offsetMilliseconds: event.offsetMilliseconds, record: record))
  }

  private mutating func startFile(_ day: CivilDate, at: WallInstant, _ person: [UInt8]) {
    let before = fileDay.map { (path: path($0), lines: file.lines, bytes: file.bytes.count) }
    finishFile()
    file = SeatFile(seat: seat.description, head: file.digest, plan: plan)
    fileDay = day
    let payload = JSONWriter.object { writer in
      writer.member("after", before?.path)
      writer.member("lines", before?.lines)
      writer.member("bytes", before?.bytes)
      writer.member("why", before == nil ? "first" : "day")
    }
    file.add(at: at, by: person, call: nil, kind: "segment", payload: payload)
  }

  private func path(_ day: CivilDate) -> String { YearWriter.path(day, seat) }

  private mutating func finishFile() {
    if let fileDay { write(fileDay, seat, file.bytes) }
  }

  private mutating func note(_ record: CallRecord) {
    guard let end = record.endedAt else { return }
    if let opened = record.complaint?.opened {
      followUps.append(FollowUp(call: record.id, kind: .complaint(due: opened.due), after: end))
    } else if record.ending == .abandoned {
      followUps.append(FollowUp(call: record.id, kind: .abandoned, after: end))
    } else if record.ending == .finished, dice.happens(40) {
      followUps.append(FollowUp(call: record.id, kind: .rating, after: end))
    }
  }
}
