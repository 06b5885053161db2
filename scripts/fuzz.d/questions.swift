import CallDrill
import CallModel
import CallProtocol
import Glibc
import PlainText

/// Feeds words said to a simulated caller: the first byte chooses him, every line is one thing said.
///
/// Whatever is said, nothing may trap, he may not be silent, he answers the same again, and the same log
/// gives the same sheet.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let first = bytes.first else { return 0 }
  let scenario = FuzzQuestions.scenarios[Int(first) % FuzzQuestions.scenarios.count]
  let said = String(decoding: bytes.dropFirst(), as: UTF8.self).split(separator: "\n").prefix(12)
    .map { SafeText(String($0), limit: 200).description }.filter { !$0.trimmed.isEmpty }
  let one = FuzzQuestions.talk(scenario, said)
  let other = FuzzQuestions.talk(scenario, said)
  guard one == other else { fatalError("the same words, and another answer") }
  let sheets = [one, other].map {
    DrillScorer(scenario, document: FuzzQuestions.document, log: DrillLog($0)).sheet
  }
  guard sheets[0] == sheets[1], (0...1_000).contains(sheets[0].total) else {
    fatalError("the same log, and another sheet")
  }
  return 0
}

enum FuzzQuestions {
  static let document: ProtocolDocument = {
    guard let document = ProtocolReader.readShipped().document else { fatalError("no protocol") }
    return document
  }()
  static let scenarios = ShippedDrills.read(document).scenarios

  /// The caller rings, is answered and calmed, and hears the words one by one.
  static func talk(_ scenario: DrillScenario, _ said: [String]) -> [DrillLogLine] {
    guard let call = try? CallIdentifier("20261122-drill-0001") else { fatalError("no identifier") }
    var caller = SimulatedCaller(scenario, document: document, start: 0, pause: 0)
    var lines: [DrillLogLine] = []
    var now: Int64 = 0
    func add(_ kind: String, _ payload: JSONValue) {
      lines.append(
        DrillLogLine(
          number: Int64(lines.count + 1), milliseconds: now, call: call, kind: kind, payload: payload))
    }
    func wait() -> Int {
      var words = 0
      for _ in 0..<80 {
        now += 250
        for act in caller.poll(at: now) {
          if case .speak(let text, let elements) = act {
            add(DrillKind.said.rawValue, DrillPayload.said(text, elements))
            words += 1
          }
          if case .turn(let turn) = act { add(DrillKind.turn.rawValue, DrillPayload.turn(turn)) }
        }
        if caller.isQuiet { break }
      }
      return words
    }
    func hear(_ event: CallEvent) {
      add(event.kind.rawValue, (try? JSONReader.parse(event.payload(offsetMilliseconds: nil))) ?? .null)
      caller.hear(event, call: call, at: now)
    }
    _ = wait()
    hear(.ring(RingSeen(number: "1", isFromPhone: true)))
    hear(.answer(CallAnswered(timing: .unknown(limit: RingLimit()))))
    _ = wait()
    for identifier in ["calming", "civility"] { hear(.phrase(PhraseSaid(phrase: identifier, text: ""))) }
    _ = wait()
    for text in said where caller.isOnLine {
      hear(.phrase(PhraseSaid(phrase: nil, text: text)))
      let words = wait()
      guard words > 0 || !caller.isOnLine || caller.scenario.shape == .warned else {
        fatalError("\(scenario.identifier) was silent")
      }
    }
    hear(.end(.finished))
    return lines
  }
}
