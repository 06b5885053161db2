import CPlatform
import Foundation
import Testing

@testable import CallPhone

/// Names of hosts and accounts come from the system, whatever the program is linked with.
@Suite struct HostNameTests {
  @Test func `an answer of getent gives each address once, the first one first`() {
    let answer = """
      192.0.2.7       STREAM pbx.example
      192.0.2.7       DGRAM
      192.0.2.7       RAW
      2001:db8::7     STREAM

      """
    #expect(HostNames.addresses(answer: Array(answer.utf8)) == ["192.0.2.7", "2001:db8::7"])
    #expect(HostNames.addresses(answer: []) == [])
    #expect(HostNames.addresses(answer: Array("\u{1B}[2J\n".utf8)) == ["[2J"])
  }

  @Test func `this machine's own name is found, an option or an unknown name is not`() {
    let own = HostNames.addresses(of: "localhost")
    #expect(own.contains("127.0.0.1") || own.contains("::1"), "\(own)")
    for name in ["", "--version", "-s", "no-such-host.invalid"] {
      #expect(HostNames.addresses(of: name) == [], "\(name)")
    }
  }

  @Test func `a manager on this machine is reached by its name and in figures`() {
    var listening = sockaddr_in()
    listening.sin_family = sa_family_t(AF_INET)
    listening.sin_addr.s_addr = inet_addr("127.0.0.1")
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(server) }
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &listening) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        #expect(bind(server, address, size) == 0 && listen(server, 4) == 0)
        #expect(getsockname(server, address, &size) == 0)
      }
    }
    let port = "\(UInt16(bigEndian: listening.sin_port))"
    for host in ["127.0.0.1", "localhost"] {
      var connection = ManagerConnection()
      let isBegun = connection.begin(host: host, port: port)
      #expect(isBegun, "\(host)")
      connection.close()
    }
    var connection = ManagerConnection()
    let isBegun = connection.begin(host: "no-such-host.invalid", port: port)
    #expect(!isBegun)
    // A name may stand for an address first where nobody listens.
    for hosts in [["::1", "127.0.0.1"], ["127.0.0.1", "::1"], ["127.0.0.1"], ["::1"]] {
      let isThere = reaches(hosts, port: port)
      #expect(isThere == hosts.contains("127.0.0.1"), "\(hosts)")
    }
  }

  /// Whether one of the addresses is reached in the end.
  private func reaches(_ hosts: [String], port: String) -> Bool {
    var connection = ManagerConnection()
    defer { connection.close() }
    guard connection.begin(hosts, port: port) else { return false }
    for _ in 0..<500 {
      var waiting = pollfd(fd: connection.descriptor, events: connection.interest, revents: 0)
      _ = poll(&waiting, 1, 20)
      switch connection.progress() {
      case .ready: return true
      case .failed: return false
      case .pending: continue
      }
    }
    return false
  }

  @Test func `accounts of the file and only there are found without asking, others are asked of getent`()
    throws
  {
    var name = [CChar](repeating: 0, count: 64)
    for line in try String(contentsOfFile: "/etc/passwd", encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      guard fields.count > 2, let user = UInt32(fields[2]) else { continue }
      #expect(call110_account_name(user, &name, name.count) > 0, "\(line)")
    }
    #expect(call110_account_name(0, &name, name.count) == 4)
    #expect(call110_account_name(0, &name, 4) == 0, "a name that does not fit is none")
    #expect(call110_account_name(4_000_000_001, &name, name.count) == 0)
    // What an account server would answer goes the same way as this line.
    let count = call110_getent("passwd", "root", &name, name.count)
    #expect(
      String(decoding: name.prefix(count).map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self).hasPrefix(
        "root:x:0:"))
  }
}
