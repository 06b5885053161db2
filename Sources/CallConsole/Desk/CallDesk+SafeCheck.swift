import CallModel
import CallProtocol
import Catalogue
import PlainText

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

  /// The question that yes or no answers: the one asked last, while nobody has answered it, else the one on
  /// the screen.
  private var safeQuestionToAnswer: PromptDefinition? {
    guard let record, record.isSilent, !front.hasLeftSafeCheck else { return nil }
    return unansweredSafeQuestion ?? safeQuestion?.prompt
  }

  /// The question asked last, if nothing in the record answers it.
  var unansweredSafeQuestion: PromptDefinition? {
    guard let record else { return nil }
    let said = Set(record.phrases.map(\.text))
    return document.safeChecks.last { said.contains($0.text.chinese) }.flatMap { question in
      let answers = [true, false].map { Message.safeAnswer(question.text, isYes: $0).chinese }
      return answers.contains(where: record.notes.contains) ? nil : question
    }
  }

  /// The remarks of a call that tell of something: a question of the check answered by no names what is not
  /// there.
  func tellingNotes(_ record: CallRecord) -> [String] {
    let denied = Set(document.safeChecks.map { Message.safeAnswer($0.text, isYes: false).chinese })
    return record.notes.filter { !denied.contains($0) }
  }

  /// A yes or no given while the check goes on answers its question, and no element; nil where it is none.
  mutating func answerSafeQuestion(_ text: String) -> [DeskEffect]? {
    guard let isYes = Message.isYes(text.halfWidth.lowercased()), let question = safeQuestionToAnswer else {
      return nil
    }
    let isAsked = record?.phrases.contains { $0.text == question.text.chinese } == true
    // A question that nobody could read yet is shown first; the answer stays on the line for it.
    if !isAsked, hasScreen, sentenceOnScreen != nil {
      front.isQuestionShown = true
      front.keep(text)
      return []
    }
    let asked = isAsked ? [] : askSafeQuestion() ?? []
    return asked
      + commit(session.note(Message.safeAnswer(question.text, isYes: isYes).chinese, at: clock.now()))
  }

  /// The question on the screen was asked: the record tells it in its words.
  mutating func askSafeQuestion() -> [DeskEffect]? {
    guard let question = safeQuestion else { return nil }
    return commit(session.say(words: question.prompt.text.chinese, taboo: [], at: clock.now()))
  }
}
