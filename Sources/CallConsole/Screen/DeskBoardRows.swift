import CallModel
import Catalogue
import PlainText

/// The rows of the waiting screen about what is owed: late major matters first, then complaints, promises,
/// call-backs.
public struct DeskBoardRows {
  private let board: DeskBoard
  private let language: UserLanguage
  private let showsCallBacks: Bool
  private let countsMinutes: Bool

  /// The rows of a board; without the call-backs where the call-back list itself is shown, and without
  /// running minutes where every change is said anew.
  public init(
    _ board: DeskBoard, language: UserLanguage, showsCallBacks: Bool = true, countsMinutes: Bool = true
  ) {
    self.showsCallBacks = showsCallBacks
    self.countsMinutes = countsMinutes
    self.board = board
    self.language = language
  }

  /// What there is to act on now, in at most `limit` rows; the last one says how many more there are.
  public func rows(limit: Int) -> [StyledLine] {
    rows(majors(board.lateMajors), complaints(board.complaints), limit: limit)
  }

  /// Everything that is owed, now or later; empty when nothing is.
  public func allRows(limit: Int) -> [StyledLine] {
    rows(majors(board.unreportedMajors), complaints(board.openComplaints), limit: limit)
  }

  private func rows(
    _ majors: [(Message, TextStyle)], _ complaints: [(Message, TextStyle)], limit: Int
  ) -> [StyledLine] {
    let all = majors + complaints + followUps + promises + (showsCallBacks ? callBacks : []) + paper
    guard limit > 0 else { return [] }
    let shown = all.count > limit ? Array(all.prefix(limit - 1)) : all
    let rest: [(Message, TextStyle)] =
      all.count > limit ? [(.boardMore(all.count - shown.count), .warning)] : []
    return (shown + rest).map { message, style in
      StyledLine(" " + message.text(language), style: style)
    }
  }

  private func majors(_ majors: [DeskBoard.Unreported]) -> [(Message, TextStyle)] {
    majors.map {
      let minutes =
        countsMinutes ? Int((board.asOf.milliseconds - $0.major.since.milliseconds) / 60_000) : nil
      let (id, holder) = ($0.id.description, $0.holder.description)
      return $0.major.reason == .happening
        ? (.boardInspectors(id, minutes: minutes, holder: holder), .alarm)
        : (.boardMajor(id, minutes: minutes, holder: holder), .alarm)
    }
  }

  private func complaints(_ complaints: [DeskBoard.Complaint]) -> [(Message, TextStyle)] {
    complaints.map { item in
      let message = Message.boardComplaint(
        item.id.description, reminder: item.reminder?.rawValue, due: item.due.description,
        isProvisional: item.isProvisional, responsible: item.responsible.description)
      return (message, item.reminder == .overdue ? .alarm : .warning)
    }
  }

  private var promises: [(Message, TextStyle)] {
    board.promises.map {
      let message = Message.boardPromise(
        $0.kind.rawValue, $0.id.description, since: $0.since.clock(seenOn: board.asOf.date),
        holder: $0.holder.description)
      return (message, .warning)
    }
  }

  private var callBacks: [(Message, TextStyle)] {
    board.callBacks.map {
      (.boardCallBack($0.id.description, since: $0.since.clock(seenOn: board.asOf.date)), .warning)
    }
  }

  private var followUps: [(Message, TextStyle)] {
    board.followUps.map {
      (.boardFollowUp($0.id.description, due: $0.since.display, holder: $0.holder.description), .warning)
    }
  }

  private var paper: [(Message, TextStyle)] {
    board.paperCalls > 0 ? [(.shiftPaperLeft(board.paperCalls), .warning)] : []
  }
}
