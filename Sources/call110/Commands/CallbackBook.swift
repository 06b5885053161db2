import CallJournal
import CallModel

/// The callback list of a site, and the desk that writes to it.
enum CallbackBook {
  /// The list as it stands: what is open, however old, and what was settled in the last week.
  static func list(_ reading: MatterReading) -> CallbackList {
    var list = CallbackList()
    for event in reading.callbacks { list.apply(event) }
    return list
  }

  /// Writes one event as the callback desk; whether it is on the disk.
  static func write(_ event: CallbackEvent, _ invocation: Invocation) throws -> Bool {
    let desk = try SeatIdentifier(invocation.value("seat") ?? "desk-callback")
    let personnel = try OperatorIdentifier(try invocation.required("operator"))
    let writer = try JournalWriter(
      logs: invocation.logsDirectory, room: .live, seat: desk, operatorOnDuty: personnel)
    defer { writer.close() }
    let draft = JournalDraft(call: nil, kind: event.name.rawValue, payload: event.payload)
    return try writer.append([draft]).isRecorded
  }
}
