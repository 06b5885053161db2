import CallModel
import PlainText

/// Payloads of the lines that only drills have.
public enum DrillPayload {
  /// `drill-said`.
  public static func said(_ words: String, _ elements: [ElementIdentifier]) -> JSONValue {
    parsed(
      JSONWriter.object { writer in
        writer.member("words", words)
        writer.array("elements") { list in for element in elements { list.value(element.rawValue) } }
      })
  }

  /// `drill-turn`.
  public static func turn(_ turn: CallerTurn) -> JSONValue {
    parsed(JSONWriter.object { $0.member("turn", turn.rawValue) })
  }

  private static func parsed(_ bytes: [UInt8]) -> JSONValue { (try? JSONReader.parse(bytes)) ?? .null }
}

extension DrillPayload {
  /// `drill-inject`; not taken when it made no sense at that moment.
  public static func injected(_ injection: DrillInjection, isTaken: Bool) -> JSONValue {
    parsed(
      JSONWriter.object { writer in
        writer.member("what", injection.name)
        writer.member("taken", isTaken)
        if case .say(let words) = injection { writer.member("words", words) }
      })
  }
}
