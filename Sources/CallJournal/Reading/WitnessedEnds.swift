import CallModel
import Files
import PlainText

/// How long the lines read so far say that files are: the checkpoints of others, and the file a segment goes
/// on from.
///
/// Only the length is compared, with one look at each file: enough to see that one was emptied, cut or taken
/// away behind what somebody saw of it. That nothing before its end was changed is for `verify` to say, which
/// compares the digests.
package struct WitnessedEnds: Sendable {
  private var ends: [JournalPath: (bytes: Int64, witness: String)] = [:]
  private var checkpoints = WitnessReader()

  /// Nothing read yet.
  package init() {}

  /// Notes what a line says of other files; lines of most kinds say nothing.
  ///
  /// `witness` is the line's place, `live/2026/11/22/seat-03.jsonl:7`.
  package mutating func note(
    _ kind: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer, at witness: @autoclosure () -> String
  ) {
    switch kind.count {
    case 7 where kind.elementsEqual(SegmentStart.kind.utf8):
      // A line that says nothing that can be read is told by who reads it.
      guard let value = JSONReader.value(Array(payload)),
        let path = value["after"]?.string.flatMap({ JournalPath($0) }), let bytes = value["bytes"]?.integer
      else { return }
      note(path, bytes: bytes, witness: witness())
    case 10 where kind.elementsEqual(Checkpoint.kind.utf8):
      var points: [ChainPoint] = []
      checkpoints.read(payload) { points.append($0) }
      for point in points { note(point.path, bytes: point.bytes, witness: witness()) }
    default: return
    }
  }

  /// The same of a line that was decoded.
  package mutating func note(_ placed: PlacedEntry) {
    guard placed.entry.kind == SegmentStart.kind || placed.entry.kind == Checkpoint.kind else { return }
    let kind = Array(placed.entry.kind.utf8)
    kind.withUnsafeBytes { kind in
      placed.entry.payload.withUnsafeBytes { note(kind, payload: $0, at: "\(placed.path):\(placed.line)") }
    }
  }

  /// Adds what another reader noted.
  package mutating func add(_ other: WitnessedEnds) {
    for (path, end) in other.ends { note(path, bytes: end.bytes, witness: end.witness) }
  }

  /// What was noted, file by file: how long it was and which line says so.
  package var noted: [(path: JournalPath, bytes: Int64, witness: String)] {
    ends.map { ($0.key, $0.value.bytes, $0.value.witness) }.sorted { $0.0 < $1.0 }
  }

  /// Notes that the line at `witness` says a file to have `bytes` bytes.
  package mutating func note(_ path: JournalPath, bytes: Int64, witness: String) {
    if ends[path].map({ $0.bytes < bytes }) ?? true { ends[path] = (bytes, witness) }
  }

  /// The files that are shorter than a line says, or gone.
  package func shortened(_ reader: JournalReader) -> [JournalFault] {
    let operations = reader.store.operations
    return Dictionary(grouping: ends) { $0.key.folders }.values.flatMap { files -> [JournalFault] in
      // What cannot be looked at is not there for who wants to read it.
      let folder = files.first.flatMap { try? reader.store.openFolder($0.key.folders) }
      defer { if let folder { operations.close(folder) } }
      return files.compactMap { path, end in
        // A file that cannot be looked at counts as gone, which is a fault here.
        let status = folder.flatMap { try? operations.status(of: path.name, in: $0) }
        // What is no file at all is told by who reads it.
        if let status, status.size >= end.bytes || !status.isRegular { return nil }
        return JournalFault(
          file: path.description, line: nil, kind: .shortened(witness: end.witness, bytes: end.bytes))
      }
    }
    .sorted { $0.file < $1.file }
  }
}
