import Foundation
import TestSupport

/// How many rounds a fuzz test runs.
func fuzzRounds(default count: Int) -> Int {
  ProcessInfo.processInfo.environment["CALL110_FUZZ_ROUNDS"].flatMap(Int.init) ?? count
}

extension SplitMix {
  /// A number from 0 to below `bound`; 0 when `bound` is not positive.
  mutating func below(_ bound: Int) -> Int { bound < 1 ? 0 : Int(next() % UInt64(bound)) }
}
