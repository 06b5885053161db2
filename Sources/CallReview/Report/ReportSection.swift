import Catalogue

/// A part of a report: figures under a heading, each beside that of the period before.
public struct ReportSection: Hashable, Sendable {
  /// One line.
  public struct Row: Hashable, Sendable {
    /// The name for machines, unique in the report: `answer.measured.within`.
    public let key: String
    /// The name for people.
    public let label: Message
    /// The figure.
    public let figure: Figure
    /// The figure of the period before; nil when nothing is compared.
    public let previous: Figure?
  }

  /// The name for machines.
  public let key: String
  /// The heading.
  public let title: Message
  /// A sentence that says how to read it; nil when nothing needs saying.
  public let note: Message?
  /// The lines.
  public let rows: [Row]
}
