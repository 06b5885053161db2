import CallArchive
import CallJournal
import CallModel
import Foundation
import TestSupport
import Testing

/// What is left out of a file because a closing line says it all is never missed: whatever the order of the
/// lines, however often a call is closed, and in however many files it stands.
@Suite struct KeptLinesTests {
  private let year: SmallYear
  private let folder: String
  private let lines: [[UInt8]]

  init() throws {
    year = try SmallYear(calls: 30, days: 1, seats: 1)
    let file = try #require(year.files().first { $0.hasSuffix("seat-01.jsonl") })
    folder = String(file.dropLast("seat-01.jsonl".count))
    lines = try Data(contentsOf: URL(filePath: file)).split(separator: 0x0A).map { Array($0) }
  }

  private func write(_ lines: [[UInt8]], _ name: String = "seat-01.jsonl") throws {
    var bytes: [UInt8] = []
    for line in lines { bytes += line + [0x0A] }
    try Data(bytes).write(to: URL(filePath: folder + name))
  }

  private func expectSame(_ what: String) {
    let readings = RecordReadings(
      archive: Archive(logs: year.directory.path), days: year.days, document: year.document)
    let faults = readings.expectSame(what)
    #expect(Set(faults.records).isSubset(of: faults.all), "\(what)")
  }

  @Test func `whatever lines are doubled, taken away or moved`() throws {
    expectSame("as written")
    var random = SplitMix(seed: 5)
    for round in 0..<60 {
      var changed = lines
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let index = Int.random(in: 1..<changed.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: changed.insert(changed[index], at: Int.random(in: 1...changed.count, using: &random))
        case 1: changed.remove(at: index)
        default:
          changed.insert(changed.remove(at: index), at: Int.random(in: 1..<changed.count, using: &random))
        }
      }
      try write(changed)
      expectSame("round \(round)")
    }
  }

  private func text(_ index: Int) -> String { String(decoding: lines[index], as: UTF8.self) }

  private func ends() -> [Int] { lines.indices.filter { text($0).contains(#","ev":"end","#) } }

  @Test func `a call that is closed twice, the first time unusably, the second time, or both`() throws {
    for first in [false, true] {
      for second in [false, true] {
        for end in ends().prefix(12) {
          let broken = Array(text(end).replacing(#""record":{"#, with: #""recrod":{"#).utf8)
          var changed = lines
          changed[end] = first ? broken : lines[end]
          changed.append(second ? broken : lines[end])
          try write(changed)
          expectSame("\(first) \(second) line \(end + 1)")
        }
      }
    }
  }

  @Test func `a call that is closed in two files, or in none`() throws {
    for end in ends().prefix(12) {
      try write([lines[0], lines[end]], "seat-02.jsonl")
      expectSame("also at another seat, line \(end + 1)")
      var changed = lines
      changed.remove(at: end)
      try write(changed)
      expectSame("only at another seat, line \(end + 1)")
      try write([lines[0]], "seat-02.jsonl")
      expectSame("nowhere, line \(end + 1)")
      try write(lines)
    }
  }

  @Test func `a segment that repeats the end of a file, closing lines among it`() throws {
    var random = SplitMix(seed: 6)
    let path = "live/" + folder.dropFirst(year.directory.file("live/").count) + "seat-01.jsonl"
    for _ in 0..<20 {
      let kept = Int.random(in: 1..<lines.count, using: &random)
      let bytes = lines[..<kept].reduce(0) { $0 + $1.count + 1 }
      let said = #"{"after":"\#(path)","lines":\#(kept),"bytes":\#(bytes),"why":"failed","repeats":true}"#
      let start = try #require(text(0).range(of: #""d":{"#))
      let end = try #require(text(0).range(of: #","prev":""#))
      let segment = text(0)[..<start.lowerBound] + "\"d\":" + said + text(0)[end.lowerBound...]
      // The new segment may end anywhere, so that a call closed in the first has no end any more.
      let last = Int.random(in: kept...lines.count, using: &random)
      try write([Array(segment.utf8)] + lines[kept..<last], "seat-01.2.jsonl")
      expectSame("from line \(kept + 1) to \(last)")
    }
  }
}
