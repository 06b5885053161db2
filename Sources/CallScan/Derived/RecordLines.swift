import CallJournal
import CallModel
import Files

/// Where in the journals of past days the lines stand that records come from.
///
/// Whoever wants records follows every line of a file for the few that say all. Of a folder in which nothing
/// was wrong a derived file a month keeps where those few stand, and nothing that they say; it is used only
/// while the folder is exactly as it was. A folder with a fault, with a later segment, or of the present day
/// is followed every time.
package struct RecordLines: Sendable {
  /// A journal, and where the lines stand in it.
  package struct File: Sendable {
    /// The journal.
    package let path: JournalPath
    /// The lines, in their order.
    package let places: [LinePlace]

    /// A journal with the places of its lines.
    package init(path: JournalPath, places: [LinePlace]) {
      self.path = path
      self.places = places
    }
  }

  /// How folders were before they were read.
  package struct Prints: Sendable {
    fileprivate let prints: KeptFolders<RecordFolder>.Prints
  }

  private let folders: KeptFolders<RecordFolder>

  /// The lines of live records below the logs folder at `logs`, and those of `kinds` before them.
  package init(logs: String, besides kinds: Set<CallEvent.Kind>) {
    folders = KeptFolders(
      logs: logs, ending: kinds.isEmpty ? "records" : "checks",
      layout: DerivedFile.Layout("record-lines", version: 2), header: kinds.map(\.rawValue).sorted())
  }

  /// The journals of these days, in their order, of those days that are kept and as they were.
  package func files(of dates: [CivilDate]) -> [CivilDate: [File]] {
    folders.parts(of: dates).mapValues(\.files)
  }

  /// The prints of those of the days that can be kept, to be taken before their folders are read.
  package func prints(of dates: [CivilDate]) -> Prints { Prints(prints: folders.prints(of: dates)) }

  /// Keeps what was found in folders that are as they were before they were read.
  package func keep(_ files: [CivilDate: [File]], prints: Prints) {
    folders.keep(files.mapValues { RecordFolder(files: $0) }, prints: prints.prints)
  }
}

/// The journals of one day.
private struct RecordFolder: KeptFolder {
  let files: [RecordLines.File]

  init(files: [RecordLines.File]) { self.files = files }

  init?(from reader: inout PlainReader, date: CivilDate) {
    guard let names = reader.words() else { return nil }
    reader.align()
    var files: [RecordLines.File] = []
    for name in names {
      guard let places: [LinePlace] = reader.array(),
        let path = JournalPath(room: .live, date: date, name: name)
      else { return nil }
      files.append(RecordLines.File(path: path, places: places))
    }
    self.files = files
  }

  func write(to writer: inout PlainWriter) {
    writer.words(files.map(\.path.name))
    writer.align()
    for file in files { writer.array(file.places) }
  }
}
