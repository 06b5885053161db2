import CallProtocol

/// The scenarios inside the program: `Resources/shipped.drills`, embedded when the program is built.
public enum ShippedDrills {
  /// The name shown for them in faults.
  public static let fileName = "shipped.drills"

  /// Their bytes, UTF-8.
  public static var bytes: [UInt8] { PackageResources.shipped_drills }

  /// What they say.
  public static func read(_ document: ProtocolDocument) -> ScenarioReader.Outcome {
    ScenarioReader.read(bytes, file: fileName, document: document)
  }
}
