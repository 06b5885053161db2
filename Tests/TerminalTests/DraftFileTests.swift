import CallConsole
import Foundation
import TestSupport
import Testing

@testable import Terminal

@Suite struct DraftFileTests {
  private let folder = TemporaryDirectory()
  private var path: String { folder.file("seat.draft") }

  @Test func `what was saved last is read, for its owner only`() throws {
    let file = try DraftFile(path: path)
    #expect(file.read() == nil)
    for text in ["晋", "晋陵", "晋陵中路 189 号\u{FFFD}"] {
      #expect(file.save(Draft(context: "20261122-03-0007 where", text: text)))
      #expect(try DraftFile(path: path).read() == Draft(context: "20261122-03-0007 where", text: text))
    }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `a record damaged anywhere is not taken, the one before it is`() throws {
    let file = try DraftFile(path: path)
    #expect(file.save(Draft(context: "c", text: "第一")))
    #expect(file.save(Draft(context: "c", text: "第一第二")))
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let head = Data("call110-draft 1 2 ".utf8)
    let start = try #require(whole.range(of: head)).lowerBound
    for offset in 0..<45 {
      var damaged = whole
      damaged[start + offset] ^= 0x21
      try damaged.write(to: URL(fileURLWithPath: path))
      let found = try DraftFile(path: path).read()?.text
      #expect(found == "第一" || (found == "第一第二" && damaged == whole), "offset \(offset)")
    }
  }

  @Test func `a write cut anywhere leaves one record whole`() throws {
    let file = try DraftFile(path: path)
    #expect(file.save(Draft(context: "c", text: "长长长长长长长长")))
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(file.save(Draft(context: "c", text: "短")))
    let after = try Data(contentsOf: URL(fileURLWithPath: path))
    // Only where the two differ does it matter how far a write came.
    let places = before.indices.filter { before[$0] != after[$0] }
    #expect(places.count > 30)
    for cut in places {
      try (after.prefix(cut) + before.dropFirst(cut)).write(to: URL(fileURLWithPath: path))
      let found = try DraftFile(path: path).read()?.text
      #expect(found == "长长长长长长长长", "cut at \(cut)")
    }
  }

  @Test func `nothing of a text is left once it is entered`() throws {
    let file = try DraftFile(path: path)
    for text in ["张某某住在这里", "张", ""] { #expect(file.save(Draft(context: "c", text: text))) }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(bytes.range(of: Data("张".utf8)) == nil)
    #expect(bytes.range(of: Data("某".utf8)) == nil)
    #expect(file.read()?.text == "")
  }

  @Test func `what stands in other fields is read when the line is empty, and goes when it is entered`()
    throws
  {
    let file = try DraftFile(path: path)
    let kept = Draft(context: #"0007|element:who|{"element:when":"何时半"}"#, text: "")
    #expect(file.save(kept))
    #expect(try DraftFile(path: path).read() == kept)
    #expect(file.save(Draft(context: "0007|element:who|{}", text: "")))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(bytes.range(of: Data("何时半".utf8)) == nil)
  }

  @Test func `a frozen draft stays`() throws {
    let file = try DraftFile(path: path)
    #expect(file.save(Draft(context: "c", text: "留")))
    file.freeze()
    #expect(file.save(Draft(context: "c", text: "")))
    file.remove()
    #expect(try DraftFile(path: path).read()?.text == "留")
  }

  @Test func `a longest line of the longest characters fits, more is refused and harms nothing`() throws {
    let file = try DraftFile(path: path)
    let longest = Draft(context: "c", text: String(repeating: "𠮷", count: 6_000))
    #expect(file.save(longest))
    #expect(!file.save(Draft(context: "c", text: String(repeating: "𠮷", count: 9_000))))
    #expect(try DraftFile(path: path).read() == longest)
  }

  @Test func `what is no plain file of ours is refused`() throws {
    symlink("/etc/passwd", folder.file("link"))
    mkfifo(folder.file("pipe"), 0o600)
    try Data().write(to: URL(fileURLWithPath: folder.file("one")))
    link(folder.file("one"), folder.file("two"))
    for name in ["link", "pipe", "two", ""] {
      let path = folder.file(name)
      #expect(throws: DraftFault.notAPlainFile(path: path)) { try DraftFile(path: path) }
    }
    let missing = folder.file("no/such")
    #expect(throws: DraftFault.system(path: missing, errno: ENOENT)) { try DraftFile(path: missing) }
  }

  @Test func `rubbish in the file is no draft and is written over`() throws {
    for rubbish in [
      "", "call110-draft 1 1 -5 99999999999999999999 0\n", String(repeating: "x", count: 100_000),
    ] {
      try Data(rubbish.utf8).write(to: URL(fileURLWithPath: path))
      let file = try DraftFile(path: path)
      #expect(file.read() == nil)
      #expect(file.save(Draft(context: "", text: "新")))
      #expect(try DraftFile(path: path).read()?.text == "新")
    }
  }
}
