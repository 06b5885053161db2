import CallModel
import CallReview
import Testing

/// What a draw would do with these calls.
enum CallsOnRecordDraw {
  /// Whether all of them would go to two reviewers.
  static func double(_ calls: [String], seed: UInt64) throws -> Bool {
    try doubles(calls, seed: seed) == calls.count
  }

  /// How many of them would go to two reviewers.
  static func doubles(_ calls: [String], seed: UInt64) throws -> Int {
    let person = try OperatorIdentifier("041207")
    let candidates = try calls.map { SampleCandidate(call: try CallIdentifier($0), person: person) }
    return SampleDraw(seed: seed, share: 10_000, newcomers: []).draw(candidates).count(where: \.isDouble)
  }

  /// A seed under which none of them goes to two reviewers, so that a card is seen once it is filled in.
  ///
  /// It is looked for because a call's id holds its day: a fixed seed would draw otherwise tomorrow.
  static func single(_ calls: [String]) throws -> String {
    String(try #require(try (UInt64(1)...500).first { try doubles(calls, seed: $0) == 0 }))
  }
}
