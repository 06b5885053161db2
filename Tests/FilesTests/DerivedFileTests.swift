import Files
import Foundation
import Glibc
import TestSupport
import Testing

/// Derived files are whole, their user's own and of the right layout, or they are as none.
@Suite(.timeLimit(.minutes(20))) struct DerivedFileTests {
  private let directory = TemporaryDirectory()
  private let layout = DerivedFile.Layout("test", version: 3)
  private let sections: [[UInt8]] = [[], Array("first".utf8), [UInt8](repeating: 7, count: 4_096), [1]]
  private var file: DerivedFile { DerivedFile(logs: directory.path, name: "some", layout: layout) }
  private var folder: String { directory.file("cache/\(geteuid())") }
  private var path: String { folder + "/some" }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private func content(_ contents: DerivedContents?) -> [[UInt8]?]? {
    contents.map { contents in (0..<contents.count).map { contents.section($0) } }
  }

  @Test func `what was written is read back, with its source, and replaced as a whole`() throws {
    #expect(file.open() == nil)
    #expect(file.write(sections, source: Array(1...32)))
    let before = try #require(file.open())
    #expect(content(before) == sections && before.source == Array(1...32))
    #expect(file.write([[9]]))
    #expect(content(file.open()) == [[9]] && file.open()?.source == [UInt8](repeating: 0, count: 32))
    // Whoever had it open goes on in what he found.
    #expect(content(before) == sections)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["some"])
  }

  @Test func `values of a plain layout stay what they are`() {
    let numbers: [Int32] = (0..<1_001).map { $0 * 3 }
    #expect(file.write([numbers.withUnsafeBytes { Array($0) }]))
    #expect(file.open()?.values(section: 0) == numbers)
    let wide: [Int64]? = file.open()?.values(section: 0)
    #expect(wide == nil)
    #expect(file.open()?.section(1) == nil)
  }

  @Test(arguments: ["none", "0750", "0777 and own 0755"])
  func `whoever comes first, the modes are the same and an older program's are mended`(before: String) throws
  {
    let cache = directory.file("cache")
    if before != "none" { #expect(mkdir(cache, 0o750) == 0) }
    if before.contains("own") { #expect(chmod(cache, 0o777) == 0 && mkdir(folder, 0o755) == 0) }
    let mask = umask(0o077)
    defer { umask(mask) }
    #expect(file.write(sections))
    file.alone {}
    #expect(try mode(cache) == 0o3770 && mode(folder) == 0o700 && mode(path) == 0o600)
    #expect(try mode(folder + "/.some.lock") == 0o600)
  }

  @Test func `any changed byte is seen in its section, and nowhere taken for what was written`() throws {
    #expect(file.write(sections, source: [1]))
    let good = try Data(contentsOf: URL(filePath: path))
    var random = SplitMix(seed: 5)
    for place in Array(0..<300) + (0..<200).map({ _ in Int.random(in: 0..<good.count, using: &random) }) {
      guard place < good.count else { continue }
      var bad = good
      bad[place] ^= UInt8.random(in: 1...255, using: &random)
      try bad.write(to: URL(filePath: path))
      guard let contents = file.open() else { continue }
      #expect(contents.source == [1] + [UInt8](repeating: 0, count: 31))
      let found = (0..<contents.count).map { contents.section($0) }
      #expect(found.count == sections.count)
      #expect(zip(found, sections).allSatisfy { $0 == nil || $0 == $1 }, "byte \(place)")
    }
    for length in stride(from: 0, to: good.count, by: 37) {
      try good.prefix(length).write(to: URL(filePath: path))
      #expect(file.open() == nil, "\(length) bytes")
    }
    try (good + [0]).write(to: URL(filePath: path))
    #expect(file.open() == nil)
  }

  @Test func `another layout, version, name or owner is as none`() throws {
    #expect(file.write(sections))
    for other in [DerivedFile.Layout("test", version: 4), DerivedFile.Layout("tess", version: 3)] {
      #expect(DerivedFile(logs: directory.path, name: "some", layout: other).open() == nil)
    }
    #expect(link(path, path + "-2") == 0)
    #expect(file.open() == nil, "it has a second name")
    #expect(unlink(path + "-2") == 0)
    #expect(file.open() != nil)
    guard geteuid() == 0 else { return }
    #expect(chown(path, 12_345, 0) == 0)
    #expect(file.open() == nil, "another user wrote it")
  }

  @Test func `a link, a pipe or a folder in its place is as none and holds nobody up`() throws {
    #expect(file.write(sections))
    let elsewhere = directory.file("elsewhere")
    try Data("mine".utf8).write(to: URL(filePath: elsewhere))
    for kind in ["link", "pipe", "folder"] {
      _ = try? FileManager.default.removeItem(atPath: path)
      switch kind {
      case "link": #expect(symlink(elsewhere, path) == 0)
      case "pipe": #expect(mkfifo(path, 0o600) == 0)
      default: #expect(mkdir(path, 0o700) == 0)
      }
      #expect(file.open() == nil, "\(kind)")
      #expect(file.write(sections) == (kind != "folder"), "\(kind)")
    }
    #expect(try Data(contentsOf: URL(filePath: elsewhere)) == Data("mine".utf8))
    try FileManager.default.removeItem(atPath: folder)
    #expect(symlink("..", folder) == 0)
    #expect(!file.write(sections) && file.open() == nil, "no link is followed")
  }

  @Test func `where nothing can be kept nothing is, and the work is done all the same`() throws {
    try Data().write(to: URL(filePath: directory.file("cache")))
    #expect(!file.write(sections) && file.open() == nil)
    #expect(file.alone { 7 } == 7)
    #expect(!DerivedFile(logs: directory.file("nowhere"), name: "some", layout: layout).write(sections))
  }

  @Test func `two that want to be alone wait for each other`() async {
    let path = directory.path
    let most = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          DerivedFile(logs: path, name: "some", layout: DerivedFile.Layout("test", version: 3)).alone {
            let mark = path + "/inside"
            let isAlone = mkdir(mark, 0o700) == 0
            usleep(20_000)
            rmdir(mark)
            return isAlone ? 1 : 2
          }
        }
      }
      return await group.reduce(0) { max($0, $1) }
    }
    #expect(most == 1)
  }
}
