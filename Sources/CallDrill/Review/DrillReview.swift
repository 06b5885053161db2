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

  /// The best handling as a script that runs as it is printed; the words of a sentence stand in a remark
  /// above it.
  public var best: [Message] {
    BestHandling(scenario, document: document).script.flatMap { line -> [Message] in
      let row = Message.verbatim("  \(line)")
      guard line.hasPrefix("/said "), let phrase = document.phrase(String(line.dropFirst(6))) else {
        return [row]
      }
      let words = document.wordings(of: phrase, by: run.start.trainee)
      return [Message("  # \(words.chinese)", "  # \(words.english)"), row]
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
      case .start, .end, .contest, .marks, .contestClosed, .rerun, nil: return nil
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

/// One line of a drill's script: a console line, or how time passes before the next.
public enum DrillStep: Hashable, Sendable {
  /// Time passes, in ms.
  case advance(Int64)
  /// Until the phone rings.
  case untilRing
  /// Until the caller has nothing more to say for now.
  case untilQuiet
  /// Until the line is dead.
  case untilGone
  /// A line for the console.
  case line(String)

  /// The longest time one step lets pass, in ms.
  public static let longest: Int64 = 3_600_000

  /// The step written on a line: `@+5s`, `@+500ms`, `@ring`, `@quiet`, `@gone`, or a console line; nil for a
  /// broken `@`.
  public init?(_ text: String) {
    guard text.hasPrefix("@") else {
      self = .line(text)
      return
    }
    switch text {
    case "@ring": self = .untilRing
    case "@quiet": self = .untilQuiet
    case "@gone": self = .untilGone
    default:
      guard text.hasPrefix("@+") else { return nil }
      let digits = text.dropFirst(2).prefix { $0.isASCII && $0.isNumber }
      let unit = text.dropFirst(2 + digits.count)
      guard let number = Int64(digits), unit == "s" || unit == "ms",
        number <= Self.longest / (unit == "s" ? 1_000 : 1)
      else { return nil }
      self = .advance(unit == "s" ? number * 1_000 : number)
    }
  }

  /// The step as it is written.
  public var text: String {
    switch self {
    case .advance(let time): time % 1_000 == 0 ? "@+\(time / 1_000)s" : "@+\(time)ms"
    case .untilRing: "@ring"
    case .untilQuiet: "@quiet"
    case .untilGone: "@gone"
    case .line(let line): line
    }
  }
}

/// A score sheet as rows of text; the same sheet gives the same bytes.
public enum ScoreText {
  /// The rows, in both languages.
  public static func rows(_ sheet: ScoreSheet) -> [Message] {
    [
      .drillTotal(ScoreSheet.text(sheet.total)),
      .drillScenarioRow(sheet.scenario, digest: String(sheet.digest.prefix(16))),
    ] + DrillAspect.allCases.flatMap { rows(sheet, of: $0) }
  }

  private static func rows(_ sheet: ScoreSheet, of aspect: DrillAspect) -> [Message] {
    let lines = sheet.lines.filter { $0.aspect == aspect }
    let figure = "\(ScoreSheet.text(sheet.points(aspect)))/\(ScoreSheet.text(aspect.maximum))"
    return [Message.drillAspect(aspect.rawValue).joined(.verbatim(figure))] + lines.map(row)
  }

  private static func row(_ line: ScoreLine) -> Message {
    let figure =
      line.maximum > 0
      ? "\(ScoreSheet.text(line.given))/\(ScoreSheet.text(line.maximum))" : ScoreSheet.text(line.given)
    let mark = line.lost == 0 ? "+" : line.given > 0 ? "~" : "-"
    let head = "  \(mark) \(figure.padded(to: 10))"
    let place = line.line.map { Message.drillLine($0) } ?? .drillNoLine
    return Message.verbatim(head).joined(line.reason).joined(place, separator: "  ")
  }
}
