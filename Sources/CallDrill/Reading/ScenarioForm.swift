import CallModel
import CallProtocol
import Catalogue
import PlainText

/// The questions that lead a trainer through a scenario; each answer is checked at once.
public struct ScenarioForm: Sendable {
  /// One question.
  public struct Question: Hashable, Sendable {
    /// The key it fills.
    public let key: String
    /// Whether an empty answer leaves it out.
    public let isOptional: Bool
  }

  private static let questions: [Question] =
    ["name", "chinese", "english", "article", "opening", "where", "what"].map {
      Question(key: $0, isOptional: false)
    }
    + [
      "mood", "number", "when", "who", "why", "object", "result", "contact", "branches", "told", "refer",
      "say",
    ].map { Question(key: $0, isOptional: true) }
    + ["category", "level", "trap-chinese", "trap-english", "instead"].map {
      Question(key: $0, isOptional: false)
    }

  private var answers: [(key: String, value: String)] = []
  private var index = 0

  /// An empty form.
  public init() {}

  /// The next question; nil when all are answered.
  public var question: Question? { Self.questions.indices.contains(index) ? Self.questions[index] : nil }

  /// Whether every question is answered.
  public var isComplete: Bool { question == nil }

  /// Goes back to the question before, its answer taken out.
  public mutating func goBack() {
    guard index > 0 else { return }
    index -= 1
    if let key = question?.key, answers.last?.key == key { answers.removeLast() }
  }

  /// What may be answered to the question, code by code; empty where any words may be.
  public func choices(_ document: ProtocolDocument) -> [Message] {
    switch question?.key {
    case "category": document.categories.map { Message.verbatim($0.code).joined($0.name) }
    case "level": document.levels.map { Message.verbatim(String($0.number)).joined($0.name) }
    case "mood": CallerMood.allCases.map { .verbatim($0.rawValue) }
    case "branches": document.branches.map { Message.verbatim($0.identifier.rawValue).joined($0.name) }
    case "told": ["dispatch", "department", "chase", "120", "119"].map { .verbatim($0) }
    case "refer": document.referrals.entries.map { .verbatim("\($0.identifier) \($0.department)") }
    case "say":
      document.phrases.map { Message.verbatim($0.identifier).joined(document.wordings(of: $0, by: nil)) }
    case "instead": DrillCondition.verbs.map { .verbatim($0) }
    default: []
    }
  }

  /// Takes an answer; gives what is wrong with it, and then the question stays.
  public mutating func answer(_ text: String, document: ProtocolDocument) -> DrillFault? {
    guard let question else { return nil }
    let value = SafeText(text).description.trimmed
    if value.isEmpty, question.isOptional {
      index += 1
      return nil
    }
    answers.append((question.key, value))
    let outcome = ScenarioReader.read(
      Array(self.text.utf8), file: question.key, document: document)
    // Faults of what was not asked yet are no faults of this answer.
    let own = outcome.faults.first { fault in
      if case .missingKey = fault.problem { return value.isEmpty }
      if case .emptyValue = fault.problem { return value.isEmpty }
      return true
    }
    guard own == nil else {
      answers.removeLast()
      return own
    }
    index += 1
    return nil
  }

  /// The file as far as it is known.
  public var text: String {
    let name = answers.first { $0.key == "name" }?.value ?? "unnamed"
    let trap: [String: String] = ["trap-chinese": "chinese", "trap-english": "english", "instead": "instead"]
    let head = answers.filter { $0.key != "name" && trap[$0.key] == nil }
    let rows = answers.compactMap { answer in trap[answer.key].map { "\($0) = \(answer.value)" } }
    return (["[scenario \(name)]"] + head.map { "\($0.key) = \($0.value)" } + ["", "[trap first]"] + rows)
      .joined(separator: "\n") + "\n"
  }
}
