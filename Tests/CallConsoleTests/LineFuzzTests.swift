import CallConsole
import CallModel
import PlainText
import TestSupport
import Testing

/// Random lines never crash the desk, and what is shown never moves a cursor.
@Suite struct LineFuzzTests {
  @Test(arguments: 0..<40)
  func `random lines are survived`(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let fixture = try DeskFixture()
    var console = PipeConsole(desk: try fixture.answeredDesk(), usesJSON: seed % 2 == 0)
    let names = ConsoleCommand.Name.allCases.filter { $0 != .quit }.map(\.rawValue)
    for number in 1...200 {
      var line = Bool.random(using: &random) ? "/" + (names.randomElement(using: &random) ?? "") + " " : ""
      for _ in 0..<Int.random(in: 0...24, using: &random) {
        line.unicodeScalars.append(Self.scalar(&random))
      }
      let safe = SafeText(line)
      for shown in console.take(safe.description, line: number, wasCut: safe.wasCut) {
        #expect(
          shown.unicodeScalars.allSatisfy { SafeText.isAllowed($0) || $0 == "\u{200D}" }, "seed \(seed)")
      }
      fixture.clock.advance(milliseconds: Int64.random(in: 0...900, using: &random))
    }
  }

  private static func scalar(_ random: inout SplitMix) -> Unicode.Scalar {
    let pools: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x4E00...0x9FFF, 0x00...0x1F, 0xFF00...0xFF5E, 0x2000...0x206F, 0...0x10FFFF,
    ]
    let pool = pools.randomElement(using: &random) ?? 0x20...0x7E
    return Unicode.Scalar(UInt32.random(in: pool, using: &random)) ?? "?"
  }
}
