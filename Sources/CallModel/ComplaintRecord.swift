/// What a record knows of the complaint made in the call.
public struct ComplaintRecord: Hashable, Sendable {
  /// The due day and how it was counted; nil until the promise of a reply was made or the call ended.
  public internal(set) var opened: ComplaintOpened?
  /// The fields known so far.
  public internal(set) var fields: [ComplaintField: ComplaintAnswer] = [:]

  /// The four fields of article 7 that have not been answered in any way.
  public var missingFields: [ComplaintField] { ComplaintField.prescribed.filter { fields[$0] == nil } }
}
