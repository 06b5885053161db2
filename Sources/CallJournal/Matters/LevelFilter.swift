/// Passes over levels that change nothing: there is one for every call, and only the highest makes a major
/// matter.
///
/// It must see a file from its beginning: a lower level matters when the call had the highest before.
struct LevelFilter {
  private static let kind = Array("level".utf8)
  private static let highest = Array("\"level\":1}".utf8)

  private var calls: Set<[UInt8]> = []

  /// Whether a line is anything but a level that changes nothing.
  mutating func mayMatter(_ line: UnsafeRawBufferPointer, _ envelope: LineEnvelope) -> Bool {
    guard line[envelope.kind].elementsEqual(Self.kind) else { return true }
    guard let range = envelope.call else { return false }
    if line[envelope.payload].suffix(Self.highest.count).elementsEqual(Self.highest) {
      calls.insert(Array(line[range]))
      return true
    }
    return !calls.isEmpty && calls.contains(Array(line[range]))
  }
}
