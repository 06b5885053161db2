/// Which records: those of real calls, of drills, and of other systems never share a folder.
public enum JournalRoom: String, CaseIterable, Sendable {
  /// Real calls, in `live/`.
  case live
  /// Drills, in `drill/`.
  case drill
  /// Calls taken over from other systems, in `import/`.
  case imported = "import"
}
