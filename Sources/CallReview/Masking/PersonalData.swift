import CallModel
import Catalogue
import PlainText

/// What the fields of one call say of the people in it: numbers, names, house numbers, work units, number
/// plates, to be hidden wherever else they stand in the call.
///
/// Spaces, hyphens, full-width and Chinese digits, case and punctuation within them make no difference. Of a
/// number a part of five digits and more is hidden, too; of a work unit a part of four characters and more;
/// of an address the number of a house, a building or a room where the same mark (号, 室) follows it or the
/// same street stands before it. A house number alone stays: it cannot be told from an amount.
struct PersonalData: Sendable {
  /// The shortest part of a number, in digits, and of a work unit, in characters, that is hidden by itself.
  private static let shortest = (number: 5, unit: 4)
  /// The shortest number that is known as a whole, in digits.
  private static let shortestNumber = 4

  /// A number in an address.
  private struct House: Hashable {
    /// The two characters before it; fewer at the beginning of the address.
    let street: [Unicode.Scalar]
    /// The number, in plain digits where it is one.
    let number: [Unicode.Scalar]
    /// The mark of a house, a building, a room behind it; nil when there is none.
    let mark: Unicode.Scalar?
  }

  private var numbers: Set<[Unicode.Scalar]> = []
  private var names: Set<[Unicode.Scalar]> = []
  private var plates: Set<[Unicode.Scalar]> = []
  private var units: Set<[Unicode.Scalar]> = []
  private var houses: Set<House> = []
  /// What anything known begins with, wherever else it stands: a text without it, and without digits, holds
  /// nothing of it.
  private var signs: [Unicode.Scalar] = []

  /// Learns what a text of the call says; in one record the place of the incident is nobody's data and stays.
  mutating func learn(_ text: String, kind: RecordText, extent: MaskingExtent) {
    let isHidden = text.utf8.contains(UInt8(ascii: "*")) && text.contains(Masking.mark)
    guard !text.isEmpty, !isHidden else { return }
    switch kind {
    case .number, .complaint(.telephone): learn(numbersIn: text)
    case .subscriber, .complaint(.name):
      learn(namesIn: text)
      learn(wholeName: text)
    case .complaint(.address): learn(addressIn: text)
    case .complaint(.workUnit): learn(unit: text)
    case .element(.contact):
      learn(numbersIn: text)
      learn(namesIn: text)
      // Where the caller is now is mostly where it happened.
      if extent == .list { learn(addressIn: text) }
    case .served: learn(namesIn: text)
    case .element(.where): if extent == .list { learn(addressIn: text) }
    case .element, .complaint, .recording, .phoneCall, .words, .unit, .remark: break
    }
    let glance = TextGlance(text)
    if glance.mayAnnounceName {
      for name in Masking.announcedNames(in: text) { learn(announced: name) }
    }
    if glance.mayHoldPlate { plates.formUnion(NumberPlate.parts(in: CompactText(text))) }
  }

  /// Makes the first look at texts as short as it can be, once all is learned.
  mutating func finish() {
    signs = (Array(names) + Array(plates)).compactMap(\.first) + units.joined()
    signs += houses.compactMap(\.mark)
    signs += houses.compactMap { $0.street.count == 2 ? $0.street.last : nil }
  }

  /// Whether something known may stand in a text.
  func mayStand(in text: String) -> Bool {
    var (digits, folded): (Int, [Unicode.Scalar]) = (0, [])
    for scalar in text.unicodeScalars {
      if (0x4E00...0x9FFF).contains(scalar.value) {
        if CompactText.digit(scalar) != nil { digits += 1 }
        if signs.contains(scalar) { return true }
        continue
      }
      folded.removeAll(keepingCapacity: true)
      FoldedText.append(scalar, to: &folded)
      for scalar in folded {
        if CompactText.digit(scalar) != nil { digits += 1 }
        if signs.contains(scalar) { return true }
      }
    }
    return digits >= Self.shortestNumber && !numbers.isEmpty
  }

  private mutating func learn(numbersIn text: String) {
    for run in CompactText(text).digitRuns where run.digits.count >= Self.shortestNumber {
      numbers.insert(run.digits)
    }
  }

  /// Words of a person's name: in Chinese two to four characters, forms of address left out.
  private mutating func learn(namesIn text: String) {
    for word in text.split(whereSeparator: { !$0.isLetter }) {
      var name = String(word)
      for address in MaskingWords.formsOfAddress
      where name.count > address.count + 1 && name.hasSuffix(address) {
        name.removeLast(address.count)
      }
      let isName =
        Self.isChinese(name)
        ? (2...4).contains(name.count) : name.count > 1 && name.first?.isUppercase == true
      if isName, !MaskingWords.plainContacts.contains(name) { names.insert(CompactText(name).scalars) }
    }
  }

  /// The name of a company or one with a dot in it, as a whole.
  private mutating func learn(wholeName text: String) {
    let name = CompactText(text).scalars
    if (2...30).contains(name.count), !MaskingWords.plainContacts.contains(text.trimmed) {
      names.insert(name)
    }
  }

  private static func isChinese(_ name: some StringProtocol) -> Bool {
    name.unicodeScalars.first?.properties.isIdeographic == true
  }

  /// Where a name ends that was announced by 我叫 is not marked in Chinese: its shorter forms are taken, too.
  private mutating func learn(announced name: String) {
    guard Self.isChinese(name) else {
      names.insert(CompactText(name).scalars)
      return
    }
    for length in 2...4 where length <= name.count { names.insert(FoldedText.fold(name.prefix(length))) }
  }

  private mutating func learn(unit text: String) {
    let unit = CompactText(text).scalars
    if unit.count >= 2 { units.insert(unit) }
  }

  private mutating func learn(addressIn text: String) {
    let plain = CompactText(text)
    let hidden = Masking.housePlaces(in: plain.scalars)
    for run in plain.houseRuns where run.range.allSatisfy({ hidden[$0] }) {
      houses.insert(
        House(
          street: plain.street(before: run.range), number: run.number, mark: plain.mark(behind: run.range)))
    }
  }

  // MARK: Hiding

  /// The text with everything known hidden as it is in its own field.
  func hidden(in text: String) -> String { mayStand(in: text) ? searched(text) : text }

  /// The same without a first look.
  func searched(_ text: String) -> String {
    var page = HiddenPage(CompactText(text))
    for name in names.sorted(by: { $0.count > $1.count }) { page.hide(name: name) }
    for plate in plates.sorted(by: { $0.count > $1.count }) { page.hide(plate: plate) }
    for unit in units { page.hide(unit: unit, part: Self.shortest.unit) }
    for run in page.compact.digitRuns where isKnown(run.digits) { page.hide(number: run.range) }
    if !houses.isEmpty {
      for run in page.compact.houseRuns where isHouse(run, compact: page.compact) {
        page.hide(all: run.range)
      }
    }
    return page.isWhole ? text : page.text
  }

  private func isKnown(_ digits: [Unicode.Scalar]) -> Bool {
    numbers.contains { number in
      if number == digits { return true }
      guard min(number.count, digits.count) >= Self.shortest.number else { return false }
      return FoldedText.contains(number, wanted: digits) || FoldedText.contains(digits, wanted: number)
    }
  }

  private func isHouse(_ run: CompactText.HouseRun, compact: CompactText) -> Bool {
    let (street, mark) = (compact.street(before: run.range), compact.mark(behind: run.range))
    return houses.contains { house in
      guard house.number == run.number else { return false }
      return house.mark != nil && house.mark == mark || house.street.count == 2 && house.street == street
    }
  }
}
