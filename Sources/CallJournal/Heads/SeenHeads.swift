import CallModel

/// What another machine saw of the ends of journals, and whether what it is shown now goes on from there.
///
/// What it is shown may be all ends as they are now, only those that changed, or a file that grows and tells
/// everything from its beginning again. Ends alone tell whether a file became shorter, ends otherwise with as
/// many lines, or is gone; that nothing before an end was changed, a copy of the journals tells, or `verify`
/// with all ends ever seen.
public struct SeenHeads: Sendable {
  /// What does not fit what was seen before.
  public enum Conflict: Hashable, Sendable {
    /// The file has fewer lines, or fewer bytes, than were seen.
    case shorter(Checkpoint, seen: Checkpoint)
    /// As many lines were seen, and they ended otherwise.
    case other(Checkpoint, seen: Checkpoint)
    /// A file of these days was seen and does not stand among all of them.
    case missing(seen: Checkpoint)

    fileprivate var path: JournalPath {
      switch self {
      case .shorter(let checkpoint, _), .other(let checkpoint, _), .missing(let checkpoint): checkpoint.path
      }
    }
  }

  /// A place in a journal at which it ended once.
  private struct Place: Hashable {
    let path: JournalPath
    let lines: Int64
  }

  /// All ends seen, each once, in the order of their arrival.
  public private(set) var checkpoints: [Checkpoint] = []
  /// The digests of files beside the journals, as they changed.
  public private(set) var digests: [BesideFile] = []
  private var known: [Place: Checkpoint] = [:]
  private var newest: [JournalPath: Checkpoint] = [:]

  /// What was seen before; nothing at first.
  public init(_ seen: HeadLines = HeadLines([])) {
    for checkpoint in seen.checkpoints { note(checkpoint) }
    digests = seen.digests
  }

  /// The latest of each file, in the order of files.
  public var latest: [Checkpoint] { newest.values.sorted { $0.path < $1.path } }

  /// Everything seen, as lines.
  public var lines: [String] { checkpoints.map(\.line) + digests.map(\.line) }

  /// Takes in what is shown now, when all of it goes on from what was seen; else nothing, and says what does
  /// not, of each file once.
  public mutating func take(_ shown: HeadLines) -> [Conflict] {
    var taken = self
    var (conflicts, told): ([Conflict], Set<JournalPath>) = ([], [])
    var last: [JournalPath: Checkpoint] = [:]
    var whole: Set<JournalPath>?
    func tell(_ conflict: Conflict) {
      if told.insert(conflict.path).inserted { conflicts.append(conflict) }
    }
    for word in shown.words {
      switch word {
      case .checkpoint(let checkpoint):
        whole?.insert(checkpoint.path)
        let conflict =
          last[checkpoint.path].flatMap { Self.conflict(checkpoint, seen: $0) } ?? taken.conflict(checkpoint)
        if let conflict { tell(conflict) }
        last[checkpoint.path] = checkpoint
        if conflict == nil { taken.note(checkpoint) }
      case .damaged(let place): if let path = JournalPath(place) { whole?.insert(path) }
      case .wholeBegins: whole = whole ?? []
      case .wholeEnds(let day):
        if let paths = whole { taken.missing(from: paths, on: day).forEach(tell) }
        whole = nil
      case .digest: break
      }
    }
    // Who tells it all again ends where it ended before, or behind it.
    for end in last.values.sorted(by: { $0.path < $1.path }) {
      if let seen = newest[end.path], end.lines < seen.lines { tell(.shorter(end, seen: seen)) }
    }
    taken.note(shown.digests)
    if conflicts.isEmpty { self = taken }
    return conflicts
  }

  private mutating func note(_ checkpoint: Checkpoint) {
    let place = Place(path: checkpoint.path, lines: checkpoint.lines)
    guard known[place] == nil else { return }
    known[place] = checkpoint
    checkpoints.append(checkpoint)
    if (newest[checkpoint.path]?.lines ?? 0) < checkpoint.lines { newest[checkpoint.path] = checkpoint }
  }

  /// Only what a name says last counts: a file that grows tells the earlier ones again.
  private mutating func note(_ shown: [BesideFile]) {
    for name in BesideFile.names {
      guard let now = shown.last(where: { $0.name == name }), now != digests.last(where: { $0.name == name })
      else { continue }
      digests.append(now)
    }
  }

  /// What was seen at the same place is no news; anything else must lie behind everything seen.
  private func conflict(_ shown: Checkpoint) -> Conflict? {
    let same = known[Place(path: shown.path, lines: shown.lines)]
    return (same ?? newest[shown.path]).flatMap { Self.conflict(shown, seen: $0) }
  }

  private static func conflict(_ shown: Checkpoint, seen: Checkpoint) -> Conflict? {
    if shown.lines < seen.lines || shown.bytes < seen.bytes { return .shorter(shown, seen: seen) }
    let isSame = shown.head.hasPrefix(seen.head) || seen.head.hasPrefix(shown.head)
    if shown.lines == seen.lines {
      return isSame && shown.bytes == seen.bytes ? nil : .other(shown, seen: seen)
    }
    return shown.bytes > seen.bytes ? nil : .other(shown, seen: seen)
  }

  private func missing(from paths: Set<JournalPath>, on day: CivilDate) -> [Conflict] {
    latest.filter { seen in
      [.live, .drill].contains(seen.path.room) && !paths.contains(seen.path)
        && (day.adding(days: -1)...day).contains(seen.path.date)
    }.map { .missing(seen: $0) }
  }
}
