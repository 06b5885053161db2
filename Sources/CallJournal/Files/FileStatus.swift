/// What the system says of an open file.
public struct FileStatus: Hashable, Sendable {
  /// Its size in bytes.
  public let size: Int64
  /// Whether it is a regular file.
  public let isRegular: Bool
  /// How many names it has.
  public let links: Int
  /// The user that owns it.
  public let owner: UInt32
  /// Its permission bits, `0o640`.
  public let mode: UInt32

  /// A status from its parts.
  public init(size: Int64, isRegular: Bool, links: Int, owner: UInt32, mode: UInt32) {
    self.size = size
    self.isRegular = isRegular
    self.links = links
    self.owner = owner
    self.mode = mode
  }
}
