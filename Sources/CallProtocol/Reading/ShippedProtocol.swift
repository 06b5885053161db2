/// The protocol inside the program: `Resources/changzhou.protocol`, embedded when the program is built.
public enum ShippedProtocol {
  /// The name shown for it in faults.
  public static let fileName = "changzhou.protocol"

  /// Its bytes, UTF-8.
  public static var bytes: [UInt8] { PackageResources.changzhou_protocol }
}
