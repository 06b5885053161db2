import CallModel
import Glibc

/// Where the phone events of a site lie.
public enum PhoneFiles {
  /// The folder of phone events below the folder of records.
  public static func directory(logs: String) -> String { logs + "/phone" }

  /// The event file of a day, China Standard Time.
  public static func events(logs: String, day: CivilDate) -> String {
    directory(logs: logs) + "/events-" + day.compact + ".jsonl"
  }

  /// Makes the folder of phone events, and those above it, where they are missing; nobody else may read them.
  static func makeDirectory(logs: String) {
    let path = directory(logs: logs)
    var end = path.startIndex
    while end < path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      mkdir(String(path[..<end]), 0o770)
    }
  }
}
