import CallConsole
import CallDrill
import CallModel
import CallProtocol
import Catalogue
import PlainText
@testable import call110

/// A drill without files, as `drill check` rehearses one.
typealias DrillHarness = DrillRehearsal

extension DrillRehearsal {
  static let document: ProtocolDocument = {
    guard let document = ProtocolReader.readShipped().document else { preconditionFailure("no protocol") }
    return document
  }()
  static let scenarios = ShippedDrills.read(document).scenarios

  convenience init(_ scenario: DrillScenario, pacePercent: Int64 = 100) {
    guard let seat = try? SeatIdentifier("drill"), let trainee = try? OperatorIdentifier("041207") else {
      preconditionFailure("identifiers")
    }
    self.init(
      scenario, document: Self.document, trainee: trainee, seat: seat, pacePercent: pacePercent)
  }

  /// The line that begins a drill of the scenario.
  var start: DrillLogLine? {
    guard let call = call, let trainee = try? OperatorIdentifier("041207") else { return nil }
    let start = DrillStart(drill: call, trainee: trainee, scenario: scenario, seed: 0, pacePercent: 100)
    guard let payload = try? JSONReader.parse(start.payload) else { return nil }
    return DrillLogLine(
      number: 1, milliseconds: 0, call: call, kind: DrillKind.start.rawValue, payload: payload)
  }

  /// What was lost, for a failing test.
  var losses: String {
    sheet.lines.filter { $0.lost != 0 }.map { "\($0.rule) \(-$0.lost) \($0.reason.chinese)" }
      .joined(separator: "\n") + "\n" + transcript.joined(separator: "\n")
  }
}
