import CallModel
import CallProtocol
import Testing

@Suite struct ShippedProtocolTests {
  @Test func `the shipped protocol has no fault`() {
    #expect(ProtocolReader.readShipped().faults == [])
  }
}
