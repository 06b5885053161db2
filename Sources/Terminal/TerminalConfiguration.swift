/// How a terminal session is run.
public struct TerminalConfiguration {
  /// Where half-typed text is kept; nil keeps it nowhere.
  public var draft: DraftFile?
  /// The kind of terminal, `TERM`; nil or unknown means xterm.
  public var terminalName: String?
  /// Whether styles may be shown.
  public var usesColour: Bool
  /// How long an Escape waits for the rest of a key, 60-150 ms: more on slow links, where keys arrive in
  /// parts.
  public var escapeMilliseconds: Int64
  /// Time between ticks in ms, at most 200.
  public var tickMilliseconds: Int64

  /// The settings that follow from the variables `TERM` and `NO_COLOR` (https://no-color.org: set and not
  /// empty), and `CALL110_ESCAPE_MS`.
  public init(environment: [String: String], draft: DraftFile? = nil) {
    self.draft = draft
    terminalName = environment["TERM"]
    usesColour = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    let escape = environment["CALL110_ESCAPE_MS"].flatMap(Int64.init) ?? 100
    escapeMilliseconds = min(150, max(60, escape))
    tickMilliseconds = 100
  }
}
