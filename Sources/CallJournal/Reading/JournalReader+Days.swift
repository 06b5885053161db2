import CallModel
import Files
import Glibc

extension JournalReader {
  /// The lines of one call in the files a seat wrote on a day.
  ///
  /// The other lines are not decoded. Faults are those of the call's own lines: an unreadable file, a line
  /// that is not well formed, or one that does not fit the line before or behind it. `VerifySession` is for
  /// whole files.
  public func lines(
    of call: CallIdentifier, seat: SeatIdentifier, on date: CivilDate, room: JournalRoom
  ) -> JournalContents {
    let (paths, faults) = files(room, on: date)
    var contents = JournalContents()
    contents.faults = faults
    for path in paths where path.seat == seat { contents.append(lines(of: call, in: path)) }
    return contents.withoutRepeats(self)
  }

  /// The lines of one call in one file, each held against its neighbours.
  package func lines(of call: CallIdentifier, in path: JournalPath) -> JournalContents {
    do {
      let bytes = try content(of: path)
      var found = bytes.withUnsafeBytes { bytes in
        var lines = CallLines(of: call, in: bytes, path: path)
        lines.pick()
        return lines.contents
      }
      found.faults = withoutKeptEnds(found.faults, of: path)
      return found
    } catch {
      var contents = JournalContents()
      contents.faults = [JournalFault(error)]
      return contents
    }
  }

  /// The calls that lines of a file are about, those that `isWanted` picks, and whether it is damaged, so
  /// that lines of more calls may have stood there; no line is decoded.
  ///
  /// An end that was never finished is no damage unless zeros stand in it: it was not acknowledged.
  package func calls(
    in path: JournalPath, where isWanted: (CallIdentifier) -> Bool
  ) throws(JournalFileFault) -> (calls: Set<CallIdentifier>, isDamaged: Bool) {
    var (calls, isDamaged): (Set<CallIdentifier>, Bool) = ([], false)
    var last: [UInt8] = []
    var check = LineCheck(seat: path.seat.description, after: nil, payloads: .delimited)
    try forEachLine(of: path) { line in
      guard line.isTerminated else {
        if line.bytes.contains(0) { isDamaged = true }
        return false
      }
      let (finding, envelope) = check.follow(line)
      if finding != .sound { isDamaged = true }
      guard let range = envelope?.call, !line.bytes[range].elementsEqual(last) else { return true }
      last = Array(line.bytes[range])
      if let call = CallIdentifier(ifValid: String(decoding: last, as: UTF8.self)), isWanted(call) {
        calls.insert(call)
      }
      return true
    }
    return (calls, isDamaged)
  }

  private func content(of path: JournalPath) throws(JournalFileFault) -> [UInt8] {
    try withFile(path) { (descriptor, size) throws(SystemFault) in
      try store.operations.readAll(size, from: descriptor, at: 0)
    }
  }
}

extension JournalReader {
  private static let window: Int64 = 64 * 1_024

  /// The ends of all files of a day, for checkpoints and shift sheets.
  ///
  /// Files without a complete line are left out.
  ///
  /// With `synchronizing` what is reported is on the disk: a line still on its way there could vanish with
  /// the power and would leave a false accusation behind.
  public func heads(_ room: JournalRoom, on date: CivilDate, synchronizing: Bool) -> [ChainPoint] {
    // A file that cannot be read has no end that could be reported; its readers are told why.
    files(room, on: date).paths.compactMap { try? head(of: $0, synchronizing: synchronizing) }
  }

  /// The end of a file, read from its end; nil when it has no complete line.
  func head(of path: JournalPath, synchronizing: Bool) throws(JournalFileFault) -> ChainPoint? {
    try withFile(path) { (descriptor, size) throws(SystemFault) in
      if synchronizing { try store.operations.synchronize(descriptor) }
      for window in [Self.window, Int64(JournalFormat.maximumLineBytes) * 2] {
        let start = max(0, size - window)
        let bytes = try store.operations.readAll(size - start, from: descriptor, at: start)
        if let point = Self.lastLine(bytes, start: start, path: path) { return point }
        if start == 0 { break }
      }
      return nil
    }
  }

