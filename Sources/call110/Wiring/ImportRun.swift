import CallJournal
import CallModel
import CallReview
import Catalogue

/// One run of an import: gives each call its number, leaves out what is there already, and writes the rest.
///
/// The desk's journal is held for the whole run, so that two imports can never give one number twice. What a
/// run that was interrupted has written counts as there already: the next run goes on from it.
struct ImportRun {
  /// How many calls go into one write.
  private static let batch = 500
  /// How many days of live records are remembered.
  private static let mostLiveDays = 31

  private let source: String
  private let logs: String
  /// Where calls go; nil in a dry run.
  private let writer: JournalWriter?
  private(set) var imported = 0
  private(set) var present = 0
  private(set) var rejected = 0
  /// How many faults the import journals have.
  let faults: Int

  private var keys = ImportedKeys()
  private var taken = TakenNumbers()
  private var liveDays: [CivilDate: Set<CallIdentifier>] = [:]
  private var drafts: [JournalDraft] = []

  /// A run over what is there already; it begins by reading that.
  init(source: String, isDryRun: Bool, typist: OperatorIdentifier, logs: String, _ progress: ProgressBar)
    throws
  {
    self.source = source
    self.logs = logs
    writer = isDryRun ? nil : try DeskJournal.hold(ImportedCalls.desk, .imported, typist, logs)
    var (keys, taken) = (ImportedKeys(), TakenNumbers())
    faults =
      ImportedCalls(logs: logs).forEach(progress) { head, _ in
        _ = keys.insert(head.key, digest: head.digest)
        _ = taken.insert(head.call)
        return true
      }.count
    (self.keys, self.taken) = (keys, taken)
  }

  /// Takes one row; gives back why it is left out, nil when it is not.
  mutating func take(_ row: ImportSource.Row) throws -> ImportRejection? {
    do throws(ImportRejection) {
      guard let call = try place(try row.outcome.get(), line: row.line) else {
        present += 1
        return nil
      }
      imported += 1
      guard writer != nil else { return nil }
      drafts.append(JournalDraft(call: call.record.id, kind: ImportedCall.kind, payload: call.payload))
    } catch {
      rejected += 1
      return error
    }
    if drafts.count >= Self.batch { try flush() }
    return nil
  }

  /// Writes what is still to be written and gives the journal back.
  mutating func finish() throws {
    try flush()
    writer?.close()
  }

  private mutating func flush() throws {
    guard let writer, !drafts.isEmpty else { return }
    defer { drafts = [] }
    guard try writer.append(drafts).isRecorded else {
      writer.close()
      throw DeskJournalFault.notRecorded(desk: ImportedCalls.desk)
    }
  }

  /// The call under its number here; nil when the same call is there already.
  private mutating func place(_ draft: ImportDraft, line: Int) throws(ImportRejection) -> ImportedCall? {
    let digest = LineDigest(of: draft.canonical).description
    let key = draft.number.isEmpty ? digest : draft.number
    if let isSame = keys.holds(key, digest: digest) {
      guard isSame else { throw .conflict }
      return nil
    }
    let call = try number(draft)
    _ = keys.insert(key, digest: digest)
    return ImportedCall(source: source, line: line, key: key, digest: digest, record: draft.record(as: call))
  }

  private mutating func number(_ draft: ImportDraft) throws(ImportRejection) -> CallIdentifier {
    if let own = draft.own {
      guard !isLive(own) else { throw .recordedLive }
      guard taken.insert(own) else { throw .numberTaken }
      return own
    }
    do { return try taken.next(draft.date, draft.seat) } catch { throw .tooMany }
  }

  private mutating func isLive(_ call: CallIdentifier) -> Bool {
    if let known = liveDays[call.date] { return known.contains(call) }
    let entries = JournalReader(logs: logs).day(call.date, .live).entries
    let known = Set(entries.compactMap(\.entry.call))
    if liveDays.count >= Self.mostLiveDays { liveDays = [:] }
    liveDays[call.date] = known
    return known.contains(call)
  }
}
