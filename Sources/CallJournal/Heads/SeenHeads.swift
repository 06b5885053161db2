import CallModel

/// What another machine saw of the ends of journals, and whether what it is shown now goes on from there.
///
/// Ends alone tell whether a file became shorter, ends otherwise with as many lines, or is gone; that nothing
/// before an end was changed, a copy of the journals tells.
public struct SeenHeads: Hashable, Sendable {
  /// What does not fit what was seen before.
  public enum Conflict: Hashable, Sendable {
    /// The file has fewer lines, or fewer bytes, than were seen.
    case shorter(Checkpoint, seen: Checkpoint)
    /// As many lines were seen, and they ended otherwise.
    case other(Checkpoint, seen: Checkpoint)
    /// A file of these days was seen and is not shown any more.
    case missing(seen: Checkpoint)
  }

  private var newest: [JournalPath: Checkpoint] = [:]

  /// What was seen, in any order.
  public init(_ seen: some Sequence<Checkpoint>) {
    for checkpoint in seen where (newest[checkpoint.path]?.lines ?? 0) <= checkpoint.lines {
      newest[checkpoint.path] = checkpoint
    }
  }

  /// The latest of each file, in the order of files.
  public var latest: [Checkpoint] { newest.values.sorted { $0.path < $1.path } }

  /// Takes in what is shown now, when all of it goes on from what was seen; else nothing, and says what does
  /// not.
  public mutating func take(_ shown: [Checkpoint]) -> [Conflict] {
    var conflicts: [Conflict] = []
    var taken = self
    for checkpoint in shown {
      if let seen = taken.newest[checkpoint.path], let conflict = Self.conflict(checkpoint, seen: seen) {
        conflicts.append(conflict)
      } else {
        taken.newest[checkpoint.path] = checkpoint
      }
    }
    conflicts += missing(from: shown)
    if conflicts.isEmpty { self = taken }
    return conflicts
  }

  private static func conflict(_ shown: Checkpoint, seen: Checkpoint) -> Conflict? {
    if shown.lines < seen.lines || shown.bytes < seen.bytes { return .shorter(shown, seen: seen) }
    let isSame = shown.head.hasPrefix(seen.head) || seen.head.hasPrefix(shown.head)
    if shown.lines == seen.lines {
      return isSame && shown.bytes == seen.bytes ? nil : .other(shown, seen: seen)
    }
    return shown.bytes > seen.bytes ? nil : .other(shown, seen: seen)
  }

  /// The ends of the last two days are shown together, room by room.
  private func missing(from shown: [Checkpoint]) -> [Conflict] {
    let paths = Set(shown.map(\.path))
    var last: [JournalRoom: CivilDate] = [:]
    for path in paths { last[path.room] = max(last[path.room] ?? path.date, path.date) }
    return latest.filter { seen in
      guard let last = last[seen.path.room], !paths.contains(seen.path) else { return false }
      return seen.path.date >= last.adding(days: -1)
    }.map { .missing(seen: $0) }
  }
}
