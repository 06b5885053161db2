import CallConsole
import CallJournal
import CallModel
import CallPhone
import CallReview
import Catalogue
import ConsoleJournal
import Foundation
import PhoneJournal
import TestSupport
import Testing

@testable import call110

/// What a console is told of the event file and the status files.
@Suite struct PhoneFollowerTests {
  private let folder = TemporaryDirectory()
  private let start: Int64 = 1_795_340_968_000
  private let source = "ami:pbx1"

  private func append(
    _ kind: PhoneEvent.Kind, at offset: Int64, seat: String = "03", call: String = "c1",
    reason: PhoneEvent.EndReason? = nil, recording: String? = nil, source: String? = nil
  ) throws {
    let event = try PhoneEvent(
      kind, call: call, seat: seat, caller: kind == .ring ? "19900000007" : nil, time: start + offset,
      writtenAt: start + offset, source: source ?? self.source, basis: kind == .ring ? .alerting : nil,
      reason: reason,
      recording: recording)
    let day = WallInstant(milliseconds: start).date
    try PhoneEventFile.append(PhoneEventLine.encode(event), logs: folder.path, day: day)
  }

  /// The bridge's status, as of so many ms after the start.
  private func report(_ state: String, at offset: Int64) throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/phone", withIntermediateDirectories: true)
    let path = PhoneStatusFile.path(logs: folder.path, source: source)
    try PhoneStatusFile.write(Array(#"{"v":1,"state":"\#(state)"}"#.utf8), path: path)
    let date = Date(timeIntervalSince1970: Double(start + offset) / 1_000)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
  }

  private func follower(closed: Set<String> = []) -> PhoneFollower {
    PhoneFollower(logs: folder.path, seats: ["03"], limit: RingLimit(), closed: closed)
  }

  private func moment(_ offset: Int64) -> Moment {
    Moment(wall: WallInstant(milliseconds: start + offset), monotonic: 1_000_000 + offset)
  }

  /// Polls every 200 ms until all is told, as the console does; what was said, with the time of each.
  private func poll(_ follower: PhoneFollower, _ range: ClosedRange<Int64>) -> [(at: Int64, news: LineNews)] {
    stride(from: range.lowerBound, through: range.upperBound, by: 200).flatMap { offset in
      var news = follower.poll(at: moment(offset))
      while follower.hasMore { news += follower.poll(at: moment(offset)) }
      return news.map { (offset, $0) }
    }
  }

  private func isIncoming(_ news: LineNews) -> Bool {
    if case .incoming = news { true } else { false }
  }

  @Test func `a ring whose bridge was killed goes from the screen half a minute after the link, once`() throws
  {
    let follower = follower()
    try report("up", at: 0)
    _ = poll(follower, 0...1_000)
    try append(.ring, at: 1_200)
    #expect(poll(follower, 1_200...2_000).map(\.news).contains(where: isIncoming))
    let said = poll(follower, 2_200...200_000)
    #expect(said.map(\.news) == [.unconfirmed(phoneCall: "c1")])
    #expect((50_000...52_400).contains(said.first?.at ?? 0))
    #expect(follower.status.link == .down && follower.status.waiting == 0)
    // The bridge is back and the phone still rings: it shows again.
    try report("up", at: 200_000)
    try append(.ring, at: 200_200, call: "c2")
    #expect(poll(follower, 200_200...203_000).map(\.news).contains(where: isIncoming))
  }

  @Test func `a ring that was lost with the link goes too, and comes back when it is heard of again`() throws
  {
    let follower = follower()
    _ = poll(follower, 0...200)
    try append(.ring, at: 400)
    #expect(poll(follower, 400...5_000).map(\.news).contains(where: isIncoming))
    try append(.end, at: 5_000, reason: .lost)
    #expect(poll(follower, 5_200...60_000).map(\.news) == [.unconfirmed(phoneCall: "c1")])
    try append(.ring, at: 60_200)
    #expect(poll(follower, 60_200...60_600).map(\.news).contains(where: isIncoming))
  }

  @Test(arguments: [true, false])
  func `a seat that hung up before the caller was put through is told so, and that he gave up`(again: Bool)
    throws
  {
    let follower = follower()
    _ = poll(follower, 0...200)
    try append(.wait, at: 300, seat: "")
    try append(.ring, at: 400)
    _ = poll(follower, 400...2_000)
    try append(.answer, at: 2_200)
    _ = poll(follower, 2_200...4_000)
    try append(.end, at: 4_200, reason: .noanswer)
    #expect(poll(follower, 4_200...5_000).map(\.news) == [.unheard(phoneCall: "c1")])
    #expect(follower.status.waiting == 1)
    if again {
      try append(.ring, at: 6_200)
      #expect(poll(follower, 6_200...9_000).map(\.news).contains(where: isIncoming))
    }
    try append(.gone, at: 9_200, seat: "", reason: .abandoned)
    let left = LineNews.left(phoneCall: "c1", hasGivenUp: true)
    let said = poll(follower, 9_200...10_000).map(\.news)
    #expect(said == (again ? [.stopped(.abandoned, phoneCall: "c1"), left] : [left]))
    #expect(follower.status.waiting == 0)
  }

  @Test func `hooks that say nothing more for a minute change nothing`() throws {
    let follower = follower()
    _ = poll(follower, 0...200)
    try append(.ring, at: 400)
    #expect(poll(follower, 400...60_000).map(\.news).filter { !isIncoming($0) }.isEmpty)
    try append(.end, at: 60_200, reason: .abandoned)
    let said = poll(follower, 60_200...60_600).map(\.news)
    #expect(said == [.stopped(.abandoned, phoneCall: "c1"), .missed(phoneCall: "c1")])
  }

  @Test func `the recording is told with the answer or when it becomes known, once, and of own calls only`()
    throws
  {
    let follower = follower()
    _ = poll(follower, 0...200)
    try append(.ring, at: 400)
    _ = poll(follower, 400...2_000)
    try append(.answer, at: 2_200)
    let answered = poll(follower, 2_200...4_000).map(\.news)
    #expect(answered.contains { if case .answered = $0 { true } else { false } })
    for _ in 1...2 { try append(.end, at: 5_000, reason: .hangup, recording: "r.wav") }
    try append(.ring, at: 5_000, seat: "04", call: "c2")
    try append(.end, at: 5_000, seat: "04", call: "c2", reason: .hangup, recording: "other.wav")
    let ended = poll(follower, 5_000...7_000).map(\.news)
    #expect(ended == [.hungUp(phoneCall: "c1", talked: 2_800), .recorded("r.wav", phoneCall: "c1")])
  }

  @Test(arguments: [nil, "", "recorder"], [4_000, 6_000])
  func `a recording told by anybody reaches the record of the call it names, before or after its end`(
    teller: String?, told: Int64
  ) throws {
    let follower = follower()
    try report("up", at: 0)
    _ = poll(follower, 0...200)
    try append(.ring, at: 400)
    try append(.answer, at: 2_200)
    _ = poll(follower, 400...3_000)
    if told > 5_000 { try append(.end, at: 5_000, reason: .hangup) }
    _ = poll(follower, 3_200...5_400)
    try append(.end, at: told, reason: .hangup, recording: "r.wav", source: teller)
    if told < 5_000 { try append(.end, at: 5_000, reason: .hangup) }
    let news = poll(follower, 5_600...7_000).map(\.news)
    #expect(news.contains(.recorded("r.wav", phoneCall: "c1")), "\(news)")
    #expect(!news.contains(where: isIncoming))
  }

  @Test
  func `a recording told before the answer stands in the record, and a call of another system keeps its own`()
    throws
  {
    let follower = follower()
    _ = poll(follower, 0...200)
    try append(.ring, at: 400)
    try append(.end, at: 600, reason: .hangup, recording: "r.wav", source: "recorder")
    try append(.ring, at: 700, seat: "09", source: "ami:other")
    try append(.end, at: 800, seat: "09", reason: .hangup, recording: "a-other.wav", source: "ami:other")
    try append(.answer, at: 2_200)
    let answered = poll(follower, 400...4_000).compactMap { item -> String?? in
      if case .answered(let answer, _) = item.news { answer.recording } else { nil }
    }
    #expect(answered == ["r.wav"])
  }

  @Test func `a second call at a busy seat is told with its id and how it ended, and is no queue`() throws {
    let follower = follower()
    _ = poll(follower, 0...200)
    try append(.ring, at: 400)
    try append(.answer, at: 2_200)
    _ = poll(follower, 400...3_000)
    try append(.ring, at: 3_200, call: "c2")
    let news = poll(follower, 3_200...5_000).map(\.news)
    #expect(news.count == 1 && news.allSatisfy(isIncoming))
    #expect(follower.status.waiting == 0)
    try append(.ring, at: 5_200, seat: "04", call: "c3")
    _ = poll(follower, 5_200...6_000)
    #expect(follower.status.waiting == 1)
    // The second caller gives up: it is not the one who is spoken to.
    try append(.end, at: 6_200, call: "c2", reason: .abandoned)
    let ended = poll(follower, 6_200...7_000).map(\.news)
    #expect(ended == [.stopped(.abandoned, phoneCall: "c2"), .missed(phoneCall: "c2")], "\(ended)")
  }

  @Test func `who waits in a queue before any seat rings is counted on every console and on the wall`() throws
  {
    let (one, other) = (follower(), follower())
    var wall = WaitingCallers(logs: folder.path)
    _ = poll(one, 0...200)
    _ = poll(other, 0...200)
    for (call, offset) in [("q1", 400), ("q2", 2_400)] as [(String, Int64)] {
      try append(.wait, at: offset, seat: "", call: call)
      _ = poll(one, offset...(offset + 1_800))
      _ = poll(other, offset...(offset + 1_800))
    }
    for status in [one.status, other.status] {
      #expect(status.waiting == 2 && (3_400...3_900).contains(status.longestWaitMilliseconds))
    }
    let queue = wall.queue(at: moment(4_200).wall, monotonic: 1)
    #expect(queue.count == 2 && (3_700...3_900).contains(queue.longestMilliseconds))
    try append(.gone, at: 4_400, seat: "", call: "q1", reason: .abandoned)
    #expect(wall.queue(at: moment(4_600).wall, monotonic: 2).count == 1)
  }

  @Test func `a console started again knows all its closed calls of the day, however many`() throws {
    let (seat, personnel) = (try SeatIdentifier("03"), try OperatorIdentifier("041207"))
    let now = JournalClock.system.now()
    let writer = try JournalWriter(
      logs: folder.path, room: .live, seat: seat, operatorOnDuty: personnel)
    for number in 1...45 {
      let call = try CallIdentifier(date: now.date, seat: seat, number: number)
      let ring = RingSeen(number: "19900000007", isFromPhone: true, phoneCall: "c\(number)")
      let first = Noted<CallEvent>(.ring(ring), call: call, at: now, personnel: personnel)
      let ending = CallEvent.end(number.isMultiple(of: 3) ? .abandoned : .finished)
      let last = Noted<CallEvent>(ending, call: call, at: now, personnel: personnel)
      var record = CallRecord(id: call, first: first)
      record.apply(last)
      _ = try writer.append(
        [first, last].map { timed in
          JournalDraft(
            call: call, kind: timed.event.kind.rawValue,
            payload: timed.event.payload(offsetMilliseconds: nil, record: record))
        })
      try append(.ring, at: Int64(number) * 100, call: "c\(number)")
      if !number.isMultiple(of: 3) { try append(.answer, at: Int64(number) * 100 + 20, call: "c\(number)") }
      try append(
        .end, at: Int64(number) * 100 + 50, call: "c\(number)",
        reason: number.isMultiple(of: 3) ? .abandoned : .hangup)
    }
    writer.close()
    let past = SeatPast(
      reader: JournalReader(logs: folder.path), seat: seat, room: .live, today: now.date)
    #expect(past.closedPhoneCalls.count == 45)
    let news = poll(follower(closed: Set(past.closedPhoneCalls.keys)), 10_000...12_000)
    #expect(!news.isEmpty && news.allSatisfy(Self.isOfClosed))
  }

  @Test func `a call with a closed record makes no new one when the console is started again`() throws {
    try append(.ring, at: 0)
    try append(.answer, at: 2_000)
    try append(.end, at: 9_000, reason: .hangup)
    let news = poll(follower(closed: ["c1"]), 20_000...21_000)
    #expect(news.contains { $0.news == .hungUp(phoneCall: "c1", elapsed: 11_000) } && news.count == 3)
    #expect(news.allSatisfy(Self.isOfClosed))
    // Long past, nothing of the answer is told any more.
    #expect(
      poll(follower(closed: ["c1"]), 200_000...201_000).map(\.news) == [
        .hungUp(phoneCall: "c1", elapsed: 191_000)
      ])
  }

