import Files

/// Why a journal file or folder could not be used: where, and what is wrong there.
public enum JournalFileFault: Error, Hashable, Sendable {
  /// Why something at a journal's place is not touched.
  public enum Refusal: String, CaseIterable, Sendable {
    case symbolicLink
    /// A FIFO, a device, a folder: anything but a regular file.
    case notRegular
    /// It belongs to another user.
    case foreignOwner
    /// It has a second name.
    case hardLink
  }

  /// A system call failed; the place is relative to the logs folder.
  case system(SystemFault, place: String)
  /// What stands there is no journal of ours and was not touched.
  case refused(Refusal, place: String)
}
