import CallDrill
import CallModel
import CallProtocol
import Glibc
import PlainText

/// Feeds one input to the reader of scenarios and to the caller's ears.
///
/// Whatever it holds, nothing may trap; what is let through can be drilled, varied and scored, and reads back
/// as itself.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: bytes, as: UTF8.self)
  _ = SpokenWords(text, isEnglish: count % 2 == 0).runs
  _ = DrillStep(text)
  _ = DrillCondition(text)
  let outcome = ScenarioReader.read(bytes, file: "f", document: FuzzDrill.document)
  for scenario in outcome.scenarios.prefix(2) { FuzzDrill.run(scenario, saying: text) }
  return 0
}

enum FuzzDrill {
  static let document: ProtocolDocument = {
    guard let document = ProtocolReader.readShipped().document else { fatalError("no protocol") }
    return document
  }()

  static func run(_ scenario: DrillScenario, saying text: String) {
    let again = ScenarioReader.read(
      Array(scenario.source.utf8), file: scenario.identifier, document: document)
    guard again.scenarios == [scenario] else { fatalError("a scenario does not read back as itself") }
    let varied = ScenarioVariation.vary(scenario, seed: 7, document: document)
    guard !BestHandling(varied, document: document).script.isEmpty else { fatalError("no handling") }
    let lines = talk(varied, saying: text)
    let sheet = DrillScorer(varied, document: document, log: DrillLog(lines)).sheet
    guard (0...1_000).contains(sheet.total) else { fatalError("no score") }
    _ = ScoreText.rows(sheet)
  }

  /// The caller rings, is answered, asked everything, and hears the input as free words.
  private static func talk(_ scenario: DrillScenario, saying text: String) -> [DrillLogLine] {
    guard let call = try? CallIdentifier("20261122-drill-0001") else { fatalError("no identifier") }
    var caller = SimulatedCaller(scenario, document: document, start: 0, pause: 0)
    var lines: [DrillLogLine] = []
    let events: [CallEvent] =
      [
        .ring(RingSeen(number: "1", isFromPhone: true)),
        .answer(CallAnswered(timing: .unknown(limit: RingLimit()))),
        .phrase(PhraseSaid(phrase: nil, text: String(text.prefix(200)))), .wording("what-hurry"),
      ] + ElementIdentifier.allCases.map { .ask($0) } + [.end(.finished)]
    for (index, event) in events.enumerated() {
      let now = Int64(index) * 1_000
      for act in caller.poll(at: now) {
        if case .speak(let words, let elements) = act {
          lines.append(
            line(lines.count, now, call, DrillKind.said.rawValue, DrillPayload.said(words, elements)))
        }
      }
      let payload = (try? JSONReader.parse(event.payload(offsetMilliseconds: nil))) ?? .null
      lines.append(line(lines.count, now, call, event.kind.rawValue, payload))
      caller.hear(event, call: call, at: now)
    }
    return lines
  }

  private static func line(
    _ count: Int, _ now: Int64, _ call: CallIdentifier, _ kind: String, _ payload: JSONValue
  ) -> DrillLogLine {
    DrillLogLine(number: Int64(count + 1), milliseconds: now, call: call, kind: kind, payload: payload)
  }
}