  /// Whether a desk that has the closed record of a call makes no new one of it.
  private static func isOfClosed(_ item: (at: Int64, news: LineNews)) -> Bool {
    switch item.news {
    case .incoming(let ring, _): !ring.isPassedOn
    case .answered, .recorded, .hungUp: true
    case .ringing, .stopped, .unanswered, .unconfirmed, .callerHungUp, .unheard, .missed, .left, .spoken,
      .told:
      false
    }
  }

  /// How many of its lines were read before those that a later poll finds.
  @Test(arguments: [0, 1, 2], [false, true])
  func `a call told all at once is passed on only when another seat spoke to the caller`(
    before: Int, isPassedOn: Bool
  ) throws {
    let follower = follower()
    _ = poll(follower, 0...200)
    let other: [() throws -> Void] = [
      { try append(.ring, at: 400, seat: "04") }, { try append(.answer, at: 1_400, seat: "04") },
      { try append(.end, at: 2_400, seat: "04", reason: .hangup) },
    ]
    if isPassedOn { for line in other { try line() } }
    let own: [() throws -> Void] = [
      { try append(.ring, at: 3_000) }, { try append(.answer, at: 5_000) },
      { try append(.end, at: 9_000, reason: .hangup) },
    ]
    for line in own.prefix(before) { try line() }
    var told = before > 0 ? poll(follower, 5_000...5_200) : []
    for line in own.dropFirst(before) { try line() }
    told += poll(follower, 9_000...9_400)
    let rings = told.compactMap { item -> Bool? in
      if case .incoming(let ring, _) = item.news { ring.isPassedOn } else { nil }
    }
    #expect(rings == [isPassedOn])
  }

