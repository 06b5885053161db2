import CallModel

/// The numbers that harassed or complained in any call on record.
public struct NumberMarks: Sendable {
  private let key: NumberKey
  private var pasts: [LineDigest: NumberPast] = [:]

  /// What all days of a cache say together; a corrected number counts wherever the correction stands.
  init(_ cache: NumberCache) {
    key = cache.key
    var corrections: [CallIdentifier: NumberCorrection] = [:]
    for day in cache.days.values {
      corrections.merge(day.corrections) { $0.at > $1.at ? $0 : $1 }
    }
    for day in cache.days.values {
      for (call, marked) in day.calls {
        guard let number = corrections[call].map(\.number) ?? marked.number else { continue }
        for branch in marked.branches { pasts[number, default: NumberPast()].note(branch, on: call.date) }
      }
    }
  }

  /// How many numbers are known.
  public var count: Int { pasts.count }

  /// What is known of `number`; nil when nothing is, and always for a withheld one.
  public func past(of number: String) -> NumberPast? {
    key.digest(of: number).flatMap { pasts[$0] }
  }
}
