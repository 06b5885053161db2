import CallModel

extension JournalReader {
  /// The lines of one call in the files a seat wrote on a day.
  ///
  /// The other lines are not decoded. Faults are those of the call's own lines: an unreadable file, a line
  /// that is not well formed, or one that does not fit the line before or behind it. `VerifySession` is for
  /// whole files.
  public func lines(
    of call: CallIdentifier, seat: SeatIdentifier, on date: CivilDate, _ room: JournalRoom
  ) -> JournalContents {
    let (paths, faults) = files(room, on: date)
    var contents = JournalContents()
    contents.faults = faults
    for path in paths where path.seat == seat { contents.append(lines(of: call, in: path)) }
    return contents.withoutRepeats()
  }

  private func lines(of call: CallIdentifier, in path: JournalPath) -> JournalContents {
    do {
      let bytes = try content(of: path)
      return bytes.withUnsafeBytes { bytes in
        var lines = CallLines(of: call, in: bytes, path: path)
        lines.pick()
        return lines.contents
      }
    } catch {
      var contents = JournalContents()
      contents.faults = [JournalFault(error)]
      return contents
    }
  }

  private func content(of path: JournalPath) throws(JournalFileFault) -> [UInt8] {
    try withFile(path) { (descriptor, size) throws(SystemFault) in
      try store.operations.readAll(size, from: descriptor, at: 0)
    }
  }
}
