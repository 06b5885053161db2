import CallModel
import CallReview
import Catalogue
import PlainText

extension ErrorWords {
  /// Why a desk's command could not be carried out.
  static func desk(_ fault: DeskFault) -> (message: Message, status: ExitStatus) {
    switch fault {
    case .noComplaint(let call): (.noComplaint(call.description), .noInput)
    case .complaint(let call, let fault): (complaint(fault).about(call.description), .found)
    case .rating(let call, let fault): (rating(fault).about(call.description), .notAllowed)
    case .shift(let fault): (shift(fault), .found)
    case .noShift(let seat): (.noShift(seat.description), .noInput)
    case .nothingOpen(let call): (Message.nothingOpenHere.about(call.description), .found)
    case .alreadyHeld(let call): (Message.alreadyHeld.about(call.description), .found)
    case .badTime(let option): (.badMoment(option), .usage)
    case .badGrade: (.badGrade, .usage)
    case .emptyText(let option): (.emptyOption(option), .usage)
    case .unreadable(let place): (.recordsUnreadable(SafeText(place).description), .noInput)
    case .cannotWrite(let path, let number):
      (.cannotWriteFile(SafeText(path).description, errorNumber: Int(number)), .cannotCreate)
    }
  }

  private static func rating(_ fault: SatisfactionFault) -> Message {
    switch fault {
    case .ratedOperator: .ratedOperator
    case .agreementMissing: .agreementMissing
    case .agreementNotIndependent: .agreementNotIndependent
    }
  }

  private static func complaint(_ fault: ComplaintFault) -> Message {
    switch fault {
    case .notAssigned: .complaintNotAssigned
    case .alreadyAssigned(let person): .complaintAlreadyAssigned(person.description)
    case .alreadyReplied: .complaintAlreadyReplied
    case .notReplied: .complaintNotReplied
    case .withdrawn: .complaintWithdrawn
    case .beforeReceipt: .complaintBeforeReceipt
    case .inFuture: .complaintInFuture
    }
  }

  private static func shift(_ fault: ShiftFault) -> Message {
    switch fault {
    case .seatTaken(let seat, let person): .shiftSeatTaken(seat.description, by: person.description)
    case .alreadyThere(let seat): .shiftAlreadyThere(seat.description)
    case .seatEmpty(let seat): .shiftSeatEmpty(seat.description)
    case .notThere(let seat, let person): .shiftNotThere(seat.description, who: person.description)
    }
  }
}

/// Puts the faults of a paper form into words.
enum PaperFaultWords {
  static func message(_ fault: PaperFault) -> Message {
    switch fault.kind {
    case .noColon: .paperFault("colon", key: "")
    case .unknownKey(let key): .paperFault("key", key: key)
    case .badTime(let key): .paperFault("time", key: key)
    case .badValue(let key): .paperFault("value", key: key)
    case .missing(let key): .paperFault("missing", key: key)
    case .wrongOrder(let key): .paperFault("order", key: key)
    case .inFuture: .paperFault("future", key: "answered")
    }
  }
}
