import CallConsole
import Files

/// The file that keeps the half-typed line over a crash, a kill and a lost terminal.
///
/// Written at every key without a sync: it is to outlive the process, not the machine. Two records take
/// turns, so that one is whole whenever the process dies; what the older one held is overwritten once the
/// text is empty, or less stands in the other fields. A class because it owns a descriptor and the state of
/// the two records.
public final class DraftFile {
  private let file: PrivateFile
  private var sequence: UInt64 = 0
  private var lengths = [DraftRecord.slotSize, DraftRecord.slotSize]
  private var saved: Draft?
  private var isFrozen = false

  /// Opens or makes the file, readable for its owner only; refuses links, pipes, and other people's files.
  public init(path: String) throws(DraftFault) {
    do throws(PrivateFile.Fault) {
      file = try PrivateFile(path: path, reserving: 2 * DraftRecord.slotSize)
    } catch {
      switch error {
      case .notAPlainFile: throw .notAPlainFile(path: path)
      case .system(let fault): throw .system(path: path, errno: fault.code)
      }
    }
  }

  /// What a run that did not end by itself kept last; nil when there was none.
  ///
  /// The line may be empty: the context says what stands in other fields and calls.
  public func read() -> Draft? {
    let newest = (0...1).compactMap(record).max { $0.sequence < $1.sequence }
    guard let newest else { return nil }
    sequence = max(sequence, newest.sequence)
    saved = newest.draft
    return newest.draft
  }

  private func record(slot: Int) -> DraftRecord? {
    let bytes = file.bytes(DraftRecord.slotSize, at: slot * DraftRecord.slotSize)
    return bytes.isEmpty ? nil : DraftRecord(bytes: bytes)
  }

  /// Keeps a draft.
  ///
  /// False when it could not be written; the one before is then still there.
  public func save(_ draft: Draft) -> Bool {
    if isFrozen || draft == saved { return true }
    guard write(draft) else { return false }
    if let saved, draft.takesAway(from: saved), !write(draft) { return false }
    saved = draft
    return true
  }

  private func write(_ draft: Draft) -> Bool {
    guard var bytes = DraftRecord(sequence: sequence + 1, draft: draft).bytes else { return false }
    let slot = Int((sequence + 1) % 2)
    let length = bytes.count
    bytes += Array(repeating: 0, count: max(0, lengths[slot] - length))
    guard file.write(bytes, at: slot * DraftRecord.slotSize) else { return false }
    sequence += 1
    lengths[slot] = length
    return true
  }

  /// Keeps what is written from now on, whatever is saved afterwards.
  public func freeze() { isFrozen = true }

  /// Removes the file, at the end of a run that ended by itself; nothing when it is frozen.
  public func remove() {
    guard !isFrozen else { return }
    file.remove()
  }
}

extension Draft {
  /// Whether less stands here than in the one before, so that its record is to be overwritten too.
  fileprivate func takesAway(from saved: Draft) -> Bool {
    text.isEmpty && !saved.text.isEmpty || context.utf8.count < saved.context.utf8.count
  }
}

/// Why a draft file cannot be used.
public enum DraftFault: Error, Hashable, Sendable {
  /// There is something else under this name: a link, a pipe, a folder, somebody else's file.
  case notAPlainFile(path: String)
  /// The system refused; the C error number.
  case system(path: String, errno: Int32)
}

/// A draft as bytes: a head with lengths and a checksum, then context and text.
///
/// One is written by one `pwrite`.
struct DraftRecord: Hashable {
  /// Room for one record in the file.
  static let slotSize = 32_768
  private static let mark = "call110-draft 1"

  /// Counts up with every write; the higher of two is the newer.
  let sequence: UInt64
  /// What is kept.
  let draft: Draft

  /// A record of a draft.
  init(sequence: UInt64, draft: Draft) {
    self.sequence = sequence
    self.draft = draft
  }

  /// The record in these bytes, nil when they hold none that is whole.
  init?(bytes: [UInt8]) {
    guard let end = bytes.prefix(200).firstIndex(of: 0x0A) else { return nil }
    let fields = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ").map(String.init)
    guard fields.count == 6, fields[0] + " " + fields[1] == Self.mark,
      let sequence = UInt64(fields[2]), let context = Int(fields[3]), let text = Int(fields[4]),
      let checksum = UInt64(fields[5], radix: 16), (0...Self.slotSize).contains(context),
      (0...Self.slotSize).contains(text), end + 1 + context + text <= bytes.count
    else { return nil }
    let body = bytes[(end + 1)...].prefix(context + text)
    guard Self.checksum(sequence, context: context, body: body) == checksum else { return nil }
    self.sequence = sequence
    draft = Draft(
      context: String(decoding: body.prefix(context), as: UTF8.self),
      text: String(decoding: body.dropFirst(context), as: UTF8.self))
  }

  /// The bytes of the record; nil when it is larger than its slot.
  var bytes: [UInt8]? {
    let context = Array(draft.context.utf8)
    let body = context + Array(draft.text.utf8)
    let checksum = Self.checksum(sequence, context: context.count, body: body[...])
    let head =
      "\(Self.mark) \(sequence) \(context.count) \(body.count - context.count) "
      + String(checksum, radix: 16) + "\n"
    let bytes = Array(head.utf8) + body
    return bytes.count <= Self.slotSize ? bytes : nil
  }

  /// FNV-1a, 64 bits: finds a half-written record; it is no defence against forgery.
  private static func checksum(_ sequence: UInt64, context: Int, body: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ sequence ^ (UInt64(context) << 40)
    for byte in body { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
