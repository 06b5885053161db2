import CallModel
import CallProtocol
import Catalogue
import Places
import PlainText

/// The centre's places at the desk: proposed as they are typed, chosen by Tab or by their digit, and the
/// district of a place told by them.
extension CallDesk {
  /// How many bad lines of the file are told here; `places check` tells all.
  private static let faultsTold = 3

  /// Takes in what reading the centre's file came to.
  ///
  /// A faulty file keeps nobody from taking a call: its good lines are used, and what is wrong is said once.
  public mutating func take(_ read: PlacesRead) -> [DeskEffect] {
    gazetteer = read.gazetteer
    front.lookUpPlace(in: gazetteer)
    for index in others.indices { others[index].lookUpPlace(in: gazetteer) }
    let told = read.faults.prefix(Self.faultsTold)
    let rest = read.faults.count - told.count
    return told.map { DeskEffect(.warning, message: $0) }
      + (rest > 0 ? [DeskEffect(.warning, message: .placeFaultsMore(rest))] : [])
  }

  /// The places that what stands on the line may mean, while the place is asked for.
  public func proposedPlaces(for text: String) -> [PlaceProposal] {
    guard open == .element(.where), !text.isEmpty, !text.hasPrefix("/"), let gazetteer else { return [] }
    if let known = front.typedPlaces, known.text == text { return known.found }
    return gazetteer.proposals(for: text, limit: Self.placesProposed)
  }

  /// Looks up what stands on the line as a place, once: the screen is drawn many times while it stands there.
  mutating func lookUpTyped() {
    let text = front.texts[open] ?? ""
    guard open == .element(.where), front.typedPlaces?.text != text else { return }
    front.typedPlaces = (text, proposedPlaces(for: text))
  }

  /// The places that the place on record may mean, until one of them is chosen or another place is entered.
  public var enteredPlaces: [PlaceProposal] { front.proposals.places }

  /// What is entered as the place, and what was typed for it where it was chosen: a lone digit is the place
  /// with this number among those on the screen, and what Tab put onto the line stands for what was typed
  /// before it.
  func place(entered text: String) -> (text: String, typed: String?) {
    let places = enteredPlaces
    if text.count == 1, let number = Int(text.halfWidth), places.indices.contains(number - 1) {
      let chosen = places[number - 1]
      return (chosen.answer, chosen.isExact ? nil : chosen.typed)
    }
    guard let completion = front.completed else { return (text, nil) }
    let (shown, typed) = (Self.words(of: completion.shown), Self.words(of: completion.typed))
    // Further words may stand behind the name that was chosen.
    let isChosen =
      text.hasPrefix(shown) && !shown.hasSuffix(typed)
      && gazetteer?.proposals(for: typed).contains { $0.answer == shown } == true
    return (text, isChosen ? typed : nil)
  }

  /// What a line says, without the command it may begin with.
  private static func words(of line: String) -> String {
    switch ConsoleCommand(line: line) {
    case .answer(let text): text
    case .command(_, let argument): argument
    case .unknown: line
    }
  }

  /// The place of the call with the districts it lies in, as far as known.
  var placeWithDistricts: String {
    ([record?.element(.where).text ?? ""] + front.proposals.districts).joined(separator: " ")
  }

  /// How many places are proposed, as many as stand in a row.
  static var placesProposed: Int { 3 }
}
