import Glibc

/// Who wrote a line, as it stands in its bytes: seat and operator, which the next line nearly always repeats.
struct LineWriter {
  private var bytes: [UInt8] = []
  private var seat = 0..<0
  private var personnel = 0..<0

  /// Nobody yet.
  init() {}

  /// The part of a line from `start` to the end of the operator.
  init(
    from start: UnsafePointer<UInt8>, _ seat: UnsafeRawBufferPointer, _ personnel: UnsafeRawBufferPointer
  ) {
    func range(_ part: UnsafeRawBufferPointer) -> Range<Int> {
      let offset = part.baseAddress.map { $0 - UnsafeRawPointer(start) } ?? 0
      return offset..<(offset + part.count)
    }
    (self.seat, self.personnel) = (range(seat), range(personnel))
    bytes = Array(UnsafeBufferPointer(start: start, count: self.personnel.upperBound))
  }

  /// Moves over the same part where it stands again, up to the quotation mark behind the operator.
  @inline(__always)
  func accept(
    _ walker: inout ByteWalker
  ) -> (seat: UnsafeRawBufferPointer, personnel: UnsafeRawBufferPointer)? {
    let start = walker.place
    guard !bytes.isEmpty, walker.left > bytes.count, memcmp(start, bytes, bytes.count) == 0,
      start[bytes.count] == UInt8(ascii: "\"")
    else { return nil }
    walker.advance(by: bytes.count)
    return (
      UnsafeRawBufferPointer(start: start + seat.lowerBound, count: seat.count),
      UnsafeRawBufferPointer(start: start + personnel.lowerBound, count: personnel.count)
    )
  }
}
