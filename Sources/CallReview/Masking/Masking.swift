import CallModel
import Catalogue
import PlainText

/// The forms in which personal data is hidden: names, numbers, identity numbers, addresses, work units,
/// number plates.
///
/// `Masker` says what is hidden in which form.
///
/// Hiding twice changes nothing more.
///
/// Free text is searched for numbers of seven or more digits, number plates and names behind words such as
/// 我叫; a name that stands in it without such a word is recognised only when a field of the call has it, too.
public enum Masking {
  /// What stands for what is hidden.
  static let mark: Character = "*"
  private static let star: Unicode.Scalar = "*"

  /// 张三 becomes 张*, 欧阳明 欧阳*, Smith S***; one character alone becomes *.
  public static func name(_ text: String) -> String {
    let name = text.trimmed
    guard name.count > 1 else { return name.isEmpty ? "" : "*" }
    let open = name.filter { $0 != mark }
    if open.count < name.count, open.count < 2 || MaskingWords.doubleSurnames.contains(open) { return name }
    let kept = MaskingWords.doubleSurnames.contains(String(name.prefix(2))) && name.count > 2 ? 2 : 1
    let hidden = name.first?.isASCII == true ? 3 : 1
    return String(name.prefix(kept)) + String(repeating: "*", count: hidden)
  }

  /// 19900000001 becomes 199****0001, 051900000001 0519****0001.
  ///
  /// Of six digits and less only the last stays.
  public static func number(_ text: String) -> String {
    let characters = Array(text)
    let places = characters.indices.filter { isDigit(characters[$0]) }
    guard !places.isEmpty else { return text.contains(mark) ? text : hidingAll(text) }
    if text.contains("****") { return text }
    return hiding(characters, shown: shown(places))
  }

  /// The first six and the last four characters of an identity number stay.
  public static func identity(_ text: String) -> String {
    guard text.count > 10 else { return hidingAll(text) }
    return String(text.prefix(6)) + String(repeating: "*", count: text.count - 10) + String(text.suffix(4))
  }

  /// The numbers of house, building, unit and room are hidden, street and quarter stay: 晋陵中路***号.
  public static func address(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let hidden = housePlaces(in: scalars)
    guard hidden.contains(true) else { return text }
    var shown = String.UnicodeScalarView()
    for (scalar, isHidden) in zip(scalars, hidden) { shown.append(isHidden ? star : scalar) }
    return String(shown)
  }

  /// Of each character of an address whether it is part of a number.
  static func housePlaces(in scalars: [Unicode.Scalar]) -> [Bool] {
    // The last digits of a number hidden before stay as they are.
    var hidden = scalars.indices.map { isDigit(scalars[$0]) && !isPartlyHidden(scalars, index: $0) }
    for index in scalars.indices where isHouseMark(scalars, index: index) {
      var place = index - 1
      while place >= 0, isDigit(scalars[place]) || CompactText.houseScalars.contains(scalars[place]) {
        hidden[place] = true
        place -= 1
      }
    }
    return hidden
  }

  /// The first two characters of a work unit stay.
  public static func workUnit(_ text: String) -> String {
    let unit = text.trimmed
    return unit.isEmpty ? "" : String(unit.prefix(2)) + "****"
  }

  /// How a caller can be reached: numbers hidden, of every word only its first character, but for words such
  /// as 本机.
  public static func contact(_ text: String) -> String {
    var result = ""
    var word = String.UnicodeScalarView()
    for scalar in address(self.text(text)).unicodeScalars {
      if isLetter(scalar) {
        word.append(scalar)
      } else {
        // A family name with its mark behind it was hidden before.
        let isHidden = scalar == star && MaskingWords.doubleSurnames.contains(String(word))
        result += isHidden ? String(word) : hidingWord(String(word))
        result.unicodeScalars.append(scalar)
        word = String.UnicodeScalarView()
      }
    }
    return result + hidingWord(String(word))
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x41: false
    case 0x4E00...0x9FA5: true
    default: scalar.properties.isAlphabetic
    }
  }

  /// Running text: numbers of seven and more digits, number plates, and names behind 我叫 and the like.
  public static func text(_ text: String) -> String {
    let glance = TextGlance(text)
    var shown = glance.mayHoldPlate ? plates(in: text) : text
    if glance.digits >= 7 { shown = numbers(in: shown) }
    return glance.mayAnnounceName ? names(in: shown) : shown
  }

  private static func hidingWord(_ word: String) -> String {
    if word.count < 2 || MaskingWords.plainContacts.contains(word) { return word }
    return name(word)
  }

  private static func isHouseMark(_ scalars: [Unicode.Scalar], index: Int) -> Bool {
    if CompactText.houseMarks.contains(scalars[index]) { return true }
    return CompactText.longHouseMarks.contains { scalars[index...].starts(with: $0) }
  }

  /// Whether the run of digits, hyphens and marks around `index` has a mark in it.
  private static func isPartlyHidden(_ scalars: [Unicode.Scalar], index: Int) -> Bool {
    func belongs(_ place: Int) -> Bool {
      scalars.indices.contains(place)
        && (isDigit(scalars[place]) || scalars[place] == "-" || scalars[place] == star)
    }
    var start = index
    while belongs(start - 1) { start -= 1 }
    var end = index
    while belongs(end + 1) { end += 1 }
    return scalars[start...end].contains(star)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
  }

  static func isDigit(_ character: Character) -> Bool {
    character.unicodeScalars.count == 1
      && character.unicodeScalars.allSatisfy {
        (0x30...0x39).contains($0.value) || (0xFF10...0xFF19).contains($0.value)
      }
  }

  /// Which of the digits at `places` stay.
  static func shown(_ places: [Int]) -> Set<Int> {
    if places.count >= 11 { return Set(places.prefix(places.count == 11 ? 3 : 4) + places.suffix(4)) }
    if places.count >= 7 { return Set(places.suffix(4)) }
    return Set(places.suffix(1))
  }

  private static func hiding(_ characters: [Character], shown: Set<Int>) -> String {
    String(
      characters.enumerated().map { place, character in
        isDigit(character) && !shown.contains(place) ? mark : character
      })
  }

  private static func hidingAll(_ text: String) -> String {
    text.isEmpty ? "" : String(repeating: "*", count: min(4, max(1, text.count)))
  }
}

/// How much of a record is hidden.
public enum MaskingExtent: String, CaseIterable, Hashable, Sendable {
  /// Nothing: the access is on record.
  case none
  /// One record that somebody works on: caller and complainant are hidden, the incident itself stays
  /// readable.
  case record
  /// Lists, reports, exports: addresses are hidden too.
  case list
}
