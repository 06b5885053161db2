import CallModel
import Files
import Foundation
import TestSupport
import Testing

@testable import CallJournal

/// A logs folder in which seats take calls and desks work on them.
struct MatterRoom {
  let base: JournalTestCase
  let ledger: MatterLedger

  init() throws {
    base = try JournalTestCase()
    ledger = MatterLedger(logs: base.logs)
  }

  var now: WallInstant { WallInstant(milliseconds: base.clock.milliseconds) }

  func call(_ number: Int, seat: String = "03") throws -> CallIdentifier {
    try CallIdentifier(date: base.today, seat: SeatIdentifier(seat), number: number)
  }

  func write(seat: String, _ drafts: [JournalDraft]) throws {
    let writer = try JournalWriter(
      logs: base.logs, room: .live, seat: SeatIdentifier(seat), operatorOnDuty: base.operatorOnDuty,
      clock: base.journalClock)
    defer { writer.close() }
    #expect(try writer.append(drafts).isRecorded)
  }

  func desk(_ call: CallIdentifier, _ events: [MatterEvent], desk: String = "desk-duty") throws {
    let drafts = events.map { JournalDraft(call: call, kind: $0.kind.rawValue, payload: $0.payload) }
    try write(seat: desk, drafts)
  }

  /// A complaint received now at a seat, with the events a call has around it.
  func complaint(_ number: Int, seat: String = "03", ending: CallEnding = .finished) throws
    -> CallIdentifier
  {
    let call = try call(number, seat: seat)
    let opened = ComplaintOpened(ReplyDeadline(receivedAt: now))
    let promise = PromiseMade(number: 1, kind: .dispatch, phrase: "urgent-police")
    let events: [CallEvent] = [
      .ring(RingSeen(number: "199****0001")), .note("\"kind\":\"complaint\""),
      .branchEntered(.complaint), .complaint(opened),
      .complaintField(ComplaintAnswer(field: .confidential, state: .given, text: "yes")),
      .complaintField(ComplaintAnswer(field: .name, state: .given, text: "someone")),
      .promise(promise), .end(ending),
    ]
    try write(
      seat: seat,
      events.map {
        JournalDraft(call: call, kind: $0.kind.rawValue, payload: $0.payload(offsetMilliseconds: 5))
      })
    return call
  }

  func assign(_ call: CallIdentifier, desk: String = "desk-duty") throws {
    try self.desk(
      call, [.assigned(ComplaintAssigned(to: OperatorIdentifier("050001")))], desk: desk)
  }

  func reply(_ call: CallIdentifier, _ text: String = "sorry", desk: String = "desk-duty") throws {
    let reply = ComplaintReplied(by: "W", how: "t", text: text, repliedAt: now)
    try self.desk(call, [.replied(reply)], desk: desk)
  }

  func pass(hours: Int64) { base.clock.advance(milliseconds: hours * 3_600_000) }

  /// What the ledger remembers now.
  var remembered: MatterCache? { ledger.cache.open().flatMap { MatterCache($0) } }

  var cacheFile: String { "\(base.logs)/cache/\(geteuid())/matters" }

  /// Reads with the cache as it is, and once more without one; both must tell the same.
  func read(everything: Bool = true) throws -> MatterReading {
    let reading = ledger.read(at: now, everything: everything)
    let kept = try Data(contentsOf: URL(filePath: cacheFile))
    try FileManager.default.removeItem(atPath: cacheFile)
    let fresh = ledger.read(at: now, everything: everything)
    #expect(fresh.rereading == .noCache)
    #expect(reading.calls.openComplaints.map(Told.init) == fresh.calls.openComplaints.map(Told.init))
    #expect(reading.faults == fresh.faults)
    if everything {
      #expect(reading.calls.openMatters == fresh.calls.openMatters)
      #expect(
        reading.shifts.shifts.filter { $0.endedAt == nil }
          == fresh.shifts.shifts.filter { $0.endedAt == nil })
      #expect(reading.shifts.paperCalls == fresh.shifts.paperCalls)
    }
    try kept.write(to: URL(filePath: cacheFile))
    return reading
  }
}

/// What is told of a complaint; of its call the ledger remembers what is still open, which a fresh reading of
/// settled calls may not.
private struct Told: Equatable {
  let id: CallIdentifier
  let state: ComplaintCase.State
  let deadline: ComplaintOpened
  let countedFrom: CivilDate
  let people: [OperatorIdentifier?]
  let marks: [Bool?]
  let steps: [Noted<MatterEvent>]

  init(_ complaint: ComplaintCase) {
    id = complaint.id
    state = complaint.state
    deadline = complaint.deadline
    countedFrom = complaint.countedFrom
    people = [complaint.assignee, complaint.holder, complaint.receivedBy]
    marks = [
      complaint.isConfidential, complaint.isHappening, complaint.hasConflict, complaint.repliedInTime,
    ]
    steps = complaint.steps.filter { RecordedEvent.desk($0.event).concerns.contains(.complaint) }
  }
}
