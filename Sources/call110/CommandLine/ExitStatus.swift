/// How the program ended, after `sysexits.h`.
struct ExitStatus: Hashable, Sendable {
  /// The status given to the shell.
  let code: Int32

  /// All was done.
  static let success = ExitStatus(code: 0)
  /// The work was done and found something: damage, something overdue, a fault in a file.
  static let found = ExitStatus(code: 1)
  /// Bad arguments of a command that telephone systems call, in the tradition of shell commands.
  static let hookUsage = ExitStatus(code: 2)
  /// Bad arguments (EX_USAGE).
  static let usage = ExitStatus(code: 64)
  /// The input was bad (EX_DATAERR).
  static let badData = ExitStatus(code: 65)
  /// A file to read is not there or cannot be read (EX_NOINPUT).
  static let noInput = ExitStatus(code: 66)
  /// Something the work needs is missing (EX_UNAVAILABLE).
  static let unavailable = ExitStatus(code: 69)
  /// A fault of the program itself (EX_SOFTWARE).
  static let software = ExitStatus(code: 70)
  /// A file cannot be made (EX_CANTCREAT).
  static let cannotCreate = ExitStatus(code: 73)
  /// Reading or writing failed (EX_IOERR).
  static let inputOutput = ExitStatus(code: 74)
  /// Somebody else holds it; try again later (EX_TEMPFAIL).
  static let busy = ExitStatus(code: 75)
  /// Not allowed (EX_NOPERM).
  static let notAllowed = ExitStatus(code: 77)
  /// A setting is wrong (EX_CONFIG).
  static let configuration = ExitStatus(code: 78)
}
