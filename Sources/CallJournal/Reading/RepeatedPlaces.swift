import CallModel
import Files

/// Where in one file lines stand that a later segment writes again.
struct RepeatedPlace: Hashable {
  /// The file.
  let path: JournalPath
  /// Behind how many of its lines every line that stands again in the segment is a repeat.
  let acknowledged: Int64
  /// Behind how many of its lines all must stand again, by what the chain says; nil for a file of which a
  /// power cut left no first line, so that nobody says to which line it was linked.
  let claimed: Int64?
}

/// Goes back over the files of a seat, the newest first, to the line behind which a segment repeats.
///
/// That line is the one that the segment's own link names. Where its first line names a file of which nothing
/// was acknowledged, that file was an attempt to write the same lines at the same place of the chain, and so
/// is every file before it up to the one that has the line: over a power cut each may have kept all, nothing,
/// or whole sectors of zeros. One without its first line is gone over: what stands again is a repeat there,
/// too, and hides nothing else.
struct RepeatWalk {
  private let after: ChainPoint
  private let reader: JournalReader
  /// The line looked for; nil where a damaged file hides what it is.
  private var link: LineDigest?
  /// Whether the segment itself names the line that is looked for.
  private var isNamed = true
  /// The files not looked at yet, the oldest first; nil before the folder was looked at.
  private var rest: [JournalPath]?
  private var isBegun = false
  private var isOver = false

  /// From the end that a segment says it goes on from; nil when it does not say that it repeats.
  init?(_ start: SegmentStart, of segment: JournalPath, reader: JournalReader) {
    guard start.repeats, let after = start.after, after.path != segment, after.path.seat == segment.seat,
      after.path.room == segment.room
    else { return nil }
    self.init(after, reader: reader)
  }

  /// From `after`, the end that a segment is to say it goes on from.
  init(_ after: ChainPoint, reader: JournalReader) {
    (self.after, self.reader, link) = (after, reader, after.head)
  }

  /// The next place at which lines stand that are written again.
  mutating func next() throws(JournalFileFault) -> RepeatedPlace? {
    while !isOver, let path = nextFile() {
      if let place = take(path, try look(at: path)) { return place }
    }
    return nil
  }

  /// The file that the segment names, then those before it.
  private mutating func nextFile() -> JournalPath? {
    guard isBegun else {
      isBegun = true
      return after.path
    }
    if rest == nil {
      let files = reader.files(after.path.room, on: after.path.date).paths
      rest = files.filter { $0.seat == after.path.seat && $0.segment < after.path.segment }
        .sorted { $0.segment < $1.segment }
    }
    return rest?.popLast()
  }

  private mutating func take(_ path: JournalPath, _ look: FileLook) -> RepeatedPlace? {
    let isFirst = path == after.path
    guard look.lines > 0 else { return nil }
    if let lines = isFirst && after.lines > 0 ? after.lines : look.place {
      let claimed = isNamed ? lines : nil
      if look.previous != nil {
        isOver = true
        return RepeatedPlace(path: path, acknowledged: lines, claimed: claimed)
      }
      // Of a file without its first line nothing was acknowledged, nor of the attempts before it.
      (link, isNamed) = (nil, false)
      return RepeatedPlace(path: path, acknowledged: 0, claimed: claimed)
    }
    guard let previous = look.previous else {
      return RepeatedPlace(path: path, acknowledged: 0, claimed: isFirst ? 0 : nil)
    }
    if link == nil {
      (link, isOver) = (previous, !look.repeats)
      return RepeatedPlace(path: path, acknowledged: 0, claimed: nil)
    }
    isOver = previous != link
    if isOver, !isFirst { return nil }
    return RepeatedPlace(path: path, acknowledged: 0, claimed: isNamed ? 0 : nil)
  }

