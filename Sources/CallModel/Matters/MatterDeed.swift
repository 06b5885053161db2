/// The deed that an open matter was waiting for, done after the call.
public struct MatterDeed: Hashable, Sendable {
  /// What it settles: `promise`, `call-back` or `follow-up`.
  public let matter: MatterKind
  /// The promise's number within the call; nil for anything else.
  public let promise: Int?
  /// The unit told or the person spoken to.
  public let unit: String
  /// What came of it; may be empty.
  public let text: String
  /// When it was done; nil when that was the moment of writing it down.
  public let doneAt: WallInstant?

  /// A deed from its parts.
  public init(
    matter: MatterKind, promise: Int? = nil, unit: String, text: String = "", doneAt: WallInstant? = nil
  ) {
    self.matter = matter
    self.promise = promise
    self.unit = unit
    self.text = text
    self.doneAt = doneAt
  }
}
