import CallModel
import CallProtocol
import Catalogue

/// A caller who cannot speak freely: the questions that yes or no answers stand in place of the elements'.
extension CallDesk {
  /// Begins the safe check, with a remark in the record; typed again it goes back to the ordinary questions.
  mutating func beginSafeCheck() -> [DeskEffect] {
    if record?.isSilent == true, session.isTalking, !front.hasLeftSafeCheck {
      front.hasLeftSafeCheck = true
      return [DeskEffect(.notice, message: .safeCheckLeft)]
    }
    front.hasLeftSafeCheck = false
    return commit(session.silent(at: clock.now()))
  }

  /// The question to ask now, with how many of them were asked; nil when no check is going on.
  ///
  /// What was asked stands in the record, so that undo and a new start of the console find the right one.
  var safeQuestion: (prompt: PromptDefinition, asked: Int)? {
    guard let record, session.isTalking, record.isSilent, !front.hasLeftSafeCheck,
      case .element = open
    else { return nil }
    let said = Set(record.phrases.map(\.text))
    let asked = document.safeChecks.prefix { said.contains($0.text.chinese) }.count
    return document.safeChecks.dropFirst(asked).first.map { ($0, asked) }
  }

  /// The question on the screen was asked: the record tells it in its words.
  mutating func askSafeQuestion() -> [DeskEffect]? {
    guard let question = safeQuestion else { return nil }
    return commit(session.say(words: question.prompt.text.chinese, taboo: [], at: clock.now()))
  }
}
