/// The writer's settings about space and time.
public struct JournalLimits: Hashable, Sendable {
  /// Below this many free bytes the operator is warned; by default 1 GiB, about 7,000 seat-days of records.
  public var lowSpaceBytes: Int64 = 1 << 30
  /// How many bytes are kept back for the call in progress when the disk fills up; by default 1 MiB, some
  /// twenty calls.
  ///
  /// 0 keeps nothing back.
  public var reserveBytes: Int64 = 1 << 20
  /// While nothing can be recorded, the disk is tried again at most this often, in milliseconds.
  public var retryMilliseconds: Int64 = 5_000
  /// How often free space is looked at, in milliseconds.
  public var spaceCheckMilliseconds: Int64 = 5_000
  /// How often other seats' files are witnessed, in milliseconds; by default every 15 minutes.
  public var checkpointMilliseconds: Int64 = 900_000
  /// How many other files a regular checkpoint names; the first and the last one of a session name all of
  /// them.
  public var checkpointNeighbours = 2

  /// The default settings.
  public init() {}
}
