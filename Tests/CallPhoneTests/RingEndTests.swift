import CallConsole
import CallModel
import CallPhone
import Foundation
import PhoneJournal
import TestSupport
import Testing

/// How a ring here ended without an answer here: that another seat has the caller, or that he gave up, is
/// said only where the telephone tells it.
@Suite struct RingEndTests {
  /// A line behind the ring at seat 03.
  private struct Line {
    let kind: PhoneEvent.Kind
    let seat: String
    let reason: PhoneEvent.EndReason?

    init(_ kind: PhoneEvent.Kind, _ seat: String = "03", _ reason: PhoneEvent.EndReason? = nil) {
      (self.kind, self.seat, self.reason) = (kind, seat, reason)
    }
  }

  private static let elsewhere = LineNews.stopped(.elsewhere, phoneCall: "c1")
  private static let abandoned = LineNews.stopped(.abandoned, phoneCall: "c1")
  private static let unanswered = LineNews.unanswered(phoneCall: "c1")

  /// What is told behind the ring, and what the console is told of it.
  private static let ends: [(name: String, lines: [Line], told: LineNews)] = [
    (
      "taken by another seat", [Line(.ring, "04"), Line(.answer, "04"), Line(.end, "03", .elsewhere)],
      elsewhere
    ),
    ("taken, own end not told", [Line(.ring, "04"), Line(.answer, "04")], elsewhere),
    ("taken, told first as rung in vain", [Line(.ring, "04"), Line(.end, "03", .noanswer)], unanswered),
    ("taken away to no seat", [Line(.end, "03", .elsewhere)], elsewhere),
    ("given up", [Line(.end, "03", .abandoned)], abandoned),
    ("given up, told of the caller", [Line(.gone, "", .abandoned)], abandoned),
    ("given up, told of both", [Line(.end, "03", .abandoned), Line(.gone, "", .abandoned)], abandoned),
    ("gone unanswered", [Line(.gone, "", .noanswer)], abandoned),
    ("on to another", [Line(.end, "03", .noanswer), Line(.ring, "04")], unanswered),
    ("back into the queue", [Line(.wait, ""), Line(.end, "03", .noanswer)], unanswered),
    ("refused here", [Line(.end, "03", .busy)], unanswered),
    ("ended as a conversation does", [Line(.end, "03", .hangup)], unanswered),
    ("gone after who knows what", [Line(.end, "03", .hangup), Line(.gone, "", .hangup)], unanswered),
    ("lost with the link", [Line(.gone, "", .lost)], unanswered),
  ]

  private let folder = TemporaryDirectory()
  private let start: Int64 = 1_795_340_968_000

  private func append(_ line: Line, at offset: Int64) throws {
    let event = try PhoneEvent(
      line.kind, call: "c1", seat: line.seat, caller: line.kind == .ring ? "19900000007" : nil,
      time: start + offset, writtenAt: start + offset, source: "t",
      basis: line.kind == .ring ? .alerting : nil, reason: line.reason)
    try PhoneEventFile.append(
      PhoneEventLine.encode(event), logs: folder.path, day: WallInstant(milliseconds: start).date)
  }

  private func follower() -> PhoneFollower {
    PhoneFollower(logs: folder.path, seats: ["03"], limit: RingLimit())
  }

  private func poll(_ follower: PhoneFollower, _ range: ClosedRange<Int64>) -> [LineNews] {
    stride(from: range.lowerBound, through: range.upperBound, by: 200).flatMap { offset in
      let moment = Moment(wall: WallInstant(milliseconds: start + offset), monotonic: 1_000_000 + offset)
      var news = follower.poll(at: moment)
      while follower.hasMore { news += follower.poll(at: moment) }
      return news
    }
  }

  private static func isEnd(_ news: LineNews) -> Bool {
    switch news {
    case .stopped, .unanswered: true
    case .ringing, .incoming, .answered, .recorded, .unconfirmed, .callerHungUp, .hungUp, .unheard, .missed,
      .left, .spoken, .told:
      false
    }
  }

  /// Told at once or line by line, to a console that saw it ring or to one that was started since.
  @Test(arguments: [0, 600] as [Int64], [false, true])
  func `what is told of the end is what the telephone tells, once`(pause: Int64, isStartedSince: Bool) throws
  {
    for (name, lines, told) in Self.ends {
      let test = RingEndTests()
      let seen = try test.play(lines, pause: pause, isStartedSince: isStartedSince)
      #expect(seen == [told], "\(name): \(seen)")
    }
  }

  private func play(_ lines: [Line], pause: Int64, isStartedSince: Bool) throws -> [LineNews] {
    var console = follower()
    if !isStartedSince { _ = poll(console, 0...200) }
    try append(Line(.ring), at: 400)
    if !isStartedSince { #expect(!poll(console, 400...3_000).isEmpty) }
    var (time, seen): (Int64, [LineNews]) = (3_200, [])
    for line in lines {
      try append(line, at: time)
      time += pause
      if pause > 0, !isStartedSince { seen += poll(console, (time - pause)...(time - 200)) }
    }
    if isStartedSince { console = follower() }
    return (seen + poll(console, time...(time + 20_000))).filter(Self.isEnd)
  }

  /// Spoken to here, passed on, and rung here once more.
  private static let returns = [
    Line(.ring), Line(.answer), Line(.end, "03", .hangup), Line(.ring, "04"), Line(.answer, "04"),
    Line(.end, "04", .hangup), Line(.ring),
  ]

  @Test(arguments: [
    ([Line(.ring, "04"), Line(.answer, "04")], elsewhere), ([Line(.end, "03", .elsewhere)], elsewhere),
    ([Line(.end, "03", .abandoned)], abandoned), ([Line(.gone, "", .hangup)], abandoned),
    ([Line(.end, "03", .noanswer)], unanswered),
  ])
  private func `the ring of a caller who was spoken to before ends as well, and is no answer`(
    lines: [Line], told: LineNews
  ) throws {
    for isClosed in [false, true] {
      let test = RingEndTests()
      let seen = try test.ringAgain(lines, isClosed: isClosed)
      #expect(seen.filter(Self.isEnd) == [told], "\(seen)")
      #expect(!seen.contains { if case .answered = $0 { true } else { false } }, "\(seen)")
    }
  }

  /// What is told behind the ring of whoever comes back; `isClosed` is a console that was started while he
  /// rang and has his first record.
  private func ringAgain(_ lines: [Line], isClosed: Bool) throws -> [LineNews] {
    var console = follower()
    if !isClosed { _ = poll(console, 0...200) }
    var time: Int64 = 400
    for line in Self.returns {
      try append(line, at: time)
      time += 1_000
      if !isClosed { _ = poll(console, (time - 1_000)...(time - 200)) }
    }
    if isClosed {
      console = PhoneFollower(logs: folder.path, seats: ["03"], limit: RingLimit(), closed: ["c1"])
      _ = poll(console, time...(time + 400))
    }
    time += 600
    for line in lines { try append(line, at: time) }
    return poll(console, time...(time + 4_000))
  }
}
