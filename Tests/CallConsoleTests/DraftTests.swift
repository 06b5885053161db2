import CallConsole
import CallModel
import TestSupport
import Testing

/// What stands half-typed comes back after a crash as it stood: in its call, in its field, with the same call
/// on the screen.
@Suite struct DraftTests {
  @Test func `whatever stands half-typed at any moment comes back in its call and its field`() throws {
    for seed in 0..<UInt64(120) {
      var desk = try InterruptedDesk(seed: seed)
      for _ in 0..<30 { desk.step() }
      let faults = try desk.faultsAfterCrash()
      #expect(faults.isEmpty, "seed \(seed): \(faults.joined(separator: "; "))")
      if !faults.isEmpty { return }
    }
  }

  @Test func `the random desks have two calls, one that rings, an empty line and texts in several fields`()
    throws
  {
    var (together, ringing, empty, many) = (0, 0, 0, 0)
    for seed in 0..<UInt64(120) {
      var desk = try InterruptedDesk(seed: seed)
      for _ in 0..<30 { desk.step() }
      if desk.callsOpen > 1 { together += 1 }
      if desk.isRingOnScreen { ringing += 1 }
      if desk.isLineEmpty, desk.textsKept > 0 { empty += 1 }
      if desk.textsKept > 2 { many += 1 }
    }
    let seen = "\(together) \(ringing) \(empty) \(many)"
    #expect(together > 20 && ringing > 5 && empty > 10 && many > 10, "\(seen)")
  }
}

/// A desk with up to two calls and one that rings, with texts typed here and there.
private struct InterruptedDesk {
  private let fixture: DeskFixture
  private let seat: TypedConsole
  private var random: SplitMix
  private var words = 0
  private var calls: [String] = []
  private var isRinging = false
  /// What stands in each field by its prompt, for each telephone call.
  private var stood: [String: [String: String]] = [:]

  init(seed: UInt64) throws {
    random = SplitMix(seed: seed)
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
  }

  var callsOpen: Int { calls.count }
  var isRingOnScreen: Bool { seat.prompt == "接听> " }
  var isLineEmpty: Bool { seat.text.isEmpty }
  var textsKept: Int { stood.values.reduce(0) { $0 + $1.count } }

  mutating func step() {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: answerNext()
    case 1: ring()
    case 2: seat.press(.swap, after: 0)
    case 3, 4: seat.press(.down, after: 0)
    case 5: seat.press(.up, after: 0)
    case 6:
      seat.clear()
      note()
    default:
      words += 1
      seat.type("字\(words)")
      note()
    }
    seat.wait(200)
  }

  private mutating func answerNext() {
    guard calls.count < 2, !isRinging else { return }
    let call = ["a", "b"][calls.count]
    let text = seat.text
    let isFirst = calls.isEmpty
    seat.rings(call, number: "1990000000\(calls.count + 1)")
    seat.answered(call)
    calls.append(call)
    // What stood on the idle line stays for the call.
    if isFirst, !text.isEmpty { stood = [call: [seat.prompt: text]] }
  }

  private mutating func ring() {
    guard !isRinging, !calls.isEmpty else { return }
    isRinging = true
    seat.rings("r", number: "19900000009")
  }

  private mutating func note() {
    let call = onScreen
    stood[call, default: [:]][seat.prompt] = seat.text.isEmpty ? nil : seat.text
  }

  private var onScreen: String { Self.call(on: seat, of: fixture) }

  /// The telephone's call on the screen; `-` where there is none.
  private static func call(on seat: TypedConsole, of fixture: DeskFixture) -> String {
    if seat.prompt == "接听> " { return "r" }
    let record = fixture.sink.calls.first { call in
      seat.panelRows.contains { $0.hasPrefix(" \(call.id)  通话") }
    }
    return record?.ring?.phoneCall ?? "-"
  }

  /// Starts again from the draft and the records, and says what is not as it was.
  func faultsAfterCrash() throws -> [String] {
    let draft = Draft(context: seat.context, text: seat.text)
    var desk = try fixture.desk()
    for record in fixture.sink.calls { _ = desk.resume(record) }
    let again = try TypedConsole(fixture, desk: desk, restored: draft)
    if isRinging { again.rings("r", number: "19900000009", elapsed: 3_000) }
    var faults: [String] = []
    let (before, now) = (onScreen, Self.call(on: again, of: fixture))
    if before != now { faults.append("\(before) was on the screen, now \(now)") }
    if again.prompt != seat.prompt { faults.append("\(seat.prompt) was open, now \(again.prompt)") }
    if again.text != seat.text { faults.append("\(seat.text) was on the line, now \(again.text)") }
    for _ in 0..<(calls.count + (isRinging ? 1 : 0)) {
      faults += differences(in: again)
      again.press(.swap)
    }
    return faults
  }

  /// What stands in the fields of the call on the screen and did not, or the other way round.
  private func differences(in again: TypedConsole) -> [String] {
    let call = Self.call(on: again, of: fixture)
    let known = stood[call] ?? [:]
    guard call != "r" else { return known["接听> "] ?? "" == again.text ? [] : ["ring: \(again.text)"] }
    var faults: [String] = []
    for _ in ElementIdentifier.allCases {
      let wanted = known[again.prompt] ?? ""
      if again.text != wanted { faults.append("\(call) \(again.prompt)\(again.text) for \(wanted)") }
      again.press(.down)
    }
    return faults
  }
}
