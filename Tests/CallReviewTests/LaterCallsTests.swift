import CallArchive
import CallJournal
import CallModel
import CallReview
import Foundation
import TestSupport
import Testing

/// What was written about calls on later days is found the same with derived files, without them, and with
/// such as cannot be used.
@Suite struct LaterCallsTests {
  private let year: SmallYear
  private let archive: Archive

  init() throws {
    // Over the end of a month, with what desks write in later months.
    year = try SmallYear(calls: 500, days: 9, seed: 4)
    try Aftermath.write(into: year, seed: 4)
    archive = Archive(logs: year.directory.path)
    // Folders written within the last two seconds are not kept.
    Thread.sleep(forTimeInterval: 2.1)
  }

  private struct Reading: Equatable {
    var calls: [CallHistory] = []
    var faults = 0
  }

  private func all() -> Reading {
    var reading = Reading()
    reading.faults = archive.forEachDay(in: year.days) { _, calls in reading.calls += calls }.count
    // The records alone are those of the calls.
    var records: [CallRecord] = []
    let faults = archive.forEachDay(in: year.days, ofRecords: { $0 }) { _, part in records += part }
    #expect(records == reading.calls.map(\.record) && faults.count == reading.faults)
    return reading
  }

  private func forget() throws {
    try? FileManager.default.removeItem(atPath: year.directory.file("cache"))
  }

  private func derived() throws -> [URL] {
    let all = FileManager.default.enumerator(atPath: year.directory.file("cache"))
    return (all?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".later") }
      .map { URL(filePath: year.directory.file("cache/" + $0)) }
  }

  /// Every tenth call read alone is the call of the list.
  private func expectSameAlone(_ reading: Reading, _ what: String) {
    for (index, call) in reading.calls.enumerated() where index % 10 == 0 {
      #expect(archive.call(call.call).state == call.state, "\(what), \(call.call)")
    }
  }

  @Test func `the same with and without them`() throws {
    let plain = all()
    let seen = Set(plain.calls.flatMap(\.events).compactMap { $0.place?.file.prefix(12) })
    #expect(plain.calls.count > 400 && seen.count > 1, "something was written in a later month")
    #expect(try derived().count > 1)
    #expect(all() == plain)
    expectSameAlone(plain, "kept")
    try forget()
    expectSameAlone(plain, "none")
    #expect(try derived().isEmpty, "one call alone makes none")
  }

  @Test func `a damaged one is as none`() throws {
    let plain = all()
    var numbers = SplitMix(seed: 3)
    for file in try derived() {
      var bytes = try Data(contentsOf: file)
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      bytes[place] ^= 1
      try bytes.write(to: file)
    }
    #expect(all() == plain)
    expectSameAlone(plain, "damaged")
  }

  @Test func `what is written after one was made is found`() throws {
    let before = all()
    let call = try #require(before.calls.first { $0.record.answer != nil })
    let lines = ["2025-02-03", "2025-03-05"].map { day in
      (
        day.replacing("-", with: "/"),
        #"{"v":1,"n":1,"at":"\#(day)T08:00:00.000+08:00","t":0,"seat":"desk-late","op":"041207","call":"\#(call.call)","#
          + #""ev":"amend","d":{"field":"why","was":"","text":"后来\#(day)","why":"核实"},"prev":"\#(String(repeating: "0", count: 64))"}"#
      )
    }
    for (folder, line) in lines {
      let folder = year.directory.file("live/" + folder)
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data((line + "\n").utf8).write(to: URL(filePath: folder + "/desk-late.jsonl"))
      let kept = all()
      expectSameAlone(kept, "kept")
      try forget()
      #expect(all() == kept)
      #expect(kept != before)
      Thread.sleep(forTimeInterval: 2.1)
      _ = all()
    }
    #expect(archive.call(call.call).state?.record?.element(.why).text == "后来2025-03-05")
  }
}
