/// Why a terminal cannot be used.
public enum TerminalFault: Error, Hashable, Sendable {
  /// Standard input or output is not a terminal.
  case notATerminal
  /// The terminal refused its mode; the C error number.
  case modeRefused(errno: Int32)
  /// The process has no memory or no descriptors left; the C error number.
  case noResources(errno: Int32)
}
