import Foundation

/// The kinds of damage a journal can have, each with the reason a report must give for it.
public enum Damage: String, CaseIterable, Sendable {
  case cutLine, garbage, otherPayload, flippedBit, wrongNumber, foreignSeat, unknownVersion, hugeLine, torn
  case pipe, link, folder

  /// The reason a report gives.
  public var reason: String {
    switch self {
    case .cutLine, .garbage, .flippedBit: "malformed"
    case .otherPayload: "malformed"
    case .wrongNumber: "wrong-number"
    case .foreignSeat: "wrong-seat"
    case .unknownVersion: "unknown-version"
    case .hugeLine: "too-long"
    case .torn: "torn"
    case .pipe, .link, .folder: "unreadable"
    }
  }

  /// Whether it is done to a line; otherwise something that is no file stands where one should.
  var isOfLine: Bool { ![.pipe, .link, .folder].contains(self) }

  /// Damages the journal `file` below the folder of records `logs`; gives the place a report must name, as
  /// `FILE:LINE`.
  ///
  /// The file needs at least four lines.
  public func strike(
    _ file: String, below logs: String, _ numbers: inout some RandomNumberGenerator
  ) throws -> String {
    let name = String(file.dropFirst(logs.count + 1))
    guard isOfLine else {
      try replace(file)
      return name + ":0"
    }
    var lines = try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
    let index = Int.random(in: 1..<(lines.count - 2), using: &numbers)
    lines[index] = damaged(lines[index])
    if self == .torn { lines[lines.count - 1] = "{\"v\":1,\"n\"" }
    try lines.joined(separator: "\n").write(toFile: file, atomically: false, encoding: .utf8)
    return "\(name):\(self == .torn ? lines.count : index + 1)"
  }

  /// Damages the journals below the folder of records `logs`, every kind `times` times, each time another
  /// file.
  ///
  /// The same seed damages the same files. Gives what was done, as `KIND FILE:LINE`.
  public static func strikeEveryKind(below logs: String, times: Int, seed: UInt64) throws -> [String] {
    var dice = Dice(seed: seed)
    let names = FileManager.default.enumerator(atPath: logs + "/live")?.allObjects as? [String] ?? []
    var files = try names.filter { $0.hasSuffix(".jsonl") }.sorted().map { "\(logs)/live/\($0)" }
      .filter { try String(contentsOfFile: $0, encoding: .utf8).utf8.count { $0 == 0x0A } >= 4 }
      .shuffled(using: &dice)
    var done: [String] = []
    for kind in allCases {
      for _ in 0..<times {
        guard let file = files.popLast() else { return done }
        done.append("\(kind.rawValue) \(try kind.strike(file, below: logs, &dice))")
      }
    }
    return done
  }

  private func damaged(_ line: String) -> String {
    switch self {
    case .cutLine: String(line.dropLast(3))
    case .garbage: "\u{1}\u{1B}[2J"
    case .otherPayload: line.replacing("\"d\":{", with: "\"d\":[", maxReplacements: 1)
    case .flippedBit: line.replacing("\"prev\"", with: "\"prdv\"", maxReplacements: 1)
    case .wrongNumber: line.replacing("\"n\":", with: "\"n\":9", maxReplacements: 1)
    case .foreignSeat: line.replacing(/"seat":"[^"]*"/, with: "\"seat\":\"77\"", maxReplacements: 1)
    case .unknownVersion: line.replacing(/^\{"v":[12]/, with: "{\"v\":7", maxReplacements: 1)
    case .hugeLine: String(repeating: "x", count: 3 << 20)
    case .torn, .pipe, .link, .folder: line
    }
  }

  private func replace(_ file: String) throws {
    try FileManager.default.removeItem(atPath: file)
    switch self {
    case .pipe: _ = mkfifo(file, 0o600)
    case .link: try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "/dev/zero")
    default: try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    }
  }
}
