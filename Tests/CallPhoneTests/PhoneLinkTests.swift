import CallPhone
import Foundation
import TestSupport
import Testing

@Suite struct PhoneLinkTests {
  private let folder = TemporaryDirectory()

  private func write(_ state: String, source: String = "ami:pbx1", modified: Double = 1_000) throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/phone", withIntermediateDirectories: true)
    let path = PhoneStatusFile.path(logs: folder.path, source: source)
    try PhoneStatusFile.write(Array(#"{"v":1,"state":"\#(state)"}"#.utf8), path: path)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: modified)], ofItemAtPath: path)
  }

  @Test func `no status file is no link, unless hooks write events`() {
    var link = PhoneLink(logs: folder.path)
    #expect(link.read(monotonic: 0, wall: 0) == .none)
    #expect(link.read(monotonic: 0, wall: 0, hasEvents: true) == .normal)
  }

  @Test func `a status older than twenty seconds is a broken link`() throws {
    var link = PhoneLink(logs: folder.path)
    try write("up", modified: 1_000)
    #expect(link.read(monotonic: 50_000, wall: 1_004_000) == .normal)
    #expect(link.read(monotonic: 69_999, wall: 1_024_000) == .normal)
    #expect(link.read(monotonic: 70_000, wall: 1_024_000) == .down)
    try write("up", modified: 1_030)
    #expect(link.read(monotonic: 71_000, wall: 1_030_000) == .normal)
  }

  @Test func `a file left over from before is down until it moves`() throws {
    var link = PhoneLink(logs: folder.path)
    try write("up", modified: 1_000)
    #expect(link.read(monotonic: 1_000, wall: 9_000_000) == .down)
    try write("up", modified: 1_005)
    #expect(link.read(monotonic: 6_000, wall: 9_005_000) == .normal)
  }

  @Test func `a clock that is set here does not break the link`() throws {
    var link = PhoneLink(logs: folder.path)
    try write("up", modified: 1_000)
    #expect(link.read(monotonic: 0, wall: 1_000_000) == .normal)
    #expect(link.read(monotonic: 5_000, wall: 99_000_000) == .normal)
  }

  @Test(arguments: [
    ("silent", PhoneLinkState.silent), ("connecting", .down), ("refused", .down), ("", .down),
  ])
  func `what the bridge says counts`(word: String, state: PhoneLinkState) throws {
    try write(word)
    var link = PhoneLink(logs: folder.path)
    #expect(link.read(monotonic: 0, wall: 1_000_000) == state)
  }

  @Test func `one of two links being down is down`() throws {
    try write("up", source: "a")
    try write("down", source: "b")
    var link = PhoneLink(logs: folder.path)
    #expect(link.read(monotonic: 0, wall: 1_000_000) == .down)
  }

  @Test func `damage in a status file is a link that is down, not a crash`() throws {
    try write("up")
    let path = PhoneStatusFile.path(logs: folder.path, source: "ami:pbx1")
    try Data([0x7B, 0xFF]).write(to: URL(filePath: path))
    var link = PhoneLink(logs: folder.path)
    #expect(link.read(monotonic: 0, wall: Int64(Date().timeIntervalSince1970 * 1_000)) == .down)
  }

  @Test func `a source cannot name a file outside the folder`() {
    #expect(PhoneStatusFile.path(logs: "l", source: "../../a/b") == "l/phone/status-------a-b.json")
  }
}
