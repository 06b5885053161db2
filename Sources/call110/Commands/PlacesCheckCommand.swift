import Catalogue
import Places
import PlainText

/// `call110 places check FILE`: every fault of a file of places at once, each with its line.
enum PlacesCheckCommand: Command {
  static let words = ["places", "check"]
  static let specification = CommandSpecification(words, operands: ["FILE"], .commandPlacesCheck)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let path = invocation.operands.joined()
    let outcome = try PlaceFile.read(path)
    var lines = outcome.faults.map { PlaceFile.describe($0, file: path) }
    lines.append(
      outcome.faults.isEmpty
        ? .placesInOrder(outcome.places.count)
        : .placesFaulty(
          bad: outcome.faults.count + outcome.furtherFaults, good: outcome.places.count))
    for line in lines { StandardStreams.output(SafeText(line.text(invocation.language)).description + "\n") }
    return outcome.faults.isEmpty ? .success : .badData
  }
}
