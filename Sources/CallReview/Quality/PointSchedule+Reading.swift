import CallModel
import PlainText

extension PointSchedule {
  /// The program's own figures, with those that a centre's file gives: lines `item = points`, `#` begins a
  /// comment line.
  public init(file bytes: [UInt8]) throws(PointFileFault) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PointFileFault(line: 1, kind: .notUTF8)
    }
    self = .standard
    for (index, line) in text.fileLines.enumerated() {
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      self = try adding(line, number: index + 1)
    }
  }

  private func adding(_ line: String, number: Int) throws(PointFileFault) -> PointSchedule {
    let parts = line.split(separator: "=", omittingEmptySubsequences: false).map { $0.trimmed }
    guard parts.count == 2 else { throw PointFileFault(line: number, kind: .noEqualsSign) }
    guard let item = QualityItem(rawValue: parts[0]) else {
      throw PointFileFault(line: number, kind: .unknownItem(SafeText(parts[0], limit: 60).description))
    }
    guard let points = Self.points(parts[1].halfWidth) else {
      throw PointFileFault(line: number, kind: .badPoints)
    }
    return replacing(item, points)
  }

  /// `10`, `2.5`, `0.25`.
  private static func points(_ text: String) -> Points? {
    guard let match = text.wholeMatch(of: #/([0-9]{1,3})(?:\.([0-9]{1,2}))?/#), let whole = Int(match.1)
    else {
      return nil
    }
    let decimals = match.2.map { $0.count == 1 ? $0 + "0" : $0 } ?? "00"
    let hundredths = whole * 100 + (Int(decimals) ?? 0)
    return hundredths <= 10_000 ? Points(hundredths: hundredths) : nil
  }
}
