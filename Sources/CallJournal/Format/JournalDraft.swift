import CallModel
import Glibc
import PlainText

/// What a caller wants written: the call it belongs to, the kind of event and its payload.
public struct JournalDraft: Hashable, Sendable {
  /// The call it belongs to, when it belongs to one.
  public let call: CallIdentifier?
  /// The kind of event: 1 to 64 of `a-z 0-9 - . _`.
  public let kind: String
  /// The payload: one compact JSON object as `JSONWriter` writes it.
  public let payload: [UInt8]

  /// A draft from its parts; they are checked when it is appended.
  public init(call: CallIdentifier?, kind: String, payload: [UInt8]) {
    self.call = call
    self.kind = kind
    self.payload = payload
  }

  /// What is wrong with it; nil when it can be written.
  var fault: JournalDraftFault? {
    let letters = kind.utf8
    guard (1...64).contains(letters.count), letters.allSatisfy({ JSONCursor.isKindByte($0) }) else {
      return .badKind
    }
    guard payload.count <= JournalFormat.maximumLineBytes - 512 else { return .tooLong(bytes: payload.count) }
    guard payload.withUnsafeBytes({ JSONCursor.isObject($0) }) else { return .badPayload(kind: kind) }
    return nil
  }
}

/// Why a draft cannot be written: a fault of the program, never of the disk.
///
/// It carries no caller data.
public enum JournalDraftFault: Error, Hashable, Sendable {
  /// The kind is not 1 to 64 of `a-z 0-9 - . _`.
  case badKind
  /// The payload is not one compact JSON object in valid UTF-8.
  case badPayload(kind: String)
  /// The payload is over 1 MiB less 512 bytes.
  case tooLong(bytes: Int)
}

/// The two clocks a writer needs, as values, so that tests and drills bring their own.
public struct JournalClock: Sendable {
  /// The moment on the wall clock.
  public let now: @Sendable () -> WallInstant
  /// Milliseconds of a clock that never goes back; its zero means nothing.
  public let monotonicMilliseconds: @Sendable () -> Int64

  /// Clocks from their two readings.
  public init(
    now: @escaping @Sendable () -> WallInstant, monotonicMilliseconds: @escaping @Sendable () -> Int64
  ) {
    self.now = now
    self.monotonicMilliseconds = monotonicMilliseconds
  }

  /// The machine's clocks: CLOCK_REALTIME and CLOCK_MONOTONIC.
  public static let system = JournalClock(
    now: { WallInstant(milliseconds: read(CLOCK_REALTIME)) }, monotonicMilliseconds: { read(CLOCK_MONOTONIC) }
  )

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    guard clock_gettime(clock, &time) == 0 else { return 0 }
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}
