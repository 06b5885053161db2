import CallArchive
import CallModel
import Catalogue

/// `call110 major mark ID --why TEXT`: marks a call as a major matter.
enum MajorMarkCommand: Command {
  static let words = ["major", "mark"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandMajorMark,
    options: [OptionSpecification("why", .required("TEXT"), .optionWhy)] + DeskWriter.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    try CallStepCommand.run(
      invocation, events: [.majorMarked(try DeskText.required("why", invocation: invocation))])
  }
}
