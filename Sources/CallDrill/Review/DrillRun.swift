import CallModel
import CallProtocol
import PlainText

/// One drill as its journal tells it.
public struct DrillRun: Sendable {
  /// How it began.
  public let start: DrillStart
  /// When it began.
  public let at: WallInstant
  /// Its lines, from the start to the end.
  public private(set) var lines: [DrillLogLine] = []
  /// How it ended; unfinished while no end is on record.
  public private(set) var outcome = DrillOutcome.unfinished
  /// The score on record, in tenths.
  public private(set) var recordedScore: Int?
  /// Whether an end is on record.
  public private(set) var isClosed = false

  /// The drills in one seat's lines, in order.
  public static func runs(in lines: [(at: WallInstant, line: DrillLogLine)]) -> [DrillRun] {
    var runs: [DrillRun] = []
    for (at, line) in lines {
      if line.kind == DrillKind.start.rawValue, let start = DrillStart(line.payload) {
        runs.append(DrillRun(start: start, at: at))
      }
      guard !runs.isEmpty, !runs[runs.count - 1].isClosed else { continue }
      runs[runs.count - 1].append(line)
    }
    return runs
  }

  private init(start: DrillStart, at: WallInstant) {
    self.start = start
    self.at = at
  }

  private mutating func append(_ line: DrillLogLine) {
    lines.append(line)
    guard line.kind == DrillKind.end.rawValue else { return }
    outcome = line.payload["outcome"]?.string.flatMap(DrillOutcome.init) ?? .unfinished
    recordedScore = line.payload["score"]?.integer.map { Int(clamping: $0) }
    isClosed = true
  }

  /// What the trainee did at the desk, as a live journal has it, so that rules of real calls can judge it.
  public var events: [Noted<RecordedEvent>] {
    let first = lines.first?.milliseconds ?? 0
    return lines.compactMap { line in
      line.event.map { event in
        Noted(
          .call(event), call: line.call, at: at.adding(milliseconds: line.milliseconds - first),
          personnel: start.trainee)
      }
    }
  }

  /// Whether a call that was answered, or still rings, has no end.
  public var hasOpenCall: Bool {
    let calls = Set(lines.filter { $0.event != nil }.compactMap(\.call))
    let ended = Set(lines.filter { $0.event?.kind == .end }.compactMap(\.call))
    return !calls.isSubset(of: ended)
  }

  /// The scenario kept in the log; nil when it was changed or does not fit the protocol.
  public func scenario(_ document: ProtocolDocument) -> DrillScenario? {
    guard FileDigest.hexadecimal(of: Array(start.source.utf8)) == start.digest else { return nil }
    let outcome = ScenarioReader.read(
      Array(start.source.utf8), file: start.scenario, document: document)
    guard let scenario = outcome.scenarios.first, scenario.digest == start.digest else { return nil }
    return scenario
  }

  /// The score computed from the log; nil when the scenario in it cannot be used.
  public func sheet(_ document: ProtocolDocument) -> ScoreSheet? {
    scenario(document).map { DrillScorer($0, document: document, log: DrillLog(lines)).sheet }
  }
}

/// How a drill ended.
public enum DrillOutcome: String, CaseIterable, Hashable, Sendable {
  /// The call came to its end.
  case finished
  /// The trainee left before the end.
  case unfinished
  /// The wall clock jumped while it ran.
  case clockJump = "clock-jump"

  /// The payload of the line that ends a drill; only a finished one has a score, in tenths.
  public func payload(drill: CallIdentifier, score: Int?) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("drill", drill.description)
      writer.member("outcome", rawValue)
      writer.member("score", self == .finished ? score : nil)
    }
  }
}
