import CallJournal
import CallModel
import CallReview

/// The calls taken over from other systems.
struct ImportedCalls {
  /// The desk that keeps them.
  static let desk = "desk-import"

  /// Every imported call, by its number here.
  let calls: [CallIdentifier: ImportedCall]
  /// The digest that each key was imported with.
  let digests: [String: String]
  /// How many faults the journals have.
  let faults: Int

  /// Reads all of them; they are filed under the day of entry, whatever day the calls are of.
  init(logs: String) {
    let reader = JournalReader(logs: logs)
    let contents = DeskJournal.contents(
      Self.desk, on: reader.days(.imported), room: .imported, reader: reader)
    var calls: [CallIdentifier: ImportedCall] = [:]
    var digests: [String: String] = [:]
    for placed in contents.entries where placed.entry.kind == ImportedCall.kind {
      guard let call = ImportedCall(placed.entry.value), digests[call.key] == nil else { continue }
      calls[call.record.id] = call
      digests[call.key] = call.digest
    }
    self.calls = calls
    self.digests = digests
    faults = contents.faults.count
  }

  /// The records of the calls that began on one of `days`, by id; nil means all.
  func records(on days: ClosedRange<CivilDate>?) -> [CallRecord] {
    calls.values.map(\.record).filter { days?.contains($0.id.date) ?? true }.sorted { $0.id < $1.id }
  }
}
