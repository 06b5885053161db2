import CallDrill
import Catalogue
import PlainText

/// `call110 drill list`: the scenarios there are.
enum DrillListCommand: Command {
  static let words = ["drill", "list"]
  static let specification = CommandSpecification(
    words, .commandDrillList,
    options: [
      OptionSpecification("set", .required("NAME"), .optionDrillSet), ScenarioOption.specification,
      ProtocolOption.specification, OptionSpecification("json", .none, .optionJSON),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let document = try ProtocolOption.document(invocation)
    let all = try ScenarioOption.all(invocation, document: document)
    let set = invocation.value("set")
    let chosen = all.filter { set == nil || $0.sets.contains(set ?? "") }
    if let set, chosen.isEmpty {
      throw DrillCommandFault.unknownSet(set, known: Set(all.flatMap(\.sets)).sorted())
    }
    if invocation.has("json") {
      StandardStreams.json(chosen.map(json))
    } else {
      StandardStreams.output(chosen.map { row($0).text(invocation.language) + "\n" }.joined())
    }
    return .success
  }

  private static func row(_ scenario: DrillScenario) -> Message {
    let articles = scenario.articles.map(String.init).joined(separator: ",")
    let head = "\(scenario.identifier.fitted(to: 26)) \(articles.fitted(to: 6)) "
    return Message.verbatim(head).joined(scenario.title, separator: "")
  }

  private static func json(_ scenario: DrillScenario) -> String {
    let bytes = JSONWriter.object { writer in
      writer.member("scenario", scenario.identifier)
      writer.member("chinese", scenario.title.chinese)
      writer.member("english", scenario.title.english)
      writer.array("articles") { list in for article in scenario.articles { list.value(Int64(article)) } }
      writer.array("sets") { list in for set in scenario.sets { list.value(set) } }
      writer.member("language", scenario.language)
      writer.member("mood", scenario.mood.rawValue)
      writer.member("digest", scenario.digest)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
