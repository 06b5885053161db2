import Foundation
import TestSupport
import Testing

/// The caller's words spoken through a program of the name `espeak-ng`, with one in its place that writes
/// down what it is given.
@Suite(.serialized, .timeLimit(.minutes(20))) struct DrillSpeechTests {
  private let logs = TemporaryDirectory()
  private let voice = TemporaryDirectory()

  /// Puts a shell script in the place of the program.
  private func install(_ body: String) throws {
    let path = voice.file("espeak-ng")
    try "#!/bin/sh\ncd \"${0%/*}\"\n\(body)\n".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  private static let recorder = "printf '%s\\n' \"$@\" >>said; echo '' >>said"
  private static let hanging = "trap '' TERM HUP INT; echo $$ >>pids; while :; do sleep 1; done"

  private func terminal(_ scenario: String = "snatched-phone", path: String = ":/bin") throws
    -> PseudoTerminal
  {
    try PseudoTerminal(
      executable: "call110",
      arguments: [
        "drill", "run", scenario, "--trainee", "041207", "--pace", "10", "--speak", "--logs", logs.path,
      ], environment: ["PATH": voice.path + path], rows: 40)
  }

  private func inject(_ words: [String]) throws {
    let run = try ProgramRun(["drill", "inject"] + words + ["--trainer", "9001", "--logs", logs.path])
    #expect(run.status == 0, "\(run.error)")
  }

  /// The calls of the program so far, each a list of arguments, once there are so many.
  private func said(_ count: Int, _ terminal: PseudoTerminal) throws -> [[String]] {
    let file = voice.file("said")
    for _ in 0..<200 {
      let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
      // The last piece is what stands behind the last whole call: nothing, or one still being written down.
      let calls = text.components(separatedBy: "\n\n").dropLast()
      if calls.count >= count { return calls.prefix(count).map { $0.components(separatedBy: "\n") } }
      _ = try? terminal.waitFor("\u{1}", seconds: 0.1)
    }
    return []
  }

  /// Waits until the voice runs.
  private func waitForVoice(_ terminal: PseudoTerminal) {
    for _ in 0..<100 where !FileManager.default.fileExists(atPath: voice.file("pids")) {
      _ = try? terminal.waitFor("\u{1}", seconds: 0.1)
    }
  }

  /// Whether the processes that wrote their numbers down are gone, within some seconds.
  private func areGone(_ terminal: PseudoTerminal) throws -> Bool {
    let text = try String(contentsOfFile: voice.file("pids"), encoding: .utf8)
    let numbers = text.split(separator: "\n")
    #expect(!numbers.isEmpty)
    for _ in 0..<100 {
      let isAlive = numbers.contains { number in
        let stat = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)
        return stat.map { !$0.contains(") Z ") } ?? false
      }
      if !isAlive { return true }
      _ = try? terminal.waitFor("\u{1}", seconds: 0.1)
    }
    return false
  }

  @Test func `a Chinese caller is spoken by the Chinese voice, and no word becomes an option or a command`()
    throws
  {
    try install(Self.recorder)
    let terminal = try terminal()
    try terminal.waitFor("0519-00000101", seconds: 20)
    try terminal.send("\r")
    try terminal.waitFor("我手机刚刚被人抢走了")
    let first = try said(1, terminal).first
    #expect(first == ["-v", "cmn", "-s", "450", "--", "喂，110吗？我手机刚刚被人抢走了，就一分钟前。"])
    try inject(["say", "（小声）-w x.wav; touch y $HOME `touch z` [[k]] <mark>快"])
    let second = try #require(try said(2, terminal).last)
    #expect(second.count == 6 && second[4] == "--")
    #expect(
      second[5] == "-w x.wav; touch y $HOME `touch z`   k    mark 快", "\(second)")
    let files = try FileManager.default.contentsOfDirectory(atPath: voice.path)
    #expect(Set(files) == ["espeak-ng", "said"])
  }

  @Test(arguments: [
    ("snatched-phone", "cmn"), ("father-missing", "cmn+f2"), ("kitchen-knife", "cmn+whisper"),
    ("child-playing", "cmn+f5"),
  ]) func `who speaks has a voice of his own, through any program named by a template`(
    scenario: String, variant: String
  ) throws {
    try install(Self.recorder)
    let terminal = try PseudoTerminal(
      executable: "call110",
      arguments: [
        "drill", "run", scenario, "--trainee", "041207", "--pace", "10", "--logs", logs.path,
        "--voice-command", "\(voice.path)/espeak-ng --voice {voice} {text}",
      ], environment: ["PATH": "/bin"], rows: 40)
    try terminal.waitFor("响铃 第1声", seconds: 20)
    try terminal.send("\r")
    let first = try #require(try said(1, terminal).first)
    #expect(first.count == 3 && first[0] == "--voice" && first[1] == variant, "\(first)")
  }

  @Test(
    .enabled(
      if: !FileManager.default.fileExists(atPath: "/proc/asound/card0"), "this machine has a sound card"))
  func `where nothing makes a sound that is said, and a sound server or an own program is taken to`() throws {
    try install(Self.recorder)
    let words = ["drill", "run", "snatched-phone", "--trainee", "041207", "--logs", logs.path]
    for (more, environment, isTold) in [
      (["--speak"], [:], true), (["--speak"], ["PULSE_SERVER": "tcp:127.0.0.1"], false),
      (["--voice-command", "espeak-ng {text}"], [:], false),
    ] as [([String], [String: String], Bool)] {
      let terminal = try PseudoTerminal(
        executable: "call110", arguments: words + more,
        environment: ["PATH": voice.path + ":/bin", "XDG_RUNTIME_DIR": voice.path].merging(environment) {
          $1
        },
        rows: 40)
      try terminal.waitFor("DRILL", seconds: 20)
      #expect(terminal.screen.everything.contains("不会有人听见") == isTold, "\(more) \(environment)")
    }
  }

  @Test func `an English caller is spoken by the English voice, Chinese names by the Chinese one`() throws {
    try install(Self.recorder)
    let terminal = try terminal("snatched-phone-english")
    try terminal.waitFor("0519-00000102", seconds: 20)
    try terminal.send("\r")
    try terminal.waitFor("Help, please!")
    try terminal.send("/said ask-where\r")
    let calls = try said(5, terminal).map { [$0[1], $0.last ?? ""] }
    #expect(
      calls == [
        ["en", "Help, please! A man on a scooter took my phone, just 1 minute ago!"],
        ["en", "The sign says"],
        ["cmn", "兰园路"], ["en", "and"], ["cmn", "北塘街,"],
      ])
  }

  @Test func `a program that hangs never holds the drill up, and is ended with the call`() throws {
    try install(Self.hanging)
    let terminal = try terminal()
    try terminal.waitFor("0519-00000101", seconds: 20)
    try terminal.send("\r")
    try terminal.waitFor("我手机刚刚被人抢走了")
    try terminal.send("/said ask-where\r")
    try terminal.waitFor("兰园路和北塘街的路口")
    waitForVoice(terminal)
    try terminal.send("/hangup\r")
    try terminal.waitFor("演练到此结束")
    let isGone = try areGone(terminal)
    #expect(isGone)
    try terminal.send("/quit\r")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func `a caller cut off falls silent`() throws {
    try install(Self.hanging)
    let terminal = try terminal()
    try terminal.waitFor("0519-00000101", seconds: 20)
    try terminal.send("\r")
    try terminal.waitFor("我手机刚刚被人抢走了")
    waitForVoice(terminal)
    try inject(["cut-off"])
    let isGone = try areGone(terminal)
    #expect(isGone)
  }

  @Test func `a terminal that goes away leaves no voice behind`() throws {
    try install(Self.hanging)
    let terminal = try terminal()
    try terminal.waitFor("0519-00000101", seconds: 20)
    try terminal.send("\r")
    try terminal.waitFor("我手机刚刚被人抢走了")
    waitForVoice(terminal)
    terminal.hangUp()
    _ = try terminal.waitForExit()
    let isGone = try areGone(terminal)
    #expect(isGone)
  }

  @Test(arguments: ["exit 1", "kill -9 $$"]) func `a program that fails is told once, and the drill goes on`(
    body: String
  ) throws {
    try install(body)
    let terminal = try terminal()
    try terminal.waitFor("0519-00000101", seconds: 20)
    try terminal.send("\r")
    try terminal.waitFor("我手机刚刚被人抢走了")
    try terminal.send("/said ask-where\r")
    try terminal.waitFor("espeak-ng 运行失败")
    try terminal.send("/said ask-when\r")
    try terminal.waitFor("就刚才，一分钟前")
    let told = terminal.screen.everything.components(separatedBy: "运行失败").count
    #expect(told == 2)
  }

  @Test func `without the program the drill says so and goes on`() throws {
    let terminal = try terminal(path: "")
    try terminal.waitFor("没有安装 espeak-ng")
    try terminal.waitFor("0519-00000101", seconds: 20)
  }

  @Test func `a scripted drill is silent and says so`() throws {
    try install(Self.recorder)
    let run = try ProgramRun(
      ["drill", "run", "snatched-phone", "--trainee", "041207", "--speak", "--logs", logs.path],
      input: Array("/answer\n@quiet\n".utf8), environment: ["PATH": voice.path])
    #expect(run.status == 0 && run.error.contains("--speak") && !run.error.contains("没有安装"))
    #expect(!FileManager.default.fileExists(atPath: voice.file("said")))
  }
}
