import CallReview
import Glibc

/// The calls that a derived file's summary counts, read only when one of them must be looked at.
///
/// A class because it holds the file open: whatever happens to the name meanwhile, these are the very calls
/// that were summed up.
final class OrdinaryCalls: Sendable {
  private let descriptor: Int32
  private let count: Int
  private let offset: Int
  private let sum: UInt64

  /// `count` calls at `offset` of an open file, whose bytes have this sum; the descriptor becomes its own.
  init(descriptor: Int32, count: Int, offset: Int, sum: UInt64) {
    self.descriptor = descriptor
    self.count = count
    self.offset = offset
    self.sum = sum
  }

  deinit { close(descriptor) }

  /// The calls of `day`, by seat and number; nil when the file is not as it was written.
  func read(of day: DayFacts) -> [CallFact]? {
    guard let calls: [CallFact] = PlainReader.values(count, from: descriptor, at: offset),
      calls.withUnsafeBytes({ DayCache.sum($0) }) == sum, calls.allSatisfy(day.namesOnlyItsWords)
    else { return nil }
    return calls
  }
}
