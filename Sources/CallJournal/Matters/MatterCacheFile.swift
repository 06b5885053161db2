/// Where a user's cache of open matters stands: `cache/matters-UID` below the logs folder.
struct MatterCacheFile: Sendable {
  private let file: PrivateCacheFile

  init(logs: String) {
    file = PrivateCacheFile(logs: logs, name: "matters")
  }

  /// What stands there; nil when there is none, or none that is whole.
  func read(withRest: Bool) -> MatterCache? {
    file.read().flatMap { MatterCache(bytes: $0, withRest: withRest) }
  }

  /// Puts a cache there, whole or not at all.
  func write(_ cache: MatterCache) { file.write(cache.bytes) }
}
