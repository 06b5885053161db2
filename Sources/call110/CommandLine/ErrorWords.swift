import CallArchive
import CallJournal
import CallModel
import CallPhone
import CallProtocol
import CallReview
import Catalogue
import ConsoleJournal
import Files
import Glibc
import PlainText
import Terminal

/// Puts every error into words and gives its exit status; the only place that does.
enum ErrorWords {
  /// What to print and how to end.
  static func describe(_ error: any Error) -> (message: Message, status: ExitStatus) {
    switch error {
    case let fault as CommandLineFault: (commandLine(fault), .usage)
    case let fault as IdentifierFault: (.badIdentifier(kind: fault.kind.rawValue), .usage)
    case let fault as JournalOpenFault: journal(fault)
    case let fault as UnknownSeat:
      (.unknownSeat(fault.seat.description, known: fault.known.map(\.description)), .usage)
    case let fault as ReservedSeat: (.reservedSeat(fault.seat.description), .usage)
    case let fault as ReviewFault: review(fault)
    case let fault as ImportMapRejected: (map(fault), .configuration)
    case let fault as ImportFileRejected: (importFile(fault), .badData)
    case let fault as PointFileRejected: (points(fault), .configuration)
    case let fault as DeskJournalFault: deskJournal(fault)
    case let fault as CallLookupFault: lookup(fault)
    case let fault as FrozenFault: frozen(fault)
    case let fault as ProtocolRejected: (rejected(fault), .badData)
    case let fault as UnknownProtocolPart: (unknownPart(fault.name), .usage)
    case let fault as InputFault: input(fault)
    case let fault as TerminalFault: terminal(fault)
    case let fault as CallbackFault: callback(fault)
    case let fault as PhoneFileFault: phoneFile(fault)
    case let fault as SeatTableFault: seatTable(fault)
    case let fault as SeatListFault:
      (Message.seatListLine.located(file: fault.path, line: fault.line), .configuration)
    case let fault as PhoneInputFault: (phoneInput(fault), .badData)
    case let fault as DeskFault: desk(fault)
    case let fault as DeskNotRecorded: (.deskNotRecorded(isSpooled: fault.isSpooled), .inputOutput)
    case let fault as DrillCommandFault: drill(fault)
    case let fault as ContestFault: contest(fault)
    case let fault as CalendarFileFault: (calendar(fault), .badData)
    case let fault as JournalFileFault: journalFile(fault)
    case let fault as HeadsFault: heads(fault)
    case let fault as CheckpointFileFault: (checkpoints(fault), .badData)
    case let fault as SyslogFault:
      (.syslogRefused(JournalWords.describe(SystemFault(.write, code: fault.code))), .unavailable)
    default: (.unexpectedFault(kind: String(describing: type(of: error))), .software)
    }
  }

  private static func frozen(_ fault: FrozenFault) -> (Message, ExitStatus) {
    switch fault {
    case .none(let name): (.frozenNone(name), .noInput)
    case .damaged(let file): (.frozenDamaged(file), .badData)
    case .form(let file, .malformed(let member)): (.frozenMalformed(file, member: member), .badData)
    case .form(let file, .version(let version)): (.frozenVersion(file, version), .badData)
    case .unrecorded(let file): (.frozenUnrecorded(file), .badData)
    case .liveOnly: (.frozenLiveOnly, .usage)
    }
  }

  private static func heads(_ fault: HeadsFault) -> (Message, ExitStatus) {
    switch fault {
    case .commandFailed(let status): (.headsCommandFailed(status), .unavailable)
    case .notSigned(let status): (.headsNotSigned(status), .unavailable)
    case .badSignature(let file): (.headsBadSignature(SafeText(file).description), .badData)
    case .neverSeen(let file): (.headsNeverSeen(SafeText(file).description), .noInput)
    case .seenBefore(let file): (.headsSeenBefore(SafeText(file).description), .badData)
    }
  }

  private static func checkpoints(_ fault: CheckpointFileFault) -> Message {
    switch fault {
    case .none(let file): .noCheckpoints(SafeText(file).description)
    case .unusable(let file, let line): .unusableCheckpoint(SafeText(file).description, line: line)
    case .otherDays(let file, let day):
      .otherDaysCheckpoints(SafeText(file).description, day: day.description)
    }
  }

  private static func journal(_ fault: JournalOpenFault) -> (Message, ExitStatus) {
    switch fault {
    case .seatBusy(let seat):
      (
        seat.description.hasPrefix("desk-")
          ? .deskBusy(seat.description) : .seatBusy(seat.description), .busy
      )
    case .seatOfAnother(let seat, let account):
      (
        seat.description.hasPrefix("desk-")
          ? .deskOfAnother(seat.description, account: account)
          : .seatOfAnother(seat.description, account: account), .notAllowed
      )
    }
  }

