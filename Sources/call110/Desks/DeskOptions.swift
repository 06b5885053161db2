import CallArchive
import CallModel
import Catalogue

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
      logs: invocation.logsDirectory, spool: ConsoleOpening.spool(invocation))
  }
}
