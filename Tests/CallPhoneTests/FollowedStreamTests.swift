import CallConsole
import CallModel
import CallPhone
import Foundation
import PhoneJournal
import TestSupport
import Testing

@testable import call110

/// Recorded streams all the way to a console: bytes, bridge, event file, what the desk is told.
@Suite struct FollowedStreamTests {
  /// What a console of `seat` is told of a recording, read as it happens.
  private func news(of events: [PhoneEvent], seat: String) throws -> [LineNews] {
    let folder = TemporaryDirectory()
    let follower = PhoneFollower(logs: folder.path, seats: [seat], limit: RingLimit())
    let start = (events.compactMap(\.time).min() ?? 0) - 1_000
    var told: [LineNews] = []
    func poll(_ now: Int64) {
      let moment = Moment(wall: WallInstant(milliseconds: now), monotonic: now - start + 1_000)
      repeat { told += follower.poll(at: moment) } while follower.hasMore
    }
    poll(start)
    for event in events.sorted(by: { ($0.time ?? 0) < ($1.time ?? 0) }) {
      let now = WallInstant(milliseconds: event.time ?? start)
      try PhoneEventFile.append(PhoneEventLine.encode(event), logs: folder.path, day: now.date)
      poll(now.milliseconds + 1)
    }
    let end = (events.compactMap(\.time).max() ?? start) + 1
    for second in 1...70 as ClosedRange<Int64> { poll(end + second * 1_000) }
    return told
  }

  @Test(arguments: ManagerReplayTests.names)
  func `every seat is told of its own calls, once each, and of nobody else's`(name: String) throws {
    let expected = try #require(try ManagerReplayTests.expectations()[name])
    let events = try ManagerReplayTests.timing(name).events(
      of: try ManagerReplayTests.transcript(name), seats: .byExtension, source: "ami", hasCallers: true)
    for seat in Set(expected.map(\.seat)) {
      let told = try news(of: events, seat: seat)
      let mine = expected.filter { $0.seat == seat }
      let answered = told.compactMap { news in
        if case .answered(let answer, let call) = news {
          (call ?? "", answer.timing.ringMilliseconds)
        } else {
          nil
        }
      }
      #expect(Set(answered.map(\.0)) == Set(mine.filter { $0.ev == "answer" }.map(\.call)))
      let rings = mine.filter { $0.ev == "answer" }.compactMap(\.ring_ms)
      #expect(Set(answered.compactMap(\.1)) == Set(rings))
      for case .hungUp(let call, _, _) in told {
        // Never of a caller who was passed on and is spoken to by somebody else.
        let last = expected.filter { $0.call == call && $0.ev == "end" }.compactMap(\.t).max()
        let own = mine.filter { $0.call == call && $0.ev == "end" }.compactMap(\.t).max()
        #expect(
          last == own
            || own.map { end in
              !expected.contains { $0.call == call && $0.ev == "answer" && ($0.t ?? 0) > end }
            } == true)
      }
    }
  }
}
