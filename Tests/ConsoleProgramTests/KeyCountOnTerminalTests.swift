import Foundation
import TestSupport
import Testing

/// How many control keys whole calls take on a real terminal, by the rule of `HandKey.controlKeys`.
@Suite(.serialized) struct KeyCountOnTerminalTests {
  private let console = ConsoleOnTerminal()

  private func hand(_ terminal: PseudoTerminal) -> CountedHand {
    CountedHand { try terminal.send($0) }
  }

  @Test func `a robbery with all elements and all that the norm wants takes at most twelve`() throws {
    let terminal = try console.openLinked("1.1", from: "19900000001")
    var hand = hand(terminal)
    try terminal.waitFor("请说: 「你好，常州110」")
    try hand.send(.function(1))
    try terminal.waitFor("已说「你好，常州110」")
    for (element, words) in CountedCalls.robbery.prefix(CountedCalls.robberyAnswers) {
      try terminal.waitForLine("\(element)>")
      try hand.say(words)
    }
    try terminal.waitForLine("联系>")
    try terminal.waitFor("请不要着急，我们马上派民警来")
    try hand.send(.function(4))
    try terminal.waitFor("回车: 派 天宁所, 类别 抢夺 2级")
    #expect(try console.lines("notify").isEmpty)
    try hand.send(.enter)
    try terminal.waitFor("已记录 派警 天宁所")
    try terminal.waitFor("可以吗")
    try hand.send(.function(12))
    try terminal.waitFor("再见")
    try hand.send(.function(12))
    try terminal.waitFor("全部办完: 挂机即归档")
    try console.phone("end", "1.1")
    try terminal.waitForLine("接警>")
    #expect(try console.lines("phrase").count == 4 && console.lines("element").count == 8)
    for kind in ["notify", "category", "level", "end"] {
      #expect(try console.lines(kind).count == 1, "\(kind)")
    }
    #expect(try console.lines("breach").isEmpty)
    print("keys: a robbery told in 7 answers, on a terminal: \(hand.controlKeys)")
    #expect(hand.controlKeys <= CountedCalls.robberyAtMost)
  }

  @Test func `urging takes at most four behind the greeting until linked and chased`() throws {
    let terminal = try console.openLinked("1.1", from: "19900000001")
    for line in ["/said F1", "/where 晋陵中路189号", "/notify 天宁所"] { try terminal.enter(line) }
    try terminal.waitFor("已记录 派警 天宁所")
    try console.callsAgain("1.2", behind: "1.1", from: "19900000001", on: terminal)
    try terminal.send(.function(1))
    try terminal.waitFor("已说「你好，常州110」")
    var hand = hand(terminal)
    try hand.send(.function(3), .function(3))
    try terminal.waitForLine("关联>")
    try hand.send(.enter)
    try terminal.waitForLine("催办单位>")
    #expect(try console.lines("link").count == 1 && console.lines("notify").count == 1)
    try hand.send(.enter)
    try terminal.waitFor("已记录 催办 天宁所")
    #expect(try console.lines("link").count == 1)
    #expect(try console.lines("notify").last?.contains("\"purpose\":\"chase\"") == true)
    print("keys: urging until linked and chased, on a terminal: \(hand.controlKeys)")
    #expect(hand.controlKeys <= CountedCalls.urgingAtMost)
  }
}