  /// A file that follows on the line looked for does not have it, and is not read further.
  private func look(at path: JournalPath) throws(JournalFileFault) -> FileLook {
    var look = FileLook()
    do throws(JournalFileFault) {
      try reader.forEachLine(of: path) { line in
        guard line.isTerminated else { return false }
        look.lines += 1
        if look.lines == 1, LineSaid(line) != nil {
          // One that says something has the form of a line.
          look.previous = (try? LineEnvelope(line.bytes))?.previous
        }
        if let previous = look.previous, link == nil || previous == link { return false }
        if !line.isTooLong, LineDigest(of: line.bytes) == link { look.place = look.lines }
        return look.place == nil
      }
    } catch {
      // One of which nothing was acknowledged may be gone: the segment says to which line it is linked.
      guard JournalReader.isMissing(error), after.lines == 0 else { throw error }
    }
    if link == nil { look.repeats = try reader.start(of: path)?.repeats ?? false }
    return look
  }
}

/// What is to be seen of a file on the way back.
private struct FileLook {
  /// How many whole lines it has, as far as it had to be read.
  var lines: Int64 = 0
  /// To which line its first one is linked; nil when that is none.
  var previous: LineDigest?
  /// Whether its first line says that it repeats.
  var repeats = false
  /// Which of its lines is the one looked for.
  var place: Int64?
}

extension JournalReader {
  /// Where lines stand that a segment, whose first line says `start`, writes again, the newest file first;
  /// none when it does not say that it repeats.
  func repeated(
    behind start: SegmentStart, of segment: JournalPath
  ) throws(JournalFileFault) -> [RepeatedPlace] {
    guard let walk = RepeatWalk(start, of: segment, reader: self) else { return [] }
    return try places(of: walk)
  }

  /// All places of a walk.
  private func places(of walk: RepeatWalk) throws(JournalFileFault) -> [RepeatedPlace] {
    var (walk, places) = (walk, [RepeatedPlace]())
    while let place = try walk.next() { places.append(place) }
    return places
  }

  /// Where lines stand that a segment is to write again which says that it goes on from `after`; with what
  /// the files so found were to repeat themselves.
  func unacknowledged(behind after: ChainPoint) throws(JournalFileFault) -> [RepeatedPlace] {
    var (found, seen) = (try places(of: RepeatWalk(after, reader: self)), Set<JournalPath>())
    var last = found.last?.path
    while let path = last, seen.insert(path).inserted, let start = try self.start(of: path) {
      let more = try repeated(behind: start, of: path)
      found += more
      last = more.last?.path
    }
    return found
  }

  /// What stands behind the link of a segment that says it repeats, or of which a power cut left no first
  /// line; with it what those files were to repeat themselves.
  func unacknowledged(before segment: JournalPath) throws(JournalFileFault) -> Set<LineSaid> {
    var lines: Set<LineSaid> = []
    guard let after = try end(repeatedBy: segment) else { return lines }
    for place in try unacknowledged(behind: after) where place.path != segment {
      var number: Int64 = 0
      try forEachLine(of: place.path) { line in
        guard line.isTerminated else { return false }
        number += 1
        if number > place.acknowledged, let said = LineSaid(line), !said.isOwn { lines.insert(said) }
        return true
      }
    }
    return lines
  }

  /// The files before `segment` in which lines stand that it writes again, when a line from `offset` on does;
  /// none when it does not say that it repeats.
  ///
  /// For who follows files as they grow: whether it is proved, `RepeatedLines` says.
  func repeated(in segment: JournalPath, from offset: Int64) -> [JournalPath] {
    // Where one of them cannot be read nothing is repeated.
    guard let start = try? self.start(of: segment), let places = try? repeated(behind: start, of: segment),
      let again = try? unacknowledged(before: segment), !again.isEmpty
    else { return [] }
    var isRepeated = false
    // As above.
    try? forEachLine(of: segment, from: offset) { line in
      guard line.isTerminated else { return false }
      if let said = LineSaid(line), !said.isOwn, again.contains(said) { isRepeated = true }
      return !isRepeated
    }
    return isRepeated ? places.map(\.path) : []
  }

  /// The end behind which a segment repeats; of one without a first line its own beginning.
  private func end(repeatedBy segment: JournalPath) throws(JournalFileFault) -> ChainPoint? {
    guard let start = try self.start(of: segment) else {
      return ChainPoint(path: segment, lines: 1, bytes: 0, head: .none)
    }
    guard start.repeats, let after = start.after, after.path.seat == segment.seat,
      after.path.room == segment.room
    else { return nil }
    return after
  }
}
