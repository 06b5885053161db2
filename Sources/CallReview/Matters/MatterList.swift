import CallModel
import Catalogue
import PlainText

/// What calls left to be done, one row a thing, without anything the caller said.
public struct MatterList: Sendable {
  private let language: UserLanguage
  private let now: WallInstant

  /// A list in `language` at `now`.
  public init(language: UserLanguage, now: WallInstant) {
    self.language = language
    self.now = now
  }

  /// The rows of one call: promises, the major matter, the call-back, the follow-up; with `person` only what
  /// that person holds.
  public func rows(_ matter: CallState, of person: OperatorIdentifier? = nil) -> [String] {
    var rows: [String] = []
    if person == nil || matter.holder == person { rows += ownRows(matter) }
    if let followUp = matter.followUp, person == nil || followUp.to == person {
      rows.append(row(matter.id, .followUpDue(followUp.due.display), followUp.due, followUp.to))
    }
    return rows
  }

  private func ownRows(_ matter: CallState) -> [String] {
    var rows = matter.openPromises.map { open in
      row(
        matter.id,
        .promiseNumber(open.promise.number, .name(of: open.promise.kind.rawValue)), open.madeAt,
        matter.holder)
    }
    rows += majorRows(matter)
    if let since = matter.callBackSince {
      rows.append(row(matter.id, .name(of: MatterKind.callBack.rawValue), since, matter.holder))
    }
    return rows
  }

  /// The rows of what a person in charge or the inspectors were not told of.
  public func majorRows(_ matter: CallState) -> [String] {
    matter.unreported.map { row(matter.id, MatterWords.unreported($0, at: now), $0.since, matter.holder) }
  }

  /// The row of a complaint among the other matters.
  public func row(_ complaint: ComplaintCase) -> String {
    row(
      complaint.id,
      .complaintDueBy(
        complaint.deadline.due.description, isProvisional: complaint.deadline.isProvisional),
      complaint.receivedAt,
      complaint.responsible)
  }

  /// The row of somebody to be called back of whose call there is no record; nobody holds it.
  public func row(_ entry: CallbackEntry) -> String {
    [
      entry.entry.padded(to: 20), entry.openedAt.display.fitted(to: 19), "-".fitted(to: 10),
      Message.name(of: MatterKind.callBack.rawValue).text(language),
    ].joined(separator: " ")
  }

  /// The same as a JSON object.
  public func json(_ entry: CallbackEntry) -> String {
    let bytes = JSONWriter.object { writer in
      writer.member("entry", entry.entry)
      writer.member("call_back_since", entry.openedAt.description)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func row(_ id: CallIdentifier, _ what: Message, _ since: WallInstant, _ holder: OperatorIdentifier)
    -> String
  {
    [
      id.description.fitted(to: 20), since.display.fitted(to: 19), holder.description.fitted(to: 10),
      what.text(language).clipped(to: 26),
    ].joined(separator: " ").trimmedAtEnd
  }

  /// What desks wrote of a call, oldest first, below a heading; empty when nothing was.
  ///
  /// Personal data is hidden, also where only the call's `record` tells that it is.
  public func steps(_ events: [Noted<RecordedEvent>], of record: CallRecord?) -> [String] {
    let masker = Masker(.list, knowing: (record.map { [$0] } ?? []) + events.compactMap(\.texts))
    let rows = events.inOrder().compactMap { noted -> String? in
      guard let event = noted.event.ofDesk, let desk = noted.desk else { return nil }
      return "  \(noted.at.display)  \(desk) \(noted.personnel)  "
        + MatterWords.message(event.masked(by: masker)).text(language)
    }
    return rows.isEmpty ? [] : [Message.complaintSteps.text(language)] + rows
  }

  /// The same as JSON objects, one a matter.
  public func json(_ matter: CallState) -> String {
    let bytes = JSONWriter.object { writer in
      writer.member("call_record_no", matter.id.description)
      writer.member("holder", matter.holder.description)
      writer.array("promises") { list in
        for open in matter.openPromises {
          list.object {
            $0.member("promise", open.promise.number)
            $0.member("kind", open.promise.kind.rawValue)
            $0.member("made_at", open.madeAt.description)
          }
        }
      }
      let kinds: [(StaticString, MajorMatter?)] = [
        ("major", matter.major), ("inspectors", matter.inspection),
      ]
      for (name, major) in kinds {
        guard let major else { continue }
        writer.object(name) {
          $0.member("reason", major.reason.rawValue)
          $0.member("since", major.since.description)
          $0.member("reported_to_anybody", !major.isUnreported)
          $0.member("late", major.isLate(at: now))
        }
      }
      writer.member("call_back_since", matter.callBackSince?.description)
      if let followUp = matter.followUp {
        writer.object("follow_up") {
          $0.member("due_at", followUp.due.description)
          $0.member("to", followUp.to.description)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Noted<RecordedEvent> {
  /// The event, whose texts can tell what is personal in the call; nil for one without such texts.
  fileprivate var texts: (any TextHolding)? {
    switch event {
    case .call(let event): event
    case .closing(_, let record): record
    case .desk(let event): event
    case .review(let event): event
    case .imported(let call): call.record
    case .callback(.opened(_, let opened)): opened
    case .callback(.tried), .callback(.closed), .callback(.undone), .access: nil
    }
  }
}
