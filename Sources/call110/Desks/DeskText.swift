import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue
import PlainText

/// Reads the options of desk commands: texts made safe, times, calls.
enum DeskText {
  /// The option's text, made safe; it must be there and not empty.
  static func required(_ name: String, invocation: Invocation) throws -> String {
    let text = SafeText(try invocation.required(name)).description.trimmed
    guard !text.isEmpty else { throw DeskFault.emptyText(option: name) }
    return text
  }

  /// The option's text, made safe; empty when it was not given.
  static func optional(_ name: String, invocation: Invocation) -> String {
    SafeText(invocation.value(name) ?? "").description.trimmed
  }

  /// The moment the option names, today when it has a time only; `now` when it was not given.
  ///
  /// Never in the
  /// future.
  static func moment(_ name: String, invocation: Invocation, now: WallInstant) throws(DeskFault)
    -> WallInstant
  {
    guard let text = invocation.value(name) else { return now }
    guard let moment = PaperTime.read(text.halfWidth.trimmed, day: now.date), moment <= now else {
      throw .badTime(option: name)
    }
    return moment
  }

  /// The call the first operand names.
  static func call(_ invocation: Invocation) throws(IdentifierFault) -> CallIdentifier {
    try CallIdentifier((invocation.operands.first ?? "").halfWidth)
  }
}

extension DeskWriter {
  /// `--desk` and `--operator`, for commands that write.
  static let options = [
    OptionSpecification("desk", .required("NAME"), .optionDesk),
    OptionSpecification("operator", .required("ID"), .optionDeskOperator),
    OptionSpecification("spool", .required("DIR"), .optionSpool),
  ]

  /// The desk and person the invocation names.
  ///
  /// `person` is taken when it names none.
  init(_ invocation: Invocation, desk name: String = "duty", person: String? = nil) throws {
    try self.init(
      invocation.value("desk") ?? name,
      personnel: OperatorIdentifier(try person ?? invocation.required("operator")),
      logs: invocation.logsDirectory, spool: ConsoleOpening.spool(invocation),
      // Calls on paper are known by their desk.
      orOwn: invocation.value("desk") == nil && name != JournalPath.paperDesk)
  }
}
