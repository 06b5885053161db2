import Files
import PlainText

/// The state of the link, read from the status files the bridges rewrite every five seconds.
///
/// A status file is judged by whether it changes, on this machine's monotonic clock, so that neither a wrong
/// clock on the bridge's machine nor a clock that is set here brings the link down. It is never waited for.
public struct PhoneLink: Sendable {
  /// A status file not rewritten for this long means that the bridge is gone, in ms.
  public static let staleAfter: Int64 = 20_000
  /// The most status files looked at.
  static let maximumFiles = 16

  private struct Sight {
    var print: FilePrint
    var changedAt: Int64
    var state: String
    var recordsCallers: Bool
  }

  private let directory: String
  private var sights: [String: Sight] = [:]
  private var readAt: Int64 = 0

  /// The link of the site whose records lie in `logs`.
  public init(logs: String) {
    directory = PhoneFiles.directory(logs: logs)
  }

  /// The state now.
  ///
  /// `monotonic` and `wall` are the two clocks in ms; `hasEvents` says that an event file of today is there,
  /// which counts as a link where no bridge runs and the events come from hooks.
  public mutating func read(monotonic: Int64, wall: Int64, hasEvents: Bool = false) -> PhoneLinkState {
    readAt = monotonic
    let names = statusNames()
    sights = sights.filter { names.contains($0.key) }
    for name in names { look(at: name, monotonic: monotonic, wall: wall) }
    guard !sights.isEmpty else { return hasEvents ? .normal : .none }
    let live = sights.values.filter { monotonic - $0.changedAt < Self.staleAfter }.map(\.state)
    if live.contains("silent") { return .silent }
    return live.count == sights.count && live.allSatisfy { $0 == "up" } ? .normal : .down
  }

  /// Whether any bridge has said how it is.
  public var isKnown: Bool { !sights.isEmpty }

  /// Whether the bridge that writes `source` was gone or without its telephone system at the last reading.
  ///
  /// False where no bridge does, as with hooks: their silence says nothing.
  public func isDown(source: String) -> Bool {
    guard !sights.isEmpty, let sight = sights[PhoneStatusFile.name(source: source)] else { return false }
    return readAt - sight.changedAt >= Self.staleAfter || !["up", "silent"].contains(sight.state)
  }

  /// Whether the bridge that writes `source` is there and puts callers nobody answered on record itself.
  public func recordsCallers(of source: String) -> Bool {
    guard let sight = sights[PhoneStatusFile.name(source: source)] else { return false }
    return sight.recordsCallers && readAt - sight.changedAt < Self.staleAfter
  }

  private mutating func look(at name: String, monotonic: Int64, wall: Int64) {
    let path = directory + "/" + name
    // Nobody's word any more: it went between the list of names and now.
    guard let status = try? SystemFileOperations().status(path: path), status.isRegular else { return }
    if sights[name]?.print == status.print { return }
    // The first sight of a file says nothing about when it changed; only then its own time is asked.
    let age = wall - status.print.modified / 1_000_000
    let isOld = sights[name] == nil && !(-Self.staleAfter...Self.staleAfter).contains(age)
    let said = Self.value(path)
    sights[name] = Sight(
      print: status.print, changedAt: isOld ? monotonic - Self.staleAfter : monotonic,
      state: said?["state"]?.string ?? "", recordsCallers: said?["records_callers"]?.bool == true)
  }

  /// What a status file says; nil for one that is damaged, which says nothing.
  private static func value(_ path: String) -> JSONValue? {
    PhoneStatusFile.read(path).flatMap { JSONReader.value($0) }
  }

  private func statusNames() -> [String] {
    let system = SystemFileOperations()
    // No folder, no bridge.
    guard let folder = try? system.openFolder(path: directory) else { return [] }
    defer { system.close(folder) }
    // One that cannot be listed tells as much as none.
    let names = (try? system.names(in: folder)) ?? []
    return Array(
      names.filter { $0.hasPrefix("status-") && $0.hasSuffix(".json") }.prefix(Self.maximumFiles))
  }
}

/// How the link to the telephone system is, in one word of the console's status row.
public enum PhoneLinkState: String, CaseIterable, Sendable {
  /// Events can be expected.
  case normal
  /// There is no link; everything is reported by hand.
  case none
  /// There was a link and it is not there now.
  case down
  /// The link is up, calls go through the telephone system, and none of them is heard here.
  case silent
}
