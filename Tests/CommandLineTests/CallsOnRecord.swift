import Foundation
import TestSupport

/// A records folder with two calls taken through the console, personal data in both.
struct CallsOnRecord {
  /// The folder; it is removed with this value.
  let place = TemporaryDirectory()
  /// The ids of the calls.
  let calls: [String]

  static let lines = """
    /ring 19900000001
    /answer 2
    /said greeting
    /where 晋陵中路189号3单元502室
    /what 有人抢包
    /who 两名男子
    /contact 张三 19900000009
    /category 100300
    /level 2
    /hangup
    /ring 19900000002
    /answer 5
    /what 投诉
    /complain
    /name 李四
    /address 文化宫5号
    /workunit 常州第一纺织厂
    /phone 0519-00000012
    /note 我叫王五, 回拨19900000003
    /hangup
    """

  /// What must not be seen without a reason.
  static let secrets = [
    "19900000001", "19900000002", "19900000003", "19900000009", "张三", "李四", "王五", "第一纺织厂", "文化宫5", "00000012",
  ]

  init(seat: String = "03", person: String = "041207") throws {
    _ = try ProgramRun(
      ["console", "--seat", seat, "--operator", person, "--logs", place.path + "/logs"],
      input: Array(Self.lines.utf8))
    let list = try ProgramRun(["calls", "list", "--logs", place.path + "/logs"])
    calls = list.output.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  /// Runs the program on the folder.
  func run(_ words: [String], input: String = "") throws -> ProgramRun {
    try ProgramRun(words, input: Array(input.utf8), environment: ["CALL110_LOGS": place.path + "/logs"])
  }
}
