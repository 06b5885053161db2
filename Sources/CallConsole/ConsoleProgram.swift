/// What a terminal runs: it gives inputs and carries out the changes that come back.
///
/// A class protocol because readline's callbacks need an identity to reach. Everything happens on one thread.
public protocol ConsoleProgram: AnyObject {
  /// The first changes, before any input. `restored` is the draft of an earlier run that did not end by
  /// itself.
  func start(columns: Int, rows: Int, restored: Draft?) -> [ScreenChange]
  /// What one input changes.
  func handle(_ input: ConsoleInput) -> [ScreenChange]
}
