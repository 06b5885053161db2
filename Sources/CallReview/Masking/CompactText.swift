import Catalogue
import PlainText

/// A text folded for comparing, without spaces, hyphens and the like, each scalar with its place in the text.
struct CompactText: Sendable {
  /// Digits that follow each other once spaces and hyphens are gone, as in a number dictated in groups.
  struct DigitRun: Sendable {
    /// Where it stands among the folded scalars.
    let range: Range<Int>
    /// The digits, Chinese ones made plain.
    let digits: [Unicode.Scalar]
  }

  /// A run of what the number of a house can be made of, hyphens not bridged.
  struct HouseRun: Sendable {
    /// Where it stands among the folded scalars.
    let range: Range<Int>
    /// The number, in plain digits where it is one.
    let number: [Unicode.Scalar]
  }

  /// The text as it was.
  let source: [Unicode.Scalar]
  /// The folded scalars.
  private(set) var scalars: [Unicode.Scalar] = []
  /// The scalar of the text that each of them comes from.
  private(set) var places: [Int] = []
  /// Whether something other than spaces was left out before it.
  private var isJoined: [Bool] = []

  private static let gaps = ScalarSet("-‐‑‒–—―－·・•.．_()（）[]【】/".unicodeScalars)
  private static let chineseDigits = MaskingWords.digits
  private static let chineseNumbers = ScalarSet(MaskingWords.numberScalars)
  /// What stands behind the number of a house.
  static let houseMarks = ScalarSet(MaskingWords.houseMarks.flatMap(\.unicodeScalars))
  /// The same of two characters.
  static let longHouseMarks = MaskingWords.longHouseMarks.map { Array($0.unicodeScalars) }
  /// Numerals of an address written out.
  static let houseScalars = ScalarSet(MaskingWords.numerals.flatMap(\.unicodeScalars))

  /// The folded form of a text.
  init(_ text: String) {
    source = Array(text.unicodeScalars)
    scalars.reserveCapacity(source.count)
    places.reserveCapacity(source.count)
    isJoined.reserveCapacity(source.count)
    var left = false
    for (place, scalar) in source.enumerated() {
      if Self.gaps.contains(scalar) || Self.isMark(scalar) {
        left = true
        continue
      }
      FoldedText.append(scalar, to: &scalars)
      while places.count < scalars.count {
        places.append(place)
        isJoined.append(left)
        left = false
      }
    }
  }

  /// Whether it changes the character before it; none below U+0300 and no Chinese one does.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x300, 0x4E00...0x9FFF, 0xFF01...0xFF5E: false
    default: scalar.properties.generalCategory == .nonspacingMark
    }
  }

  /// The plain digit a scalar stands for; nil when it is none.
  static func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if ("0"..."9").contains(scalar) { return scalar }
    return chineseNumbers.contains(scalar) ? chineseDigits[scalar] : nil
  }

  /// The runs of digits, with anything left out between them bridged.
  var digitRuns: [DigitRun] {
    runs { Self.digit(scalars[$0]) == nil ? nil : 0 }.map { range in
      DigitRun(range: range, digits: range.compactMap { Self.digit(scalars[$0]) })
    }
  }

  /// The runs of what house numbers are made of: of plain digits, of Chinese ones, of other marks such as 甲.
  var houseRuns: [HouseRun] {
    var hyphens = 0
    return runs { index in
      if isJoined[index] { hyphens += 1 }
      return Self.houseClass(scalars[index]).map { $0 + 3 * hyphens }
    }.map { HouseRun(range: $0, number: Self.plain(Array(scalars[$0]))) }
  }

  /// The two characters before a place.
  func street(before range: Range<Int>) -> [Unicode.Scalar] {
    Array(scalars[max(0, range.lowerBound - 2)..<range.lowerBound])
  }

  /// The mark of a house, a building, a unit or a room right behind a place; nil when there is none.
  func mark(behind range: Range<Int>) -> Unicode.Scalar? {
    guard range.upperBound < scalars.count else { return nil }
    let mark = scalars[range.upperBound]
    let isLong = Self.longHouseMarks.contains { scalars[range.upperBound...].starts(with: $0) }
    return isLong || Self.houseMarks.contains(mark) ? mark : nil
  }

  private static func houseClass(_ scalar: Unicode.Scalar) -> Int? {
    if ("0"..."9").contains(scalar) { return 0 }
    if chineseNumbers.contains(scalar) { return 1 }
    return houseScalars.contains(scalar) ? 2 : nil
  }

  /// The longest runs of neighbours of one class.
  private func runs(of kind: (Int) -> Int?) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var last: Int?
    for index in scalars.indices {
      let kind = kind(index)
      if kind != nil {
        if kind == last, let run = runs.popLast() {
          runs.append(run.lowerBound..<(index + 1))
        } else {
          runs.append(index..<(index + 1))
        }
      }
      last = kind
    }
    return runs
  }

  /// 十二 and 一二 become 12, 甲 stays.
  private static func plain(_ number: [Unicode.Scalar]) -> [Unicode.Scalar] {
    if number.allSatisfy({ digit($0) != nil }) { return number.compactMap(digit) }
    var (sum, digitBefore): (Int, Int?) = (0, nil)
    for scalar in number {
      let unit = MaskingWords.numberUnits[scalar] ?? 1
      if unit > 1 {
        sum += (digitBefore ?? 1) * unit
        digitBefore = nil
      } else if let value = digit(scalar) {
        digitBefore = Int(value.value) - 0x30
      } else {
        return number
      }
    }
    return Array(String(sum + (digitBefore ?? 0)).unicodeScalars)
  }
}

/// Number plates of motor vehicles (号牌): 苏D12345, 苏D·12345, 苏DD12345 of electric ones.
enum NumberPlate {
  private static let provinces = ScalarSet(MaskingWords.plateProvinces.unicodeScalars)
  private static let lastWords = ScalarSet(MaskingWords.plateEndings.unicodeScalars)

  /// Where plates stand.
  static func ranges(in text: CompactText) -> [Range<Int>] {
    let scalars = text.scalars
    return scalars.indices.compactMap { start in
      guard provinces.contains(scalars[start]), start + 1 < scalars.count, isLetter(scalars[start + 1]) else {
        return nil
      }
      var end = start + 2
      while end < scalars.count, isLetter(scalars[end]) || isDigit(scalars[end]) { end += 1 }
      if end < scalars.count, lastWords.contains(scalars[end]) { end += 1 }
      let body = scalars[(start + 2)..<end]
      return (5...6).contains(body.count) && body.count(where: isDigit) >= 3 ? start..<end : nil
    }
  }

  /// The plates, and what is left of each without the province and without its letter.
  static func parts(in text: CompactText) -> [[Unicode.Scalar]] {
    ranges(in: text).flatMap { range in (0...2).map { Array(text.scalars[range].dropFirst($0)) } }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