  @Test(arguments: [1_000, 12_000, 100_000, 300_000])
  func `a console started again is told how long ago the caller hung up`(later: Int64) throws {
    try append(.ring, at: 0)
    try append(.answer, at: 2_000)
    try append(.end, at: 9_000, reason: .hangup)
    let gone = poll(follower(), (9_000 + later)...(9_400 + later)).compactMap { item -> Int64? in
      if case .hungUp("c1", let elapsed, _) = item.news { elapsed } else { nil }
    }
    #expect(gone.count == 1 && abs((gone.first ?? 0) - later) <= 500, "\(gone)")
  }

  @Test func `others that wait are counted with the longest wait, and go when another seat answers`() throws {
    let follower = follower()
    _ = poll(follower, 0...200)
    try append(.ring, at: 400, seat: "04", call: "a")
    _ = poll(follower, 400...3_200)
    try append(.ring, at: 3_400, seat: "05", call: "b")
    try append(.ring, at: 3_400, seat: "03", call: "c")
    _ = poll(follower, 3_400...5_400)
    #expect(follower.status.waiting == 2)
    #expect((4_800...5_200).contains(follower.status.longestWaitMilliseconds))
    try append(.answer, at: 5_500, seat: "04", call: "a")
    _ = poll(follower, 5_600...6_000)
    #expect(follower.status.waiting == 1)
    #expect((2_200...2_800).contains(follower.status.longestWaitMilliseconds))
  }

  @Test func `a burst of events is taken in by pieces, and the ring in it is told when its piece is read`()
    throws
  {
    let follower = follower()
    _ = poll(follower, 0...200)
    for number in 0..<500 {
      try append(.ring, at: 300, seat: number == 250 ? "03" : "09", call: "c\(number)")
    }
    var (pieces, most, waiting, told) = (0, 0, follower.status.waiting, [Int: LineNews]())
    repeat {
      for news in follower.poll(at: moment(400)) { told[pieces] = news }
      pieces += 1
      most = max(most, follower.status.waiting - waiting)
      waiting = follower.status.waiting
    } while follower.hasMore
    #expect(most <= 20 && pieces >= 25 && waiting == 499)
    let rings = told.filter { isIncoming($0.value) }
    #expect(rings.count == 1 && rings.keys.allSatisfy { ($0 * 3 > pieces) && ($0 * 3 < pieces * 2) })
  }
}
