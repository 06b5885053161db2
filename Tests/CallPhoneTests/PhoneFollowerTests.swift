import CallConsole
import CallModel
import CallPhone
import Foundation
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
    reason: PhoneEvent.EndReason? = nil, recording: String? = nil
  ) throws {
    let event = try PhoneEvent(
      kind, call: call, seat: seat, caller: kind == .ring ? "19900000007" : nil, time: start + offset,
      writtenAt: start + offset, source: source, basis: kind == .ring ? .alerting : nil, reason: reason,
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

  /// Polls every 200 ms, as the console does; what was said, with the time of each.
  private func poll(_ follower: PhoneFollower, _ range: ClosedRange<Int64>) -> [(at: Int64, news: LineNews)] {
    stride(from: range.lowerBound, through: range.upperBound, by: 200).flatMap { offset in
      follower.poll(at: moment(offset)).map { (offset, $0) }
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
    #expect(said.map(\.news) == [.unconfirmed])
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
    #expect(poll(follower, 5_200...60_000).map(\.news) == [.unconfirmed])
    try append(.ring, at: 60_200)
    #expect(poll(follower, 60_200...60_600).map(\.news).contains(where: isIncoming))
  }

  @Test func `hooks that say nothing more for a minute change nothing`() throws {
    let follower = follower()
    _ = poll(follower, 0...200)
    try append(.ring, at: 400)
    #expect(poll(follower, 400...60_000).map(\.news).filter { !isIncoming($0) }.isEmpty)
    try append(.end, at: 60_200, reason: .abandoned)
    let said = poll(follower, 60_200...60_600).map(\.news)
    #expect(said.contains(.stopped(.abandoned)))
    #expect(said.contains { if case .abandoned = $0 { true } else { false } })
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
    #expect(ended == [.hungUp(phoneCall: "c1"), .recorded("r.wav", phoneCall: "c1")])
  }

  @Test func `a call with a closed record makes no new one when the console is started again`() throws {
    try append(.ring, at: 0)
    try append(.answer, at: 2_000)
    try append(.end, at: 9_000, reason: .hangup)
    #expect(!poll(follower(), 20_000...21_000).isEmpty)
    #expect(poll(follower(closed: ["c1"]), 20_000...21_000).isEmpty)
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
}
