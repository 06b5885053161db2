import CallModel

/// The other end of the line, as a port: the phone system in live use, the simulated caller in a drill.
///
/// Polling never waits. What the operator types is never touched by what comes over the line.
public protocol LineFeed: AnyObject {
  /// What has happened since the last poll.
  func poll(at moment: Moment) -> [LineNews]
  /// Tells the other end what was just done at the desk; a phone system does not care, a simulated caller
  /// does.
  func heard(_ effects: [DeskEffect], record: CallRecord?, at moment: Moment)
  /// How the link is, for the first row.
  var status: LineStatus { get }
}
