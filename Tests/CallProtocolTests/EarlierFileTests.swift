import CallModel
import CallProtocol
import Foundation
import Testing

/// A whole protocol file that an earlier version printed is used with what it says; what it cannot know yet
/// is taken from the shipped one and told.
@Suite struct EarlierFileTests {
  private static func earlier(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    return Array(try Data(contentsOf: folder.appending(path: name)))
  }

  /// A whole file of today without some of its sections.
  private static func today(without wanted: (String) -> Bool) -> [UInt8] {
    var isKept = true
    let lines = String(decoding: ShippedProtocol.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).filter { line in
      if line.hasPrefix("[") { isKept = !wanted(String(line)) }
      return isKept
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static let kinds = UnitKind.allCases.map(\.rawValue)

  @Test func `the file printed before units had kinds is used as it is`() throws {
    let outcome = ProtocolReader.read(try Self.earlier("without-units.protocol"), file: "old.protocol")
    #expect(outcome.faults.isEmpty, "\(outcome.faults.prefix(5))")
    let document = try #require(outcome.document)
    #expect(outcome.borrowedUnitKinds == Self.kinds)
    #expect(document.units.isEmpty && document.greeting.text == "你好，常州110")
    let shipped = try #require(ProtocolReader.readShipped().document)
    #expect(document.unitKinds == shipped.unitKinds)
  }

  @Test(arguments: UnitKind.allCases) func `each kind that is missing is taken and told, and no other`(
    kind: UnitKind
  ) throws {
    let bytes = Self.today { $0 == "[unit-kind \(kind.rawValue)]" }
    let outcome = ProtocolReader.read(bytes, file: "x")
    #expect(outcome.borrowedUnitKinds == [kind.rawValue] && outcome.document != nil, "\(outcome.faults)")
    let whole = ProtocolReader.read(ShippedProtocol.bytes, file: "x")
    #expect(whole.borrowedUnitKinds.isEmpty && whole.document?.digest != outcome.document?.digest)
  }

  @Test func `a file that builds on the shipped one borrows nothing, and an empty one is no file`() {
    #expect(ProtocolReader.read(Array("base = shipped\n".utf8), file: "x").borrowedUnitKinds.isEmpty)
    let empty = ProtocolReader.read([], file: "x")
    #expect(empty.borrowedUnitKinds.isEmpty && !empty.faults.isEmpty)
  }
}
