import CallModel
import Catalogue
import Places

/// What other seats write down, as a port.
///
/// It never holds the caller up: what is not ready comes with a later poll.
public protocol HistoryFeed: AnyObject {
  /// Events not given before, of calls and of the call-back list, in the order they were found, as many as
  /// can be taken in before a key must be looked for; empty when there is nothing new.
  func poll() -> [Noted<RecordedEvent>]

  /// Whether another poll would give more at once.
  var hasMore: Bool { get }

  /// In how many places the records read so far could not be read; it only grows.
  var unreadable: Int { get }
}

/// What every desk must see while it waits, as a port.
///
/// It never holds the call taker up.
public protocol DeskBoardFeed: AnyObject {
  /// The newest board; nil while none was made up yet.
  func current() -> DeskBoard?
}

/// What is on record of telephone numbers, however long ago, as a port.
///
/// Asking never waits for a disk; what is not known yet is nil and may be known at a later question.
public protocol NumberBook: AnyObject {
  /// What `number` did in earlier calls; nil when nothing is known, and always for a withheld number.
  func past(of number: String) -> NumberPast?
}

/// The closed calls of a seat, as a port: read when one is named, on the desk's own thread.
public protocol PastCalls: AnyObject {
  /// The call as it stands on record; nil when this seat has no closed call of this id.
  func record(of call: CallIdentifier) -> CallRecord?
  /// What other desks have written of the call itself by now, in order: corrections, that it never was.
  func corrections(of call: CallIdentifier) -> [Noted<RecordedEvent>]
  /// A closed call of whatever seat as it stands on record at this moment; nil when there is none of this id.
  func recordElsewhere(of call: CallIdentifier) -> CallRecord?
}

extension PastCalls {
  /// Nobody else writes.
  public func corrections(of call: CallIdentifier) -> [Noted<RecordedEvent>] { [] }
  /// There are no other seats.
  public func recordElsewhere(of call: CallIdentifier) -> CallRecord? { nil }
}

/// Where what a desk writes down beside its own calls goes: the journal of the desk beside the seat.
public protocol MatterSink: AnyObject {
  /// Writes the events down in one step and returns only when they are safe.
  func record(_ events: [(call: CallIdentifier?, event: MatterEvent)]) -> Acknowledgement

  /// Writes what a desk may say of another seat's closed call, a correction with what follows from it, down
  /// in one step and returns only when it is safe.
  func record(_ events: [Noted<CallEvent>], of call: CallIdentifier) -> Acknowledgement

  /// The calls in which a person holds something open, as it is on record at this moment.
  func held(by person: OperatorIdentifier) -> [CallIdentifier]
}

/// Where events go.
///
/// The live sink is a journal on disk, the drill's another one, a test's an array.
public protocol RecordSink: AnyObject {
  /// Writes the events of one call down, in order, and returns only when they are safe.
  ///
  /// `record` is the record as it is after the events; the closing event is stored with it.
  func record(_ events: [Noted<CallEvent>], of call: CallIdentifier, record: CallRecord) -> Acknowledgement
  /// Writes an entry of the call-back list down and returns only when it is safe.
  func record(_ event: CallbackEvent) -> Acknowledgement
  /// Puts a call's number, before it is shown, where the seat's next program finds it even when the call's
  /// own lines are lost; false when no place takes it.
  func keeps(_ number: CallIdentifier) -> Bool
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
  /// What is written nowhere is nobody else's number.
  public func keeps(_ number: CallIdentifier) -> Bool { true }
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

/// The places of the city, as a port.
///
/// Reading them never holds the caller up: what is not ready comes with a later poll.
public protocol PlaceFeed: AnyObject {
  /// What reading the centre's file came to, told once; nil before and afterwards.
  func poll() -> PlacesRead?
}

/// What reading a centre's file of places came to.
public struct PlacesRead: Sendable {
  /// The places; nil when the file could not be used at all.
  public let gazetteer: Gazetteer?
  /// What is wrong with it, a line each.
  public let faults: [Message]

  /// A reading from its parts.
  public init(gazetteer: Gazetteer?, faults: [Message]) {
    self.gazetteer = gazetteer
    self.faults = faults
  }
}
