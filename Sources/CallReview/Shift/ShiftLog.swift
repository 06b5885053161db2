import CallModel
import CallProtocol
import Catalogue
import PlainText

/// The service log (服务日志) of one shift, for A4.
public struct ShiftLog: Sendable {
  private let contents: ShiftContents
  private let document: ProtocolDocument
  private let words: EventWords

  /// The log of a shift, with the names of `document`.
  public init(_ contents: ShiftContents, document: ProtocolDocument) {
    self.contents = contents
    self.document = document
    words = EventWords(document)
  }

  /// The sheet to print.
  public var sheet: PrintSheet {
    let shift = contents.shift
    return PrintSheet(
      title: .shiftLogTitle,
      subtitle: [
        .shiftLogDesk(seat: shift.seat.description, personnel: shift.personnel.description),
        .shiftLogTime(
          from: shift.startedAt.display, to: shift.endedAt?.display,
          relieved: shift.relieved?.description, successor: shift.successor?.description),
      ],
      blocks: figures + timing + branches + calls + open + remarks + paper + checkpoints
        + [.signatures([.signHandingOver, .signTakingOver, .signInCharge])])
  }

  /// Who was rung back did not call.
  private var answered: [CallRecord] { contents.calls.filter { $0.answeredAt != nil && !$0.isOutgoing } }

  private var figures: [PrintBlock] {
    let ended = { (ending: CallEnding) in contents.calls.count { $0.ending == ending } }
    let told = contents.calls.reduce(0) { $0 + $1.notifications.count }
    return [
      .heading(.shiftFigures),
      .paragraph(
        .shiftCalls(
          answered: answered.count, abandoned: ended(.abandoned), cutOff: ended(.cutOff), told: told,
          complaints: contents.calls.count { $0.complaint != nil },
          breaches: contents.calls.reduce(0) { $0 + $1.breaches.count })),
    ] + before
  }

  /// That calls were taken before the start was noted, and since when.
  private var before: [PrintBlock] {
    let early = contents.calls.filter { $0.beganAt < contents.shift.startedAt }
    guard let first = early.map(\.beganAt).min() else { return [] }
    return [.paragraph(.shiftCallsBefore(early.count, since: first.display))]
  }

  /// How fast the calls were answered; the sources stand side by side and are never added up.
  private var timing: [PrintBlock] {
    var tally = Tally(requirements: 0, isGroup: true)
    tally.addTimings(of: answered)
    let rows = RingTiming.Source.allCases.map { timingRow($0, tally: tally) }
    let columns =
      [PrintBlock.Column(.shiftTiming, width: 16), PrintBlock.Column(.shiftCallCount, width: 10)]
      + RingTiming.Verdict.allCases.map { verdict in
        PrintBlock.Column(verdict == .unknown ? .timingUnknown : .name(of: verdict.rawValue), width: 12)
      }
    return [.heading(.shiftTimingHeading), .table(columns, rows)]
  }

  private func timingRow(_ source: RingTiming.Source, tally: Tally) -> [Message] {
    let name: Message = source == .unknown ? .timingUnknown : .name(of: source.rawValue)
    return [name, .verbatim(String(tally.answers(source).all))]
      + tally.verdicts(of: source).map { .verbatim(String($0)) }
  }

  private var branches: [PrintBlock] {
    let counts = BranchIdentifier.allCases.compactMap { branch -> Message? in
      let count = contents.calls.count { !$0.isCancelled && $0.branches.contains(branch) }
      return count == 0 ? nil : words.name(branch).joined(.verbatim(String(count)))
    }
    return [.heading(.headingBranches), .paragraph(counts.isEmpty ? .nothing : .list(counts))]
  }

