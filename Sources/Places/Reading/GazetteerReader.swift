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

  /// What a file says.
  public struct Outcome: Sendable {
    /// The places of the good lines, in the file's order.
    public let places: [Place]
    /// The bad lines.
    public let faults: [GazetteerFault]
  }

  /// What `bytes` say.
  public static func read(_ bytes: [UInt8]) -> Outcome {
    guard bytes.count <= largestFile else {
      return Outcome(places: [], faults: [GazetteerFault(line: 0, problem: .tooLarge)])
    }
    var reading = Reading()
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    for line in bytes.dropFirst(hasMark ? 3 : 0).split(separator: 0x0A, omittingEmptySubsequences: false) {
      reading.take(line)
    }
    return Outcome(places: reading.places, faults: reading.faults)
  }

  private struct Reading {
    private(set) var places: [Place] = []
    private(set) var faults: [GazetteerFault] = []
    private var columns: [String: Int]?
    private var line = 0
    private static let names = ["name", "kind", "district", "aliases", "former", "site"]

    mutating func take(_ bytes: ArraySlice<UInt8>) {
      line += 1
      var bytes = bytes
      if bytes.last == 0x0D { bytes.removeLast() }
      guard !bytes.isEmpty, bytes.first != UInt8(ascii: "#") else { return }
      guard let text = String(validating: bytes, as: UTF8.self) else { return fault(.notUTF8) }
      let fields = text.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmed }
      guard fields.allSatisfy({ $0.unicodeScalars.allSatisfy(SafeText.isAllowed) }) else {
        return fault(.controlCharacter)
      }
      guard let columns else { return takeHeading(fields) }
      takePlace(fields, columns: columns)
    }

    private mutating func takeHeading(_ fields: [String]) {
      // Without its heading no line of the file means anything: told once, not once a line.
      columns = [:]
      guard fields.contains("name"), fields.contains("kind"), fields.allSatisfy(Self.names.contains),
        Set(fields).count == fields.count
      else { return fault(.badHeading) }
      columns = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1, $0) })
    }

    private mutating func takePlace(_ fields: [String], columns: [String: Int]) {
      guard !columns.isEmpty else { return }
      guard fields.count <= columns.count else { return fault(.tooManyFields) }
      func field(_ name: String) -> String {
        columns[name].flatMap { fields.indices.contains($0) ? fields[$0] : nil } ?? ""
      }
      let name = field("name")
      guard !name.isEmpty else { return fault(.nameless) }
      guard let kind = Place.Kind(rawValue: field("kind")) else { return fault(.unknownKind) }
      let aliases = list(field("aliases"))
      let former = list(field("former"))
      guard ([name] + aliases + former).allSatisfy({ $0.count <= GazetteerReader.longestName }) else {
        return fault(.nameTooLong)
      }
      guard places.count < GazetteerReader.mostPlaces else {
        if faults.last?.problem != .tooMany { fault(.tooMany) }
        return
      }
      places.append(
        Place(
          name: name, kind: kind, district: field("district"), aliases: aliases, formerNames: former,
          site: field("site")))
    }

    private func list(_ text: String) -> [String] {
      text.isEmpty ? [] : text.split { $0 == "、" || $0 == "," || $0 == "，" }.map { String($0).trimmed }
    }

    private mutating func fault(_ problem: GazetteerFault.Problem) {
      faults.append(GazetteerFault(line: line, problem: problem))
    }
  }
}

/// A line of a gazetteer that cannot be used.
public struct GazetteerFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: String, CaseIterable, Hashable, Sendable {
    /// The file is longer than 32 MiB; nothing of it was read.
    case tooLarge = "too-large"
    /// The first line does not name the columns; nothing was read.
    case badHeading = "bad-heading"
    /// The line is not UTF-8.
    case notUTF8 = "not-utf8"
    /// A character no terminal may have.
    case controlCharacter = "control-character"
    /// More fields than columns.
    case tooManyFields = "too-many-fields"
    /// No name.
    case nameless
    /// A kind that is none of the seven.
    case unknownKind = "unknown-kind"
    /// A name of over sixty characters.
    case nameTooLong = "name-too-long"
    /// More than 200,000 places; the rest was not read.
    case tooMany = "too-many"
  }

  /// The line, from 1; 0 for the file as a whole.
  public let line: Int
  /// What is wrong.
  public let problem: Problem
}
