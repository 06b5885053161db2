import CallArchive
import CallModel
import Catalogue
import PlainText

/// `call110 rating ID GRADE`: what the person served thought of the service.
enum RatingCommand: Command {
  static let words = ["rating"]
  static let specification = CommandSpecification(
    words, operands: ["ID", "[GRADE]"], .commandRating,
    options: [
      OptionSpecification("grade", .required("GRADE"), .optionGrade),
      OptionSpecification("why", .required("TEXT"), .optionRatingWhy),
      OptionSpecification("agreed-by", .required("ID"), .optionAgreedBy),
      OptionSpecification("by", .required("WHO"), .optionBy),
      OptionSpecification("how", .required("HOW"), .optionHow),
      OptionSpecification("text", .required("TEXT"), .optionText),
      OptionSpecification("follow-up", .required("ID"), .optionFollowUp),
    ] + DeskWriter.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let call = try DeskText.call(invocation)
    let grade = try grade(invocation.operands.dropFirst().first ?? invocation.required("grade"))
    let writer = try DeskWriter(invocation)
    guard let state = JournalFaults.call(call, for: invocation).state else {
      throw CallLookupFault.notFound(call)
    }
    let rating = RatingGiven(
      grade: grade, by: DeskText.optional("by", invocation: invocation),
      how: DeskText.optional("how", invocation: invocation),
      text: DeskText.optional("text", invocation: invocation),
      reason: DeskText.optional("why", invocation: invocation),
      agreedBy: try invocation.value("agreed-by").map { try OperatorIdentifier($0) })
    let person = try invocation.value("follow-up").map { try OperatorIdentifier($0) }
    let events: [MatterEvent]
    do throws(SatisfactionFault) {
      events = try Satisfaction(rated: state.people)
        .give(rating, by: writer.personnel, followUp: person, at: DeskLedger(invocation).now)
    } catch {
      throw DeskFault.rating(call, error)
    }
    return try CallStepCommand.write(events, of: call, invocation: invocation)
  }

  private static func grade(_ text: String) throws(DeskFault) -> SatisfactionGrade {
    let word = text.halfWidth.trimmed
    let grade = SatisfactionGrade.allCases.first {
      $0.rawValue == word || Message.name(of: $0.rawValue).chinese == word
    }
    guard let grade else { throw .badGrade }
    return grade
  }
}
