/// Which records: those of real calls and those of drills never share a folder.
public enum JournalRoom: String, CaseIterable, Sendable {
  /// Real calls, in `live/`.
  case live
  /// Drills, in `drill/`.
  case drill
}
