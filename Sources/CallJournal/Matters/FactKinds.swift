import CallModel
import Glibc

/// The kinds of lines facts are made of, as bytes, so that all other lines are passed over without being
/// decoded.
struct FactKinds: Sendable {
  /// What decides how far a matter is.
  static let all = FactKinds([.complaint, .matter, .shift, .callback])
  /// The same, and what is told of one call beside it.
  static let history = FactKinds([.complaint, .matter, .shift, .rating])

  private let byLength: [[[UInt8]]]
  private static let finished = Array("\"ending\":\"finished\"".utf8)
  private static let inspectors = Array("\"purpose\":\"inspectors\"".utf8)
  private static let notify = Array(CallEvent.Kind.notify.rawValue.utf8)
  private static let elsewhere = Array("\"ending\":\"elsewhere\"".utf8)

  private init(_ concerns: Concerns) {
    let names = RecordedEvent.Kind.concerning(concerns).map(\.name)
    var table = [[[UInt8]]](repeating: [], count: 65)
    for name in names { table[name.utf8.count].append(Array(name.utf8)) }
    byLength = table
  }

  /// Whether a line may be a fact.
  ///
  /// An ordinary end of a call is none, and there is one for every call; nor is a unit told that are not the
  /// inspectors.
  func mayBeFact(_ line: UnsafeRawBufferPointer, envelope: LineEnvelope) -> Bool {
    let kind = UnsafeRawBufferPointer(rebasing: line[envelope.kind])
    guard byLength[min(kind.count, 64)].contains(where: { kind.elementsEqual($0) }) else { return false }
    if kind.elementsEqual(Self.notify) {
      return Self.stands(Self.inspectors, in: UnsafeRawBufferPointer(rebasing: line[envelope.payload]))
    }
    guard kind.count == 3, kind[0] == UInt8(ascii: "e") else { return true }
    let head = UnsafeRawBufferPointer(rebasing: line[envelope.payload].prefix(96))
    return !Self.stands(Self.finished, in: head) && !Self.stands(Self.elsewhere, in: head)
  }

  private static func stands(_ words: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress, bytes.count >= words.count else { return false }
    return (0...(bytes.count - words.count)).contains {
      bytes[$0] == words[0] && memcmp(base + $0, words, words.count) == 0
    }
  }
}
