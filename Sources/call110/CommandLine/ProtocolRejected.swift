import CallProtocol

/// A protocol file with faults cannot be used.
struct ProtocolRejected: Error {
  /// The file as named by the user.
  let file: String
  /// Every fault, at least one.
  let faults: [ProtocolFault]
}
