import CallModel
import Files

/// The ends of journals on their way off this machine: which of them did not leave yet.
///
/// What left is remembered beside the records, for each account by itself, so that many consoles of one
/// account send once, and the next one what the last one left behind.
public struct HeadsOutbox: Sendable {
  private static let layout = DerivedFile.Layout("heads", version: 1)
  private static let lineFeed = UInt8(ascii: "\n")

  private let logs: String
  private let file: DerivedFile
  private let operations: any FileOperations

  /// What became of one time.
  public enum Outcome<Failure: Sendable>: Sendable {
    /// They left a short while ago.
    case notDue
    /// So many left, none when nothing had changed.
    case sent(Int)
    /// They did not leave, and are sent again the next time.
    case failed(Failure)
  }

  /// The outbox of the records below `logs`.
  public init(logs: String, operations: any FileOperations = SystemFileOperations()) {
    self.logs = logs
    self.operations = operations
    file = DerivedFile(logs: logs, name: "heads", layout: Self.layout)
  }

  /// When this account's ends left the last time; nil when that is not known.
  public var lastSent: WallInstant? { memory()?.at }

  /// Whether the end of any of this account's journals did not leave yet, as it stands on `day`.
  public func hasUnsent(on day: CivilDate) -> Bool {
    let known = memory()?.lines ?? []
    let reader = JournalReader(logs: logs, operations: operations)
    return reader.recentHeads(on: day, of: operations.user()).contains { point in
      !known.contains(Checkpoint(point).line) && !known.contains(HeadLines.damaged(point.path.description))
    }
  }

  /// Gives what changed since the last time to `deliver`, unless that was less than `seconds` ago; `deliver`
  /// says why it could not be sent, or nil.
  public func send<Failure: Sendable>(
    at now: WallInstant, every seconds: Int, deliver: ([String]) -> Failure?
  ) -> Outcome<Failure> {
    file.alone {
      let known = memory()
      if let last = known?.at, last <= now, now.milliseconds - last.milliseconds < Int64(seconds) * 1_000 {
        return .notDue
      }
      let lines = lines(on: now.date, known: known?.lines ?? [])
      let news = lines.filter { known?.lines.contains($0) != true }
      if !news.isEmpty, let failure = deliver(news) { return .failed(failure) }
      let text = lines.flatMap { Array($0.utf8) + [Self.lineFeed] }
      file.write([Array(now.description.utf8), text])
      return .sent(news.count)
    }
  }

  /// The ends of this account's files of this day and the day before, and the digests of the files beside.
  private func lines(on day: CivilDate, known: Set<String>) -> [String] {
    JournalReader(logs: logs, operations: operations)
      .leavingLines(on: day, of: operations.user(), known: known)
  }

  private func memory() -> (at: WallInstant, lines: Set<String>)? {
    guard let contents = file.open(), contents.count == 2, let moment = contents.section(0),
      let at = WallInstant(String(decoding: moment, as: UTF8.self)), let text = contents.section(1)
    else { return nil }
    return (at, Set(text.split(separator: Self.lineFeed).map { String(decoding: $0, as: UTF8.self) }))
  }
}

extension JournalReader {
  /// What is to leave this machine of the journals of a day and the day before, and of the files beside them;
  /// with `owner` only of that account's journals.
  ///
  /// Of a journal in which something is damaged, and of what cannot be read, leaves that it is so: its end
  /// vouches for nothing. What is in `known` left before, and is not read through again. What leaves was
  /// synchronized first.
  public func leavingLines(
    on day: CivilDate, of owner: UInt32? = nil, known: Set<String> = []
  ) -> [String] {
    var lines: [String] = []
    for room in [JournalRoom.live, .drill] {
      for day in [day.adding(days: -1), day] {
        let (paths, faults) = files(room, on: day)
        lines += faults.map { HeadLines.damaged($0.file) }
        lines += paths.filter { isOf(owner, $0) }.compactMap { leavingLine(of: $0, known: known) }
      }
    }
    let beside = BesideFile.all(logs: store.logs, operations: store.operations)
    return lines + beside.files.map(\.line) + beside.faults.map { HeadLines.damaged($0.file) }
  }

  private func leavingLine(of path: JournalPath, known: Set<String>) -> String? {
    let line: String?
    do throws(JournalFileFault) {
      line = try head(of: path, synchronizing: true).map { Checkpoint($0).line }
    } catch {
      return Self.isMissing(error) ? nil : HeadLines.damaged(path.description)
    }
    if let line, known.contains(line) { return line }
    return scan(path)?.isDamaged == true ? HeadLines.damaged(path.description) : line
  }

  /// The ends of the live and drill journals of a day and the day before, of an account's files only; the
  /// disk is left alone.
  func recentHeads(on day: CivilDate, of owner: UInt32) -> [ChainPoint] {
    [JournalRoom.live, .drill].flatMap { room in
      [day.adding(days: -1), day].flatMap { day in
        heads(room, on: day, synchronizing: false).filter { isOf(owner, $0.path) }
      }
    }
  }

  /// Whether the file is this account's; what cannot be looked at is everybody's to tell of.
  private func isOf(_ owner: UInt32?, _ path: JournalPath) -> Bool {
    guard let owner else { return true }
    // A file that cannot be looked at belongs to nobody that is known.
    guard let folder = try? store.openFolder(path.folders) else { return true }
    defer { store.operations.close(folder) }
    // The same.
    return (try? store.operations.status(of: path.name, in: folder))?.owner ?? owner == owner
  }
}

extension FileScan {
  /// Whether something in this file itself is damaged.
  fileprivate var isDamaged: Bool { findings.contains(where: \.isDamageOfItsFile) }
}
