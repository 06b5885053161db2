import CallDrill
import CallModel
import CallProtocol
import Catalogue
import PlainText

/// `call110 drill score`: the score computed again from the log alone.
enum DrillScoreCommand: Command {
  static let words = ["drill", "score"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandDrillScore,
    options: [ProtocolOption.specification, OptionSpecification("json", .none, .optionJSON)])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let (run, document) = try DrillReviewCommand.find(invocation)
    guard run.outcome == .finished else { throw DrillCommandFault.unfinished(run.start.drill) }
    guard let sheet = run.sheet(document) else { throw DrillCommandFault.scenarioChanged(run.start.drill) }
    if invocation.has("json") {
      StandardStreams.json(object: json(sheet, run: run))
    } else {
      DrillRunCommand.print(ScoreText.rows(sheet), for: invocation)
    }
    if let digest = run.start.protocolDigest, digest != document.digest {
      StandardStreams.error("call110: \(Message.drillOtherProtocol.text(invocation.language))\n")
    }
    guard let recorded = run.recordedScore, recorded != sheet.total else { return .success }
    let message = Message.drillScoreDiffers(ScoreSheet.text(recorded))
    StandardStreams.error("call110: \(message.text(invocation.language))\n")
    return .found
  }

  private static func json(_ sheet: ScoreSheet, run: DrillRun) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("drill", run.start.drill.description)
      writer.member("trainee", run.start.trainee.description)
      writer.member("scenario", sheet.scenario)
      writer.member("digest", sheet.digest)
      writer.member("outcome", run.outcome.rawValue)
      writer.member("total", sheet.total)
      writer.object("aspects") { aspects in
        for aspect in DrillAspect.allCases {
          aspects.member(dynamic: aspect.rawValue) { $0.value(Int64(sheet.points(aspect))) }
        }
      }
      writer.array("lines") { list in
        for line in sheet.lines { list.object { write(line, to: &$0) } }
      }
    }
  }

  private static func write(_ line: ScoreLine, to writer: inout JSONWriter) {
    writer.member("aspect", line.aspect.rawValue)
    writer.member("rule", line.rule)
    writer.member("given", line.given)
    writer.member("maximum", line.maximum)
    writer.member("line", line.line)
    writer.member("reason", line.reason.chinese)
    writer.member("reason_en", line.reason.english)
  }
}
