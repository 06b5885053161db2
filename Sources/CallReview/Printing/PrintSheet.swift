import Catalogue

/// A sheet to be printed on A4, as text or as a page for a browser.
public struct PrintSheet: Hashable, Sendable {
  /// What it is called.
  public let title: Message
  /// What stands below the title.
  public let subtitle: [Message]
  /// Its pieces.
  public let blocks: [PrintBlock]

  /// A sheet from its parts.
  public init(title: Message, subtitle: [Message] = [], blocks: [PrintBlock]) {
    self.title = title
    self.subtitle = subtitle
    self.blocks = blocks
  }
}
