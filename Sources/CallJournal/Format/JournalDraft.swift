import CallModel
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
    guard (1...64).contains(letters.count), letters.allSatisfy({ LineCursor.isWordByte($0) }) else {
      return .badKind
    }
    guard payload.count <= JournalFormat.maximumLineBytes - 512 else { return .tooLong(bytes: payload.count) }
    guard payload.withUnsafeBytes({ JSONShape.isObject($0) }) else { return .badPayload(kind: kind) }
    return nil
  }
}
