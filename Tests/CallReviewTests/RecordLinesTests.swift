import CallArchive
import CallJournal
import CallModel
import Foundation
import TestSupport
import Testing

/// Where the lines of records stand is kept of past days, and never believed of a folder that is not as it
/// was.
@Suite struct RecordLinesTests {
  private let year: SmallYear
  private let readings: RecordReadings

  init() throws {
    year = try SmallYear(calls: 60, days: 3, seats: 2)
    readings = RecordReadings(
      archive: Archive(logs: year.directory.path), days: year.days, document: year.document)
    // Folders written within the last two seconds are not kept.
    Thread.sleep(forTimeInterval: 2.1)
  }

  private func derived() throws -> [URL] {
    let all = FileManager.default.enumerator(atPath: year.directory.file("cache"))
    return (all?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".records") || $0.hasSuffix(".checks") }
      .map { URL(filePath: year.directory.file("cache/" + $0)) }
  }

  private func records() -> [CallRecord] {
    var records: [CallRecord] = []
    _ = readings.archive.forEachDay(in: year.days, ofRecords: { $0 }) { _, part in records += part }
    return records
  }

  @Test func `records, heads and checks are the same with and without them`() throws {
    #expect(readings.expectSame("none kept").all.isEmpty)
    let kept = try Dictionary(grouping: derived(), by: \.pathExtension).mapValues(\.count)
    #expect(kept.keys.sorted() == ["checks", "records"])
    let times = try derived().map { try $0.resourceValues(forKeys: [.contentModificationDateKey]) }
    #expect(readings.expectSame("kept").all.isEmpty)
    let again = try derived().map { try $0.resourceValues(forKeys: [.contentModificationDateKey]) }
    #expect(times.map(\.contentModificationDate) == again.map(\.contentModificationDate), "made once")
  }

  @Test func `they tell where lines stand and nothing that the lines say`() throws {
    let said = records().flatMap { [$0.number, $0.element(.where).text, $0.element(.what).text] }
      .compactMap { $0 }.filter { $0.utf8.count > 5 }
    readings.expectSame("made")
    #expect(said.count > 60)
    for file in try derived() {
      let bytes = try Data(contentsOf: file)
      for text in Set(said) { #expect(bytes.range(of: Data(text.utf8)) == nil) }
    }
  }

  @Test func `a damaged one is as none, wherever it is damaged`() throws {
    readings.expectSame("made")
    let before = records()
    var random = SplitMix(seed: 11)
    for round in 0..<20 {
      for file in try derived() {
        var bytes = try Data(contentsOf: file)
        bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
        try bytes.write(to: file)
      }
      #expect(records() == before, "round \(round)")
    }
  }

  private enum Change: CaseIterable {
    case damaged, damagedTimesPutBack, swapped, appended, cut, emptied, removed, added, renamed, segment
  }

  /// Every change of a folder after its lines were kept is seen by all readings, and told as if nothing had
  /// been kept.
  @Test(arguments: Change.allCases)
  private func `what is changed afterwards is told`(change: Change) throws {
    readings.expectSame("made")
    let before = records()
    let files = year.files().filter { $0.contains("/seat-") }
    let file = try #require(files.last)
    try make(change, file: file, other: #require(files.first))
    let told = readings.expectSame("\(change), kept before")
    let seen = records()
    try FileManager.default.removeItem(atPath: year.directory.file("cache"))
    let plain = readings.expectSame("\(change), nothing kept")
    #expect(told.all == plain.all && told.records == plain.records && seen == records(), "\(change)")
    #expect(!plain.all.isEmpty || seen != before, "\(change) changes something")
  }

  private func make(_ change: Change, file: String, other: String) throws {
    let url = URL(filePath: file)
    let status = try FileManager.default.attributesOfItem(atPath: file)
    var lines = try Data(contentsOf: url).split(separator: 0x0A).map { Array($0) }
    let last = lines.count - 1
    switch change {
    case .damaged, .damagedTimesPutBack: lines[last / 2][lines[last / 2].count / 2] = 0x01
    case .swapped: lines.swapAt(last, last - 1)
    case .appended: lines.append(lines[last])
    case .cut: lines.removeLast(3)
    case .emptied: lines = []
    case .removed: return try FileManager.default.removeItem(atPath: file)
    case .renamed:
      return try FileManager.default.moveItem(
        atPath: file, toPath: file.replacing(/seat-[0-9]+/, with: "seat-09"))
    case .added:
      return try FileManager.default.copyItem(
        atPath: other, toPath: file.replacing(/seat-[0-9]+/, with: "seat-09"))
    case .segment: lines = lines.reversed()
    }
    var bytes = Data()
    for line in lines { bytes += line + [0x0A] }
    try bytes.write(to: change == .segment ? URL(filePath: file.replacing(".jsonl", with: ".2.jsonl")) : url)
    if change == .damagedTimesPutBack, let date = status[.modificationDate] {
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file)
    }
  }

  @Test func `a folder in which something is wrong is followed every time`() throws {
    let file = try #require(year.files().last { $0.contains("/seat-") })
    var bytes = try Data(contentsOf: URL(filePath: file))
    bytes[bytes.count / 2] = 0x01
    try bytes.write(to: URL(filePath: file))
    Thread.sleep(forTimeInterval: 2.1)
    let first = readings.expectSame("damaged")
    let second = readings.expectSame("damaged, the others kept")
    #expect(!first.records.isEmpty && first.records == second.records && first.all == second.all)
  }

  @Test func `a folder changed a moment ago is not kept`() throws {
    let files = year.files()
    for _ in 0..<20 {
      let started = ContinuousClock.now
      for file in files { try Data(contentsOf: URL(filePath: file)).write(to: URL(filePath: file)) }
      _ = records()
      // On a machine that was busy for longer it may be kept.
      guard ContinuousClock.now - started < .seconds(1) else { continue }
      #expect(try derived().isEmpty)
      return
    }
    try Test.cancel("the machine is too busy")
  }
}
