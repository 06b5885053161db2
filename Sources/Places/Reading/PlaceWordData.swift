import PlainText

/// The words by which a told place is taken apart, from `Resources/places.words`.
struct PlaceWordData: Sendable {
  /// The words inside the program.
  static let shipped = PlaceWordData(PackageResources.places_words)

  private let lists: [String: [String]]

  /// `key = word word …` a line; comments begin with `#`.
  init(_ bytes: [UInt8]) {
    var lists: [String: [String]] = [:]
    for line in bytes.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let parts = String(decoding: line, as: UTF8.self).split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      lists[String(parts[0]).trimmed] = parts[1].split(separator: " ").map(String.init)
    }
    self.lists = lists
  }

  /// The words of a kind, in the file's order.
  func words(_ kind: String) -> [String] { lists[kind] ?? [] }

  /// The words of a kind that are one character each.
  func characters(_ kind: String) -> Set<Character> { Set(words(kind).compactMap(\.first)) }

  /// The first word of a kind; empty when there is none.
  func word(_ kind: String) -> String { words(kind).first ?? "" }
}
