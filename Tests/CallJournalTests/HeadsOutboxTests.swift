@testable import CallJournal
import CallModel
import Files
import Foundation
import Glibc
import PlainText
import TestSupport
import Testing

/// Ends of journals that leave the machine by themselves: what is sent, when, and by whose word.
@Suite struct HeadsOutboxTests {
  private let test: JournalTestCase

  init() throws { test = try JournalTestCase() }

  private var now: WallInstant { WallInstant(milliseconds: test.clock.milliseconds) }

  private func write(_ seat: String, _ number: Int) throws {
    let writer = try test.writer(seat: try SeatIdentifier(seat))
    try writer.append([test.draft(number)])
    writer.close()
  }

  /// What is given to a second machine, and how often.
  private final class Watch {
    var lines: [[String]] = []
    var isAway = false

    func take(_ lines: [String]) -> String? {
      if isAway { return "away" }
      self.lines.append(lines)
      return nil
    }
  }

  private func send(_ watch: Watch, every seconds: Int = 60) -> String {
    switch HeadsOutbox(logs: test.logs).send(at: now, every: seconds, deliver: watch.take) {
    case .notDue: "not due"
    case .sent(let count): "\(count)"
    case .failed(let reason): reason
    }
  }

  @Test func `what changed leaves every minute, once for all consoles of an account`() throws {
    let watch = Watch()
    try write("03", 1)
    try write("04", 1)
    #expect(send(watch) == "2")
    #expect(send(watch) == "not due")
    try write("03", 2)
    #expect(send(watch) == "not due")
    test.clock.advance(milliseconds: 60_000)
    #expect(send(watch) == "1")
    test.clock.advance(milliseconds: 60_000)
    #expect(send(watch) == "0")
    #expect(watch.lines.count == 2)
    #expect(HeadsOutbox(logs: test.logs).lastSent == now)
    let sent = watch.lines.joined().compactMap { Checkpoint(line: $0) }
    #expect(sent.count == 3 && sent.allSatisfy { test.reader.holds($0) })
  }

  @Test func `what nobody took is sent again, and a clock set back keeps nothing here`() throws {
    let watch = Watch()
    try write("03", 1)
    watch.isAway = true
    #expect(send(watch) == "away")
    #expect(send(watch) == "away")
    watch.isAway = false
    #expect(send(watch) == "1")
    test.clock.advance(milliseconds: -3_600_000)
    try write("03", 2)
    #expect(send(watch) == "1")
  }

  @Test func `the calendar's digest leaves with the ends`() throws {
    let watch = Watch()
    try write("03", 1)
    try Data("2031\t2031-01-01\n".utf8).write(to: URL(filePath: test.logs + "/calendar.tsv"))
    #expect(send(watch) == "2")
    #expect(watch.lines.joined().contains { $0.hasPrefix("call110-digest calendar.tsv") })
  }

  // MARK: How it stands

  private var standing: HeadsStanding { HeadsStanding(logs: test.logs, at: now) }

  @Test func `whoever asks is told whether they stay, leave, are late or cannot`() throws {
    let watch = Watch()
    try write("03", 1)
    #expect(standing == .stay && !standing.isTrouble)
    _ = try read("command = x\nevery = 60\n")
    // What never left is late at once: nobody can say since when.
    #expect(standing == .late(every: 60, last: nil) && standing.isTrouble)
    // The settings' own digest leaves with the end.
    #expect(send(watch) == "2")
    let first = now
    #expect(standing == .leave(every: 60, last: first) && !standing.isTrouble)
    test.clock.advance(milliseconds: 170_000)
    try write("03", 2)
    #expect(standing == .leave(every: 60, last: first))
    test.clock.advance(milliseconds: 20_000)
    #expect(standing == .late(every: 60, last: first))
    #expect(send(watch) == "1")
    let second = now
    // Where nothing was written nothing has to leave.
    test.clock.advance(milliseconds: 3_600_000)
    #expect(standing == .leave(every: 60, last: second))
    try Data("nonsense\n".utf8).write(to: URL(filePath: test.logs + "/heads"))
    #expect(standing == .unusable(.badLine(1)) && standing.isTrouble)
  }

  @Test(.enabled(if: getuid() == 0, "only root gives files away"))
  func `what another account has to send is not this one's delay`() throws {
    try write("03", 1)
    _ = try read("command = x\n")
    #expect(standing.isTrouble)
    chown(test.file(try test.path()), 4711, 4711)
    #expect(standing == .leave(every: 60, last: nil))
  }

  // MARK: Settings

  private func read(_ text: String?, mode: Int = 0o644) throws -> HeadsSettings? {
    let path = test.logs + "/heads"
    try FileManager.default.createDirectory(atPath: test.logs, withIntermediateDirectories: true)
    try? FileManager.default.removeItem(atPath: path)
    if let text {
      try Data(text.utf8).write(to: URL(filePath: path))
      chmod(path, mode_t(mode))
    }
    return try HeadsSettings.read(logs: test.logs)
  }

  @Test func `a site says where they go, and nothing leaves without its word`() throws {
    #expect(try read(nil) == nil)
    let all = try read("# 校验点\nsyslog = yes\ncommand = ssh watch 'cat >> a=b'\nevery = 30\n")
    #expect(all?.usesSyslog == true && all?.command == "ssh watch 'cat >> a=b'" && all?.seconds == 30)
    let some = try read("syslog = yes\n")
    #expect(some?.command == nil && some?.seconds == 60)
  }

  @Test(arguments: [
    "", "syslog = no\n", "every = 60\n", "syslog = perhaps\n", "command =\n", "every = 5\nsyslog = yes\n",
    "every = x\nsyslog = yes\n", "nonsense\n", "syslog yes\n", "post = x\n",
  ]) func `a word that says nothing is told and followed by nobody`(text: String) {
    #expect(throws: HeadsSettingsFault.self) { try read(text) }
  }

  @Test func `nobody lets a program run under other accounts who may not`() throws {
    let text = "command = touch /tmp/x\n"
    for mode in [0o664, 0o646, 0o666] {
      #expect(throws: HeadsSettingsFault.foreign) { try read(text, mode: mode) }
    }
    #expect(throws: HeadsSettingsFault.self) { try read("command = \u{0}\n".replacing("\u{0}", with: "")) }
    let path = test.logs + "/heads"
    try FileManager.default.removeItem(atPath: path)
    symlink("/etc/hostname", path)
    #expect(throws: HeadsSettingsFault.self) { try HeadsSettings.read(logs: test.logs) }
    unlink(path)
    mkfifo(path, 0o600)
    #expect(throws: HeadsSettingsFault.self) { try HeadsSettings.read(logs: test.logs) }
  }

  @Test(.enabled(if: getuid() == 0, "only root gives files away"))
  func `another member's file is not followed`() throws {
    _ = try read("command = touch /tmp/x\n")
    chown(test.logs + "/heads", 4711, 4711)
    #expect(throws: HeadsSettingsFault.foreign) { try HeadsSettings.read(logs: test.logs) }
    chown(test.logs, 4711, 4711)
    #expect(try HeadsSettings.read(logs: test.logs)?.command == "touch /tmp/x")
  }
}
