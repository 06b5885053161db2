import CallModel

extension JournalWriter {
  /// Witnesses other seats' files when that is due: after the first line, then every quarter of an hour.
  ///
  /// For the console's idle moments. It costs one small read and one fdatasync a file named, and one append.
  public func leaveCheckpointsIfDue() {
    guard hasRecorded, elapsedMilliseconds >= nextCheckpoint else { return }
    leaveCheckpoints(all: nextCheckpoint == 0)
  }

  /// Notes the ends of other seats' files of today and yesterday in this journal, as far as they have grown.
  func leaveCheckpoints(all: Bool) {
    nextCheckpoint = elapsedMilliseconds + limits.checkpointMilliseconds
    guard condition.isRecording else { return }
    let points = changedPoints(all: all)
    guard !points.isEmpty else { return }
    held.append(own(Checkpoint.kind, payload: Checkpoint.payload(points)))
    guard case .recorded = recordHeld(new: 1, on: clock.now().date) else { return }
    for point in points { witnessed[point.path] = point.bytes }
  }

  private func changedPoints(all: Bool) -> [ChainPoint] {
    let reader = JournalReader(logs: store.logs, operations: store.operations)
    let today = clock.now().date
    let paths = [today.adding(days: -1), today].flatMap { reader.files(room, on: $0).paths }
      .filter { $0.seat != seat }
    return Self.neighbours(paths, of: seat, count: all ? paths.count : limits.checkpointNeighbours).compactMap
    {
      path in
      // A neighbour whose file cannot be read now is witnessed another time.
      guard let size = try? reader.size(of: path), size > witnessed[path] ?? 0,
        let point = try? reader.head(of: path, synchronizing: true), point.bytes > witnessed[path] ?? 0
      else { return nil }
      return point
    }
  }

  /// The files of the `count` seats that follow `seat`, around the end; so that every seat has its witnesses.
  private static func neighbours(_ paths: [JournalPath], of seat: SeatIdentifier, count: Int)
    -> [JournalPath]
  {
    let seats = Set(paths.map(\.seat)).sorted()
    let chosen = Set((seats.filter { $0 > seat } + seats.filter { $0 < seat }).prefix(count))
    return paths.filter { chosen.contains($0.seat) }
  }
}
