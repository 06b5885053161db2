import CallModel
import Glibc

/// Carries out what a bridge machine wants: one connection, one event file, one status file.
///
/// What cannot be written is kept and tried again, so a full disk loses no event while the bridge runs.
public struct BridgeRunner {
  /// The most lines kept while they cannot be written; the oldest are given up beyond it.
  public static let maximumUnwritten = 20_000
  /// How often lines that could not be written are tried again, in ms.
  static let retryWriting: Int64 = 1_000

  private let host: String
  private let port: String
  private let logs: String
  private let source: String
  private let clock: () -> ManagerMoment
  private let notify: (BridgeNotice) -> Void
  private let complain: (PhoneFileFault) -> Void
  private var machine: any BridgeProtocolMachine
  private var connection = ManagerConnection()
  private var unwritten: [[UInt8]] = []
  private var lastWrite: Int64 = .min
  private var lastFault: PhoneFileFault?

  /// A runner that has not begun.
  ///
  /// `clock` gives both clocks; `notify` and `complain` tell whoever looks after the bridge.
  public init(
    host: String, port: String, logs: String, source: String, machine: any BridgeProtocolMachine,
    clock: @escaping () -> ManagerMoment, notify: @escaping (BridgeNotice) -> Void,
    complain: @escaping (PhoneFileFault) -> Void
  ) {
    self.host = host
    self.port = port
    self.logs = logs
    self.source = source
    self.machine = machine
    self.clock = clock
    self.notify = notify
    self.complain = complain
  }

  /// Begins.
  public mutating func start() { carryOut(machine.start(at: clock())) }

  /// Ends: open legs are written as lost and the status says that the link is down.
  public mutating func stop() { carryOut(machine.stop(at: clock())) }

  /// One turn: waits at most `timeout` ms for something to happen, then lets time pass.
  public mutating func turn(timeout: Int32) {
    var wait = pollfd(fd: connection.descriptor, events: connection.interest, revents: 0)
    let ready = poll(&wait, connection.isOpen ? 1 : 0, timeout)
    if ready > 0 { serve() }
    carryOut(machine.tick(at: clock()))
    if !unwritten.isEmpty { write([]) }
  }

  private mutating func serve() {
    if !connection.isReady {
      switch connection.progress() {
      case .pending: break
      case .ready: carryOut(machine.connected(at: clock()))
      case .failed: end()
      }
      return
    }
    connection.flush()
    switch connection.read() {
    case .bytes(let bytes): carryOut(machine.received(bytes, at: clock()))
    case .nothing: break
    case .ended: end()
    }
  }

  private mutating func end() {
    connection.close()
    carryOut(machine.disconnected(at: clock()))
  }

  private mutating func carryOut(_ actions: [BridgeAction]) {
    for action in actions {
      switch action {
      case .connect: if !connection.begin(host: host, port: port) { end() }
      case .send(let bytes): connection.send(bytes)
      case .close: connection.close()
      case .write(let events): write(events.map(PhoneEventLine.encode))
      case .report(let status): report(status)
      case .notice(let notice): notify(notice)
      }
    }
  }

  private mutating func write(_ lines: [[UInt8]]) {
    let now = clock()
    let ticks = now.monotonic ?? now.wall
    unwritten += lines
    if unwritten.count > Self.maximumUnwritten {
      unwritten.removeFirst(unwritten.count - Self.maximumUnwritten)
    }
    guard lines.isEmpty == false || ticks - lastWrite >= Self.retryWriting else { return }
    lastWrite = ticks
    do {
      // A line that was cut short is written again as a whole; the torn one is skipped by every reader.
      try PhoneEventFile.append(unwritten, logs: logs, day: WallInstant(milliseconds: now.wall).date)
      unwritten = []
      lastFault = nil
    } catch {
      tell(error)
    }
  }

  private mutating func report(_ status: BridgeStatus) {
    let bytes = status.encoded(source: source, at: clock().wall)
    let path = PhoneStatusFile.path(logs: logs, source: source)
    do {
      PhoneFiles.makeDirectory(logs: logs)
      try PhoneStatusFile.write(bytes, path: path)
    } catch {
      tell(error)
    }
  }

  /// Says a fault once, until another one comes.
  private mutating func tell(_ fault: PhoneFileFault) {
    if fault != lastFault { complain(fault) }
    lastFault = fault
  }
}
