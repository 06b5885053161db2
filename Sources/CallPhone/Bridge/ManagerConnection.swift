import CPlatform
import Glibc
import PlainText

/// One TCP connection to a manager, never waiting: it is begun, asked, read from and written to, and closed.
struct ManagerConnection {
  /// How a connection attempt stands.
  enum Progress {
    case pending
    case ready
    case failed
  }

  /// What reading gave.
  enum Reading {
    case bytes([UInt8])
    case nothing
    case ended
  }

  private static let pieceBytes = 65_536

  private(set) var descriptor: Int32 = -1
  private(set) var isReady = false
  private var outbox: [UInt8] = []
  /// The addresses of the host that have not been tried yet.
  private var rest: [Address] = []

  /// One address a name stands for.
  private struct Address {
    let family: Int32
    let kind: Int32
    let number: Int32
    let bytes: [UInt8]
  }

  /// Whether a connection is being made or stands.
  var isOpen: Bool { descriptor >= 0 }

  /// What to wait for: room to write while connecting or while something is unsent, bytes otherwise.
  var interest: Int16 { Int16(isReady ? (outbox.isEmpty ? POLLIN : POLLIN | POLLOUT) : POLLOUT) }

  /// Begins to connect; false when that failed at once.
  ///
  /// Addresses in figures are looked up without asking anybody, names are asked of the system's `getent`.
  mutating func begin(host: String, port: String) -> Bool {
    let figures = Self.addresses(inFigures: host, port: port)
    return begin(figures.isEmpty ? HostNames.addresses(of: host) : [host], port: port)
  }

  /// Begins to connect to the first of these addresses in figures that can be tried.
  mutating func begin(_ hosts: [String], port: String) -> Bool {
    close()
    rest = hosts.flatMap { Self.addresses(inFigures: $0, port: port) }
    return beginNext()
  }

  private static func addresses(inFigures host: String, port: String) -> [Address] {
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, port, &hints, &found) == 0 else { return [] }
    defer { freeaddrinfo(found) }
    return addresses(found)
  }

  /// Begins with the next address; false when none is left that can be tried.
  private mutating func beginNext() -> Bool {
    while !rest.isEmpty {
      if start(rest.removeFirst()) { return true }
    }
    return false
  }

  private static func addresses(_ found: UnsafeMutablePointer<addrinfo>?) -> [Address] {
    var addresses: [Address] = []
    var candidate = found
    while let info = candidate?.pointee {
      addresses.append(
        Address(
          family: info.ai_family, kind: info.ai_socktype, number: info.ai_protocol,
          bytes: Array(UnsafeRawBufferPointer(start: info.ai_addr, count: Int(info.ai_addrlen)))))
      candidate = info.ai_next
    }
    return addresses
  }

  private mutating func start(_ address: Address) -> Bool {
    let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    descriptor = socket(address.family, address.kind | flags, address.number)
    guard descriptor >= 0 else { return false }
    let result = address.bytes.withUnsafeBytes { bytes in
      guard let place = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return Int32(-1) }
      return Glibc.connect(descriptor, place, socklen_t(bytes.count))
    }
    if result == 0 || errno == EINPROGRESS { return true }
    Glibc.close(descriptor)
    descriptor = -1
    return false
  }

  /// Asks how the attempt stands, once there is room to write; where one address refuses, the next is tried.
  mutating func progress() -> Progress {
    switch attempt() {
    case .failed:
      Glibc.close(descriptor)
      descriptor = -1
      return beginNext() ? .pending : .failed
    case .pending: return .pending
    case .ready: return .ready
    }
  }

  private mutating func attempt() -> Progress {
    var number: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &size) == 0, number == 0 else {
      return .failed
    }
    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard poll(&wait, 1, 0) == 1, wait.revents & Int16(POLLOUT) != 0 else { return .pending }
    isReady = true
    return .ready
  }

  /// Queues bytes and sends what fits.
  mutating func send(_ bytes: [UInt8]) {
    outbox += bytes
    flush()
  }

  /// Sends what fits of what is queued.
  ///
  /// A connection that takes nothing any more is found out by the ping.
  mutating func flush() {
    while !outbox.isEmpty {
      let count = outbox.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      outbox.removeFirst(count)
    }
  }

  /// Reads what is there, a bounded piece at a time.
  func read() -> Reading {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, used in
      count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      used = max(0, count)
    }
    if count > 0 { return .bytes(bytes) }
    if count < 0, [EAGAIN, EWOULDBLOCK, EINTR].contains(errno) { return .nothing }
    return .ended
  }

  /// Closes the connection.
  mutating func close() {
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = -1
    isReady = false
    outbox = []
    rest = []
  }
}

/// Finds the addresses of a host by its name, as the system does for every program: hosts file, DNS, and
/// whatever else the machine was set up with.
enum HostNames {
  /// The longest answer read, in bytes: some hundred addresses.
  private static let longestAnswer = 16_384

  /// The addresses in figures, the one to try first first; empty when the name is unknown.
  static func addresses(of host: String) -> [String] {
    var answer = [CChar](repeating: 0, count: longestAnswer)
    let count = call110_getent("ahosts", host, &answer, answer.count)
    return addresses(answer: answer.prefix(count).map { UInt8(truncatingIfNeeded: $0) })
  }

  /// The addresses in what `getent ahosts` prints, a line for each address and kind of socket.
  static func addresses(answer: [UInt8]) -> [String] {
    var found: [String] = []
    for line in answer.split(separator: UInt8(ascii: "\n")) {
      let address = SafeText(bytes: line.prefix { $0 != UInt8(ascii: " ") }).description
      if !found.contains(address) { found.append(address) }
    }
    return found
  }
}
