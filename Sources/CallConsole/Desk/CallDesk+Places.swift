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
    let told = read.faults.prefix(Self.faultsTold)
    let rest = read.faults.count - told.count
    return told.map { DeskEffect(.warning, message: $0) }
      + (rest > 0 ? [DeskEffect(.warning, message: .placeFaultsMore(rest))] : [])
  }

  /// The places that what stands on the line may mean, while the place is asked for.
  public func proposedPlaces(for text: String) -> [PlaceProposal] {
    guard open == .element(.where), !text.isEmpty, !text.hasPrefix("/"), let gazetteer else { return [] }
    return gazetteer.proposals(for: text, limit: Self.placesProposed)
  }

  /// The places that the place on record may mean, until one of them is chosen or another place is entered.
  public var enteredPlaces: [PlaceProposal] {
    front.places.first.map { $0.typed == record?.element(.where).text } == true ? front.places : []
  }

  /// What is typed as the place: a lone digit is the place with this number among those on the screen.
  func place(typed text: String) -> String {
    let places = enteredPlaces
    guard text.count == 1, let number = Int(text.halfWidth), places.indices.contains(number - 1) else {
      return text
    }
    return places[number - 1].answer
  }

  /// Looks a place up that was entered: what it may mean is proposed unless it is written so already, and its
  /// districts tell which units are near.
  mutating func lookUp(_ place: String) {
    let found = gazetteer?.proposals(for: place, limit: Self.placesProposed) ?? []
    front.districts = (place, found.first.map { $0.isNear ? $0.districts : [] } ?? [])
    // Chosen from the list it carries what was typed, and nothing is to be proposed for it.
    let isChosen = front.places.contains { $0.answer == place } || found.contains(where: \.isExact)
    front.places = isChosen ? [] : found.filter { $0.answer != place }
  }

  /// The place of the call with the districts it lies in, as far as known.
  var placeWithDistricts: String {
    let place = record?.element(.where).text ?? ""
    return ([place] + (front.districts.place == place ? front.districts.names : [])).joined(separator: " ")
  }

  /// How many places are proposed, as many as stand in a row.
  static var placesProposed: Int { 3 }
}
