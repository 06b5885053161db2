import CallModel
import CallPhone
import Foundation
import TestSupport
import Testing

@Suite struct PhoneTailTests {
  private let folder = TemporaryDirectory()
  private let day = CivilDate(dayNumber: 20_779)

  private func path(_ day: CivilDate) -> String { PhoneFiles.events(logs: folder.path, day: day) }

  private func noon(_ day: CivilDate, _ offset: Int64 = 0) -> WallInstant {
    WallInstant(date: day, millisecondOfDay: 43_200_000 + offset)
  }

  private func line(_ call: String) -> String { #"{"v":1,"ev":"ring","call":"\#(call)","seat":"1"}"# + "\n" }

  private func append(_ text: String, _ day: CivilDate? = nil) throws { try append(Array(text.utf8), day) }

  private func append(_ bytes: [UInt8], _ day: CivilDate? = nil) throws {
    let path = path(day ?? self.day)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/phone", withIntermediateDirectories: true)
    if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(filePath: path)) }
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }

  private func calls(_ tail: inout PhoneTail, _ now: WallInstant? = nil) -> [String] {
    tail.poll(now: now ?? noon(day)).map(\.event.call)
  }

  @Test func `a missing folder is waited for`() throws {
    var tail = PhoneTail(logs: folder.path + "/none/yet")
    #expect(calls(&tail).isEmpty && !tail.hasFile)
    var other = PhoneTail(logs: folder.path)
    #expect(calls(&other).isEmpty)
    try append(line("a"))
    #expect(calls(&other) == ["a"] && other.hasFile)
    #expect(calls(&other).isEmpty)
  }

  @Test func `what was there at the start is backlog, what comes later is not`() throws {
    try append(line("a"))
    var tail = PhoneTail(logs: folder.path)
    #expect(tail.poll(now: noon(day)).map(\.isBacklog) == [true])
    try append(line("b"))
    #expect(tail.poll(now: noon(day)).map(\.isBacklog) == [false])
  }

  @Test func `a half line waits for its end, byte by byte`() throws {
    var tail = PhoneTail(logs: folder.path)
    var found: [String] = []
    for byte in line("甲").utf8 {
      try append([byte])
      found += calls(&tail)
    }
    #expect(found == ["甲"])
    #expect(tail.faults.badLines == 0)
  }

  @Test func `damage is counted and everything else is read`() throws {
    var tail = PhoneTail(logs: folder.path)
    _ = calls(&tail)
    try append("\u{FEFF}" + line("a").replacing("\n", with: "\r\n") + "\n\r\nrubbish\n" + line("b"))
    try append(Array("{\"v\":1,\"x\":\"".utf8) + [0xFF, 0x00, 0x0A])
    try append(String(repeating: "y", count: 1_000_000) + "\n" + line("c"))
    try append(
      #"{"v":9,"ev":"ring","call":"x","seat":"1"}"# + "\n" + #"{"v":1,"ev":"hold","call":"x","seat":"1"}"#
        + "\n")
    try append(line("d"))
    var found: [String] = []
    repeat { found += calls(&tail) } while tail.hasMore
    #expect(found == ["a", "b", "c", "d"])
    #expect(tail.faults.badLines == 3 && tail.faults.otherVersions == 1 && tail.faults.unknownKinds == 1)
  }

  @Test func `a shortened and a replaced file are read from their beginning`() throws {
    var tail = PhoneTail(logs: folder.path)
    try append(line("a") + line("b"))
    #expect(calls(&tail) == ["a", "b"])
    try Data(line("c").utf8).write(to: URL(filePath: path(day)), options: [])
    #expect(calls(&tail) == ["c"])
    try Data((line("d") + line("e") + line("f")).utf8).write(to: URL(filePath: path(day)), options: .atomic)
    #expect(calls(&tail) == ["d", "e", "f"])
    try FileManager.default.removeItem(atPath: path(day))
    #expect(calls(&tail).isEmpty && !tail.hasFile)
    try append(line("g"))
    #expect(calls(&tail) == ["g"])
  }

  @Test func `midnight moves on to the next file and still takes late lines of the old one`() throws {
    let next = day.adding(days: 1)
    var tail = PhoneTail(logs: folder.path)
    try append(line("a"))
    let before = WallInstant(date: next).adding(milliseconds: -500)
    #expect(calls(&tail, before) == ["a"])
    try append(line("early"), next)
    // By a clock that is ahead of this one.
    #expect(calls(&tail, before) == ["early"])
    try append(line("late"))
    #expect(calls(&tail, WallInstant(date: next, millisecondOfDay: 300)) == ["late"])
    try append(line("b"), next)
    try append(line("very late"))
    #expect(Set(calls(&tail, WallInstant(date: next, millisecondOfDay: 5_000))) == ["b", "very late"])
    try append(line("hours late"))
    #expect(calls(&tail, WallInstant(date: next, millisecondOfDay: 70_000_000)) == ["hours late"])
  }

  @Test(arguments: [-1, 1]) func `a writer whose clock has another day is followed`(offset: Int) throws {
    var tail = PhoneTail(logs: folder.path)
    #expect(calls(&tail).isEmpty)
    try append(line("a"), day.adding(days: offset))
    #expect(calls(&tail) == ["a"] && tail.hasFile == (offset > 0))
    try append(line("b"))
    try append(line("c"), day.adding(days: offset))
    #expect(Set(calls(&tail)) == ["b", "c"])
    var late = PhoneTail(logs: folder.path)
    #expect(Set(calls(&late)) == (offset > 0 ? ["a", "b", "c"] : ["b"]))
    try append(line("d"), day.adding(days: offset))
    #expect(calls(&late) == ["d"])
  }

  @Test func `a console started just after midnight knows the call that rang before it`() throws {
    try append(line("a"))
    var tail = PhoneTail(logs: folder.path)
    #expect(calls(&tail, WallInstant(date: day.adding(days: 1), millisecondOfDay: 4_000)) == ["a"])
  }

  @Test func `a clock that is set to another day and back finds its place again`() throws {
    var tail = PhoneTail(logs: folder.path)
    try append(line("a"))
    #expect(calls(&tail) == ["a"])
    #expect(calls(&tail, noon(day.adding(days: 400))).isEmpty)
    try append(line("b"))
    let again = tail.poll(now: noon(day))
    #expect(again.map(\.event.call).last == "b")
  }

  @Test func `a pipe, a folder or a link at the path is left alone`() throws {
    try append(line("a"))
    try FileManager.default.removeItem(atPath: path(day))
    #expect(mkfifo(path(day), 0o600) == 0)
    var tail = PhoneTail(logs: folder.path)
    #expect(calls(&tail).isEmpty && calls(&tail).isEmpty)
    #expect(tail.faults.unreadable == 1)
    try FileManager.default.removeItem(atPath: path(day))
    try FileManager.default.createSymbolicLink(atPath: path(day), withDestinationPath: "/etc/passwd")
    #expect(calls(&tail).isEmpty && tail.faults.badLines == 0)
  }

  @Test func `a long history is not read at the start, only its end`() throws {
    let history = (0..<20_000).map { line("old\($0)") }.joined()
    try append(history)
    var tail = PhoneTail(logs: folder.path)
    var found: [String] = []
    repeat { found += calls(&tail) } while tail.hasMore
    #expect(found.count < 8_000 && found.last == "old19999" && tail.faults.badLines == 0)
  }

  @Test func `ten thousand lines at once all arrive, in bounded pieces`() throws {
    var tail = PhoneTail(logs: folder.path)
    _ = calls(&tail)
    try append((0..<10_000).map { line("c\($0)") }.joined())
    var found: [String] = []
    repeat {
      let piece = calls(&tail)
      #expect(piece.count <= PhoneTail.pollBytes / 40)
      found += piece
    } while tail.hasMore
    #expect(found == (0..<10_000).map { "c\($0)" })
  }
}
