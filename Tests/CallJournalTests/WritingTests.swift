import CallJournal
import CallModel
import Foundation
import TestSupport
import Testing

@Suite struct WritingTests {
  @Test func `what was appended is read back in order and verified`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    let first = try writer.append([test.draft(1), test.draft(2)])
    test.clock.advance(milliseconds: 1_234)
    let second = try writer.append([test.draft(3)])
    #expect(first.standing == .recorded(try test.path(), lines: 2...3))
    #expect(second.standing == .recorded(try test.path(), lines: 4...4))
    #expect(second.milliseconds == 1_234)
    let contents = test.reader.day(test.today, room: .live)
    #expect(contents.faults.isEmpty)
    #expect(test.numbers(contents) == [1, 2, 3])
    #expect(contents.entries.allSatisfy { $0.isVerified })
    #expect(contents.entries.map { $0.entry.kind } == ["segment", "remark", "remark", "remark"])
    #expect(contents.entries[1].entry.at == contents.entries[2].entry.at)
  }

  @Test func `the next program goes on in the same file`() throws {
    let test = try JournalTestCase()
    for number in 1...3 {
      let writer = try test.writer()
      try writer.append([test.draft(number)])
      writer.close()
    }
    let contents = test.reader.contents(of: try test.path())
    #expect(contents.faults.isEmpty)
    #expect(test.numbers(contents) == [1, 2, 3])
  }

  @Test func `a second writer for the seat is refused until the first one ends`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    #expect(throws: JournalOpenFault.seatBusy(test.seat)) { try test.writer() }
    writer.close()
    _ = try test.writer()
  }

  @Test func `a new day is a new file linked to the last`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    try writer.append([test.draft(1)])
    let yesterday = try test.path()
    test.clock.advance(milliseconds: 86_400_000)
    try writer.append([test.draft(2)])
    let last = try #require(test.reader.contents(of: yesterday).entries.last)
    let first = try #require(test.reader.contents(of: try test.path()).entries.first)
    #expect(first.entry.previous == LineDigest(of: last.entry.line))
    #expect(try test.path() != yesterday)
  }

  @Test func `a desk keeps its own name`() throws {
    let test = try JournalTestCase(seat: "desk-duty")
    try test.writer().append([test.draft(1)])
    #expect(test.reader.files(.live, on: test.today).paths.map(\.name) == ["desk-duty.jsonl"])
  }

  @Test func `the operator may change within a file`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    try writer.append([test.draft(1)])
    writer.operatorOnDuty = try OperatorIdentifier("050310")
    try writer.append([test.draft(2)])
    let entries = test.reader.contents(of: try test.path()).entries
    #expect(entries.map { $0.entry.operatorOnDuty.description } == ["041207", "041207", "050310"])
  }

  @Test func `a draft that is no line is refused and writes nothing`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    for payload in ["", "1", "{", "{}\n", "{\"a\":1,}", "{ }", "{\"a\":\"\u{1}\"}"] {
      #expect(throws: JournalDraftFault.badPayload(kind: "note")) {
        try writer.append([
          test.draft(1), JournalDraft(call: nil, kind: "note", payload: Array(payload.utf8)),
        ])
      }
    }
    #expect(throws: JournalDraftFault.badPayload(kind: "note")) {
      try writer.append([
        JournalDraft(call: nil, kind: "note", payload: [0x7B, 0x22, 0xE4, 0x22, 0x3A, 0x31, 0x7D])
      ])
    }
    #expect(throws: JournalDraftFault.badKind) {
      try writer.append([JournalDraft(call: nil, kind: "No\n", payload: Array("{}".utf8))])
    }
    #expect(test.reader.day(test.today, room: .live).entries.isEmpty)
  }

  @Test func `another seat's growing file is followed line by line`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    var tail = JournalTail(test.reader, room: .live, excluding: try SeatIdentifier("04"))
    #expect(tail.poll(on: test.today).entries.isEmpty)
    try writer.append([test.draft(1)])
    #expect(test.numbers(tail.poll(on: test.today)) == [1])
    #expect(tail.poll(on: test.today).entries.isEmpty)
    try writer.append([test.draft(2), test.draft(3)])
    #expect(test.numbers(tail.poll(on: test.today)) == [2, 3])
  }
}
