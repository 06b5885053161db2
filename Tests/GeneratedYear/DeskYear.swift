import CallModel
import PlainText

/// The duty desk's files: replies to complaints, call-backs, ratings.
enum DeskYear {
  private struct Line {
    let at: WallInstant
    let call: CallIdentifier
    let kind: String
    let payload: [UInt8]
  }

  static func write(
    _ followUps: [FollowUp], _ plan: YearPlan, _ write: (CivilDate, SeatIdentifier, [UInt8]) -> Void
  ) throws {
    var dice = Dice(seed: plan.seed &* 7_919 &+ 99)
    let lines = followUps.sorted { ($0.after, $0.call) < ($1.after, $1.call) }
      .compactMap { line($0, &dice) }
      .filter { $0.at.date < plan.from.adding(days: plan.days + 10) }
      .sorted { ($0.at, $0.call) < ($1.at, $1.call) }
    let desk = try SeatIdentifier("desk-duty")
    let person = Array("050001".utf8)
    var file = SeatFile(seat: desk.description, head: Array(repeating: 0x30, count: 64), plan: plan)
    var day: CivilDate?
    for line in lines {
      if day != line.at.date {
        let before = day.map { (YearWriter.path($0, desk), file.lines, file.bytes.count) }
        if let day { write(day, desk, file.bytes) }
        file = SeatFile(seat: desk.description, head: file.digest, plan: plan)
        day = line.at.date
        file.add(
          at: line.at, by: person, call: nil, kind: "segment",
          payload: JSONWriter.object {
            $0.member("after", before?.0)
            $0.member("lines", before?.1)
            $0.member("bytes", before?.2)
            $0.member("why", before == nil ? "first" : "day")
          })
      }
      file.add(
        at: line.at, by: person, call: Array(line.call.description.utf8), kind: line.kind,
        payload: line.payload)
    }
    if let day { write(day, desk, file.bytes) }
  }

  private static func line(_ follow: FollowUp, _ dice: inout Dice) -> Line? {
    switch follow.kind {
    case .complaint(let due):
      if dice.happens(12) { return nil }
      let isLate = dice.happens(30)
      let latest = WallInstant(date: due, millisecondOfDay: 61_200_000)
      let at =
        isLate
        ? latest.adding(milliseconds: 86_400_000 + Int64(dice.below(300_000_000)))
        : follow.after.adding(
          milliseconds: (latest.milliseconds - follow.after.milliseconds) * Int64(dice.within(100...990))
            / 1_000)
      return Line(
        at: at, call: follow.call, kind: "complaint-replied",
        payload: JSONWriter.object {
          $0.member("by", "050001")
          $0.member("how", "电话")
          $0.member("text", "已核实并向当事人说明")
          $0.member("replied_at", at.adding(milliseconds: -60_000).description)
        })
    case .abandoned:
      guard dice.happens(880) else { return nil }
      return Line(
        at: follow.after.adding(milliseconds: Int64(dice.within(20_000...900_000))), call: follow.call,
        kind: "deed",
        payload: JSONWriter.object {
          $0.member("matter", "call-back")
          $0.member("unit", "报警人")
          $0.member("text", dice.happens(700) ? "已接通" : "无人接听")
        })
    case .rating:
      let grade = ["very-satisfied", "satisfied", "fair", "dissatisfied"][
        dice.weighted([55, 35, 7, 3], total: 100)]
      return Line(
        at: follow.after.adding(milliseconds: Int64(dice.within(3_600_000...90_000_000))), call: follow.call,
        kind: "rating",
        payload: JSONWriter.object {
          $0.member("grade", grade)
          $0.member("by", "050001")
          $0.member("how", "回访")
          $0.member("text", "")
        })
    }
  }
}
