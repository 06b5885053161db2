/// A command of the program: a row of the table and what it does.
///
/// One file a command in `Commands`.
protocol Command {
  /// Its row in the table.
  static var specification: CommandSpecification { get }
  /// Does the work and says how it ended. What it throws is put into words by `ErrorWords`.
  static func run(_ invocation: Invocation) throws -> ExitStatus
}
