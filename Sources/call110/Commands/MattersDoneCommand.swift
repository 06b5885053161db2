import CallArchive
import CallModel
import CallReview
import Catalogue

/// `call110 matters done ID --unit UNIT`: notes the deed that an open promise, call-back or follow-up waited
/// for.
enum MattersDoneCommand: Command {
  static let words = ["matters", "done"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandMattersDone,
    options: [
      OptionSpecification("what", .required("KIND"), .optionWhat),
      OptionSpecification("promise", .required("N"), .optionPromise),
      OptionSpecification("unit", .required("WHO"), .optionUnit),
      OptionSpecification("text", .required("TEXT"), .optionText),
      OptionSpecification("at", .required("TIME"), .optionAt),
    ] + DeskWriter.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let call = try DeskText.call(invocation)
    let unit = try DeskText.required("unit", invocation: invocation)
    let text = DeskText.optional("text", invocation: invocation)
    let number = try invocation.integer("promise", in: 1...999)
    let word = invocation.value("what") ?? MatterKind.promise.rawValue
    guard let kind = MatterKind(rawValue: word), kind != .major else {
      throw CommandLineFault.badValue(option: "what", expected: "promise|call-back|follow-up")
    }
    let desk = DeskLedger(invocation)
    guard let matter = desk.matter(call) else { throw DeskFault.nothingOpen(call) }
    if kind == .followUp { try refuseRated(call, invocation: invocation) }
    let doneAt = invocation.has("at") ? try DeskText.moment("at", invocation: invocation, now: desk.now) : nil
    let deeds = deeds(kind, number: number, matter: matter).map {
      MatterEvent.deed(MatterDeed(matter: kind, promise: $0, unit: unit, text: text, doneAt: doneAt))
    }
    guard !deeds.isEmpty else { throw DeskFault.nothingOpen(call) }
    return try CallStepCommand.write(deeds, of: call, invocation: invocation)
  }

  /// Who was rated does not settle what the rating opened.
  private static func refuseRated(_ call: CallIdentifier, invocation: Invocation) throws {
    let rated = JournalFaults.call(call, for: invocation).state?.people ?? []
    let person = try DeskWriter(invocation).personnel
    do throws(SatisfactionFault) {
      try Satisfaction(rated: rated).check(person)
    } catch {
      throw DeskFault.rating(call, error)
    }
  }

  /// One deed a promise, by number; one without a number for anything else; none when nothing of the kind is
  /// open.
  private static func deeds(_ kind: MatterKind, number: Int?, matter: CallState) -> [Int?] {
    switch kind {
    case .promise: matter.openPromises.map(\.promise.number).filter { number == nil || $0 == number }
    case .callBack: matter.callBackSince == nil ? [] : [nil]
    case .followUp: matter.followUp == nil ? [] : [nil]
    case .major: []
    }
  }
}
