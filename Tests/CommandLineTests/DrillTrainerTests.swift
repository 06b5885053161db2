import Foundation
import TestSupport
import Testing

/// A trainer on another terminal: what he puts in, what he sees, and what goes wrong in the middle.
@Suite(.serialized, .timeLimit(.minutes(20))) struct DrillTrainerTests {
  private let logs = TemporaryDirectory()
  private static let clockLibrary = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"

  private func ringing(_ words: [String] = ["snatched-phone"], environment: [String: String] = [:]) throws
    -> PseudoTerminal
  {
    let terminal = try PseudoTerminal(
      executable: "call110",
      arguments: ["drill", "run"] + words + ["--trainee", "041207", "--pace", "10", "--logs", logs.path],
      environment: environment, rows: 40)
    try terminal.waitFor("响铃 第1声", seconds: 20)
    return terminal
  }

  private func talking(_ environment: [String: String] = [:]) throws -> PseudoTerminal {
    let terminal = try ringing(environment: environment)
    try terminal.send("\r")
    try terminal.waitFor("我手机刚刚被人抢走了")
    return terminal
  }

  private func inject(_ words: [String]) throws -> ProgramRun {
    try ProgramRun(["drill", "inject"] + words + ["--trainer", "9001", "--logs", logs.path])
  }

  private func watch() throws -> String {
    try ProgramRun(["drill", "watch", "--once", "--logs", logs.path]).output
  }

  private func history() throws -> String {
    try ProgramRun(["drill", "history", "--trainee", "041207", "--logs", logs.path]).output
  }

  private func type(_ text: String, _ terminal: PseudoTerminal, until expected: String) throws {
    try terminal.send(text + "\r")
    try terminal.waitFor(expected)
  }

  @Test func `noise breaks the caller's words until they are asked for again`() throws {
    let terminal = try talking()
    let run = try inject(["noise"])
    #expect(run.status == 0 && run.output.contains("教官加入: 线路杂音"))
    try type("/said ask-where", terminal, until: "兰…路")
    for word in ["ask-where", "ask-where"] { try type("/said \(word)", terminal, until: "已说") }
    try type("/said ask-where", terminal, until: "来电人: 兰园路和北塘街的路口，东边。")
    #expect(try watch().contains("教官加入: 线路杂音"))
  }

  @Test func `a line cut off by the trainer is called back and the drill finished`() throws {
    let terminal = try talking()
    #expect(try inject(["cut-off"]).status == 0)
    try terminal.waitFor("对方已挂机")
    try type("/cutoff", terminal, until: "列入回拨")
    try type("/ring 0519-00000101", terminal, until: "响铃")
    try type("/answer", terminal, until: "第1声")
    try type("/said ask-where", terminal, until: "兰园路和北塘街的路口")
    let seen = try watch()
    #expect(seen.contains("教官加入: 断线") && seen.contains("来电人 (断线)") && seen.contains("回拨接通"))
    try type("/said farewell", terminal, until: "好，再见")
    try type("/hangup", terminal, until: "演练到此结束")
    try terminal.send("/quit\r")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(try history().contains("完成 1 次, 未完成 0 次"))
  }

  @Test func `the caller urges, gets worse, says words, and a second caller waits`() throws {
    let terminal = try talking()
    #expect(try inject(["urge"]).status == 0)
    try terminal.waitFor("来电人: 你们的人怎么还没到")
    #expect(try inject(["say", "他\u{1B}[31m回来了"]).status == 0)
    try terminal.waitFor("回来了")
    #expect(!terminal.output.contains([0x1B] + Array("[31m回".utf8)))
    #expect(try inject(["worse"]).status == 0)
    try type("/said ask-who", terminal, until: "已说")
    try type("/said calming", terminal, until: "好，好，我慢慢说")
    #expect(try inject(["second-caller"]).status == 0)
    try terminal.waitFor("又有一个电话在等")
    try terminal.waitFor("排队 1 个")
    try type("/hangup", terminal, until: "在等的电话由别的席位接了")
    let seen = try watch()
    for words in ["来电人催促", "来电人说话", "来电人更激动", "第二个来电", "(平静下来)"] {
      #expect(seen.contains(words), "\(words)")
    }
  }

  @Test func `what makes no sense now is told to the trainer and to nobody else`() throws {
    let terminal = try ringing()
    let early = try inject(["noise"])
    #expect(early.status == 1 && early.output.contains("未生效"))
    try terminal.send("\r")
    try terminal.waitFor("我手机刚刚被人抢走了")
    #expect(!terminal.screen.everything.contains("未生效"))
    #expect(try inject(["say"]).status == 64)
    let elsewhere = try inject(["noise", "--seat", "other"])
    #expect(elsewhere.status == 69 && elsewhere.error.contains("席位 other 没有正在进行的演练"))
  }

  @Test func `a trainer follows a drill to its end from another terminal`() throws {
    let terminal = try talking()
    let trainer = try PseudoTerminal(
      executable: "call110", arguments: ["drill", "watch", "--logs", logs.path])
    try trainer.waitFor("来电人 喂，110吗？")
    try type("/said greeting", terminal, until: "已说")
    try trainer.waitFor("受训人 已说「你好，常州110」")
    try type("/hangup", terminal, until: "演练到此结束")
    try terminal.send("/quit\r")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(try trainer.waitForExit() == .exited(0))
    let late = try inject(["noise"])
    #expect(late.status == 69 && late.error.contains("没有正在进行的演练"))
  }

  @Test func `nothing is put into a contest, and only judges watch it, by blind number`() throws {
    let open = try ProgramRun([
      "drill", "contest", "open", "spring", "--set", "basic", "--seed", "3", "--trainees", "041207",
      "--judge",
      "j1", "--logs", logs.path,
    ])
    #expect(open.status == 0, "\(open.error)")
    let terminal = try PseudoTerminal(
      executable: "call110",
      arguments: ["drill", "run", "--contest", "spring", "--trainee", "041207", "--logs", logs.path], rows: 40
    )
    try terminal.waitFor("响铃 第1声", seconds: 20)
    let run = try inject(["noise"])
    #expect(run.status == 64 && run.error.contains("比武"))
    let seat = try ProgramRun(["drill", "watch", "--once", "--logs", logs.path])
    #expect(seat.status == 69 && seat.output.isEmpty)
    let words = ["drill", "watch", "--once", "--contest", "spring", "--blind", "101", "--logs", logs.path]
    #expect(try ProgramRun(words).status == 64)
    let judge = try ProgramRun(words + ["--judge", "j1"])
    #expect(judge.status == 0 && judge.output.contains("响铃") && !judge.output.contains("041207"))
    terminal.hangUp()
  }

  @Test func `a trainee who leaves in mid-call is asked once, and the drill is unfinished`() throws {
    let terminal = try talking()
    try type("/quit", terminal, until: "再按一次回车放弃这次演练")
    // Within a quarter of a second it would be the same press.
    usleep(300_000)
    try terminal.send("\r")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(terminal.screen.everything.contains("没有做完, 不计分"))
    #expect(!terminal.screen.everything.contains("总分"))
    #expect(try history().contains("完成 0 次, 未完成 1 次"))
  }

  @Test func `a line between two wishes to leave takes the first one back`() throws {
    let terminal = try talking()
    try type("/quit", terminal, until: "再按一次回车放弃这次演练")
    try terminal.send("\u{15}")
    try type("/said greeting", terminal, until: "已说")
    try terminal.send("/quit\r")
    try type("/status", terminal, until: "缺: ")
    #expect(!terminal.screen.everything.contains("演练已放弃"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: clockLibrary), "libfaketime is not installed"))
  func `a clock set back or forward in mid-drill is told, and the drill is unfinished`() throws {
    for time in ["2026-11-22 09:00:00", "2026-11-22 14:00:00"] {
      let file = logs.file("time")
      try "@2026-11-22 10:00:00".write(toFile: file, atomically: true, encoding: .utf8)
      let terminal = try talking([
        "LD_PRELOAD": Self.clockLibrary, "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_TIMESTAMP_FILE": file,
      ])
      try "@\(time)".write(toFile: file, atomically: true, encoding: .utf8)
      try terminal.waitFor("系统时间跳变, 本次演练不计分")
      try type("/said ask-where", terminal, until: "兰园路和北塘街的路口")
      try type("/hangup", terminal, until: "演练到此结束")
      try terminal.send("/quit\r")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.screen.everything.contains("未完成 (系统时间跳变)"))
      #expect(!terminal.screen.everything.contains("总分"))
    }
    #expect(try history().contains("完成 0 次, 未完成 2 次"))
  }
}
