import CallModel

/// Where the phone events of a site lie.
public enum PhoneFiles {
  /// The folder of phone events below the folder of records.
  public static func directory(logs: String) -> String { logs + "/phone" }

  /// The event file of a day, China Standard Time.
  public static func events(logs: String, day: CivilDate) -> String {
    directory(logs: logs) + "/events-" + day.compact + ".jsonl"
  }
}