  private var calls: [PrintBlock] {
    let rows = contents.calls.map { record in
      let timing = record.answer?.timing
      return [
        .verbatim(record.beganAt.clock + (record.beganAt < contents.shift.startedAt ? "*" : "")),
        .verbatim(record.id.description),
        timing.map { .name(of: $0.verdict.rawValue) } ?? .verbatim("-"), category(record),
        .verbatim(record.level.map(String.init) ?? "-"),
        record.ending.map { .name(of: $0.rawValue) } ?? record.goingOn,
      ] as [Message]
    }
    let columns = [
      PrintBlock.Column(.columnTime, width: 9), PrintBlock.Column(.headingCall, width: 20),
      PrintBlock.Column(.columnAnswer, width: 12), PrintBlock.Column(.name(of: "category"), width: 16),
      PrintBlock.Column(.name(of: "level"), width: 5), PrintBlock.Column(.columnEnding, width: 12),
    ]
    return [.heading(.shiftCallsHeading)] + [rows.isEmpty ? .paragraph(.nothing) : .table(columns, rows)]
  }

  private func category(_ record: CallRecord) -> Message {
    guard let chosen = record.category else { return .verbatim("-") }
    return document.category(code: chosen.code)?.name ?? .verbatim(chosen.code)
  }

  /// What is still open and who has it from now on.
  private var open: [PrintBlock] {
    let complaints = contents.complaints.map { complaint in
      [
        .verbatim(complaint.id.description), .verbatim(complaint.responsible.description),
        .complaintDueBy(
          complaint.deadline.due.description, isProvisional: complaint.deadline.isProvisional),
      ] as [Message]
    }
    let unheld = contents.callbacks.map { entry in
      [.verbatim(entry.entry), .verbatim("-"), .name(of: MatterKind.callBack.rawValue)] as [Message]
    }
    let rows = complaints + contents.matters.flatMap(row) + unheld
    let columns = [
      PrintBlock.Column(.headingCall, width: 20), PrintBlock.Column(.columnHolder, width: 12),
      PrintBlock.Column(.columnMatter, width: 40),
    ]
    return [.heading(.shiftOpenHeading)] + [rows.isEmpty ? .paragraph(.nothing) : .table(columns, rows)]
  }

  private func row(_ matter: CallState) -> [[Message]] {
    var things = matter.openPromises.map { open in
      Message.promiseNumber(open.promise.number, .name(of: open.promise.kind.rawValue))
    }
    things += matter.unreported.map { MatterWords.unreported($0, at: contents.now) }
    if matter.callBackSince != nil { things.append(.name(of: MatterKind.callBack.rawValue)) }
    let followUp = matter.followUp.map { [($0.to, Message.followUpDue($0.due.display))] } ?? []
    return (things.map { (matter.holder, $0) } + followUp).map { holder, thing in
      [.verbatim(matter.id.description), .verbatim(holder.description), thing]
    }
  }

  /// What citizens said of the service: their ratings, and what was noted in calls in which they were thanked
  /// for it.
  private var remarks: [PrintBlock] {
    let thanks = Set(document.phrases(of: .thanks).map(\.identifier))
    let rated = contents.ratings.map { item in
      let record = contents.calls.first { $0.id == item.call }
      let event = MatterEvent.rated(item.rating)
      let masker = Masker(.list, knowing: (record.map { [$0] } ?? []) + [event])
      return Message.verbatim("\(item.call)  ").joined(
        MatterWords.message(event.masked(by: masker)), separator: "")
    }
    let noted = contents.calls.filter { record in
      record.phrases.contains { $0.phrase.map(thanks.contains) == true }
    }
    .flatMap { record in
      record.masked(.list).notes.map { Message.verbatim("\(record.id)  \($0)") }
    }
    let all = rated + noted
    return [.heading(.shiftRemarks)] + (all.isEmpty ? [.paragraph(.nothing)] : all.map { .paragraph($0) })
  }

  private var paper: [PrintBlock] {
    let typed = contents.paperCalls.map { Message.verbatim($0.description) }
    return [
      .heading(.shiftPaper), .paragraph(.shiftPaperLeft(contents.shift.paperCalls)),
      .paragraph(typed.isEmpty ? .shiftPaperNone : .shiftPaperTyped(.list(typed))),
    ]
  }

  private var checkpoints: [PrintBlock] {
    guard !contents.checkpoints.isEmpty else { return [] }
    return [.heading(.shiftCheckpoints), .verbatim(contents.checkpoints)]
  }
}
