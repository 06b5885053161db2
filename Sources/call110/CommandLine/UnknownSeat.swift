import CallModel

/// The centre lists its seats and this one is not among them.
struct UnknownSeat: Error, Hashable {
  /// The seat asked for.
  let seat: SeatIdentifier
  /// The seats there are.
  let known: [SeatIdentifier]
}
