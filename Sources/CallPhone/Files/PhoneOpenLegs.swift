import CallModel
import Files
import PlainText

/// What the event files of today and yesterday leave open: the lines of legs that have no end, and callers of
/// whom it is not told that they have gone, of one source.
///
/// Read once when a bridge starts, so that what ended while no bridge ran is ended.
public enum PhoneOpenLegs {
  /// How much of each file is read, from its end, in bytes.
  static let maximumBytes = 4 << 20

  /// The ring and answer lines without an end below `logs`, and of each caller who may still be there the
  /// line that he waits and the last end of a leg.
  public static func read(logs: String, today: CivilDate, source: String) -> [PhoneEvent] {
    var open: [String: [PhoneEvent]] = [:]
    var callers: [String: [PhoneEvent.Kind: PhoneEvent]] = [:]
    // The end of a leg is often told after its caller has gone.
    var gone: Set<String> = []
    for day in [today.adding(days: -1), today] {
      for line in tail(PhoneFiles.events(logs: logs, day: day)).split(separator: 0x0A) {
        // A line that is no event, or cut by where reading began, says nothing about a leg.
        guard let event = try? PhoneEventLine.decode(Array(line)), event.source == source else { continue }
        if event.kind == .gone {
          gone.insert(event.call)
        } else if event.kind == .wait || event.kind == .end && event.leg != nil {
          callers[event.call, default: [:]][event.kind] = event
        }
        note(event, in: &open)
      }
    }
    return open.values.flatMap { $0 } + callers.filter { !gone.contains($0.key) }.values.flatMap(\.values)
  }

  private static func note(_ event: PhoneEvent, in open: inout [String: [PhoneEvent]]) {
    guard let leg = event.leg else { return }
    let key = event.call + "\n" + event.seat + "\n" + leg
    switch event.kind {
    case .ring, .answer: open[key, default: []].append(event)
    // A lost leg may still be there; what has become of it is told by the list the bridge asks for.
    case .end: if event.reason != .lost { open[key] = nil }
    case .wait, .gone: break
    }
  }

  private static func tail(_ path: String) -> [UInt8] {
    do throws(SystemFault) {
      let file = try RegularFile(path: path, for: .shared)
      let count = min(Int(file.size), maximumBytes)
      return try file.bytes(count, at: file.size - Int64(count))
    } catch {
      // No file leaves nothing open; one that cannot be read is told by whoever writes to it.
      return []
    }
  }
}
