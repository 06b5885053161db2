import CallModel
import Catalogue
import PlainText

/// One effect of one input, told to the call taker as a line and to programs as a JSON object.
public struct DeskEffect: Hashable, Sendable {
  /// What kind of effect.
  public enum Kind: String, Sendable {
    /// An event is on disk.
    case recorded
    /// An event could not be put into the journal.
    case notRecorded = "not-recorded"
    /// Something to know.
    case notice
    /// Something to do or to stop doing.
    case warning
    /// The input could not be carried out.
    case error
    /// A row of a list.
    case item
    /// Leave the console.
    case quit
  }

  /// What kind of effect.
  public let kind: Kind
  /// The line.
  public let message: Message
  /// The call and event it is about, if it is about one.
  public let event: (call: CallIdentifier, event: Noted<CallEvent>)?

  /// An effect from its parts.
  public init(_ kind: Kind, message: Message, event: (call: CallIdentifier, event: Noted<CallEvent>)? = nil) {
    self.kind = kind
    self.message = message
    self.event = event
  }

  /// How its line looks.
  public var style: TextStyle {
    switch kind {
    case .recorded: .good
    case .notRecorded: .alarm
    case .warning: .warning
    case .error: .warning
    case .notice, .item, .quit: .plain
    }
  }

  /// One JSON object: `effect`, `line` when there is one, then `call`, `event` and `d` for an event, and
  /// `text`.
  public func json(line: Int?, language: UserLanguage) -> String {
    let bytes = JSONWriter.object { writer in
      writer.member("effect", kind.rawValue)
      writer.member("line", line)
      if let event {
        writer.member("call_record_no", event.call.description)
        writer.member("event", event.event.event.kind.rawValue)
        writer.member(
          "d", json: event.event.event.payload(offsetMilliseconds: event.event.offsetMilliseconds))
      }
      writer.member("text", message.text(language))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Equal when everything said is equal.
  public static func == (left: DeskEffect, right: DeskEffect) -> Bool {
    left.kind == right.kind && left.message == right.message && left.event?.event == right.event?.event
      && left.event?.call == right.event?.call
  }

  /// Feeds what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(message)
  }
}

/// What became of events given to a `RecordSink`.
public enum Acknowledgement: Hashable, Sendable {
  /// They are on disk.
  case recorded
  /// They are on disk in a second place, and will be put into the journal when it can be written again.
  case spooled
  /// They are in memory only: the call taker must write on paper.
  case inMemory
}

/// A call the phone told of that rings here and has no record yet.
struct NextCall: Hashable, Sendable {
  /// What the phone said when it rang, the caller's number first.
  var ring: RingSeen
  /// When it began to ring.
  let rangAt: Moment
}
