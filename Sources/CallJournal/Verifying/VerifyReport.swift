import CallModel

/// What a verification looked at, what it found, and what it could not know.
public struct VerifyReport: Hashable, Sendable {
  /// The days looked at.
  public internal(set) var days = 0
  /// The files read.
  public internal(set) var files = 0
  /// Their complete lines.
  public internal(set) var lines: Int64 = 0
  /// Their bytes.
  public internal(set) var bytes: Int64 = 0
  /// The earliest day looked at.
  public internal(set) var firstDay: CivilDate?
  /// The latest day looked at.
  public internal(set) var lastDay: CivilDate?
  /// Everything found, in the order of days and files.
  public internal(set) var findings: [VerifyFinding] = []
  /// Checkpoints compared that stand in other seats' journals.
  public internal(set) var checkpoints = 0
  /// Checkpoints compared that came from outside: a shift sheet, syslog.
  public internal(set) var outsideCheckpoints = 0
  /// Checkpoints from outside about files that this verification did not look at.
  public internal(set) var outsideUnused = 0
  /// Lines at the ends of chains that no checkpoint covers: cutting them off could not be seen.
  public internal(set) var uncoveredLines: Int64 = 0
  /// How many chains have such lines.
  public internal(set) var uncoveredChains = 0
  /// The newest end of every seat's chain.
  public internal(set) var heads: [ChainPoint] = []

  init() {}

  /// The files in which something is damaged, and those that are gone: their ends vouch for nothing.
  public var damagedFiles: Set<String> {
    Set(findings.filter(\.isDamageOfItsFile).flatMap { [$0.subject] + $0.also })
  }

  /// How many findings are of this severity.
  public func count(_ severity: VerifyFinding.Severity) -> Int { findings.count { $0.severity == severity } }

  /// The worst finding; a notice when there is none.
  public var worst: VerifyFinding.Severity { findings.map(\.severity).max() ?? .notice }
}

/// Which journals a verification looks at.
public enum VerifyScope: Hashable, Sendable {
  /// The files of one day, and what they are linked to.
  case day(CivilDate)
  /// Every file.
  case all
}

/// One thing a verification found, with its place.
///
/// It carries no caller data.
public struct VerifyFinding: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: Int, Comparable, Sendable {
    /// Worth knowing; nothing is wrong with the records.
    case notice
    /// A line was never finished: a crash or power cut, nothing that was acknowledged.
    case torn
    /// Something is damaged, missing or was changed.
    case damaged

    /// Worse comes last.
    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  /// What was found.
  public enum Kind: Hashable, Sendable {
    /// Something is wrong with a line or a file by itself.
    case fault(JournalFault.Kind)
    /// The line links to an earlier line than the one before it: two programs wrote this file.
    case secondWriter
    /// The file's first line is no `segment` line.
    case noSegment
    /// The file this one goes on from is not there.
    case missingFile(String)
    /// The file this one goes on from does not have the line it names, or has another one there.
    case brokenFileLink(String)
    /// The file says that it is the seat's first, and it is not.
    case notFirst
    /// Another file goes on from the same line.
    case fork(String)
    /// The file before goes on behind the line this one was linked to, and nothing says why.
    case linesAfterLink(String)
    /// The file says that it writes lines of the file before again, and `lines` of them, from `line` on, do
    /// not stand here: what was acknowledged there stays in force.
    case falseRepeat(String, line: Int64, lines: Int64)
    /// The call rang before, at this place.
    case secondRing(String)
    /// The call ended before, at this place; that end counts.
    case secondEnd(String)
    /// A checkpoint names more of this file than there is: its end was cut off.
    case cut(witness: String, lines: Int64)
    /// A checkpoint names another line than the one that stands there: the file was written anew.
    case rewritten(witness: String, lines: Int64)
    /// A checkpoint names a file that is not there.
    case witnessedFileMissing(witness: String)
    /// The wall clock went back by so many milliseconds.
    case timeBack(milliseconds: Int64)
    /// An unfinished end was set aside here, and this line says so.
    case recovered(bytes: Int64)
    /// A new segment was started here, and this line says why.
    case segment(SegmentReason)
    /// So many events were written later than they happened.
    case replayed(events: Int64)
    /// The file can be changed by others than its owner.
    case loosePermissions(mode: UInt32)
    /// The file has a second name.
    case hardLink
    /// The file belongs to one account and its lines say that another wrote them; so do other files.
    case foreignOwner(owner: UInt32, writer: Int64, files: Int)
    /// The file belongs to another account than its seat or desk, and its lines say so: nobody but the seat's
    /// own account writes its journals.
    case otherAccount(owner: UInt32, seat: Int64)
    /// The file was begun for another folder of records.
    case foreignFolder(String)
    /// A file beside the journals is not what it was when its digest was kept elsewhere.
    case otherContent
    /// A line of an earlier format stands behind one of a later.
    case versionBack
    /// The line of a file without a chain is none that its readers can use.
    case unusableLine
    /// This name is none that a journal has; it was not looked at.
    case unknownName
    /// The folder's permissions let others remove and replace files in it.
    case looseFolder(mode: UInt32)
    /// The folder belongs to an account that neither owns the records' folder nor wrote a journal in it.
    case folderOwner(UInt32)
  }

  /// The file below the logs folder.
  public let file: String
  /// The line, from 1; nil when the whole file is meant.
  public let line: Int64?
  /// What was found.
  public let kind: Kind
  /// Other files of which the same is to be said, from one cause.
  public internal(set) var also: [String] = []

  /// The file that it is about: of one that is missing another file tells.
  var subject: String { if case .missingFile(let missing) = kind { missing } else { file } }

  /// Whether something is damaged in the file that it is about; a first line only tells of an earlier one.
  var isDamageOfItsFile: Bool {
    if case .segment = kind { false } else { severity == .damaged }
  }

  /// How bad it is.
  public var severity: Severity {
    switch kind {
    case .fault(.torn): .torn
    case .timeBack, .recovered, .replayed, .loosePermissions, .unusableLine, .unknownName, .looseFolder,
      .folderOwner:
      .notice
    case .segment(let reason): reason == .damaged || reason == .removed ? .damaged : .notice
    case .fault, .secondWriter, .noSegment, .missingFile, .brokenFileLink, .notFirst, .fork, .linesAfterLink,
      .falseRepeat, .secondRing, .secondEnd, .foreignOwner, .otherAccount, .foreignFolder, .otherContent,
      .versionBack, .cut, .rewritten, .witnessedFileMissing, .hardLink:
      .damaged
    }
  }
}
