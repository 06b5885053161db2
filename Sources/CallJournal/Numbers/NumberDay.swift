import CallModel
import Files
import PlainText

/// What the journals of one day say of numbers: calls in a branch that counts, and corrected numbers.
struct NumberDay: Hashable, Sendable {
  /// A digest over the prints of the day's files.
  let files: LineDigest
  var calls: [CallIdentifier: MarkedCall] = [:]
  var corrections: [CallIdentifier: NumberCorrection] = [:]

  /// Nothing yet of files with these prints.
  init(files: LineDigest) {
    self.files = files
  }

  /// Reads `paths`; nil when one of them cannot be read, so that it is tried again.
  ///
  /// Damaged lines are passed over: `verify` tells of them.
  init?(_ reader: JournalReader, paths: [JournalPath], files: LineDigest, key: NumberKey) {
    self.init(files: files)
    var scan = Scan(day: self, key: key, reader: reader)
    for path in paths {
      let origin = LineOriginBytes(path.origin)
      do {
        try reader.forEachLine(of: path) { line in
          // A damaged line says nothing of a number; who reads the call is told of it.
          if line.isTerminated, !line.isTooLong, let envelope = try? LineEnvelope(line.bytes),
            envelope.isSound(in: line.bytes), origin.mayTell(line.bytes, envelope: envelope)
          {
            scan.take(line.bytes, envelope: envelope, in: path)
          }
          return true
        }
      } catch {
        return nil
      }
    }
    scan.takeUnfinished(paths)
    self = scan.day
  }

  /// The state of one reading.
  private struct Scan {
    private static let words = NumberPast.branches.map { Array("\"\($0.rawValue)\"".utf8) }
    private static let corrected = Array("{\"field\":\"number\"".utf8)

    var day: NumberDay
    let key: NumberKey
    private let reader: JournalReader
    /// Calls seen in a branch that counts, and not yet closed.
    private var unfinished: Set<CallIdentifier> = []
    /// What stands for the numbers of calls that are closed: the first closing line of each counts.
    private var closed: Set<UInt64> = []

    init(day: NumberDay, key: NumberKey, reader: JournalReader) {
      self.day = day
      self.key = key
      self.reader = reader
    }

    mutating func take(_ line: UnsafeRawBufferPointer, envelope: LineEnvelope, in path: JournalPath) {
      let payload = UnsafeRawBufferPointer(rebasing: line[envelope.payload])
      switch String(decoding: line[envelope.kind], as: UTF8.self) {
      case CallEvent.Kind.end.rawValue, ImportedCall.kind:
        if let call = envelope.call { takeRecord(payload, of: line[call], in: path) }
      case CallEvent.Kind.branchEntered.rawValue where Self.isMarked(payload):
        if let call = Self.call(line, envelope: envelope) { unfinished.insert(call) }
      case CallEvent.Kind.cancelled.rawValue:
        if let call = Self.call(line, envelope: envelope) {
          day.calls[call] = nil
          unfinished.remove(call)
        }
      case CallEvent.Kind.amend.rawValue where payload.starts(with: Self.corrected):
        takeCorrection(payload, isTakenBack: false, line: line, envelope: envelope)
      case CallEvent.Kind.undone.rawValue where payload.position(of: Self.corrected) != nil:
        takeCorrection(payload, isTakenBack: true, line: line, envelope: envelope)
      default: break
      }
    }

    /// The closing line of a call carries its record, with the number and the branches it had at the end.
    private mutating func takeRecord(
      _ payload: UnsafeRawBufferPointer, of call: Slice<UnsafeRawBufferPointer>, in path: JournalPath
    ) {
      var name = CallEdge.Name()
      for byte in call { name.add(byte) }
      guard Self.isMarked(payload) || !unfinished.isEmpty else {
        closed.insert(name.value)
        return
      }
      guard !closed.contains(name.value), let value = JSONReader.value(Array(payload)),
        let record = value["record"].flatMap(CallRecord.init), record.phase == .ended,
        call.elementsEqual(record.id.description.utf8), !isClosed(record.id, before: path)
      else { return }
      closed.insert(name.value)
      unfinished.remove(record.id)
      if record.isCancelled { return }
      day.calls[record.id] = MarkedCall(number: key.digest(of: record.number), branches: record.branches)
    }

