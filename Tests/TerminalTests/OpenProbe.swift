import TestSupport

/// Opens the probe on a terminal and waits until it is ready.
func openProbe(
  _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
) throws -> PseudoTerminal {
  let terminal = try PseudoTerminal(
    executable: "TerminalProbe", arguments: arguments, environment: environment, columns: columns, rows: rows
  )
  try terminal.waitForLine("何地>")
  return terminal
}
