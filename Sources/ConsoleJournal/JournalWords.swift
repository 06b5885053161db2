import CallJournal
import CallModel
import Catalogue
import Files
import Glibc

/// Puts what the journal says into words.
package enum JournalWords {
  /// The words for a file fault, without its place.
  package static func describe(_ fault: JournalFileFault) -> (place: String, reason: Message) {
    switch fault {
    case .system(let system, let place): (place, describe(system))
    case .refused(.otherFolder, let place): (".", .otherFolder(rememberedBy: place))
    case .refused(let refusal, let place): (place, .refusedFile(refusal.rawValue))
    }
  }

  /// The words for a failed system call.
  package static func describe(_ fault: SystemFault) -> Message {
    var buffer = [CChar](repeating: 0, count: 128)
    let known = strerror_r(fault.code, &buffer, buffer.count) == 0
    let letters = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let text = known ? String(decoding: letters, as: UTF8.self) : "?"
    return .systemFault(operation: fault.operation.rawValue, code: fault.code, text: text)
  }

  /// The line that the console shows while recording is not as it should be; nil while it is.
  package static func describe(_ condition: JournalCondition) -> Message? {
    switch condition {
    case .recording: nil
    case .lowSpace(let free): .lowSpace(freeBytes: free)
    case .reserveUsed(let free): .reserveUsed(freeBytes: free)
    case .notRecording(_, let events, _): .notRecorded(events: events)
    }
  }

  /// The words for something the writer dealt with.
  package static func describe(_ notice: JournalNotice) -> Message {
    switch notice {
    case .recovered(let tail):
      .tailRecovered(file: tail.path.description, bytes: tail.bytes, keptAs: tail.keptAs)
    case .segment(let path, let reason): .segmentStarted(file: path.description, why: reason.rawValue)
    case .replayed(let events): .eventsReplayed(events)
    case .spoolDamaged(let name): .spoolDamaged(name: name)
    case .skipped(let fault):
      Message(
        "\(describe(fault).place): \(describe(fault).reason.chinese)",
        "\(describe(fault).place): \(describe(fault).reason.english)")
    }
  }

  /// The words for whether and when checkpoints leave this machine.
  package static func describe(_ standing: HeadsStanding) -> Message {
    switch standing {
    case .stay: .headsStay
    case .unusable(let fault): .headsSettingsUnusable(describe(fault))
    case .leave(let seconds, let last): .headsLeave(every: seconds, last: last?.display)
    case .late(let seconds, let last): .headsLate(every: seconds, last: last?.display)
    }
  }

  /// The words for settings that cannot be followed.
  package static func describe(_ fault: HeadsSettingsFault) -> Message {
    switch fault {
    case .unreadable(let fault): describe(fault).reason
    case .foreign: .headsSettingsForeign
    case .notText: .headsSettingsNoText
    case .badLine(let line): .headsSettingsBadLine(line)
    case .nowhere: .headsSettingsNowhere
    }
  }

  /// The words for a fault met while reading.
  package static func describe(_ kind: JournalFault.Kind) -> Message {
    switch kind {
    case .unreadable(let fault): .fileUnreadable(describe(fault))
    case .refused(let refusal): .refusedFile(refusal.rawValue)
    case .malformed(let part): .lineMalformed(part: part)
    case .unknownVersion(let version): .lineVersion(version)
    case .tooLong(let bytes): .lineTooLong(bytes)
    case .wrongNumber(let found, let expected): .lineNumberWrong(found: found, expected: expected)
    case .brokenLink: .linkBroken
    case .wrongSeat: .lineOfOtherSeat
    case .foreignCall: .lineOfForeignCall
    case .torn(let offset, let bytes): .fileTorn(offset: offset, bytes: bytes)
    case .shortened(let witness, let bytes): .fileShortened(witness: witness, bytes: bytes)
    }
  }

  /// The words for something a verification found.
  package static func describe(_ kind: VerifyFinding.Kind) -> Message {
    switch kind {
    case .fault(let fault): describe(fault)
    case .secondWriter: .secondWriter
    case .noSegment: .noSegmentLine
    case .missingFile(let file): .predecessorMissing(file)
    case .brokenFileLink(let file): .predecessorChanged(file)
    case .notFirst: .falselyFirst
    case .fork(let file): .forked(file)
    case .linesAfterLink(let file): .linesBehindLink(file)
    case .falseRepeat(let file, let line, let lines): .falseRepeat(file: file, line: line, lines: lines)
    case .secondRing(let place): .secondRing(place)
    case .secondEnd(let place): .secondEnd(place)
    case .cut(let witness, let lines): .fileCut(witness: witness, lines: lines)
    case .rewritten(let witness, let lines): .fileRewritten(witness: witness, lines: lines)
    case .witnessedFileMissing(let witness): .witnessedMissing(witness: witness)
    case .timeBack(let milliseconds): .timeWentBack(milliseconds: milliseconds)
    case .recovered(let bytes): .tailSetAside(bytes: bytes)
    case .segment(let reason): .segmentReason(reason.rawValue)
    case .replayed(let events): .replayedHere(events: events)
    case .loosePermissions(let mode): .loosePermissions("0" + String(mode, radix: 8))
    case .hardLink: .refusedFile(JournalFileFault.Refusal.hardLink.rawValue)
    case .foreignOwner(let owner, let writer, let files):
      .foreignOwner(owner: Int64(owner), writer: writer, files: files)
    case .otherAccount(let owner, let seat): .otherAccount(owner: Int64(owner), seat: seat)
    case .foreignFolder(let folder): .foreignFolder(folder)
    case .otherContent: .otherContent
    case .versionBack: .versionBack
    case .unusableLine: .unusableLine
    case .unknownName: .unknownName
    case .looseFolder(let mode): .looseFolder("0" + String(mode, radix: 8))
    case .folderOwner(let owner): .folderOwner(Int64(owner))
    }
  }

  /// What to do about something a verification found.
  package static func advice(_ kind: VerifyFinding.Kind) -> Message {
    switch kind {
    case .fault(let fault): advice(fault)
    case .secondWriter, .noSegment, .brokenFileLink, .rewritten: .adviseCompareWithBackup
    case .missingFile, .cut, .witnessedFileMissing: .adviseRestore
    case .notFirst, .fork, .linesAfterLink, .falseRepeat, .secondRing, .secondEnd, .foreignOwner,
      .otherAccount, .versionBack:
      .adviseFindWriter
    case .timeBack: .adviseSetClock
    case .recovered, .replayed: .adviseWatchMachine
    case .segment(let reason): advice(reason)
    case .loosePermissions, .looseFolder: .advisePermissions
    case .hardLink: .adviseRemoveLink
    case .folderOwner: .adviseFolderOwner
    case .foreignFolder: .adviseTakeHome
    case .otherContent: .adviseKeepDigest
    case .unusableLine: .adviseCheckBridge
    case .unknownName: .adviseRemoveIntruder
    }
  }

  private static func advice(_ fault: JournalFault.Kind) -> Message {
    switch fault {
    case .unreadable: .adviseMakeReadable
    case .refused: .adviseRemoveIntruder
    case .unknownVersion: .adviseNewerProgram
    case .malformed, .tooLong, .wrongNumber, .brokenLink, .wrongSeat: .adviseCompareWithBackup
    case .foreignCall: .adviseFindWriter
    case .torn: .adviseNextStart
    case .shortened: .adviseRestore
    }
  }

  private static func advice(_ reason: SegmentReason) -> Message {
    switch reason {
    case .damaged, .removed: .adviseCompareWithBackup
    case .clock: .adviseSetClock
    case .refused: .adviseRemoveIntruder
    case .newer: .adviseNewerProgram
    case .first, .day, .failed, .torn, .spool: .adviseWatchMachine
    }
  }
}
