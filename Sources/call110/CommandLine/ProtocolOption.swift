import CallDrill
import CallProtocol
import Catalogue
import ConsoleJournal
import PlainText

/// `--protocol FILE`, for every command that needs the protocol.
enum ProtocolOption {
  /// The option's row.
  static let specification = OptionSpecification("protocol", .required("FILE"), .optionProtocol)

  /// The protocol the invocation asks for: that of the file, else the one inside the program.
  static func document(_ invocation: Invocation) throws -> ProtocolDocument {
    let (file, outcome) = try read(invocation.value("protocol"))
    guard let document = outcome.document else { throw ProtocolRejected(file: file, faults: outcome.faults) }
    if let warning = warning(of: outcome, file: file) {
      StandardStreams.error("call110: \(warning.text(invocation.language))\n")
    }
    return document
  }

  /// What is to be said of a file that can be used; nil when nothing is.
  static func warning(of outcome: ProtocolReader.Outcome, file: String) -> Message? {
    outcome.borrowedUnitKinds.isEmpty
      ? nil
      : .protocolUnitKindsBorrowed(file: SafeText(file).description, kinds: outcome.borrowedUnitKinds)
  }

  /// Begins to read the shipped protocol beside other work; whoever asks for it then waits for the rest.
  static func prepare() {
    BackgroundThread.start(isAwaited: true) { _ = ProtocolReader.readShipped() }
  }

  /// What a file says, or the shipped protocol without one.
  static func read(_ path: String?) throws(InputFault) -> (file: String, outcome: ProtocolReader.Outcome) {
    guard let path else { return (ShippedProtocol.fileName, ProtocolReader.readShipped()) }
    let bytes = try InputFile.read(path, limit: ProtocolReader.largestFile)
    return (path, ProtocolReader.read(bytes, file: path))
  }
}

/// `--scenarios FILE`, for every command that needs scenarios: the file's beside the shipped ones.
enum ScenarioOption {
  /// The option's row.
  static let specification = OptionSpecification("scenarios", .required("FILE"), .optionScenarios)

  /// All scenarios, the file's first; one of the file hides a shipped one of the same name.
  static func all(_ invocation: Invocation, document: ProtocolDocument) throws -> [DrillScenario] {
    let shipped = ShippedDrills.read(document)
    // Another city's protocol may lack what a shipped scenario names; such scenarios are left out.
    guard let path = invocation.value("scenarios") else { return shipped.scenarios }
    let own = try read(path, document: document)
    guard own.faults.isEmpty else { throw DrillCommandFault.rejected(own.faults) }
    let names = Set(own.scenarios.map(\.identifier))
    return own.scenarios + shipped.scenarios.filter { !names.contains($0.identifier) }
  }

  /// What a scenario file says.
  static func read(_ path: String, document: ProtocolDocument) throws -> ScenarioReader.Outcome {
    let bytes = try InputFile.read(path, limit: ScenarioReader.largestFile)
    return ScenarioReader.read(bytes, file: path, document: document)
  }
}
