import CallModel
import CallProtocol
import Catalogue
import PlainText

/// What is shown after a drill: what was said and done, what was missed, what the best handling would have
/// been.
public struct DrillReview: Sendable {
  /// Mistakes listed once more at the end.
  private static let mostMissed = 10

  private let run: DrillRun
  private let scenario: DrillScenario
  private let document: ProtocolDocument

  /// The review of `run`; nil when the scenario in its log cannot be used.
  public init?(_ run: DrillRun, document: ProtocolDocument) {
    guard let scenario = run.scenario(document) else { return nil }
    self.run = run
    self.scenario = scenario
    self.document = document
  }

  /// The rows, in both languages.
  public var rows: [Message] {
    let sheet = DrillScorer(scenario, document: document, log: DrillLog(run.lines)).sheet
    let heading = [
      Message.drillReviewHeading(run.start.drill.description, scenario.title),
      .drillOutcome(run.outcome.rawValue),
    ]
    let told = heading + [.drillTimeline] + timeline + [.drillBest] + best + [.drillTraps] + traps
    guard run.outcome == .finished else {
      return told + [.drillHasNoScore(run.start.drill.description)]
    }
    return told + ScoreText.rows(sheet) + summary(sheet)
  }

  /// What fits the last screen: the dearest mistakes, the points of the aspects, the sum.
  private func summary(_ sheet: ScoreSheet) -> [Message] {
    let missed = sheet.lines.filter { $0.lost > 0 }.enumerated()
      .sorted { ($1.element.lost, $0.offset) < ($0.element.lost, $1.offset) }.map(\.element)
    let rest = missed.count - min(missed.count, Self.mostMissed)
    let aspects = DrillAspect.allCases.map { aspect in
      Message.drillAspect(aspect.rawValue).joined(
        .verbatim("\(ScoreSheet.text(sheet.points(aspect)))/\(ScoreSheet.text(aspect.maximum))"))
    }
    let halves = [aspects.prefix(3), aspects.suffix(3)].compactMap { half in
      half.dropFirst().reduce(half.first) { $0?.joined($1, separator: "   ") }.map(indented)
    }
    return [.drillMissed]
      + (missed.isEmpty ? [.drillNothingMissed] : missed.prefix(Self.mostMissed).map(lost))
      + (rest > 0 ? [.drillMoreMissed(rest)] : [])
      + [.drillResult(run.start.drill.description, ScoreSheet.text(sheet.total))] + halves
  }

  private func lost(_ line: ScoreLine) -> Message {
    Message.verbatim("  -\(ScoreSheet.text(line.lost))").joined(line.reason)
      .joined(line.line.map { Message.drillLine($0) } ?? .drillNoLine, separator: "  ")
  }

  private var traps: [Message] { scenario.traps.map { indented($0.meaning) } }

  private var best: [Message] {
    BestHandling(scenario, document: document).script.filter { !$0.hasPrefix("@") }.map { line in
      guard line.hasPrefix("/said "), let phrase = document.phrase(String(line.dropFirst(6))) else {
        return .verbatim("  \(line)")
      }
      return Message("  \(line)  \(phrase.text)", "  \(line)  \(phrase.english)")
    }
  }

  /// What was said and done, line by line.
  public var timeline: [Message] {
    let words = EventWords(document)
    let start = run.lines.first?.milliseconds ?? 0
    return run.lines.compactMap { line -> Message? in
      let time = Message.verbatim("  \(Self.clock(line.milliseconds - start)) ")
      if let event = line.event, let call = line.call {
        return time.joined(.drillTrainee).joined(words.message(event, of: call))
      }
      switch DrillKind(rawValue: line.kind) {
      case .said: return time.joined(.drillCaller).joined(.verbatim(line.payload["words"]?.string ?? ""))
      case .turn: return time.joined(.drillTurn(line.payload["turn"]?.string ?? ""))
      case .inject:
        let isTaken = line.payload["taken"]?.bool ?? true
        return time.joined(.drillInjected(line.payload["what"]?.string ?? "", isTaken: isTaken))
      default: return nil
      }
    }
  }

  private func indented(_ row: Message) -> Message { Message("  " + row.chinese, "  " + row.english) }

  static func clock(_ milliseconds: Int64) -> String {
    let tenths = max(0, milliseconds) / 100
    let seconds = tenths / 10 % 60
    return "\(tenths / 600):\(seconds < 10 ? "0" : "")\(seconds).\(tenths % 10)"
  }
}
