import CallModel

/// What every desk must see while it waits, as a port.
///
/// It never holds the call taker up.
public protocol DeskBoardFeed: AnyObject {
  /// The newest board; nil while none was made up yet.
  func current() -> DeskBoard?
}
