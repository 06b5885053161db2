import Glibc

/// A system's log at a socket of its own, to which whoever is told its path sends.
///
/// A class because it is closed with its last reference.
public final class FakeSystemLog {
  /// The socket could not be made; the C error number.
  public struct Fault: Error { let code: Int32 }

  private var descriptor: Int32
  private let isStream: Bool

  /// Listens at `path`, for datagrams as the usual logs do, or for streams.
  public init(path: String, isStream: Bool = false) throws {
    self.isStream = isStream
    descriptor = socket(AF_UNIX, Int32((isStream ? SOCK_STREAM : SOCK_DGRAM).rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw Fault(code: ENAMETOOLONG) }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    guard result == 0 else { throw Fault(code: errno) }
    if isStream { listen(descriptor, 8) }
  }

  deinit { close() }

  /// What was sent since the last time: the datagrams, or what a connection brought.
  public func received() -> [String] {
    let source = isStream ? accept(descriptor, nil, nil) : descriptor
    defer { if isStream { Glibc.close(source) } }
    var (pieces, buffer): ([String], [UInt8]) = ([], [UInt8](repeating: 0, count: 4_096))
    while true {
      let count = recv(source, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      guard count > 0 else { return pieces }
      pieces.append(String(decoding: buffer.prefix(count), as: UTF8.self))
    }
  }

  /// Ends, and leaves its socket behind as a log that was killed does.
  public func close() {
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = -1
  }
}
