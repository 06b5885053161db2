import Files

/// The small file in which a bridge says every five seconds how it is; always whole, because it is renamed
/// into place.
public enum PhoneStatusFile {
  /// The most bytes of a status file read.
  static let maximumBytes = 16_384

  /// The path of the status file of a source.
  public static func path(logs: String, source: String) -> String {
    PhoneFiles.directory(logs: logs) + "/" + name(source: source)
  }

  /// The name of that file: nothing in a source's name leads out of the folder.
  static func name(source: String) -> String {
    let safe = String(source.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" })
    return "status-" + safe + ".json"
  }

  /// Replaces the file at `path` with `bytes`.
  public static func write(_ bytes: [UInt8], path: String) throws(PhoneFileFault) {
    let draft = path + ".new"
    let system = SystemFileOperations()
    do throws(SystemFault) {
      let descriptor = try system.openFile(path: draft, for: .sharedDraft)
      defer { system.close(descriptor) }
      try system.writeAll(bytes, to: descriptor)
    } catch {
      // What is left of it may stay: the next one is written over it.
      throw .system(path: draft, number: error.code)
    }
    do throws(SystemFault) {
      try system.rename(path: draft, to: path)
    } catch {
      throw .system(path: path, number: error.code)
    }
  }

  /// The bytes of the file at `path`; nil when it is not a readable regular file of reasonable size.
  public static func read(_ path: String) -> [UInt8]? {
    do throws(SystemFault) {
      let file = try RegularFile(path: path, for: .shared)
      return file.size <= maximumBytes ? try file.bytes(maximumBytes, at: 0) : nil
    } catch {
      // Whatever is wrong with it, it says nothing.
      return nil
    }
  }
}
