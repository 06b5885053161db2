import CallModel
import CallPhone
import Foundation
import TestSupport
import Testing

@Suite struct PhoneEventFileTests {
  private let folder = TemporaryDirectory()
  private let day = CivilDate(dayNumber: 20_779)

  private var path: String { PhoneFiles.events(logs: folder.path + "/logs", day: day) }

  private func append(_ text: String) throws {
    try PhoneEventFile.append(Array(text.utf8), logs: folder.path + "/logs", day: day)
  }

  private func makeFolder() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/logs/phone", withIntermediateDirectories: true)
  }

  @Test func `folders and file are made when they are missing, for nobody else to read`() throws {
    try append("a")
    try append("b")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "a\nb\n")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect((mode ?? 0o777) & 0o007 == 0)
    #expect(path.hasSuffix("/logs/phone/events-20261122.jsonl"))
  }

  @Test func `a line cut short by somebody else is not continued`() throws {
    try makeFolder()
    try Data("{\"half".utf8).write(to: URL(filePath: path))
    try append("whole")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "{\"half\nwhole\n")
  }

  @Test func `a pipe at the path is refused at once, with and without a reader`() throws {
    try makeFolder()
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: PhoneFileFault.notRegularFile(path: path)) { try append("a") }
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    #expect(throws: PhoneFileFault.notRegularFile(path: path)) { try append("a") }
  }

  @Test func `a folder and a symbolic link at the path are refused`() throws {
    try makeFolder()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(throws: PhoneFileFault.notRegularFile(path: path)) { try append("a") }
    try FileManager.default.removeItem(atPath: path)
    let target = folder.file("elsewhere")
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    #expect(throws: PhoneFileFault.notRegularFile(path: path)) { try append("a") }
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test func `a place that cannot be written is a fault and not a crash`() throws {
    try makeFolder()
    let fault = #expect(throws: PhoneFileFault.self) {
      try PhoneEventFile.append([0x61], logs: "/proc/no-such-folder", day: day)
    }
    guard case .system = fault else {
      Issue.record("not a system fault")
      return
    }
  }

  @Test func `sixteen writers at once lose nothing and keep their order`() async throws {
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<16 {
        group.addTask {
          for number in 0..<200 {
            let line = "\(writer) \(number) " + String(repeating: "x", count: 250)
            try? PhoneEventFile.append(Array(line.utf8), logs: self.folder.path + "/logs", day: self.day)
          }
        }
      }
    }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 3_200)
    for writer in 0..<16 {
      let own = lines.filter { $0.hasPrefix("\(writer) ") }
      #expect(own.map { $0.split(separator: " ")[1] } == (0..<200).map { Substring("\($0)") })
      #expect(own.allSatisfy { $0.hasSuffix(String(repeating: "x", count: 250)) })
    }
  }
}
