import CallDrill
import CallModel
import CallPhone
import CallProtocol
import CallReview

/// What is wrong with the words the program was started with.
enum CommandLineFault: Error, Hashable {
  /// No command has this name.
  case unknownCommand(String)
  /// The command has no such option, or the option lacks or does not take a value.
  case badOption(String, command: String)
  /// Too few or too many operands.
  case operandCount(command: String, usage: String)
  /// The option's value is not of the form it must have.
  case badValue(option: String, expected: String)
  /// An operand is not of the form it must have.
  case badOperand(name: String, expected: String)
  /// The command cannot work without this option.
  case missingOption(String, command: String)
}

/// Why a call could not be shown.
enum CallLookupFault: Error, Hashable {
  /// There is no such call.
  case notFound(CallIdentifier)
  /// The call has not ended, and only its own seat changes it until then.
  case goingOn(CallIdentifier)
  /// The call has no sound recording on record.
  case noRecording(CallIdentifier)
  /// No player is named.
  case noPlayer
  /// No softphone is named to listen in with.
  case noSoftphone
  /// Nobody talks at this seat now, as far as the telephone tells.
  case nobodyTalks(SeatIdentifier)
  /// The player could not be started; the C error number.
  case playerFailed(code: Int32)
  /// The option's value is not a date.
  case badDay(option: String)
}

/// Why an entry of the callback list cannot be changed.
enum CallbackFault: Error, Hashable {
  /// No open entry has this name.
  case notFound
  /// It may not be settled in this way yet.
  case obstacle(CallbackEntry.Obstacle)
  /// The journal could not be written.
  case notRecorded
}

/// A calendar file cannot be used; every fault of it at once.
struct CalendarFileFault: Error, Hashable {
  /// The file as the user named it.
  let path: String
  /// What is wrong, in the order of the lines.
  let faults: [WorkingCalendarFault]
}

/// A file to import cannot be read at all.
struct ImportFileRejected: Error, Hashable {
  /// The file as the user named it.
  let file: String
  /// What is wrong with it.
  let fault: ImportFileFault
}

/// A map file with a fault cannot be used.
struct ImportMapRejected: Error, Hashable {
  /// The file as named by the user.
  let file: String
  /// What is wrong, and on which line.
  let fault: ImportMapFault
}

/// A file of points cannot be used.
struct PointFileRejected: Error, Hashable {
  /// The file as the user named it.
  let file: String
  /// What is wrong with it.
  let fault: PointFileFault
}

/// A protocol file with faults cannot be used.
struct ProtocolRejected: Error {
  /// The file as named by the user.
  let file: String
  /// Every fault, at least one.
  let faults: [ProtocolFault]
}

/// `protocol show` was asked for a part no protocol has.
struct UnknownProtocolPart: Error {
  /// The name given.
  let name: String
}

/// The centre lists its seats and this one is not among them.
struct UnknownSeat: Error, Hashable {
  /// The seat asked for.
  let seat: SeatIdentifier
  /// The seats there are.
  let known: [SeatIdentifier]
}

/// The program itself writes under this name, or a desk that takes no calls: nobody answers there.
struct ReservedSeat: Error, Hashable {
  /// The name asked for.
  let seat: SeatIdentifier
}

/// A line of the centre's list of seats names none.
struct SeatListFault: Error, Hashable {
  /// The list.
  let path: String
  /// The line, from 1.
  let line: Int
}

/// Why a file that says which telephone stands at which seat cannot be used.
struct SeatTableFault: Error {
  /// The file as the user named it.
  let path: String
  /// What is wrong, and in which line.
  let fault: SeatTable.Fault
}

/// Why something read for a telephone command cannot be used.
enum PhoneInputFault: Error, Hashable {
  /// The file with the secret is empty, has several lines, or holds control characters.
  case secret(path: String)
  /// A line of the timing file is none.
  case timing(path: String, line: Int)
}

/// Why a file that the user named cannot be used.
struct InputFault: Error, Hashable {
  /// What is wrong.
  enum Kind: Hashable {
    /// Opening or reading failed with this error number.
    case cannotRead(errno: Int32)
    /// It is a folder, a pipe or a device.
    case notAFile
    /// It has more than this many bytes.
    case tooLarge(limit: Int)
  }

  /// What is wrong.
  let kind: Kind
  /// The file as the user named it; `-` is standard input.
  let path: String
}

/// Why a drill command could not do its work.
enum DrillCommandFault: Error, Hashable {
  /// There is no such scenario.
  case unknownScenario(String)
  /// There is no such set.
  case unknownSet(String, known: [String])
  /// Neither a scenario nor `--random`, `--set` or `--contest` was given.
  case nothingChosen
  /// A scenario file has faults.
  case rejected([DrillFault])
  /// There is no such drill.
  case unknownDrill(CallIdentifier)
  /// The scenario in the drill's log does not have the digest that stands beside it.
  case scenarioChanged(CallIdentifier)
  /// The drill was not finished and has no score.
  case unfinished(CallIdentifier)
  /// Desks write records of their own under this name; no drill does.
  case deskSeat(SeatIdentifier)
  /// No drill runs at the seat.
  case noRunningDrill(SeatIdentifier)
  /// In a contest all have the same.
  case injectionInContest
  /// The drill's console wrote no answer to an injection.
  case injectionUnanswered(SeatIdentifier)
  /// An injection is none of those known.
  case badInjection(known: [String])
  /// The call cannot be made into a scenario: it has no matter.
  case nothingInCall(CallIdentifier)
  /// A value typed for a scenario cannot be used.
  case badInput(name: String)
  /// Who answers by hand names the file, so that no answer is lost.
  case fileNeeded
  /// The file to be written is there already.
  case fileExists(String)
}

/// Why a desk's command could not be carried out.
enum DeskFault: Error {
  /// There is no complaint in this call.
  case noComplaint(CallIdentifier)
  /// The complaint cannot take the step.
  case complaint(CallIdentifier, ComplaintFault)
  /// The rated operator may not enter the rating.
  case rating(CallIdentifier, SatisfactionFault)
  /// The seat's shift cannot start or end.
  case shift(ShiftFault)
  /// The person had no shift at the seat.
  case noShift(SeatIdentifier)
  /// There is nothing of this kind open in the call.
  case nothingOpen(CallIdentifier)
  /// The matter has this holder already.
  case alreadyHeld(CallIdentifier)
  /// The option's value is no time, or one in the future.
  case badTime(option: String)
  /// The grade is none of the four.
  case badGrade
  /// A text that is needed is empty.
  case emptyText(option: String)
  /// The file could not be written.
  case cannotWrite(path: String, errno: Int32)
  /// Records that must be known first, in this file or folder, cannot be read.
  case unreadable(String)
}

/// Why something cannot be done in the quality review.
enum ReviewFault: Error, Hashable {
  /// The month was drawn already, and no reason was given for drawing it again.
  case drawnAlready(Period)
  /// The call is another person's.
  case notTheirCall(CallIdentifier)
  /// The person has not reviewed the call.
  case noCard(CallIdentifier)
  /// There is no such item.
  case unknownItem
  /// No appeal on this item waits for a decision.
  case noAppeal(CallIdentifier)
  /// The person concerned or a reviewer may not decide.
  case partOfIt
  /// The item did not fail, so there is nothing to appeal against.
  case notFailed(CallIdentifier)
}
