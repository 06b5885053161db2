import CallModel
import Files

/// Finds the numbers that harassed or complained in any earlier call, however long ago.
///
/// Only real calls and calls taken over from other systems count, never drills. What a day's journals said is
/// kept in a cache (`NumberCache`) and used only while every file of that day is as it was: by inode, size
/// and times. All other days are read anew. It takes as long as it takes, so it belongs beside the console
/// and not into it.
public struct NumberLedger: Sendable {
  private static let rooms: [JournalRoom] = [.live, .imported]
  /// So many days are read between two reports of what was found so far.
  private static let stride = 64

  private let reader: JournalReader
  private let file: DerivedFile

  /// A ledger over the logs folder at `logs`.
  public init(logs: String) {
    reader = JournalReader(logs: logs)
    file = DerivedFile(logs: logs, name: "numbers", layout: NumberCache.layout)
  }

  /// All that is on record now.
  ///
  /// The latest days are read first; `progress` is given what was found so far, now and then, when there is
  /// much to read.
  public func read(progress: (NumberMarks) -> Void = { _ in }) -> NumberMarks {
    file.alone { update(progress) }
  }

  private func update(_ progress: (NumberMarks) -> Void) -> NumberMarks {
    let old = file.open().flatMap { NumberCache($0) } ?? NumberCache()
    var fresh = old
    fresh.days = [:]
    var stale: [(NumberCache.Place, [JournalPath], LineDigest)] = []
    let folders = Self.rooms.map { ($0, reader.dayFolders($0)) }
    // Of folders that cannot be read what was known of them stays.
    if folders.contains(where: { !$0.1.faults.isEmpty }) { fresh.days = old.days }
    for place in folders.flatMap({ room, known in known.days.map { NumberCache.Place(room: room, date: $0) } }
    ) {
      // The prints are taken before the reading: what is written meanwhile shows as a change the next time.
      let look = DayLook(reader.store, room: place.room, day: place.date)
      let paths = look.files.map(\.path)
      if let known = old.days[place], known.files == look.digest {
        fresh.days[place] = known
      } else {
        stale.append((place, paths, look.digest ?? .none))
      }
    }
    for (index, item) in stale.sorted(by: { $0.0 > $1.0 }).enumerated() {
      fresh.days[item.0] = NumberDay(reader, paths: item.1, files: item.2, key: fresh.key)
      guard (index + 1) % Self.stride == 0 else { continue }
      file.write(fresh.sections)
      progress(NumberMarks(fresh))
    }
    if fresh != old { file.write(fresh.sections) }
    return NumberMarks(fresh)
  }

}

/// The numbers that harassed or complained in any call on record.
public struct NumberMarks: Sendable {
  private let key: NumberKey
  private var pasts: [LineDigest: NumberPast] = [:]

  /// What all days of a cache say together; a corrected number counts wherever the correction stands.
  init(_ cache: NumberCache) {
    key = cache.key
    var corrections: [CallIdentifier: NumberCorrection] = [:]
    for day in cache.days.values {
      corrections.merge(day.corrections) { $0.at > $1.at ? $0 : $1 }
    }
    for day in cache.days.values {
      for (call, marked) in day.calls {
        guard let number = corrections[call].map(\.number) ?? marked.number else { continue }
        for branch in marked.branches { pasts[number, default: NumberPast()].note(branch, on: call.date) }
      }
    }
  }

  /// How many numbers are known.
  public var count: Int { pasts.count }

  /// What is known of `number`; nil when nothing is, and always for a withheld one.
  public func past(of number: String) -> NumberPast? {
    key.digest(of: number).flatMap { pasts[$0] }
  }
}

/// What a cache mixes into the telephone numbers it remembers, so that it holds no number that can be read.
///
/// Every cache has its own; it keeps numbers from being read over somebody's shoulder or found by a search
/// for them, not from somebody who may read the journals anyway.
struct NumberKey: Hashable, Sendable {
  /// The key as 64 hexadecimal digits.
  let text: LineDigest

  /// A new key by chance.
  init() {
    var generator = SystemRandomNumberGenerator()
    text = LineDigest(of: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }

  /// A key read back.
  init(_ text: LineDigest) {
    self.text = text
  }

  /// What stands for `number`; nil for a withheld one, which is nobody's.
  func digest(of number: String) -> LineDigest? {
    number.isEmpty ? nil : LineDigest(of: Array(text.description.utf8) + Array(number.utf8))
  }
}
