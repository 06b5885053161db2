import CPlatform

/// The SHA-256 of a file in lower hexadecimal: what `sha256sum` prints for it.
public enum FileDigest {
  /// The digest of `bytes`.
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: 64) { target in
      target.withMemoryRebound(to: CChar.self) { hexadecimal in
        bytes.withUnsafeBytes { call110_sha256_hex($0.baseAddress, $0.count, hexadecimal.baseAddress) }
      }
      return 64
    }
  }
}
