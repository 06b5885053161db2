/// Tells one cause once: a line that is missing breaks a link, and every checkpoint behind it, and the link
/// of the next file, say so too.
///
/// What was done to many files at once, as when a backup is put back or copied in, is told of the first of
/// them, with the names of the others.
struct FindingCauses {
  /// The first line of each file at which its own chain is broken.
  private var broken: [String: Int64] = [:]
  /// Lines that are none.
  private var malformed: Set<String> = []
  /// Files that others name and that are not there, or not as they were seen.
  private var missing: Set<String> = []
  private var changed: Set<String> = []

  /// The findings without those that say again what another one says.
  static func reduced(_ findings: [VerifyFinding]) -> [VerifyFinding] {
    var causes = FindingCauses()
    for finding in findings { causes.note(finding) }
    var told: Set<String> = []
    return together(causes.inOrder(findings).filter { causes.isCause($0, told: &told) })
  }

  /// What findings of several files can have in common.
  private enum Deed: Hashable {
    /// The files are not what somebody saw of them: others took their place, or they are gone.
    case notAsSeen
    /// The same is wrong with each of them.
    case same(VerifyFinding.Kind)
  }

  /// Findings of one deed as one.
  private static func together(_ findings: [VerifyFinding]) -> [VerifyFinding] {
    var (kept, places): ([VerifyFinding], [Deed: Int]) = ([], [:])
    for finding in findings {
      guard let deed = deed(finding.kind) else {
        kept.append(finding)
        continue
      }
      if let place = places[deed] {
        let known = [kept[place].file] + kept[place].also
        kept[place].also += ([finding.subject] + finding.also).filter { !known.contains($0) }
      } else {
        places[deed] = kept.count
        kept.append(finding)
      }
    }
    return kept
  }

  private static func deed(_ kind: VerifyFinding.Kind) -> Deed? {
    switch kind {
    case .cut, .rewritten, .witnessedFileMissing, .missingFile: .notAsSeen
    case .hardLink, .loosePermissions, .looseFolder, .folderOwner, .foreignFolder, .otherAccount: .same(kind)
    case .fault, .secondWriter, .noSegment, .brokenFileLink, .notFirst, .fork, .linesAfterLink, .falseRepeat,
      .secondRing, .secondEnd, .timeBack, .recovered, .segment, .replayed, .foreignOwner, .otherContent,
      .versionBack, .unusableLine, .unknownName:
      nil
    }
  }

  private mutating func note(_ finding: VerifyFinding) {
    switch finding.kind {
    case .fault(.malformed), .fault(.tooLong), .fault(.unknownVersion):
      breaks(finding)
      malformed.insert("\(finding.file):\(finding.line ?? 0)")
    case .fault(.wrongNumber), .fault(.brokenLink), .fault(.wrongSeat), .secondWriter: breaks(finding)
    case .missingFile(let file): missing.insert(file)
    case .cut, .rewritten: changed.insert(finding.file)
    case .fault, .noSegment, .brokenFileLink, .notFirst, .fork, .linesAfterLink, .falseRepeat, .secondRing,
      .secondEnd, .witnessedFileMissing, .timeBack, .recovered, .segment, .replayed, .loosePermissions,
      .foreignOwner, .otherAccount, .foreignFolder, .otherContent, .versionBack, .hardLink, .unusableLine,
      .unknownName, .looseFolder, .folderOwner:
      break
    }
  }

  private mutating func breaks(_ finding: VerifyFinding) {
    broken[finding.file] = min(broken[finding.file] ?? .max, finding.line ?? 1)
  }

  /// Of several checkpoints that a file does not bear out the earliest one comes first: it is the one told.
  private func inOrder(_ findings: [VerifyFinding]) -> [VerifyFinding] {
    let places = findings.indices.filter { Self.witnessed(findings[$0]) != nil }
    let sorted = places.sorted {
      (Self.witnessed(findings[$0]) ?? 0, $0) < (Self.witnessed(findings[$1]) ?? 0, $1)
    }
    var ordered = findings
    for (place, source) in zip(places, sorted) { ordered[place] = findings[source] }
    return ordered
  }

  private static func witnessed(_ finding: VerifyFinding) -> Int64? {
    switch finding.kind {
    case .cut(_, let lines), .rewritten(_, let lines): lines
    case .fault, .secondWriter, .noSegment, .missingFile, .brokenFileLink, .notFirst, .fork, .linesAfterLink,
      .falseRepeat, .secondRing, .secondEnd, .witnessedFileMissing, .timeBack, .recovered, .segment,
      .replayed, .loosePermissions, .foreignOwner, .otherAccount, .foreignFolder, .otherContent, .versionBack,
      .hardLink, .unusableLine, .unknownName, .looseFolder, .folderOwner:
      nil
    }
  }

  private func isCause(_ finding: VerifyFinding, told: inout Set<String>) -> Bool {
    let file = finding.file
    switch finding.kind {
    case .fault(.brokenLink):
      // A line that is none has another digest than the one it had.
      return !malformed.contains("\(file):\((finding.line ?? 1) - 1)")
    case .cut(_, let lines), .rewritten(_, let lines):
      return broken[file].map { $0 > lines } ?? true && told.insert("changed \(file)").inserted
    case .witnessedFileMissing: return !missing.contains(file) && told.insert("missing \(file)").inserted
    case .missingFile(let before): return told.insert("missing \(before)").inserted
    case .brokenFileLink(let before): return broken[before] == nil && !changed.contains(before)
    case .fault, .secondWriter, .noSegment, .notFirst, .fork, .linesAfterLink, .falseRepeat, .secondRing,
      .secondEnd, .timeBack, .recovered, .segment, .replayed, .loosePermissions, .foreignOwner,
      .otherAccount, .foreignFolder, .otherContent, .versionBack, .hardLink, .unusableLine, .unknownName,
      .looseFolder,
      .folderOwner:
      return true
    }
  }
}
