import CallJournal
import CallModel
import CallReview
import Catalogue

/// One run of an import: gives each call its number, leaves out what is there already, and writes the rest.
struct ImportRun {
  /// How many calls go into one write.
  private static let batch = 200

  let source: String
  let isDryRun: Bool
  let typist: OperatorIdentifier
  let logs: String
  private(set) var imported = 0
  private(set) var present = 0
  private(set) var rejected: [(line: Int, why: ImportRejection)] = []

  private var digests: [String: String]
  private var taken: Set<CallIdentifier>
  private var nextNumber: [String: Int] = [:]
  private var liveDays: [CivilDate: Set<CallIdentifier>] = [:]
  private var drafts: [JournalDraft] = []

  /// A run over what is there already.
  init(source: String, isDryRun: Bool, typist: OperatorIdentifier, logs: String, existing: ImportedCalls) {
    self.source = source
    self.isDryRun = isDryRun
    self.typist = typist
    self.logs = logs
    digests = existing.digests
    taken = Set(existing.calls.keys)
  }

  /// Takes one row.
  mutating func take(_ row: ImportSource.Row) throws {
    switch row.outcome {
    case .failure(let why): rejected.append((row.line, why))
    case .success(let draft):
      do throws(ImportRejection) {
        guard let call = try place(draft, line: row.line) else {
          present += 1
          return
        }
        imported += 1
        drafts.append(JournalDraft(call: call.record.id, kind: ImportedCall.kind, payload: call.payload))
      } catch {
        rejected.append((row.line, error))
      }
      if drafts.count >= Self.batch { try flush() }
    }
  }

  /// Writes what is still to be written.
  mutating func flush() throws {
    defer { drafts = [] }
    guard !isDryRun, !drafts.isEmpty else { return }
    try DeskJournal.record(drafts, desk: ImportedCalls.desk, room: .imported, by: typist, logs: logs)
  }

  /// The call under its number here; nil when the same call is there already.
  private mutating func place(_ draft: ImportDraft, line: Int) throws(ImportRejection) -> ImportedCall? {
    let digest = LineDigest(of: draft.canonical).description
    let key = draft.number.isEmpty ? digest : draft.number
    if let known = digests[key] {
      guard known == digest else { throw .conflict }
      return nil
    }
    let call = try number(draft)
    digests[key] = digest
    taken.insert(call)
    return ImportedCall(source: source, line: line, key: key, digest: digest, record: draft.record(as: call))
  }

  private mutating func number(_ draft: ImportDraft) throws(ImportRejection) -> CallIdentifier {
    if let own = draft.own {
      guard !isLive(own) else { throw .recordedLive }
      return own
    }
    let place = "\(draft.date.compact)-\(draft.seat)"
    var number = nextNumber[place] ?? 1
    while let call = try? CallIdentifier(date: draft.date, seat: draft.seat, number: number) {
      number += 1
      nextNumber[place] = number
      if !taken.contains(call) { return call }
    }
    throw .tooMany
  }

  private mutating func isLive(_ call: CallIdentifier) -> Bool {
    if let known = liveDays[call.date] { return known.contains(call) }
    let entries = JournalReader(logs: logs).day(call.date, .live).entries
    let known = Set(entries.compactMap(\.entry.call))
    liveDays[call.date] = known
    return known.contains(call)
  }
}
