import CallModel

/// How the link to the phone system is, and who else waits.
public struct LineStatus: Hashable, Sendable {
  /// How the phone system can be heard.
  public enum Link: String, CaseIterable, Sendable {
    /// There is none; everything is reported by key.
    case none
    /// It works.
    case normal
    /// It was there and is gone.
    case down
    /// It is up but no call of this seat was ever seen.
    case silent
  }

  /// How the phone system can be heard now.
  public let link: Link
  /// Calls ringing anywhere and not answered yet, the one at this seat left out.
  public let waiting: Int
  /// The longest wait among them, in ms.
  public let longestWaitMilliseconds: Int64

  /// The longest wait the phone system announced to one of them, in ms; nil where it tells no such thing.
  public let announcedWaitMilliseconds: Int64?

  /// A status from its parts.
  public init(
    link: Link, waiting: Int = 0, longestWaitMilliseconds: Int64 = 0, announcedWaitMilliseconds: Int64? = nil
  ) {
    self.announcedWaitMilliseconds = announcedWaitMilliseconds
    self.link = link
    self.waiting = waiting
    self.longestWaitMilliseconds = longestWaitMilliseconds
  }
}

/// Something that came over the line.
public enum LineNews: Hashable, Sendable {
  /// A call rings at this seat, and has been ringing for `elapsed` ms.
  case ringing(RingSeen, elapsed: Int64 = 0)
  /// A call rings at this seat; nothing is recorded before it is answered here or given up by the caller.
  case incoming(RingSeen, elapsed: Int64)
  /// It was answered at this seat's phone, with the measured timing; `phoneCall` is the phone system's id of
  /// it.
  case answered(CallAnswered, phoneCall: String? = nil)
  /// It stopped ringing here without an answer here, and what became of the caller is not known.
  case unanswered(phoneCall: String)
  /// The recording of a call that was answered here, told after the answer.
  case recorded(String, phoneCall: String)
  /// It stopped ringing here without an answer here: abandoned, or answered elsewhere; without an id it is
  /// the one on the screen.
  case stopped(CallEnding, phoneCall: String? = nil)
  /// Whether it still rings here is not known any more: the link is gone, or nothing was heard for long.
  case unconfirmed(phoneCall: String)
  /// The caller on the screen went on hook in the middle of the conversation.
  case callerHungUp
  /// The same of the call with this id of the phone system, `elapsed` ms ago.
  ///
  /// `talked` is how long he was spoken to by the telephone's own clock, in ms, where it tells.
  case hungUp(phoneCall: String, elapsed: Int64 = 0, talked: Int64? = nil)
  /// This seat picked up and hung up before the caller was put through, who waits on.
  case unheard(phoneCall: String)
  /// The telephone says in so many words that this seat was not put through to him, whatever a key has told.
  case missed(phoneCall: String)
  /// He will not be put through to this seat any more: another has him, or he has given up, `elapsed` ms ago.
  case left(phoneCall: String, hasGivenUp: Bool, elapsed: Int64 = 0)
  /// Words of the caller, to be shown; only a simulated caller gives them.
  case spoken(String)
  /// Something else to tell the operator, already in both languages.
  case told(DeskEffect)
}

/// The other end of the line, as a port: the phone system in live use, the simulated caller in a drill.
///
/// Polling never waits. What the operator types is never touched by what comes over the line.
public protocol LineFeed: AnyObject {
  /// What has happened since the last poll, or as much of it as can be told before a key must be looked for.
  func poll(at moment: Moment) -> [LineNews]
  /// Whether the last poll left something that another one would find at once.
  var hasMore: Bool { get }
  /// Tells the other end what was just done at the desk; a phone system does not care, a simulated caller
  /// does.
  func heard(_ effects: [DeskEffect], record: CallRecord?, at moment: Moment)
  /// How the link is, for the first row.
  var status: LineStatus { get }
}

extension LineFeed {
  /// Everything is told at once.
  public var hasMore: Bool { false }
}
