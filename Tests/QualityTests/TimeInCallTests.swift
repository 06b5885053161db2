import CallModel
import CallProtocol
import CallReview
import Catalogue
import Testing

/// When in a call something was done, as a sheet and a replay tell it.
@Suite struct TimeInCallTests {
  private static let start = WallInstant(milliseconds: 1_795_310_131_000)
  private static let dispatch = CallEvent.notify(UnitNotified(unit: "天宁所", purpose: .dispatch, text: ""))

  /// An event so many seconds after the ring, with its offset from the answer where it has one.
  private static func noted(_ event: CallEvent, second: Int64, offset: Int64? = nil) throws
    -> Noted<CallEvent>
  {
    Noted(
      event, at: start.adding(milliseconds: second * 1_000), offsetMilliseconds: offset,
      personnel: try OperatorIdentifier("041207"))
  }

  private static let answered = CallEvent.answer(
    CallAnswered(timing: .counted(rings: 2, limit: RingLimit())))

  /// A call that ended like this, with a unit told before the answer, in the call and behind the end.
  private static func call(_ ending: CallEnding, isAnswered: Bool, reopened: Bool = false) throws
    -> [Noted<CallEvent>]
  {
    var events = [try noted(.ring(RingSeen(number: "19900000001")), second: 0)]
    events.append(try noted(dispatch, second: 2))
    if isAnswered {
      events.append(try noted(answered, second: 6, offset: 0))
      events.append(try noted(dispatch, second: 10, offset: 4_000))
    }
    events.append(try noted(.end(ending), second: 60, offset: isAnswered ? 54_000 : nil))
    events.append(try noted(dispatch, second: 70))
    let correction = Amendment(field: Amendment.recording, previous: "", text: "r1", reason: "phone")
    events.append(try noted(.amend(correction), second: 71))
    if reopened {
      events.append(
        try noted(.reopened(CallReopened(reason: "挂早了", isOnLine: true)), second: 80, offset: 74_000))
      events.append(try noted(dispatch, second: 90, offset: 84_000))
      events.append(try noted(.end(ending), second: 100, offset: 94_000))
      events.append(try noted(dispatch, second: 110))
    }
    return events
  }

  private static func record(_ events: [Noted<CallEvent>]) throws -> CallRecord {
    var record = CallRecord(id: try CallIdentifier("20261122-03-0001"), first: try #require(events.first))
    for event in events.dropFirst() { record.apply(event) }
    return record
  }

  @Test(arguments: [
    (CallEnding.finished, true, false), (.cutOff, true, false), (.abandoned, false, false),
    (.elsewhere, false, false), (.finished, true, true),
  ])
  func `a deed behind the end is told as one in the sheet and in the replay alike`(
    ending: CallEnding, isAnswered: Bool, reopened: Bool
  ) throws {
    let events = try Self.call(ending, isAnswered: isAnswered, reopened: reopened)
    let record = try Self.record(events)
    let document = try #require(ProtocolReader.readShipped().document)
    let rows = CallSheet(record, document: document).rows.map(\.chinese).filter { $0.contains("派警") }
    let wanted =
      ["接听前"] + (isAnswered ? ["+4.0秒"] : []) + ["结束后"] + (reopened ? ["+84.0秒", "结束后"] : [])
    #expect(zip(rows, wanted).allSatisfy { $0.contains($1) } && rows.count == wanted.count, "\(rows)")
    let history = try #require(
      CallHistory(record.id, events: events.map { $0.recorded(of: record.id) }))
    let told = history.timedEvents.filter { $0.event.event == Self.dispatch }.map(\.time.message.chinese)
    #expect(told == wanted)
    let amended = history.timedEvents.filter { $0.event.event.kind == .amend }.map(\.time)
    #expect(amended == [.afterEnd])
  }
}
