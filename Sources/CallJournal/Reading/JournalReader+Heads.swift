import CallModel
import Glibc

extension JournalReader {
  private static let window: Int64 = 64 * 1_024

  /// The ends of all files of a day, for checkpoints and shift sheets.
  ///
  /// Files without a complete line are left out.
  ///
  /// With `synchronizing` what is reported is on the disk: a line still on its way there could vanish with
  /// the power and would leave a false accusation behind.
  public func heads(_ room: JournalRoom, on date: CivilDate, synchronizing: Bool) -> [ChainPoint] {
    files(room, on: date).paths.compactMap { try? head(of: $0, synchronizing: synchronizing) }
  }

  /// The end of a file, read from its end; nil when it has no complete line.
  func head(of path: JournalPath, synchronizing: Bool) throws(JournalFileFault) -> ChainPoint? {
    try withFile(path) { (descriptor, size) throws(SystemFault) in
      if synchronizing { try store.operations.synchronize(descriptor) }
      for window in [Self.window, Int64(JournalFormat.maximumLineBytes) * 2] {
        let start = max(0, size - window)
        let bytes = try store.operations.readAll(size - start, from: descriptor, at: start)
        if let point = Self.lastLine(bytes, start, path) { return point }
        if start == 0 { break }
      }
      return nil
    }
  }

  private static func lastLine(_ bytes: [UInt8], _ start: Int64, _ path: JournalPath) -> ChainPoint? {
    guard let end = bytes.lastIndex(of: 0x0A) else { return nil }
    let before = bytes[..<end].lastIndex(of: 0x0A)
    guard before != nil || start == 0 else { return nil }
    let line = Array(bytes[((before ?? -1) + 1)..<end])
    guard let envelope = try? line.withUnsafeBytes({ try LineEnvelope($0) }) else { return nil }
    return ChainPoint(
      path: path, lines: envelope.number, bytes: start + Int64(end) + 1, head: LineDigest(of: line))
  }
}
