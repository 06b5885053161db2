import CallJournal
import CallModel
import CallReview

/// One run of an import: gives each call its number, leaves out what is there already, and writes the rest.
///
/// The desk's journal is held for the whole run, so that two imports can never give one number twice. What a
/// run that was interrupted has written counts as there already: the next run goes on from it.
package struct ImportRun {
  /// How many calls go into one write.
  private static let batch = 500
  /// How many days of live records are remembered.
  private static let mostLiveDays = 31

  private let source: String
  private let logs: String
  /// Where calls go; nil in a dry run.
  private let writer: JournalWriter?
  package private(set) var imported = 0
  package private(set) var present = 0
  package private(set) var rejected = 0
  /// How many faults the import journals have.
  package let faults: Int

  private var keys = ImportedKeys()
  private var taken = TakenNumbers()
  private var liveDays: [CivilDate: Set<CallIdentifier>] = [:]
  private var drafts: [JournalDraft] = []

  /// A run over what is there already; it begins by reading that.
  package init(
    source: String, isDryRun: Bool, typist: OperatorIdentifier, logs: String,
    progress: @escaping (Int, Int) -> Void
  ) throws {
    self.source = source
    self.logs = logs
    writer =
      isDryRun
      ? nil : try DeskJournal.hold(ImportedCalls.desk, room: .imported, personnel: typist, logs: logs)
    var (keys, taken) = (ImportedKeys(), TakenNumbers())
    faults =
      ImportedCalls(logs: logs).forEach(progress: progress) { head, _ in
        _ = keys.insert(head.key, digest: head.digest)
        _ = taken.insert(head.call)
        return true
      }.count
    (self.keys, self.taken) = (keys, taken)
  }

  /// Takes one row; gives back why it is left out, nil when it is not.
  package mutating func take(_ row: ImportSource.Row) throws -> ImportRejection? {
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
  package mutating func finish() throws {
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
    do { return try taken.next(draft.date, seat: draft.seat) } catch { throw .tooMany }
  }

  private mutating func isLive(_ call: CallIdentifier) -> Bool {
    if let known = liveDays[call.date] { return known.contains(call) }
    let entries = JournalReader(logs: logs).day(call.date, room: .live).entries
    let known = Set(entries.compactMap(\.entry.call))
    if liveDays.count >= Self.mostLiveDays { liveDays = [:] }
    liveDays[call.date] = known
    return known.contains(call)
  }
}

/// The keys of imported calls, each with the digest of its contents; at most some 120 bytes a call while it
/// grows.
struct ImportedKeys {
  private struct Key: Hashable {
    let high: UInt64
    let low: UInt64
  }

  private var digests: [Key: UInt64] = [:]

  /// Notes a key; false when it was noted before.
  mutating func insert(_ key: String, digest: String) -> Bool {
    let beginning = Self.key(key)
    guard digests[beginning] == nil else { return false }
    digests[beginning] = Self.number(digest)
    return true
  }

  /// Whether a key was noted with this digest; nil when it was not noted.
  func holds(_ key: String, digest: String) -> Bool? {
    digests[Self.key(key)].map { $0 == Self.number(digest) }
  }

  private static func key(_ text: String) -> Key {
    let beginning = LineDigest(of: Array(text.utf8)).beginning
    return Key(high: beginning.0, low: beginning.1)
  }

  private static func number(_ digest: String) -> UInt64 { UInt64(digest.prefix(16), radix: 16) ?? 0 }
}

/// The call numbers in use on each day and seat.
struct TakenNumbers {
  private struct Place: Hashable {
    let date: CivilDate
    let seat: SeatIdentifier
  }

  /// All numbers up to `upTo`, and `others`.
  private struct Numbers {
    var upTo = 0
    var others: Set<Int> = []

    mutating func insert(_ number: Int) {
      guard number > upTo else { return }
      others.insert(number)
      while others.remove(upTo + 1) != nil { upTo += 1 }
    }
  }

  private var places: [Place: Numbers] = [:]

  /// Notes a number; false when it was in use.
  mutating func insert(_ call: CallIdentifier) -> Bool {
    let place = Place(date: call.date, seat: call.seat)
    var numbers = places.removeValue(forKey: place) ?? Numbers()
    defer { places[place] = numbers }
    guard call.number > numbers.upTo, !numbers.others.contains(call.number) else { return false }
    numbers.insert(call.number)
    return true
  }

  /// The first number that is free on that day and seat; it is in use from now on.
  mutating func next(_ date: CivilDate, seat: SeatIdentifier) throws(IdentifierFault) -> CallIdentifier {
    let place = Place(date: date, seat: seat)
    let call = try CallIdentifier(date: date, seat: seat, number: (places[place]?.upTo ?? 0) + 1)
    _ = insert(call)
    return call
  }
}
