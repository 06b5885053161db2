import CallModel
import CallProtocol
import Places

/// What is proposed for the words of a call as they stand on record.
struct Proposals {
  /// What it was worked out for; nil before anything was.
  var question: ProposalQuestion?
  /// Categories that what happened may belong to, likeliest first.
  var kinds: [CategoryDefinition] = []
  /// Earlier calls likely about the same matter.
  var alike: [RepeatCandidate] = []
  /// Places that the place on record may mean, likeliest first; none where it is written so or was chosen.
  var places: [PlaceProposal] = []
  /// The districts that place lies in.
  var districts: [String] = []
}

/// What the proposals of a call depend on.
struct ProposalQuestion: Hashable {
  let number: String
  let category: String?
  let matter: [String]
  let place: String
  /// What was typed for a place that was chosen.
  let typedPlace: String?

  init(_ record: CallRecord) {
    number = record.number
    category = record.category?.code
    matter = [record.element(.what).text, record.element(.object).text]
    place = record.element(.where).text
    typedPlace = record.element(.where).typed
  }
}

extension DeskCall {
  /// Looks up the place on record: what it may mean is proposed unless it is written so already or was
  /// chosen, and its districts tell which units are near.
  mutating func lookUpPlace(in gazetteer: Gazetteer?) {
    typedPlaces = nil
    guard let place = record?.element(.where) else { return }
    let found = gazetteer?.proposals(for: place.text, limit: CallDesk.placesProposed) ?? []
    proposals.districts = found.first.map { $0.isNear ? $0.districts : [] } ?? []
    let isChosen = place.typed != nil || found.contains(where: \.isExact)
    proposals.places = isChosen ? [] : found.filter { $0.answer != place.text }
  }
}
