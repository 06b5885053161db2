import CallModel
import Files

/// What `NumberLedger` remembers between two runs: for every day what its journals say of numbers.
///
/// It may be deleted at any time; nothing in it is not in the journals, and of those it holds call numbers,
/// days and keyed digests, no telephone number.
struct NumberCache: Hashable, Sendable {
  /// A day of a room.
  struct Place: Hashable, Comparable, Sendable {
    let room: JournalRoom
    let date: CivilDate

    static func < (left: Place, right: Place) -> Bool {
      (left.date, left.room.rawValue) < (right.date, right.room.rawValue)
    }
  }

  static let layout = DerivedFile.Layout("numbers", version: 3)

  let key: NumberKey
  var days: [Place: NumberDay] = [:]

  /// An empty one with a new key.
  init() {
    key = NumberKey()
  }

  /// What a derived file keeps of it: the key, and the days.
  var sections: [[UInt8]] {
    var body: [UInt8] = []
    for (place, day) in days.sorted(by: { $0.key < $1.key }) {
      body += Array("D\t\(place.room.rawValue)\t\(place.date)\t\(day.files)\n".utf8)
      for (call, marked) in day.calls.sorted(by: { $0.key < $1.key }) {
        let branches = marked.branches.map(\.rawValue).joined(separator: ",")
        body += Array("C\t\(call)\t\(Self.text(marked.number))\t\(branches)\n".utf8)
      }
      for (call, correction) in day.corrections.sorted(by: { $0.key < $1.key }) {
        body += Array("A\t\(call)\t\(Self.text(correction.number))\t\(correction.at.milliseconds)\n".utf8)
      }
    }
    return [Array(key.text.description.utf8), body]
  }

  /// The cache in a derived file; nil when it is not whole: then everything is read again.
  init?(_ contents: DerivedContents) {
    guard let text = contents.section(0), let key = text.withUnsafeBytes({ LineDigest(hexadecimal: $0) }),
      let body = contents.section(1)
    else { return nil }
    self.key = NumberKey(key)
    var place: Place?
    for line in body.split(separator: 0x0A) {
      guard take(Self.fields(line), place: &place) else { return nil }
    }
  }

  private mutating func take(_ fields: [String], place: inout Place?) -> Bool {
    guard fields.count == 4 else { return false }
    if fields[0] == "D" {
      guard let room = JournalRoom(rawValue: fields[1]), let date = CivilDate(fields[2]),
        let files = LineDigest(fields[3])
      else { return false }
      place = Place(room: room, date: date)
      days[Place(room: room, date: date)] = NumberDay(files: files)
      return true
    }
    guard let place, let call = CallIdentifier(ifValid: fields[1]) else { return false }
    let number = LineDigest(fields[2])
    guard number != nil || fields[2] == "-" else { return false }
    switch fields[0] {
    case "C":
      let branches = fields[3].split(separator: ",").compactMap { BranchIdentifier(rawValue: String($0)) }
      days[place]?.calls[call] = MarkedCall(number: number, branches: branches)
      return !branches.isEmpty
    case "A":
      guard let at = Int64(fields[3]) else { return false }
      let moment = WallInstant(milliseconds: at)
      days[place]?.corrections[call] = NumberCorrection(at: moment, number: number)
      return true
    default: return false
    }
  }

  private static func fields(_ line: ArraySlice<UInt8>) -> [String] {
    String(decoding: line, as: UTF8.self).split(separator: "\t").map(String.init)
  }

  private static func text(_ number: LineDigest?) -> String { number?.description ?? "-" }
}
