import Foundation

/// A server on the loopback address that says what a test tells it to, like an Asterisk Manager.
///
/// A class because it owns two descriptors. Every wait ends after ten seconds, so that a wrong program fails
/// a test instead of hanging it.
public final class FakeManager: @unchecked Sendable {
  private let listener: Int32
  private var connection: Int32 = -1

  /// The port it listens on.
  public let port: Int

  /// A server on a free port.
  public init() {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        guard bind(listener, generic, size) == 0, listen(listener, 8) == 0,
          getsockname(listener, generic, &size) == 0
        else { return 0 }
        return Int(UInt16(bigEndian: pointer.pointee.sin_port))
      }
    }
    Self.limitWaiting(listener)
  }

  deinit {
    hangUp()
    close(listener)
  }

  /// Waits for a client; whether one came.
  public func accept() -> Bool {
    hangUp()
    connection = Glibc.accept(listener, nil, nil)
    Self.limitWaiting(connection)
    return connection >= 0
  }

  /// Sends text; line feeds become CR LF.
  public func send(_ text: String) {
    var rest = Array(text.replacing("\n", with: "\r\n").utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads one action of the client and returns its lines by key; nil when the client is gone or silent.
  public func action() -> [String: String]? {
    var bytes: [UInt8] = []
    while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
      var byte: UInt8 = 0
      guard recv(connection, &byte, 1, 0) == 1 else { return nil }
      bytes.append(byte)
    }
    var lines: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\r\n") {
      let parts = line.split(separator: ": ", maxSplits: 1)
      if parts.count == 2 { lines[String(parts[0])] = String(parts[1]) }
    }
    return lines
  }

  /// Closes the connection to the client.
  public func hangUp() {
    if connection >= 0 { close(connection) }
    connection = -1
  }

  private static func limitWaiting(_ descriptor: Int32) {
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }
}
