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

  // MARK: Damage

  private func change(_ path: JournalPath, _ body: (inout [String]) -> Void) throws {
    let text = try String(contentsOfFile: test.file(path), encoding: .utf8)
    var lines = text.split(separator: "\n").map(String.init)
    body(&lines)
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: test.file(path)))
  }

  @Test(arguments: ["changed", "gone", "nonsense", "last", "link"])
  func `a journal damaged anywhere leaves as that, once, until it is mended`(how: String) throws {
    let watch = Watch()
    for number in 1...6 { try write("03", number) }
    let path = try test.path()
    let whole = try Data(contentsOf: URL(filePath: test.file(path)))
    _ = try read("command = x\nevery = 60\n")
    try change(path) { lines in
      switch how {
      case "changed": lines[2] = lines[2].replacing("晋陵", with: "北京")
      case "gone": lines.remove(at: 2)
      case "nonsense": lines[2] = "nonsense"
      case "link": lines[2] = lines[2].replacing(#"prev":"0"#, with: #"prev":"1"#) + " "
      default: lines[lines.count - 1] = "nonsense"
      }
    }
    let mark = HeadLines.damaged(path.description)
    _ = send(watch)
    #expect(
      watch.lines.last?.contains(mark) == true && watch.lines.joined().count { $0.contains("seat-03") } == 1)
    test.clock.advance(milliseconds: 600_000)
    #expect(send(watch) == "0")
    // It is told as often as there is something new, and is nobody's delay.
    test.clock.advance(milliseconds: 600_000)
    #expect(!standing.isTrouble)
    try whole.write(to: URL(filePath: test.file(path)))
    #expect(send(watch) == "1")
    #expect(watch.lines.joined().compactMap { Checkpoint(line: $0) }.count == 1)
  }

  @Test func `what cannot be read leaves as damaged, and other files as ever`() throws {
    let watch = Watch()
    try write("03", 1)
    try write("04", 1)
    let (path, whole) = (try test.path("04"), test.file(try test.path("04")) + ".kept")
    rename(test.file(path), whole)
    symlink("/etc/hostname", test.file(path))
    #expect(send(watch) == "2")
    #expect(watch.lines[0].contains(HeadLines.damaged(path.description)))
    #expect(watch.lines[0].compactMap { Checkpoint(line: $0)?.path.seat } == [test.seat])
    // The folder of the day before.
    let before = "\(test.logs)/live/2026/11/\(test.today.adding(days: -1).compact.suffix(2))"
    symlink("/etc", before)
    test.clock.advance(milliseconds: 60_000)
    #expect(send(watch) == "1")
    #expect(watch.lines[1].allSatisfy { HeadLines.damagedPlace($0)?.hasPrefix("live/") == true })
  }

  @Test func `the file that follows on a damaged one leaves with its end`() throws {
    let watch = Watch()
    for number in 1...3 { try write("03", number) }
    try change(try test.path()) { $0[$0.count - 1] = "nonsense" }
    try write("03", 4)
    _ = send(watch)
    #expect(watch.lines.joined().contains(HeadLines.damaged(try test.path().description)))
    #expect(watch.lines.joined().compactMap { Checkpoint(line: $0)?.path.segment } == [2])
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
