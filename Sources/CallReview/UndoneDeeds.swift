import CallModel
import CallProtocol
import Catalogue
import PlainText

/// What was taken back in a call: not done for the record, and on record all the same.
///
/// A unit that was perhaps really told must not vanish from the sheet because its line was taken back.
public struct UndoneDeeds: Sendable {
  private let history: CallHistory
  private let masker: Masker
  private let taken: [(noted: Noted<CallEvent>, time: TimeInCall, events: [CallEvent])]

  /// What was taken back in `history`, its texts hidden as far as `extent` asks.
  public init(_ history: CallHistory, extent: MaskingExtent) {
    self.history = history
    masker = Masker(extent, knowing: history.events.map(\.event))
    taken = history.timedEvents.compactMap { noted, time in
      if case .undone(let taken) = noted.event { (noted, time, taken.undone) } else { nil }
    }
  }

  /// Its rows of a call's sheet; none when nothing was.
  public func rows(_ document: ProtocolDocument) -> [Message] {
    let words = EventWords(document)
    let rows = taken.map { noted, time, _ in
      Message.verbatim("  ").joined(time.message, separator: "")
        .joined(.verbatim("\(noted.at.clock(seenOn: history.call.date)) \(noted.personnel)"))
        .joined(words.message(noted.event.masked(by: masker), of: history.call))
    }
    return rows.isEmpty ? [] : [.headingUndone] + rows
  }

  /// The same as a member of a JSON object, each deed as in its line.
  public func write(to writer: inout JSONWriter) {
    guard !taken.isEmpty else { return }
    writer.array("undone") { list in
      for (noted, _, events) in taken {
        for event in events {
          let payload = event.masked(by: masker).payload(offsetMilliseconds: nil)
          list.object {
            $0.member("at", noted.at.description)
            $0.member("operator_id", noted.personnel.description)
            $0.member("event", event.kind.rawValue)
            $0.member("d", json: payload)
          }
        }
      }
    }
  }
}
