/// `protocol show` was asked for a part no protocol has.
struct UnknownProtocolPart: Error {
  /// The name given.
  let name: String
}
