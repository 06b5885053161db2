/// The names inserted last, at least `limit` and at most twice as many, so that memory stays bounded however
/// long the bridge runs.
struct RecentNames: Sendable {
  private let limit: Int
  private var newer: Set<String> = []
  private var older: Set<String> = []

  init(limit: Int) {
    self.limit = limit
  }

  func contains(_ name: String) -> Bool { newer.contains(name) || older.contains(name) }

  /// Remembers a name; whether it was new.
  @discardableResult
  mutating func insert(_ name: String) -> Bool {
    if contains(name) { return false }
    if newer.count >= limit {
      older = newer
      newer = []
    }
    newer.insert(name)
    return true
  }
}
