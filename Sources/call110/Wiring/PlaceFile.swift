import CallConsole
import Catalogue
import ConsoleJournal
import Glibc
import Places
import PlainText
import Synchronization

/// The centre's file of places: where it is, and what stands in it.
enum PlaceFile {
  /// The option that names the file.
  static let option = OptionSpecification("places", .required("FILE"), .optionPlaces)

  /// The file in the logs folder that is used when no option names another.
  static let defaultName = "places.tsv"

  /// The file that is used: the option's, else the one in the logs folder, whether or not it is there.
  static func path(for invocation: Invocation) -> String {
    invocation.value(option.name.description) ?? "\(invocation.logsDirectory)/\(defaultName)"
  }

  /// Whether there is a file to read; one that an option names is missed when it is not there.
  static func isExpected(for invocation: Invocation) -> Bool {
    invocation.has(option.name.description) || access(path(for: invocation), F_OK) == 0
  }

  /// What stands in the file at `path`.
  static func read(_ path: String) throws(InputFault) -> GazetteerReader.Outcome {
    GazetteerReader.read(try InputFile.read(path, limit: GazetteerReader.largestFile))
  }

  /// `FILE:LINE: words`, or `FILE: words` for a fault of the whole file.
  static func describe(_ fault: GazetteerFault, file: String) -> Message {
    let (words, path) = (describe(fault.problem), SafeText(file).description)
    return fault.line > 0
      ? words.located(file: path, line: fault.line) : Message.verbatim(path).joined(words, separator: ": ")
  }

  private static func describe(_ problem: GazetteerFault.Problem) -> Message {
    switch problem {
    case .tooLarge: .placesTooLarge(limit: GazetteerReader.largestFile)
    case .badHeading: .placesBadHeading
    case .noPlaces: .placesNone
    case .notUTF8: .placeNotUTF8
    case .controlCharacter: .placeControlCharacter
    case .lineTooLong: .placeLineTooLong(limit: GazetteerReader.longestLine)
    case .tooManyFields: .placeTooManyFields
    case .nameless: .placeNameless
    case .kindless: .placeKindless
    case .unknownKind: .placeUnknownKind(allowed: Place.Kind.allCases.map(\.rawValue).joined(separator: ", "))
    case .nameTooLong: .placeNameTooLong(limit: GazetteerReader.longestName)
    case .doubled(let line): .placeDoubled(firstLine: line)
    case .tooMany: .placesTooMany(limit: GazetteerReader.mostPlaces)
    }
  }

  /// What a console makes of the file: its good lines, or nothing, and what is wrong.
  static func readForConsole(_ path: String) -> PlacesRead {
    do throws(InputFault) {
      let outcome = try read(path)
      guard !outcome.places.isEmpty else {
        let faults = outcome.faults.map { Message.placeFileUnused(describe($0, file: path)) }
        return PlacesRead(gazetteer: nil, faults: Array(faults.prefix(1)))
      }
      let told = outcome.faults.map { Message.placeLineUnused(describe($0, file: path)) }
      let further = outcome.furtherFaults == 0 ? [] : [Message.placeFaultsMore(outcome.furtherFaults)]
      return PlacesRead(gazetteer: Gazetteer(outcome.places), faults: told + further)
    } catch {
      return PlacesRead(gazetteer: nil, faults: [.placeFileUnused(ErrorWords.input(error).message)])
    }
  }
}

/// Reads the centre's places on a thread of its own, so that neither the start nor a key waits for them.
///
/// A class because the thread and the console share it; what was read stands behind a lock.
final class PlaceFollower: PlaceFeed, Sendable {
  private let found = Mutex<PlacesRead?>(nil)
  private let path: String?

  /// A reader of the file an invocation means; nothing is read before `start`.
  init(_ invocation: Invocation) {
    path = PlaceFile.isExpected(for: invocation) ? PlaceFile.path(for: invocation) : nil
  }

  func poll() -> PlacesRead? {
    found.withLock { found in
      defer { found = nil }
      return found
    }
  }

  /// Starts the thread; without a file there is none.
  func start() {
    guard path != nil else { return }
    BackgroundThread.start { [self] in readNow() }
  }

  /// Reads the file before anything is typed, for input that does not wait.
  func readNow() {
    guard let path else { return }
    let read = PlaceFile.readForConsole(path)
    found.withLock { $0 = read }
  }
}
