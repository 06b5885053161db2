import CallModel
import Catalogue

/// Where events go.
///
/// The live sink is a journal on disk, the drill's another one, a test's an array.
public protocol RecordSink: AnyObject {
  /// Writes the events of one call down, in order, and returns only when they are safe.
  ///
  /// `record` is the record as it is after the events; the closing event is stored with it.
  func record(_ events: [TimedEvent], of call: CallIdentifier, record: CallRecord) -> Acknowledgement
  /// Writes an entry of the call-back list down and returns only when it is safe.
  func record(_ event: CallbackEvent) -> Acknowledgement
  /// Another operator writes from now on.
  func takeOver(by personnel: OperatorIdentifier)
  /// What the sink has to tell since it was asked last; asked at every tick, so that what waits is tried
  /// again.
  func takeNews() -> [DeskEffect]
  /// Nobody is on the line: the moment for work that must not stand between two words of a caller.
  func idle()
  /// Where what was written last is now; nil when nothing has changed since `record` said so.
  var standing: Acknowledgement? { get }
  /// A warning that stands until it is mended, such as little space; nil when all is well.
  var warning: Message? { get }
}

extension RecordSink {
  /// Nothing is written on behalf of a person.
  public func takeOver(by personnel: OperatorIdentifier) {}
  /// Nothing to do.
  public func idle() {}
  /// Nothing to tell.
  public func takeNews() -> [DeskEffect] { [] }
  /// Nothing has changed.
  public var standing: Acknowledgement? { nil }
  /// All is well.
  public var warning: Message? { nil }
}
