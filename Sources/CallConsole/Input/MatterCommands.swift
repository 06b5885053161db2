import CallModel
import Catalogue
import PlainText

/// The console's `/major` and `/shift`: pure but for the sink, so that a desk can carry them out without
/// leaving.
public struct MatterCommands {
  private let sink: any MatterSink
  private let language: UserLanguage

  /// Commands that write into `sink`.
  public init(sink: any MatterSink, language: UserLanguage) {
    self.sink = sink
    self.language = language
  }

  /// `/major [CALL] WHO HOW` notes that a person in charge was told; `/major [CALL] mark WHY` marks the
  /// call.
  ///
  /// Without a call the one going on is meant. `isInspectors` tells whether the
  /// one told is the inspectors.
  public func major(
    _ argument: String, call present: CallIdentifier?, at now: WallInstant, isInspectors: (String) -> Bool
  ) -> [DeskEffect] {
    var words = argument.split(whereSeparator: \.isWhitespace).map(String.init)
    // What is no id is the first word of what was reported.
    let named = words.first.flatMap { CallIdentifier(ifValid: $0.halfWidth) }
    if named != nil { words.removeFirst() }
    guard let call = named ?? present else { return [DeskEffect(.error, message: .noCall(last: nil))] }
    guard let first = words.first else { return [DeskEffect(.error, message: .majorNeedsPerson)] }
    let rest = words.dropFirst().joined(separator: " ")
    let isMark = first.halfWidth.lowercased() == "mark" || first == Message.majorMarkWord
    if rest.isEmpty { return [DeskEffect(.error, message: isMark ? .majorNeedsReason : .majorNeedsPerson)] }
    let event: MatterEvent =
      isMark
      ? .majorMarked(rest)
      : .majorReported(
        MajorReported(to: first, isToInspectors: isInspectors(first), how: rest, reportedAt: now))
    let told: Message =
      isMark
      ? .matterMajorMarked(rest)
      : isInspectors(first)
        ? .matterInspectorsTold(first, how: rest, text: "", at: now.display)
        : .matterMajorReported(to: first, how: rest, text: "", at: now.display)
    return say(sink.record([(call, event)]), told: told.about(call.description))
  }

  /// Writes down what a desk noted of a call, and says so.
  func note(_ event: MatterEvent, of call: CallIdentifier, told: Message) -> [DeskEffect] {
    say(sink.record([(call, event)]), told: told.about(call.description))
  }

  /// Writes down what a desk noted in another seat's closed call.
  func record(_ events: [Noted<CallEvent>], of call: CallIdentifier) -> Acknowledgement {
    sink.record(events, of: call)
  }

  /// Whether the words after `/major` begin with a call.
  static func namesCall(_ argument: String) -> Bool {
    argument.split(whereSeparator: \.isWhitespace).first
      .flatMap { CallIdentifier(ifValid: String($0).halfWidth) } != nil
  }

  /// `/shift` shows what is owed; `/shift takeover ID` relieves the person at this seat at once.
  ///
  /// What the person leaving holds goes to the one who comes, in the same step. `relief` is who works here
  /// from now on; nil when nobody changes. A call going on is never taken over: the desk asks for it to be
  /// closed first.
  public func shift(
    _ argument: String, seat: SeatIdentifier, personnel: OperatorIdentifier, inCall: [CallIdentifier],
    board: DeskBoard?
  ) -> (effects: [DeskEffect], relief: OperatorIdentifier?) {
    let words = argument.halfWidth.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else { return (show(board), nil) }
    // Whatever is wrong with the id, the answer shows how the command is written.
    guard first == "takeover" || first == Message.takeOverWord, words.count == 2,
      let relief = OperatorIdentifier(ifValid: words[1])
    else { return ([DeskEffect(.error, message: .shiftUsage)], nil) }
    guard inCall.isEmpty else {
      let calls = inCall.map(\.description)
      return ([DeskEffect(.error, message: .shiftDuringCall(calls))], nil)
    }
    guard relief != personnel else {
      return ([DeskEffect(.error, message: .shiftAlreadyThere(seat.description))], nil)
    }
    let reason = Message.shiftChangeReason.text(.chinese)
    // Not from the board, which is some seconds old: what the last call left open is handed over, too.
    var events: [(call: CallIdentifier?, event: MatterEvent)] = sink.held(by: personnel).map { call in
      (call, .handedOver(HolderChanged(from: personnel, to: relief, reason: reason)))
    }
    let handed = events.count
    events.append((nil, .shiftEnded(ShiftEnded(seat: seat, personnel: personnel, successor: relief))))
    events.append((nil, .shiftStarted(ShiftStarted(seat: seat, personnel: relief, relieved: personnel))))
    let told = Message.shiftTakenOver(
      seat: seat.description, from: personnel.description, to: relief.description, matters: handed)
    return (
      say(sink.record(events), told: told) + show(board?.handingOver(from: personnel, to: relief)), relief
    )
  }

  private func show(_ board: DeskBoard?) -> [DeskEffect] {
    guard let board, !board.isEmpty else { return [DeskEffect(.notice, message: .nothingOpen)] }
    return DeskBoardRows(board, language: language).allRows(limit: 200).map {
      DeskEffect(.item, message: .verbatim($0.description.trimmed))
    }
  }

  private func say(_ acknowledgement: Acknowledgement, told: Message) -> [DeskEffect] {
    acknowledgement == .inMemory
      ? [DeskEffect(.notRecorded, message: Message.notRecorded.joined(told, separator: ": "))]
      : [DeskEffect(.recorded, message: .recorded(told))]
  }
}
