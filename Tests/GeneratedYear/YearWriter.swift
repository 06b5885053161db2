import CallModel
import Glibc
import Synchronization

/// Writes a generated year into a logs folder: every seat's files, on as many threads as there are
/// processors.
public enum YearWriter {
  /// Why a year could not be written.
  public struct Fault: Error {
    /// The file, and what the system said.
    public let path: String
    /// The number the system gave.
    public let code: Int32
  }

  /// Writes the year of `plan` into the logs folder at `logs`.
  public static func write(_ plan: YearPlan, to logs: String) throws {
    let slots = plan.callsPerSlot()
    let state = Mutex((next: 0, followUps: [Int: [FollowUp]](), fault: nil as (any Error)?))
    inParallel {
      while let index = state.withLock({ take(&$0.next, plan.seats) }) {
        do {
          let seat = try SeatIdentifier(index < 9 ? "0\(index + 1)" : "\(index + 1)")
          var year = try SeatYear(plan, seatIndex: index, slots: slots, seat: seat) { day, seat, bytes in
            save(bytes, logs, day, seat, state: { fault in state.withLock { $0.fault = fault } })
          }
          try year.run()
          let followUps = year.followUps
          state.withLock { $0.followUps[index] = followUps }
        } catch {
          state.withLock { $0.fault = error }
        }
      }
    }
    let followUps = state.withLock { state in (0..<plan.seats).flatMap { state.followUps[$0] ?? [] } }
    try DeskYear.write(followUps, plan) { day, seat, bytes in
      save(bytes, logs, day, seat, state: { fault in state.withLock { $0.fault = fault } })
    }
    if let fault = state.withLock({ $0.fault }) { throw fault }
  }

  static func path(_ day: CivilDate, _ seat: SeatIdentifier) -> String {
    let text = day.description
    let name = seat.description.hasPrefix("desk-") ? seat.description : "seat-\(seat)"
    return "live/\(text.prefix(4))/\(text.dropFirst(5).prefix(2))/\(text.suffix(2))/\(name).jsonl"
  }

  private static func take(_ next: inout Int, _ count: Int) -> Int? {
    guard next < count else { return nil }
    next += 1
    return next - 1
  }

  private static func save(
    _ bytes: [UInt8], _ logs: String, _ day: CivilDate, _ seat: SeatIdentifier, state: (Fault) -> Void
  ) {
    let path = logs + "/" + self.path(day, seat)
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += part + "/"
      mkdir(folder, 0o750)
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { return state(Fault(path: path, code: errno)) }
    defer { close(descriptor) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      guard count > 0 else { return state(Fault(path: path, code: errno)) }
      done += count
    }
  }

  private static func inParallel(_ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body))
    defer { work.release() }
    let threads = (0..<max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))).map { _ in
      var thread = pthread_t()
      pthread_create(
        &thread, nil,
        { context in
          if let context { Unmanaged<Work>.fromOpaque(context).takeUnretainedValue().body() }
          return nil
        }, work.toOpaque())
      return thread
    }
    for thread in threads { pthread_join(thread, nil) }
  }

  /// A class because a C thread can only be given an address.
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
