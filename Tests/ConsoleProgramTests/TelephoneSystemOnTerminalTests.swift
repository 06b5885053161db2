import Foundation
import TestSupport
import Testing

/// Two callers of a telephone system, told by its manager through the bridge, on a real terminal.
@Suite(.serialized) struct TelephoneSystemOnTerminalTests {
  private let console = ConsoleOnTerminal()

  /// A telephone of seat 03 that a caller is put through to, as the manager tells of it.
  private struct Telephone {
    let number: String
    let index: Int

    /// The manager's message of one change, and when it was.
    func message(_ event: String, state: Int, at moment: Int64) -> String {
      """
      Event: \(event)
      Timestamp: \(moment / 1_000).\(String(moment % 1_000 + 1_000).dropFirst())000
      Channel: PJSIP/8003-0000000\(index)
      ChannelState: \(state)
      CallerIDNum: 8003
      ConnectedLineNum: \(number)
      Uniqueid: 9.\(2 * index + 1)
      Linkedid: 9.\(2 * index)


      """
    }
  }

  /// The manager, the bridge that listens to it, and a thread that answers what the bridge asks.
  private final class TelephoneSystem: Sendable {
    private let server = FakeManager()
    private let bridge: Bridge

    /// The bridge's process; ended with this value.
    private final class Bridge: @unchecked Sendable {
      let process = Process()
      deinit {
        process.terminate()
        process.waitUntilExit()
      }
    }

    init(_ console: ConsoleOnTerminal) throws {
      bridge = Bridge()
      let (secret, seats) = (console.folder.file("secret"), console.folder.file("lines"))
      try Data("s\n".utf8).write(to: URL(filePath: secret))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
      try Data("PJSIP/8003 = 03\n".utf8).write(to: URL(filePath: seats))
      let process = bridge.process
      process.executableURL = ProgramRun.program
      process.arguments = [
        "phone-bridge", "ami", "--host", "127.0.0.1", "--port", "\(server.port)", "--user", "u",
        "--secret-file", secret, "--seats", seats, "--login", "plain", "--logs", console.logs,
      ]
      process.environment = [:]
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      try #require(server.accept())
      server.send("Asterisk Call Manager/9.0.0\n")
      #expect(server.action()?["Action"] == "Login")
      server.send("Response: Success\nActionID: x\nMessage: Authentication accepted\n\n")
      Thread.detachNewThread { [server] in
        while let action = server.action(), let identifier = action["ActionID"] {
          let more: String
          switch action["Action"] {
          case "Ping": more = "Ping: Pong\nTimestamp: \(Date().timeIntervalSince1970)"
          case "CoreStatus":
            more = "CoreStartupDate: 2026-11-22\nCoreStartupTime: 10:00:00\nCoreProcessedCalls: 1"
          default: more = "EventList: start"
          }
          server.send("Response: Success\nActionID: \(identifier)\n\(more)\n\n")
        }
      }
    }

    /// Tells of a change of a telephone; when it was, in ms.
    @discardableResult func tell(_ event: String, _ state: Int, _ telephone: Telephone) -> Int64 {
      let now = Int64(Date().timeIntervalSince1970 * 1_000)
      server.send(telephone.message(event, state: state, at: now))
      return now
    }
  }

  private static let (ringing, up) = (5, 6)

  @Test func `two callers of a telephone system have a record each, with his own words and his own talk`()
    throws
  {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    let system = try TelephoneSystem(console)
    let (first, second) = (
      Telephone(number: "19900000001", index: 1), Telephone(number: "19900000002", index: 2)
    )
    system.tell("Newstate", Self.ringing, first)
    try terminal.waitFor("来电 19900000001  响铃")
    let firstAnswered = system.tell("Newstate", Self.up, first)
    try terminal.waitForLine("何时>")
    try terminal.send("十分")
    let bells = terminal.screen.bells
    system.tell("Newstate", Self.ringing, second)
    try terminal.waitFor("the second one's row and bell") {
      $0.text.contains("第二个来电  响铃") && $0.bells > bells && $0.cursorRow == "何时> 十分"
    }
    let secondAnswered = system.tell("Newstate", Self.up, second)
    try terminal.waitFor("在线  19900000002")
    try terminal.enter("钟前")
    try terminal.waitFor("已记录 何时: 十分钟前")
    try terminal.press(Key.swap)
    try terminal.waitForLine("何时>")
    try terminal.send("昨天")
    try terminal.waitForLine("何时> 昨天")
    // The one who is not on the screen hangs up: his own row says so.
    usleep(1_200_000)
    let firstEnded = system.tell("Hangup", Self.up, first)
    try terminal.waitFor("已挂机, 记录未结束  19900000001")
    #expect(!terminal.screen.text.contains("对方已挂机") && terminal.screen.cursorRow == "何时> 昨天")
    try terminal.enter()
    try terminal.waitFor("已记录 何时: 昨天")
    usleep(1_200_000)
    let secondEnded = system.tell("Hangup", Self.up, second)
    try terminal.waitFor("对方已挂机")
    for _ in 1...2 { try terminal.enter("/hangup") }
    try terminal.waitForLine("接警>")
    for (telephone, own, other, talked) in [
      (first, "十分钟前", "昨天", firstEnded - firstAnswered), (second, "昨天", "十分钟前", secondEnded - secondAnswered),
    ] {
      let record = try console.record(from: telephone.number)
      #expect(record.contains(own) && !record.contains(other), "\(record)")
      #expect(record.contains("\"source\":\"measured\""))
      let written = record.firstMatch(of: /"talk_ms":(\d+)/).flatMap { Int64($0.output.1) }
      // By the telephone's own word, however slow this machine is.
      #expect(abs(try #require(written) - talked) <= 1_000, "\(record)")
    }
    #expect(try console.lines("answer").count == 2 && console.lines("end").count == 2)
  }
}
