import CallConsole
import CallModel
import CallProtocol
import Catalogue
import TestSupport
import Testing

/// Whatever the order, nothing answered is lost and the record is what its events say.
@Suite struct OrderTests {
  private static let inputs = [
    "/where 晋陵中路%号", "/when %分钟前", "/what 事%", "/who 人%", "/why 因%", "/object 物%", "/result 果%",
    "/contact 本机%", "/where ?", "/who !", "/branch 重复", "/branch 急助", "/branch 转介", "/branch 粗言",
    "/branch 骚扰",
    "/branch 投诉", "/branch 紧张", "/leave 骚扰", "/leave 投诉", "/leave 重复", "/said F1", "/said F2", "/said F3",
    "/said F4", "/said F6", "/said F7", "/said F10", "/said F11", "/said F12", "/said 自己的话%", "/notify 所%",
    "/chase 所%", "/department 局%", "/search 噪声", "/refer 1", "/question 问%", "/name 名%", "/address 址%",
    "/workunit 厂%", "/phone 1990000000%", "/happening 是", "/confidential 否", "/category 100300", "/level 2",
    "/language 英语", "/note 注%", "/silent", "/back", "/status", "/same no", "自由文字%", "", "?", "!", "1",
  ]

  @Test(arguments: 0..<60)
  func `any order of inputs keeps every answer`(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let fixture = try DeskFixture()
    var desk = try fixture.answeredDesk()
    var last: [ElementIdentifier: String] = [:]
    for step in 0..<120 {
      fixture.clock.advance(milliseconds: Int64.random(in: 0...4_000, using: &random))
      let input = Self.inputs.randomElement(using: &random)?.split(
        separator: "%", omittingEmptySubsequences: false
      )
      .joined(separator: "\(step)")
      let line = try #require(input)
      let openBefore = desk.open
      _ = desk.execute(line)
      if desk.record == nil { break }
      note(line, openBefore, into: &last)
    }
    let record = try #require(fixture.sink.records.last)
    for (element, text) in last { #expect(record.element(element).text == text, "seed \(seed) \(element)") }
    #expect(fold(fixture.sink) == record)
  }

  /// What an independent reader of the input would expect to stand in the record.
  private func note(_ line: String, _ open: OpenField, into last: inout [ElementIdentifier: String]) {
    switch ConsoleCommand(line: line) {
    case .command(let name, let argument):
      if let element = name.element, !argument.isEmpty {
        last[element] = ["?", "!"].contains(argument) ? "" : argument
      }
    case .answer(let text):
      if case .element(let element) = open, !text.isEmpty {
        last[element] = ["?", "!"].contains(text) ? "" : text
      }
    case .unknown: break
    }
  }

  private func fold(_ sink: MemorySink) -> CallRecord? {
    var record: CallRecord?
    for item in sink.events where item.call == sink.events.last?.call {
      if record?.apply(item.event) == nil { record = CallRecord(id: item.call, first: item.event) }
    }
    return record
  }

  @Test func `branches may be entered, changed and combined without losing an answer`() throws {
    for first in BranchIdentifier.allCases {
      for second in BranchIdentifier.allCases where second != first {
        let fixture = try DeskFixture()
        var desk = try fixture.answeredDesk()
        _ = desk.execute("/where 晋陵中路189号")
        _ = desk.execute("/branch \(first.rawValue)")
        _ = desk.execute("/who 一名男子")
        _ = desk.execute("/branch \(second.rawValue)")
        _ = desk.execute("/leave \(first.rawValue)")
        let record = try #require(desk.record)
        #expect(record.branches == [second])
        #expect(record.leftBranches == [first])
        #expect(record.element(.where).text == "晋陵中路189号")
        #expect(record.element(.who).text == "一名男子")
      }
    }
  }

  @Test func `send first, ask on: a unit is told before anything is known`() throws {
    let fixture = try DeskFixture()
    var desk = try fixture.answeredDesk()
    _ = desk.execute("/notify 天宁所")
    fixture.clock.advance(milliseconds: 60_000)
    _ = desk.execute("/where 晋陵中路189号")
    #expect(desk.record?.dispatchedAfter == 0)
    #expect(desk.record?.element(.where).settledAfter == 60_000)
  }

  @Test func `nothing already known is offered again`() throws {
    var desk = try DeskFixture().answeredDesk()
    _ = desk.execute("/where 甲地")
    _ = desk.execute("刚才")
    #expect(desk.open == .element(.what))
    _ = desk.execute("?")
    #expect(desk.open == .element(.who))
    for _ in 0..<12 { _ = desk.execute("") }
    #expect(desk.open != .element(.where) && desk.open != .element(.when))
  }

  @Test func `a clock set back changes no duration`() throws {
    let fixture = try DeskFixture()
    var desk = try fixture.desk()
    _ = desk.execute("/ring")
    fixture.clock.advance(milliseconds: 4_000)
    fixture.clock.setWall(WallInstant(milliseconds: 0))
    _ = desk.execute("/answer")
    #expect(desk.record?.answer?.timing.ringMilliseconds == 4_000)
    fixture.clock.advance(milliseconds: 9_000)
    _ = desk.execute("/where 甲")
    #expect(desk.record?.element(.where).settledAfter == 9_000)
  }

  @Test func `when nothing can be written the loud line comes first and the call goes on`() throws {
    let fixture = try DeskFixture()
    var desk = try fixture.answeredDesk()
    fixture.sink.acknowledgement = .inMemory
    let effects = desk.execute("/where 甲地")
    #expect(effects.map(\.kind) == [.notRecorded])
    #expect(effects.first?.message.chinese.hasPrefix("未记录 — 请用纸质登记") == true)
    #expect(desk.record?.element(.where).text == "甲地")
  }
}
