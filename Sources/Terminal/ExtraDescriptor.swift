import CallConsole

/// A descriptor the terminal's loop watches besides the keyboard, such as the pipe of a thread that follows a
/// phone.
public struct ExtraDescriptor {
  /// What came of reading it.
  public struct Outcome {
    /// What is to change on the screen.
    public let changes: [ScreenChange]
    /// Whether there is nothing more to come; the descriptor is then no longer watched.
    public let isFinished: Bool

    /// An outcome from its parts.
    public init(_ changes: [ScreenChange], isFinished: Bool = false) {
      self.changes = changes
      self.isFinished = isFinished
    }
  }

  /// The descriptor; it stays the caller's and should not block.
  public let descriptor: Int32
  /// Called on the loop's thread when there is something to read, or the other end has gone; it must read.
  public let read: () -> Outcome

  /// A descriptor and what reads it.
  public init(_ descriptor: Int32, read: @escaping () -> Outcome) {
    self.descriptor = descriptor
    self.read = read
  }
}
