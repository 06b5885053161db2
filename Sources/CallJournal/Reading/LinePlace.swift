import CallModel
import Files

/// Where a line that was found sound stands in its file.
package struct LinePlace: Equatable, Sendable, BitwiseCopyable {
  /// Where it begins.
  package let offset: Int64
  /// How many bytes it has without its LF.
  package let length: Int64

  /// A place from its two numbers.
  package init(offset: Int64, length: Int64) {
    self.offset = offset
    self.length = length
  }
}

extension JournalReader {
  /// What `keeping` says of one file, and where it stands there; no places when anything was wrong in the
  /// file, so that whoever reads it is told.
  package func placed(
    of path: JournalPath, keeping: KeptLines
  ) -> (contents: JournalContents, places: [LinePlace]?) {
    var starts: [Int64] = [0]
    let contents = contents(of: path, keeping: keeping) { starts.append($0) }
    guard contents.faults.isEmpty else { return (contents, nil) }
    let places = contents.entries.map { placed in
      let offset = starts[Int(placed.line) - 1]
      return LinePlace(offset: offset, length: starts[Int(placed.line)] - offset - 1)
    }
    return (contents, places)
  }

  /// The lines at these places of one file, which was followed from end to end before and has not changed
  /// since: only they are looked at.
  ///
  /// Nil when the file does not have them there.
  package func contents(of path: JournalPath, at places: [LinePlace]) -> JournalContents? {
    // Who gets nothing follows the file again, and tells why it cannot be read.
    let bytes = try? withFile(path) { (descriptor, size) throws(SystemFault) in
      try store.operations.readAll(size, from: descriptor, at: 0)
    }
    return bytes?.withUnsafeBytes { bytes in
      var lines = SoundLines(path)
      for place in places {
        guard let entry = lines.entry(at: place, in: bytes) else { return nil }
        lines.contents.entries.append(entry)
      }
      return lines.contents
    }
  }
}

/// Decodes the beginnings of lines of one file that were found sound before.
private struct SoundLines {
  var contents = JournalContents()

  private let path: JournalPath
  private let file: String
  private var lines = LineMemory()
  private var entries = EntryMemory()

  init(_ path: JournalPath) { (self.path, file) = (path, path.description) }

  mutating func entry(at place: LinePlace, in bytes: UnsafeRawBufferPointer) -> PlacedEntry? {
    let size = Int64(bytes.count)
    guard place.offset >= 0, place.length >= 0, place.length < size, place.offset < size - place.length,
      bytes[Int(place.offset + place.length)] == 0x0A
    else { return nil }
    let line = UnsafeRawBufferPointer(
      rebasing: bytes[Int(place.offset)..<Int(place.offset + place.length)])
    // What does not begin as a line is not what was found there.
    guard let envelope = try? LineEnvelope(line, memory: &lines),
      // The same holds for what stands in its parts.
      let head = try? EntryHead(line, envelope: envelope, memory: &entries)
    else { return nil }
    return PlacedEntry(
      path: path, place: RecordPlace(file: file, line: envelope.number, isVerified: true),
      entry: JournalEntry(line, envelope: envelope, head: head, value: nil))
  }
}