    /// Whether the call's closing line stands in the folder of an earlier day.
    private func isClosed(_ call: CallIdentifier, before path: JournalPath) -> Bool {
      guard path.room != .imported, call.date < path.date else { return false }
      let days = call.date...path.date.adding(days: -1)
      return reader.closing(of: call, in: path.room, days: days) != nil
    }

    private mutating func takeCorrection(
      _ payload: UnsafeRawBufferPointer, isTakenBack: Bool, line: UnsafeRawBufferPointer,
      envelope: LineEnvelope
    ) {
      guard let call = Self.call(line, envelope: envelope),
        let at = WallInstant(String(decoding: line[envelope.instant], as: UTF8.self)),
        let value = JSONReader.value(Array(payload)),
        let number = Self.number(RecordedEvent(.call(isTakenBack ? .undone : .amend), payload: value))
      else { return }
      if let known = day.corrections[call], known.at > at { return }
      day.corrections[call] = NumberCorrection(at: at, number: key.digest(of: number))
    }

    /// The number that counts from a line on: the corrected one, or the one before a correction that was
    /// taken back.
    private static func number(_ event: RecordedEvent?) -> String? {
      if case .call(.amend(let amendment))? = event { return amendment.text }
      guard case .call(.undone(let taken))? = event else { return nil }
      return taken.undone.lazy.compactMap { deed -> String? in
        guard case .amend(let amendment) = deed, amendment.field == Amendment.number else { return nil }
        return amendment.previous
      }.first
    }

    /// Calls that were never closed are folded from their single lines.
    mutating func takeUnfinished(_ paths: [JournalPath]) {
      var book = CallBook()
      let seats = Set(unfinished.map(\.seat))
      for path in paths where seats.contains(path.seat) {
        for placed in reader.contents(of: path).entries {
          guard let call = placed.entry.call, unfinished.contains(call), let noted = placed.noted else {
            continue
          }
          book.apply(noted)
        }
      }
      for call in unfinished {
        guard let known = book[call]?.record else { continue }
        day.calls[call] = MarkedCall(number: key.digest(of: known.number), branches: known.branches)
      }
    }

    private static func call(
      _ line: UnsafeRawBufferPointer, envelope: LineEnvelope
    ) -> CallIdentifier? {
      envelope.call.flatMap { CallIdentifier(ifValid: String(decoding: line[$0], as: UTF8.self)) }
    }

    /// Whether the name of a branch that counts stands anywhere in the payload.
    private static func isMarked(_ payload: UnsafeRawBufferPointer) -> Bool {
      words.contains { payload.position(of: $0) != nil }
    }
  }
}

/// An earlier call whose number is remembered because of a branch it was in.
struct MarkedCall: Hashable, Sendable {
  /// What stands for its number; nil when the number was withheld.
  let number: LineDigest?
  /// The branches that count, by `NumberPast.branches`.
  let branches: [BranchIdentifier]

  /// What is remembered of `branches`; nil when none of them counts.
  init?(number: LineDigest?, branches: [BranchIdentifier]) {
    let counted = NumberPast.branches.filter(branches.contains)
    guard !counted.isEmpty else { return nil }
    self.number = number
    self.branches = counted
  }
}

/// A call's number as somebody corrected it.
struct NumberCorrection: Hashable, Sendable {
  /// When; the last correction of a call counts.
  let at: WallInstant
  /// What stands for the right number; nil when it is a withheld one.
  let number: LineDigest?
}
