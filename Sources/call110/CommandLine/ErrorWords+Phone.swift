import CallModel
import CallPhone
import Catalogue

extension ErrorWords {
  /// Why the event file could not be written.
  static func phoneFile(_ fault: PhoneFileFault) -> (message: Message, status: ExitStatus) {
    switch fault {
    case .notRegularFile(let path): (.phoneFileNotRegular(path), .cannotCreate)
    case .system(let path, let number): (.phoneFileRefused(path, errorNumber: Int(number)), .cannotCreate)
    case .cutShort(let path): (.phoneFileCutShort(path), .inputOutput)
    }
  }

  /// What is wrong with the table of seats.
  static func seatTable(_ fault: SeatTableFault) -> (message: Message, status: ExitStatus) {
    let message: Message =
      switch fault.fault.kind {
      case .form: .seatTableForm
      case .repeated: .seatTableRepeated
      case .empty: .seatTableEmpty
      }
    return (message.located(file: fault.path, line: fault.fault.line), .configuration)
  }

  /// What is wrong with another file of a telephone command.
  static func phoneInput(_ fault: PhoneInputFault) -> Message {
    switch fault {
    case .secret(let path): .phoneSecretBad(path)
    case .timing(let path, let line): .phoneTimingBad.located(file: path, line: line)
    }
  }

  /// Why a line on standard input is no event.
  static func phoneEvent(_ fault: PhoneEventFault, line: Int) -> Message {
    let reason: Message =
      switch fault {
      case .tooLong: .phoneLineTooLong
      case .notJSON: .phoneLineNotJSON
      case .otherVersion(let version): .phoneLineVersion(Int(clamping: version))
      case .unknownKind: .phoneLineKind
      case .badField(let name): .phoneLineField(name)
      }
    return reason.located(file: "-", line: line)
  }

  /// Why an entry of the callback list cannot be changed.
  static func callback(_ fault: CallbackFault) -> (message: Message, status: ExitStatus) {
    switch fault {
    case .notFound: (.callbackNotFound, .noInput)
    case .notRecorded: (.callbackNotRecorded, .inputOutput)
    case .obstacle(.nobodySent): (.callbackNobodySent, .usage)
    case .obstacle(.triesMissing(let count)): (.callbackTriesMissing(count), .usage)
    case .obstacle(.hasNumber): (.callbackHasNumber, .usage)
    case .obstacle(.notReached): (.callbackNotReached, .usage)
    }
  }
}

/// Puts what a bridge notices into words.
enum BridgeWords {
  /// What to print.
  static func describe(_ notice: BridgeNotice) -> Message {
    switch notice {
    case .connected: .bridgeConnected
    case .disconnected(let pause): .bridgeDisconnected(seconds: Int((pause + 999) / 1_000))
    case .unanswered: .bridgeUnanswered
    case .refused: .bridgeRefused
    case .restarted: .bridgeRestarted
    case .shutdown: .bridgeShutdown
    case .unseen(let count, .calls): .bridgeUnseen(Int(clamping: count))
    case .unseen(let count, .channels): .bridgeUnseenChannels(Int(clamping: count))
    case .lacksTimestamps: .bridgeNoTimestamps
    case .silent(let unmapped): .bridgeSilent(unmapped)
    case .lacksReporting: .bridgeNoReporting
    case .countsNoCalls: .bridgeCountsNoCalls
    }
  }
}
