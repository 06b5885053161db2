import CallModel
import CallPhone
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite(.serialized) struct BridgeRunnerTests {
  /// A bridge running in a thread of its own, on a clock that may be faster than the real one.
  private final class Running: Sendable {
    let notices = Mutex<[BridgeNotice]>([])
    let faults = Mutex<[PhoneFileFault]>([])
    private let ended = Mutex(false)
    private let done = DispatchSemaphore(value: 0)

    init(port: Int, logs: String, seats: SeatTable = .byExtension, haste: Int64 = 1) {
      Thread.detachNewThread { [self] in
        let settings = BridgeSettings(
          user: "110console", secret: "s", usesChallenge: false, seats: seats, source: "ami:t")
        var runner = BridgeRunner(
          host: "127.0.0.1", port: "\(port)", logs: logs, source: "ami:t",
          machine: BridgeMachine(settings: settings, random: SplitMix(seed: 3)),
          clock: {
            let ticks = Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000) * haste
            return ManagerMoment(wall: 1_795_340_000_000 + ticks % 1_000_000, monotonic: ticks)
          },
          notify: { notice in self.notices.withLock { $0.append(notice) } },
          complain: { fault in self.faults.withLock { $0.append(fault) } })
        runner.start()
        while !ended.withLock({ $0 }) { runner.turn(timeout: 5) }
        runner.stop()
        done.signal()
      }
    }

    /// Stops the bridge and waits until it has.
    func stop() {
      ended.withLock { $0 = true }
      done.wait()
    }
  }

  private let folder = TemporaryDirectory()
  private let server = FakeManager()

  private let ring =
    "Event: Newstate\nTimestamp: 1795340000.000000\nChannel: PJSIP/8001-1\nChannelState: 5\n"
    + "ConnectedLineNum: 19900000001\nUniqueid: 1.1\nLinkedid: 1.0\n\n"

  /// Greets, takes the login and answers the questions after it, all but the ping.
  private func logIn(processed: Int = 1, started: String = "10:00:00") {
    #expect(server.accept())
    server.send("Asterisk Call Manager/9.0.0\n")
    #expect(server.action()?["Action"] == "Login")
    server.send("Response: Success\nActionID: x\nMessage: Authentication accepted\n\n")
    answer(4, processed: processed, started: started)
  }

  /// Answers the next actions of the client.
  private func answer(_ count: Int, processed: Int, started: String = "10:00:00") {
    for _ in 0..<count {
      guard let action = server.action(), let identifier = action["ActionID"] else { return }
      switch action["Action"] {
      case "Ping":
        server.send("Response: Success\nActionID: \(identifier)\nPing: Pong\nTimestamp: 1795340000.0\n\n")
      case "CoreStatus":
        server.send(
          "Response: Success\nActionID: \(identifier)\nCoreStartupDate: 2026-11-22\n"
            + "CoreStartupTime: \(started)\n"
            + "CoreProcessedCalls: \(processed)\n\n")
      default: server.send("Response: Success\nActionID: \(identifier)\nEventList: start\n\n")
      }
    }
  }

  private func events() -> [PhoneEvent] {
    let path = folder.path + "/phone"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasPrefix("events-") }.sorted().flatMap { name -> [PhoneEvent] in
      let bytes = FileManager.default.contents(atPath: path + "/" + name).map(Array.init) ?? []
      return bytes.split(separator: 0x0A).compactMap { try? PhoneEventLine.decode(Array($0)) }
    }
  }

  /// How many lines there are.
  private func written() -> Int {
    let path = PhoneFiles.events(
      logs: folder.path, day: WallInstant(milliseconds: 1_795_340_000_000).date)
    return FileManager.default.contents(atPath: path)?.count { $0 == 0x0A } ?? 0
  }

  private func status() -> String {
    let path = PhoneStatusFile.path(logs: folder.path, source: "ami:t")
    return FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Waits until something is so; at most so many seconds.
  private func waits(seconds: Double = 10, until condition: () -> Bool) -> Bool {
    let end = DispatchTime.now() + seconds
    while DispatchTime.now() < end {
      if condition() { return true }
      usleep(5_000)
    }
    return condition()
  }

  @Test func `a call is written and the end of the bridge closes it`() {
    let bridge = Running(port: server.port, logs: folder.path)
    logIn()
    server.send(ring)
    #expect(waits { events().count == 1 })
    #expect(status().contains(#""state":"up""#))
    bridge.stop()
    #expect(events().map(\.kind) == [.ring, .end] && events().last?.reason == .lost)
    #expect(status().contains(#""state":"down""#))
  }

  @Test func `a refused login is said, and tried again later`() {
    let bridge = Running(port: server.port, logs: folder.path, haste: 20)
    for _ in 0..<2 {
      #expect(server.accept())
      server.send("Asterisk Call Manager/9.0.0\n")
      _ = server.action()
      server.send("Response: Error\nActionID: x\nMessage: Authentication failed\n\n")
      #expect(waits { status().contains(#""state":"refused""#) })
    }
    bridge.stop()
    #expect(bridge.notices.withLock { $0.filter { $0 == .refused }.count } >= 2)
  }

  @Test func `an end in the middle of a message loses that message and closes the call, then it goes on`() {
    let bridge = Running(port: server.port, logs: folder.path, haste: 20)
    logIn()
    server.send(ring + "Event: Newstate\nChannelState: 6\nUniqueid: 1.1\nChann")
    #expect(waits { events().count == 1 })
    server.hangUp()
    logIn(processed: 4)
    server.send(ring.replacing("1.1", with: "2.1"))
    #expect(waits { events().count == 3 })
    bridge.stop()
    #expect(events().map(\.kind) == [.ring, .end, .ring, .end])
    #expect(bridge.notices.withLock { $0.contains(.unseen(3, .calls)) })
  }

  @Test func `a server that says nothing more is left and tried again`() {
    let bridge = Running(port: server.port, logs: folder.path, haste: 20)
    logIn()
    server.send(ring)
    #expect(waits { bridge.notices.withLock { $0.contains(.unanswered) } })
    logIn(processed: 1, started: "11:11:11")
    #expect(waits { bridge.notices.withLock { $0.contains(.restarted) } })
    bridge.stop()
    #expect(events().map(\.kind) == [.ring, .end])
  }

  @Test func `ten thousand events in one go are all written, in order`() {
    // On a clock that stands still: on a busy machine the flood may take longer than a ping is waited for.
    let bridge = Running(port: server.port, logs: folder.path, haste: 0)
    logIn()
    let flood = (0..<10_000).map { ring.replacing("1.1", with: "7.\($0)").replacing("1.0", with: "c\($0)") }
    let server = server
    Thread.detachNewThread { server.send(flood.joined()) }
    #expect(waits(seconds: 120) { written() == 10_000 })
    bridge.stop()
    #expect(events().prefix(10_000).map(\.call) == (0..<10_000).map { "c\($0)" })
  }

  @Test func `an account that hears nothing becomes silent`() {
    let bridge = Running(port: server.port, logs: folder.path, haste: 20)
    logIn(processed: 1)
    answer(6, processed: 3)
    #expect(waits { status().contains(#""state":"silent""#) })
    bridge.stop()
  }

  @Test func `events that cannot be written are kept until they can`() throws {
    try Data("in the way".utf8).write(to: URL(filePath: folder.path + "/phone"))
    let bridge = Running(port: server.port, logs: folder.path, haste: 20)
    logIn()
    server.send(ring)
    #expect(waits { !bridge.faults.withLock { $0.isEmpty } })
    try FileManager.default.removeItem(atPath: folder.path + "/phone")
    #expect(waits { events().count == 1 })
    bridge.stop()
  }
}
