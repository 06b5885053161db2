import CallModel

/// What the journals say is left to be done.
public struct MatterReading: Sendable {
  /// Why everything was read again and not only what is new.
  public enum Rereading: String, Sendable {
    /// There was no cache, or one that is not whole.
    case noCache = "no-cache"
    /// A journal was changed, removed or replaced below the cache.
    case journalChanged = "journal-changed"
  }

  /// The complaints to which an answer is owed, and some that were answered a short while ago.
  public let complaints: ComplaintBook
  /// What else is left to be done; empty when only complaints were asked for.
  public let matters: OpenMatters
  /// Who works at which seat; empty when only complaints were asked for.
  public let shifts: ShiftBook
  /// Lines that could not be decoded, and files that could not be read.
  ///
  /// Something may be missing because of
  /// them.
  public let faults: Int
  /// Why everything was read again; nil when it was not.
  public let rereading: Rereading?
  /// The file that was changed, when one was.
  public let changedFile: String?
}
