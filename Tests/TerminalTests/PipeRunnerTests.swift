import Foundation
import TestSupport
import Testing

@testable import Terminal

@Suite struct PipeRunnerTests {
  private struct Line: Hashable {
    let text: String
    let number: Int
    let wasCut: Bool
  }

  private let folder = TemporaryDirectory()

  private func lines(of bytes: Data, most: Int = .max) throws -> ([Line], PipeRunner.Ending) {
    let path = folder.file(UUID().uuidString)
    try bytes.write(to: URL(fileURLWithPath: path))
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    var found: [Line] = []
    let ending = PipeRunner.run(descriptor: descriptor) { text, number, wasCut in
      found.append(Line(text: text, number: number, wasCut: wasCut))
      return found.count < most
    }
    return (found, ending)
  }

  @Test func `lines are numbered, whatever ends them`() throws {
    let (found, ending) = try lines(of: Data("\u{FEFF}/ring\r\n\n晋陵中路\n最后".utf8))
    #expect(found.map(\.text) == ["/ring", "", "晋陵中路", "最后"])
    #expect(found.map(\.number) == [1, 2, 3, 4])
    #expect(ending == .endOfInput)
    #expect(try lines(of: Data()).0.isEmpty)
  }

  @Test func `a megabyte without a newline is one line, cut and said so`() throws {
    let (found, _) = try lines(of: Data(String(repeating: "长", count: 1_000_000).utf8) + Data("\n下一行\n".utf8))
    #expect(found.map(\.wasCut) == [true, false])
    #expect(found[0].text == String(repeating: "长", count: 4_000))
    #expect(found[1] == Line(text: "下一行", number: 2, wasCut: false))
  }

  @Test func `4000 characters are whole and 4001 are not`() throws {
    for (count, isCut) in [(4_000, false), (4_001, true)] {
      let (found, _) = try lines(of: Data(String(repeating: "𠮷", count: count).utf8))
      #expect(found.map(\.wasCut) == [isCut])
      #expect(found[0].text.count == 4_000)
    }
  }

  @Test func `controls, NUL and bytes that are no text do no harm`() throws {
    let (found, _) = try lines(of: Data([0x61, 0x00, 0x1B, 0x5B, 0x41, 0xFF, 0x09, 0x62, 0x0A]))
    #expect(found.map(\.text) == ["a[A\u{FFFD} b"])
  }

  @Test func `it stops when told to`() throws {
    let (found, ending) = try lines(of: Data("1\n2\n3\n".utf8), most: 2)
    #expect(found.map(\.text) == ["1", "2"])
    #expect(ending == .stopped)
  }

  @Test func `what cannot be read is an error`() {
    #expect(PipeRunner.run(descriptor: -1) { _, _, _ in true } == .failed(errno: EBADF))
    let descriptor = open("/", O_RDONLY)
    defer { close(descriptor) }
    #expect(PipeRunner.run(descriptor: descriptor) { _, _, _ in true } == .failed(errno: EISDIR))
  }

  @Test func `a slow pipe that does not block is waited for`() throws {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    let writer = ends[1]
    Thread.detachNewThread {
      for part in ["半", "行\n一", "行"] {
        usleep(2_000)
        write(writer, part, part.utf8.count)
      }
      close(writer)
    }
    var found: [String] = []
    let ending = PipeRunner.run(descriptor: ends[0]) { text, _, _ in
      found.append(text)
      return true
    }
    close(ends[0])
    #expect(found == ["半行", "一行"])
    #expect(ending == .endOfInput)
  }

  @Test func `bytes in any parts give the same lines`() {
    let bytes = Array("一\r\n二二\n\n三".utf8)
    for size in 1...bytes.count {
      var splitter = LineSplitter()
      var found: [LineSplitter.Line] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        found += splitter.feed(bytes[start..<min(bytes.count, start + size)])
      }
      found += [splitter.finish()].compactMap { $0 }
      #expect(found.map(\.text) == ["一", "二二", "", "三"], "parts of \(size)")
    }
  }
}