  /// Whether the file still holds the line that ended it when the checkpoint was taken; false as well when it
  /// cannot be read.
  public func holds(_ checkpoint: Checkpoint) -> Bool {
    // A file that cannot be read holds nothing.
    let point = try? withFile(checkpoint.path) { (descriptor, size) throws(SystemFault) -> ChainPoint? in
      guard size >= checkpoint.bytes else { return nil }
      let start = max(0, checkpoint.bytes - Int64(JournalFormat.maximumLineBytes) * 2)
      let bytes = try store.operations.readAll(checkpoint.bytes - start, from: descriptor, at: start)
      guard bytes.last == 0x0A else { return nil }
      return Self.lastLine(bytes, start: start, path: checkpoint.path)
    }
    return point.map { $0.lines == checkpoint.lines && $0.head.description.hasPrefix(checkpoint.head) }
      ?? false
  }

  private static func lastLine(_ bytes: [UInt8], start: Int64, path: JournalPath) -> ChainPoint? {
    guard let end = bytes.lastIndex(of: 0x0A) else { return nil }
    let before = bytes[..<end].lastIndex(of: 0x0A)
    guard before != nil || start == 0 else { return nil }
    let line = Array(bytes[((before ?? -1) + 1)..<end])
    // A damaged last line is no point of a chain.
    guard let envelope = try? line.withUnsafeBytes({ try LineEnvelope($0) }) else { return nil }
    return ChainPoint(
      path: path, lines: envelope.number, bytes: start + Int64(end) + 1, head: LineDigest(of: line))
  }
}

extension JournalReader {
  /// Gives the entries of a file to `body` one by one, until it returns false; returns what was wrong.
  ///
  /// For files that are too large to be kept in memory. A line is given before the one behind it is known:
  /// a broken link is told as a fault and marks the lines after it only.
  public func forEachEntry(of path: JournalPath, body: (PlacedEntry) -> Bool) -> [JournalFault] {
    var faults: [JournalFault] = []
    var check = LineCheck(seat: path.seat.description, after: nil)
    var isSound = true
    do {
      try forEachLine(of: path) { line in
        guard line.isTerminated else {
          let torn = JournalFault.Kind.torn(offset: line.offset, bytes: line.length)
          faults.append(JournalFault(file: path.description, line: check.lines + 1, kind: torn))
          return false
        }
        let (finding, envelope) = check.follow(line)
        if let fault = JournalFault(finding, file: path.description, line: check.lines) {
          faults.append(fault)
          isSound = false
        }
        // One that is not well formed was told above.
        guard let envelope, let entry = try? JournalEntry(line.bytes, envelope: envelope) else { return true }
        return body(PlacedEntry(path: path, line: check.lines, isVerified: isSound, entry: entry))
      }
    } catch {
      faults.append(JournalFault(error))
    }
    return withoutKeptEnds(faults, of: path)
  }

  /// How many bytes a file has; 0 when it cannot be looked at.
  public func bytes(of path: JournalPath) -> Int64 { (try? size(of: path)) ?? 0 }
}

extension JournalReader {
  /// The closing line of a call that counts, as far as the folders of `days` tell; nil when none does.
  ///
  /// The fold decides which of several it is. Who goes through the bytes of many lines asks this where a call
  /// has more than one, or one in the folder of a day that is not its own.
  package func closing(
    of call: CallIdentifier, in room: JournalRoom, days: ClosedRange<CivilDate>
  ) -> RecordPlace? {
    var contents = JournalContents()
    for number in days.lowerBound.dayNumber...days.upperBound.dayNumber {
      // What cannot be read is told by who goes through the folder.
      for path in files(room, on: CivilDate(dayNumber: number)).paths
      where path.origin.mayTell(.call(.end), of: call) || path.isDesk && !path.isPaperDesk {
        contents.append(lines(of: call, in: path))
      }
    }
    return CallBook(contents.withoutRepeats(self).entries.compactMap(\.noted))[call]?.closing
  }
}