  private static func review(_ fault: ReviewFault) -> (Message, ExitStatus) {
    switch fault {
    case .drawnAlready(let month): (.reviewDrawnAlready(month.description), .notAllowed)
    case .notTheirCall(let call): (.reviewNotTheirCall(call.description), .notAllowed)
    case .noCard(let call): (.reviewNoCard(call.description), .notAllowed)
    case .unknownItem: (.reviewUnknownItem(QualityItem.allCases.map(\.rawValue)), .usage)
    case .noAppeal(let call): (.reviewNoAppeal(call.description), .notAllowed)
    case .partOfIt: (.reviewPartOfIt, .notAllowed)
    case .notFailed(let call): (.reviewNotFailed(call.description), .notAllowed)
    }
  }

  private static func points(_ rejection: PointFileRejected) -> Message {
    let place = SafeText("\(rejection.file):\(rejection.fault.line)").description
    switch rejection.fault.kind {
    case .noEqualsSign: return .pointsNoEqualsSign(place)
    case .unknownItem(let item):
      return .pointsUnknownItem(item, place, known: QualityItem.allCases.map(\.rawValue))
    case .badPoints: return .pointsBadNumber(place)
    case .notUTF8: return .mapNotUTF8(place)
    }
  }

  private static func map(_ rejection: ImportMapRejected) -> Message {
    let place = "\(rejection.file):\(rejection.fault.line)"
    switch rejection.fault.kind {
    case .noEqualsSign: return .mapNoEqualsSign(place)
    case .unknownField(let field): return .mapUnknownField(field, place)
    case .notUTF8: return .mapNotUTF8(place)
    }
  }

  /// A file's name as one word of a shell: the command is there to be copied.
  private static func quoted(_ name: String) -> String { "'" + name.replacing("'", with: #"'\''"#) + "'" }

  private static func importFile(_ rejection: ImportFileRejected) -> Message {
    let file = SafeText(rejection.file).description
    switch rejection.fault {
    case .looksLikeGB18030: return .importOtherEncoding(file, "GB18030", quoted: quoted(file))
    case .looksLikeUTF16: return .importOtherEncoding(file, "UTF-16", quoted: quoted(file))
    case .notUTF8: return .importNotUTF8(file)
    case .looksLikeSpreadsheet: return .importSpreadsheet(file)
    case .empty: return .importEmpty(file)
    case .noKnownColumn(let columns): return .importNoKnownColumn(file, columns)
    }
  }

  private static func deskJournal(_ fault: DeskJournalFault) -> (Message, ExitStatus) {
    switch fault {
    case .notRecorded(let desk): (.deskNotRecorded(desk), .inputOutput)
    }
  }

  private static func terminal(_ fault: TerminalFault) -> (Message, ExitStatus) {
    switch fault {
    case .notATerminal: (.notATerminal, .usage)
    case .modeRefused(let code), .noResources(let code): (.terminalRefused(code: code), .software)
    }
  }

  private static func lookup(_ fault: CallLookupFault) -> (Message, ExitStatus) {
    switch fault {
    case .notFound(let call): (.callNotFound(call.description), .noInput)
    case .goingOn(let call): (.callGoingOn(call.description), .notAllowed)
    case .badDay(let option): (.badDay(option), .usage)
    case .noRecording(let call): (.noRecording(call.description), .noInput)
    case .noPlayer: (.noPlayer, .configuration)
    case .noSoftphone: (.noSoftphone, .configuration)
    case .nobodyTalks(let seat): (.nobodyTalks(seat.description), .noInput)
    case .playerFailed(let code): (.playerFailed(code), .unavailable)
    }
  }

  private static func rejected(_ rejection: ProtocolRejected) -> Message {
    guard let first = rejection.faults.first else { return .unexpectedFault(kind: "ProtocolRejected") }
    return .protocolRejected(
      ProtocolFaultWords.describe(first), file: rejection.file, others: rejection.faults.count - 1)
  }

  private static func unknownPart(_ name: String) -> Message {
    let parts = ProtocolPart.allCases
    return .unknownProtocolSection(
      name, chinese: parts.map { "\($0.rawValue) \($0.chineseName)" }.joined(separator: "、"),
      english: parts.map(\.rawValue).joined(separator: ", "))
  }

  private static func journalFile(_ fault: JournalFileFault) -> (message: Message, status: ExitStatus) {
    let (place, reason) = JournalWords.describe(fault)
    return (Message("\(place): \(reason.chinese)", "\(place): \(reason.english)"), .noInput)
  }

  private static func commandLine(_ fault: CommandLineFault) -> Message {
    switch fault {
    case .unknownCommand(let name): .unknownCommand(name)
    case .badOption(let word, let command): .badOption(word, command: command)
    case .operandCount(_, let usage): .operandCount(usage: usage)
    case .badValue(let option, let expected): .badOptionValue(option: option, expected: expected)
    case .badOperand(let name, let expected): .badOperand(name, expected: expected)
    case .missingOption(let option, let command): .missingOption(option, command: command)
    }
  }
}
