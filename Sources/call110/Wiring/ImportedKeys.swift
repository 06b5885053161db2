import CallJournal

/// The keys of imported calls, each with the digest of its contents; at most some 120 bytes a call while it
/// grows.
struct ImportedKeys {
  private struct Key: Hashable {
    let high: UInt64
    let low: UInt64
  }

  private var digests: [Key: UInt64] = [:]

  /// Notes a key; false when it was noted before.
  mutating func insert(_ key: String, digest: String) -> Bool {
    let beginning = Self.key(key)
    guard digests[beginning] == nil else { return false }
    digests[beginning] = Self.number(digest)
    return true
  }

  /// Whether a key was noted with this digest; nil when it was not noted.
  func holds(_ key: String, digest: String) -> Bool? {
    digests[Self.key(key)].map { $0 == Self.number(digest) }
  }

  private static func key(_ text: String) -> Key {
    let beginning = LineDigest(of: Array(text.utf8)).beginning
    return Key(high: beginning.0, low: beginning.1)
  }

  private static func number(_ digest: String) -> UInt64 { UInt64(digest.prefix(16), radix: 16) ?? 0 }
}
