import CallModel
import Files

/// What was found behind a place in a journal file.
struct FactScan {
  /// The facts, in the order of the lines.
  var facts: [StoredFact] = []
  /// Lines that should have been facts, or journal lines at all, and could not be decoded.
  var faults = 0
  /// Where the next line begins.
  var offset: Int64
  /// The digest of the last line.
  var head: LineDigest
  /// What the lines say of how long other files are.
  var witnessed = WitnessedEnds()
  /// Whether the first line is linked to the line before the place; true when there was none.
  var isLinked = true

  /// Reads `path` from `place` on; only lines that end in an LF count.
  ///
  /// With `call` only facts of that call are found; none in the lines `repeated`, which a later segment wrote
  /// again.
  init(
    _ reader: JournalReader, path: JournalPath, from place: MatterCache.FilePlace?,
    of call: CallIdentifier? = nil, without repeated: Set<Int64> = []
  ) throws(JournalFileFault) {
    offset = place?.offset ?? 0
    head = place?.head ?? .none
    var last: [UInt8] = []
    var isFirst = offset > 0
    let wanted = call.map { Array($0.description.utf8) }
    var (facts, faults, isLinked, end, witnessed) = ([StoredFact](), 0, true, offset, WitnessedEnds())
    let link = head
    var levels = LevelFilter()
    let kinds = call == nil ? FactKinds.all : FactKinds.history
    let seat = Array(path.seat.description.utf8)
    var (memory, isForeign) = (LineMemory(), false)
    let origin = LineOriginBytes(path.origin)
    var ends = FirstEnds(reader, path: path, isWhole: place == nil)
    var number: Int64 = 0
    try reader.forEachLine(of: path, from: offset) { line in
      guard line.isTerminated else { return false }
      end = line.end
      number += 1
      // What is no line is counted.
      guard !line.isTooLong, let envelope = try? LineEnvelope(line.bytes, memory: &memory),
        envelope.isSound(in: line.bytes)
      else {
        faults += 1
        isLinked = isLinked && !isFirst
        isFirst = false
        return true
      }
      let wasForeign = isForeign
      isForeign = !line.bytes[envelope.seat].elementsEqual(seat)
      if isForeign, !wasForeign { faults += 1 }
      if isFirst, envelope.previous != link { isLinked = false }
      isFirst = false
      witnessed.note(
        UnsafeRawBufferPointer(rebasing: line.bytes[envelope.kind]),
        payload: UnsafeRawBufferPointer(rebasing: line.bytes[envelope.payload]),
        at: "\(path):\(envelope.number)")
      // Of a file that is read on only the lines' own numbers are known.
      let isRepeated = !repeated.isEmpty && repeated.contains(place == nil ? number : envelope.number)
      if !isRepeated, ends.take(line.bytes, envelope: envelope),
        kinds.mayBeFact(line.bytes, envelope: envelope),
        Self.isOf(wanted, line: line.bytes, envelope: envelope),
        place != nil || levels.mayMatter(line.bytes, envelope: envelope)
      {
        if origin.mayTell(line.bytes, envelope: envelope),
          let fact = StoredFact(line.bytes, envelope: envelope)
        {
          facts.append(fact)
          if let opening = StoredFact(opening: line.bytes, envelope: envelope, of: fact) {
            facts.append(opening)
          }
        } else {
          faults += 1
        }
      }
      last.removeAll(keepingCapacity: true)
      last.append(contentsOf: line.bytes)
      return isLinked
    }
    (self.facts, self.faults, self.isLinked, offset) = (facts, faults, isLinked, end)
    self.witnessed = witnessed
    if !last.isEmpty { head = LineDigest(of: last) }
  }

  private static func isOf(
    _ call: [UInt8]?, line: UnsafeRawBufferPointer, envelope: LineEnvelope
  ) -> Bool {
    guard let call else { return true }
    return envelope.call.map { line[$0].elementsEqual(call) } ?? false
  }
}

/// Passes over levels that change nothing: there is one for every call, and only the highest makes a major
/// matter.
///
/// It must see a file from its beginning: a lower level matters when the call had the highest before.
struct LevelFilter {
  private static let kind = Array("level".utf8)
  private static let highest = Array("\"level\":1}".utf8)

  private var calls: Set<[UInt8]> = []

  /// Whether a line is anything but a level that changes nothing.
  mutating func mayMatter(_ line: UnsafeRawBufferPointer, envelope: LineEnvelope) -> Bool {
    guard line[envelope.kind].elementsEqual(Self.kind) else { return true }
    guard let range = envelope.call else { return false }
    if line[envelope.payload].suffix(Self.highest.count).elementsEqual(Self.highest) {
      calls.insert(Array(line[range]))
      return true
    }
    return !calls.isEmpty && calls.contains(Array(line[range]))
  }
}

/// Tells the first closing line of each call from later ones, which count for nothing.
///
/// It must see every line of a file from its beginning, or asks the journals for what stands before.
private struct FirstEnds {
  private static let kind = Array(CallEvent.Kind.end.rawValue.utf8)
  private static let finished = Array("\"ending\":\"finished\"".utf8)

  private let reader: JournalReader
  private let path: JournalPath
  private let isWhole: Bool
  private let day: [UInt8]
  /// What stands for the numbers of the calls closed so far.
  private var closed: Set<UInt64> = []

  init(_ reader: JournalReader, path: JournalPath, isWhole: Bool) {
    (self.reader, self.path, self.isWhole) = (reader, path, isWhole)
    day = Array(path.date.compact.utf8)
  }

  /// Whether a line is anything but a closing line of a call that is closed already.
  mutating func take(_ line: UnsafeRawBufferPointer, envelope: LineEnvelope) -> Bool {
    guard line[envelope.kind].elementsEqual(Self.kind), let range = envelope.call else { return true }
    var name = CallEdge.Name()
    for byte in line[range] { name.add(byte) }
    guard !closed.contains(name.value) else { return counts(line, envelope: envelope) }
    let isKnown = isWhole && path.segment == 1 && line[range].starts(with: day)
    // An ordinary end leaves nothing to be done, whichever it is.
    guard isKnown || isOrdinary(line, envelope: envelope) || counts(line, envelope: envelope) else {
      return false
    }
    closed.insert(name.value)
    return true
  }

  private func isOrdinary(_ line: UnsafeRawBufferPointer, envelope: LineEnvelope) -> Bool {
    UnsafeRawBufferPointer(rebasing: line[envelope.payload].prefix(96)).position(of: Self.finished) != nil
  }

  private func counts(_ line: UnsafeRawBufferPointer, envelope: LineEnvelope) -> Bool {
    guard let range = envelope.call,
      let call = CallIdentifier(ifValid: String(decoding: line[range], as: UTF8.self)),
      call.date <= path.date,
      let place = reader.closing(of: call, in: path.room, days: call.date...path.date)
    else { return true }
    return place.file == path.description && place.line == envelope.number
  }
}
