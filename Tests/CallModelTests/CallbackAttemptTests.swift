import CallModel
import PlainText
import Testing

/// An attempt to ring back names the call that went out, where there is a record of it.
@Suite struct CallbackAttemptTests {
  @Test(arguments: CallbackOutcome.allCases, [true, false])
  func `an attempt is read as it was written`(outcome: CallbackOutcome, isNamed: Bool) throws {
    let entry = try Sample.call()
    let event = CallbackEvent.tried(
      entry: entry.description, outcome, call: isNamed ? try Sample.call(2) : nil)
    let read = Sample.decoded(event.name.rawValue, try JSONReader.parse(event.payload))
    #expect(read == .callback(event))
  }
}
