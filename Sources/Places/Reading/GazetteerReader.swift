import PlainText

/// Reads a gazetteer: tab-separated, one place a line, UTF-8, a centre's own file.
///
/// The first line names the columns: `name kind district aliases former site`, the last four of which may be
/// missing; aliases and former names are separated by 、. Lines that begin with `#` are comments. A bad line
/// is passed over and told; the others stay, because half a gazetteer is better than none in a call.
public enum GazetteerReader {
  /// The longest file read, in bytes.
  public static let largestFile = 33_554_432
  /// The most places kept.
  public static let mostPlaces = 200_000
  /// The longest name, in characters.
  public static let longestName = 60
  /// The longest line read, in bytes: a name with many aliases has a tenth of it.
  public static let longestLine = 8_192
  /// The most bad lines told one by one; the rest is counted.
  public static let mostFaults = 1_000

  /// What a file says.
  public struct Outcome: Sendable {
    /// The places of the good lines, in the file's order.
    public let places: [Place]
    /// The bad lines, at most `mostFaults`.
    public let faults: [GazetteerFault]
    /// How many further lines are bad.
    public let furtherFaults: Int
  }

  /// What `bytes` say.
  public static func read(_ bytes: [UInt8]) -> Outcome {
    guard bytes.count <= largestFile else {
      return Outcome(places: [], faults: [GazetteerFault(line: 0, problem: .tooLarge)], furtherFaults: 0)
    }
    var reading = Reading()
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var rest = bytes.dropFirst(hasMark ? 3 : 0)
    // Line by line: a file of a million lines is not cut up as a whole first.
    while !rest.isEmpty, !reading.isFull {
      let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
      reading.take(rest[rest.startIndex..<end])
      rest = rest[min(end + 1, rest.endIndex)...]
    }
    return reading.outcome
  }

  private struct Reading {
    private(set) var isFull = false
    private var places: [Place] = []
    private var faults: [GazetteerFault] = []
    private var further = 0
    private var columns: [String: Int]?
    private var line = 0
    /// In which line each place stands.
    private var known: [Identity: Int] = [:]
    private static let names = ["name", "kind", "district", "aliases", "former", "site"]

    /// What makes two lines one place.
    private struct Identity: Hashable {
      let name: String
      let kind: Place.Kind
      let district: String
      let site: String
    }

    var outcome: Outcome {
      let isEmpty = places.isEmpty && faults.isEmpty
      return Outcome(
        places: places, faults: isEmpty ? [GazetteerFault(line: 0, problem: .noPlaces)] : faults,
        furtherFaults: further)
    }

    mutating func take(_ bytes: ArraySlice<UInt8>) {
      line += 1
      var bytes = bytes
      if bytes.last == 0x0D { bytes.removeLast() }
      guard !bytes.isEmpty, bytes.first != UInt8(ascii: "#") else { return }
      guard bytes.count <= GazetteerReader.longestLine else { return fault(.lineTooLong) }
      guard let text = String(validating: bytes, as: UTF8.self) else { return fault(.notUTF8) }
      let fields = text.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmed }
      guard fields.allSatisfy({ $0.unicodeScalars.allSatisfy(SafeText.isAllowed) }) else {
        return fault(.controlCharacter)
      }
      guard let columns else { return takeHeading(fields) }
      takePlace(fields, columns: columns)
    }

    private mutating func takeHeading(_ fields: [String]) {
      guard fields.contains("name"), fields.contains("kind"), fields.allSatisfy(Self.names.contains),
        Set(fields).count == fields.count
      else {
        // Without its heading no line of the file means anything: told once, not once a line.
        isFull = true
        return fault(.badHeading)
      }
      columns = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1, $0) })
    }

    private mutating func takePlace(_ fields: [String], columns: [String: Int]) {
      guard fields.count <= columns.count else { return fault(.tooManyFields) }
      func field(_ name: String) -> String {
        columns[name].flatMap { fields.indices.contains($0) ? fields[$0] : nil } ?? ""
      }
      let name = field("name")
      guard !name.isEmpty else { return fault(.nameless) }
      guard !field("kind").isEmpty else { return fault(.kindless) }
      guard let kind = Place.Kind(rawValue: field("kind")) else { return fault(.unknownKind) }
      let aliases = list(field("aliases"))
      let former = list(field("former"))
      guard ([name] + aliases + former).allSatisfy({ $0.count <= GazetteerReader.longestName }) else {
        return fault(.nameTooLong)
      }
      add(
        Place(
          name: name, kind: kind, district: field("district"), aliases: aliases, formerNames: former,
          site: field("site")))
    }

    private mutating func add(_ place: Place) {
      let identity = Identity(
        name: place.name, kind: place.kind, district: place.district, site: place.site)
      if let first = known[identity] { return fault(.doubled(firstLine: first)) }
      guard places.count < GazetteerReader.mostPlaces else {
        isFull = true
        return fault(.tooMany)
      }
      known[identity] = line
      places.append(place)
    }

    private func list(_ text: String) -> [String] {
      text.isEmpty ? [] : text.split { $0 == "、" || $0 == "," || $0 == "，" }.map { String($0).trimmed }
    }

    private mutating func fault(_ problem: GazetteerFault.Problem) {
      if faults.count < GazetteerReader.mostFaults {
        faults.append(GazetteerFault(line: line, problem: problem))
      } else {
        further += 1
      }
    }
  }
}

/// A line of a gazetteer that cannot be used.
public struct GazetteerFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The file is longer than 32 MiB; nothing of it was read.
    case tooLarge
    /// The first line does not name the columns; nothing was read.
    case badHeading
    /// The file holds no place at all.
    case noPlaces
    /// The line is not UTF-8.
    case notUTF8
    /// A character no terminal may have.
    case controlCharacter
    /// The line has over 8,192 bytes.
    case lineTooLong
    /// More fields than columns.
    case tooManyFields
    /// No name.
    case nameless
    /// No kind: a column is missing.
    case kindless
    /// A kind that is none of the seven.
    case unknownKind
    /// A name of over sixty characters.
    case nameTooLong
    /// The place stands in an earlier line.
    case doubled(firstLine: Int)
    /// More than 200,000 places; the rest was not read.
    case tooMany
  }

  /// The line, from 1; 0 for the file as a whole.
  public let line: Int
  /// What is wrong.
  public let problem: Problem

  /// A fault of a line.
  public init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }
}
