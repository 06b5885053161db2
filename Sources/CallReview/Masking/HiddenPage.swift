import PlainText

/// A text on which places are being hidden.
struct HiddenPage {
  let compact: CompactText
  /// What stands for the scalars from a place of the text on: so many of them, and the words shown instead.
  private var replaced: [Int: (end: Int, words: String)] = [:]
  private var stars: Set<Int> = []
  private var taken: Set<Int> = []

  init(_ compact: CompactText) {
    self.compact = compact
  }

  /// Whether nothing of it was hidden.
  var isWhole: Bool { replaced.isEmpty && stars.isEmpty }

  /// Hides a name as in its own field: 张三 becomes 张*.
  mutating func hide(name: [Unicode.Scalar]) {
    for range in ranges(of: name) { replace(range) { Masking.name($0) } }
  }

  /// Hides a number plate known, or a part of one.
  mutating func hide(plate: [Unicode.Scalar]) {
    for range in ranges(of: plate) where isWholeWord(range) { hide(plateAt: range) }
  }

  /// Hides the plate at a place: province, letter and the last two characters stay.
  mutating func hide(plateAt range: Range<Int>) {
    let head = compact.scalars[range.lowerBound].isASCII ? 0 : 2
    hide(all: (range.lowerBound + head)..<(range.upperBound - 2))
    taken.formUnion(range)
  }

  /// Hides a work unit, or a part of it that is long enough; its first two characters stay.
  mutating func hide(unit: [Unicode.Scalar], part shortest: Int) {
    var start = 0
    while start < compact.scalars.count {
      let best = unit.indices.map { (from: $0, count: common(start, unit: unit, from: $0)) }.max {
        $0.count < $1.count
      }
      guard let best, best.count >= min(shortest, unit.count), isFree(start..<(start + best.count)) else {
        start += 1
        continue
      }
      replace(start..<(start + best.count)) { best.from == 0 ? Masking.workUnit($0) : "****" }
      start += best.count
    }
  }

  /// Hides a number as in its own field.
  mutating func hide(number range: Range<Int>) {
    guard isFree(range) else { return }
    let shown = Masking.shown(Array(range))
    for index in range where !shown.contains(index) { stars.insert(compact.places[index]) }
    taken.formUnion(range)
  }

  /// Hides every character of a place.
  mutating func hide(all range: Range<Int>) {
    for index in range where !taken.contains(index) { stars.insert(compact.places[index]) }
  }

  /// The text with what was hidden.
  var text: String {
    var result = String.UnicodeScalarView()
    var end = 0
    for (place, scalar) in compact.source.enumerated() where place >= end {
      if let found = replaced[place] {
        result.append(contentsOf: found.words.unicodeScalars)
        end = found.end
      } else {
        result.append(stars.contains(place) ? "*" : scalar)
      }
    }
    return String(result)
  }

  private mutating func replace(_ range: Range<Int>, words: (String) -> String) {
    let (start, end) = (compact.places[range.lowerBound], compact.places[range.upperBound - 1] + 1)
    replaced[start] = (end, words(String(String.UnicodeScalarView(compact.source[start..<end]))))
    taken.formUnion(range)
  }

  private func ranges(of wanted: [Unicode.Scalar]) -> [Range<Int>] {
    guard let first = wanted.first, wanted.count <= compact.scalars.count else { return [] }
    return (0...(compact.scalars.count - wanted.count)).compactMap { start in
      let range = start..<(start + wanted.count)
      return compact.scalars[start] == first && compact.scalars[range].elementsEqual(wanted) && isFree(range)
        ? range : nil
    }
  }

  private func isFree(_ range: Range<Int>) -> Bool { !range.contains(where: taken.contains) }

  /// Whether no letter and no digit stands at either side.
  private func isWholeWord(_ range: Range<Int>) -> Bool {
    [range.lowerBound - 1, range.upperBound].allSatisfy { index in
      guard compact.scalars.indices.contains(index) else { return true }
      return !("a"..."z").contains(compact.scalars[index]) && !("0"..."9").contains(compact.scalars[index])
    }
  }

  private func common(_ start: Int, unit: [Unicode.Scalar], from: Int) -> Int {
    var count = 0
    while start + count < compact.scalars.count, from + count < unit.count,
      compact.scalars[start + count] == unit[from + count]
    {
      count += 1
    }
    return count
  }
}
