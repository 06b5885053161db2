import CallJournal
import CallModel

/// The callback list of a site, read from the live journals of the last days, and the desk that writes to it.
package enum CallbackBook {
  /// How many days back an entry can be found.
  package static let days = 7

  /// The list as it stands, and how many journal faults were met on the way.
  package static func read(logs: String, today: CivilDate) -> (list: CallbackList, faults: Int) {
    let reader = JournalReader(logs: logs)
    var list = CallbackList()
    var faults = 0
    for back in (0..<days).reversed() {
      let contents = reader.day(today.adding(days: -back), .live)
      faults += contents.faults.count
      for placed in contents.entries {
        guard placed.entry.kind.hasPrefix(CallbackEvent.Name.opened.rawValue), let noted = placed.noted,
          case .callback(let event) = noted.event
        else { continue }
        list.apply(noted.replacing(event))
      }
    }
    return (list, faults)
  }

  /// Writes one event as `desk`; whether it is on the disk.
  package static func write(
    _ event: CallbackEvent, desk: SeatIdentifier, by personnel: OperatorIdentifier, logs: String
  ) throws -> Bool {
    let writer = try JournalWriter(logs: logs, room: .live, seat: desk, operatorOnDuty: personnel)
    defer { writer.close() }
    let draft = JournalDraft(call: nil, kind: event.name.rawValue, payload: event.payload)
    return try writer.append([draft]).isRecorded
  }
}
