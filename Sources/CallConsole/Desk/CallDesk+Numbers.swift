import CallModel
import CallProtocol
import Catalogue
import Places
import PlainText

/// A number that was asked about, with the element it was typed for.
struct AskedNumber: Hashable {
  let number: String
  let element: ElementIdentifier
}

/// Numbers alone at an element's prompt: of the list on the screen, or asked about once where the element
/// takes no such number.
extension CallDesk {
  /// A list on the screen that numbers choose from at an element's prompt.
  private enum NumberedList {
    case kinds([CategoryDefinition])
    case places([PlaceProposal])

    var count: Int {
      switch self {
      case .kinds(let kinds): kinds.count
      case .places(let places): places.count
      }
    }

    /// The command that chooses from it wherever the prompt is.
    var command: ConsoleCommand.Name {
      switch self {
      case .kinds: .category
      case .places: .where
      }
    }
  }

  /// The lists on the screen; at the place's own prompt its places alone are meant.
  private func numberedLists(at element: ElementIdentifier) -> [NumberedList] {
    let places = enteredPlaces.isEmpty ? [] : [NumberedList.places(enteredPlaces)]
    if element == .where, !places.isEmpty { return places }
    return places + (proposedCategories.isEmpty ? [] : [.kinds(proposedCategories)])
  }

  /// Takes what stands in the one list on the screen beside a number; nil where the line is no such number.
  mutating func chooseByNumber(_ text: String, at element: ElementIdentifier) -> [DeskEffect]? {
    guard let number = Self.bareNumber(text).flatMap(Self.listNumber) else { return nil }
    let lists = numberedLists(at: element)
    guard lists.count == 1, let list = lists.first, (1...list.count).contains(number) else { return nil }
    front.askedNumber = nil
    switch list {
    case .kinds(let kinds): return take(kinds[number - 1])
    case .places: return give(.where, text: String(number))
    }
  }

  /// Asks about a number that is no answer by itself, and keeps it in the element's prompt; nil where it is
  /// one, was asked about already, or nobody is there to be asked.
  mutating func askAbout(number text: String, as element: ElementIdentifier) -> [DeskEffect]? {
    guard hasScreen, session.isTalking, isDoubtful(text, as: element) else { return nil }
    let asked = AskedNumber(number: text, element: element)
    guard front.askedNumber != asked else {
      front.askedNumber = nil
      return nil
    }
    front.askedNumber = asked
    show(.element(element))
    front.keep(text)
    return [DeskEffect(.warning, message: question(about: text, as: element))]
  }

  /// That a number went on record as it stands, where nobody could be asked about it.
  func warning(of text: String, as element: ElementIdentifier) -> [DeskEffect] {
    guard !hasScreen, session.isTalking, isDoubtful(text, as: element) else { return [] }
    return [DeskEffect(.warning, message: .numberTaken(text, field: words.name(element)))]
  }

  private func question(about text: String, as element: ElementIdentifier) -> Message {
    let lists = numberedLists(at: element)
    let number = Int(text.halfWidth) ?? 0
    if lists.count == 1, let list = lists.first, Self.listNumber(text) != nil {
      return Message.notInList(number, longest: list.count)
        .joined(.numberAlone(text, field: words.name(element), commands: []))
    }
    let meant = lists.filter { (1...$0.count).contains(number) }.map(\.command.rawValue)
    return .numberAlone(text, field: words.name(element), commands: meant)
  }

  /// Whether a number alone is hardly an answer to this element: the number of a list on the screen, or one
  /// of a kind that the element does not take.
  private func isDoubtful(_ text: String, as element: ElementIdentifier) -> Bool {
    guard let digits = Self.bareNumber(text) else { return false }
    if !Self.takes(digits, as: element) { return true }
    guard let number = Self.listNumber(digits), open == .element(element) else { return false }
    let lists = numberedLists(at: element)
    if element == .where, case .places = lists.first { return !(1...lists[0].count).contains(number) }
    return lists.contains { (1...$0.count).contains(number) }
  }

  private static func bareNumber(_ text: String) -> String? {
    let digits = text.halfWidth
    return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? digits : nil
  }

  /// A time of day or a date, a house number, a telephone.
  private static func takes(_ digits: String, as element: ElementIdentifier) -> Bool {
    switch element {
    case .when: digits.count <= longestTime || [8, 12].contains(digits.count)
    case .where: digits.count <= longestHouseNumber
    case .contact: digits.count >= shortestTelephone
    case .what, .who, .why, .object, .result: false
    }
  }

  private static let longestTime = 4
  private static let longestHouseNumber = 5
  /// Short numbers such as 95588 are telephones, too.
  private static let shortestTelephone = 5
}
