import CallModel
import CallReview

/// The words of stored enumerations as bytes, in the order of their cases.
struct StoredWords: Sendable {
  let endings = Self.bytes(CallEnding.self)
  let sources = Self.bytes(RingTiming.Source.self)
  let verdicts = Self.bytes(RingTiming.Verdict.self)
  let states = Self.bytes(ElementState.self)
  let elements = Self.bytes(ElementIdentifier.self)
  let branches = Self.bytes(BranchIdentifier.self)
  let purposes = Self.bytes(NotificationPurpose.self)
  let rules = Self.bytes(BreachRule.self)
  let grades = CallFact.grades.map { Array($0.utf8) }
  let prescribedFields = ComplaintField.prescribed.map { Array($0.rawValue.utf8) }

  private static func bytes<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> [[UInt8]] {
    Value.allCases.map { Array($0.rawValue.utf8) }
  }
}
