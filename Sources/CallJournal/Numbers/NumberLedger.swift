import CallModel

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

  private let logs: String
  private let reader: JournalReader
  private let file: PrivateCacheFile

  /// A ledger over the logs folder at `logs`.
  public init(logs: String) {
    self.logs = logs
    reader = JournalReader(logs: logs)
    file = PrivateCacheFile(logs: logs, name: "numbers")
  }

  /// All that is on record now.
  ///
  /// The latest days are read first; `progress` is given what was found so far, now and then, when there is
  /// much to read.
  public func read(progress: (NumberMarks) -> Void = { _ in }) -> NumberMarks {
    file.alone { update(progress) }
  }

  private func update(_ progress: (NumberMarks) -> Void) -> NumberMarks {
    let old = file.read().flatMap { NumberCache(bytes: $0) } ?? NumberCache()
    var fresh = old
    fresh.days = [:]
    var stale: [(NumberCache.Place, [JournalPath], LineDigest)] = []
    for place in Self.rooms.flatMap({ room in
      reader.days(room).map { NumberCache.Place(room: room, date: $0) }
    }) {
      // The prints are taken before the reading: what is written meanwhile shows as a change the next time.
      let paths = reader.files(place.room, on: place.date).paths
      let files = digest(of: paths)
      if let known = old.days[place], known.files == files {
        fresh.days[place] = known
      } else {
        stale.append((place, paths, files))
      }
    }
    for (index, item) in stale.sorted(by: { $0.0 > $1.0 }).enumerated() {
      fresh.days[item.0] = NumberDay(reader, item.1, files: item.2, key: fresh.key)
      guard (index + 1) % Self.stride == 0 else { continue }
      file.write(fresh.bytes)
      progress(NumberMarks(fresh))
    }
    if fresh != old { file.write(fresh.bytes) }
    return NumberMarks(fresh)
  }

  private func digest(of paths: [JournalPath]) -> LineDigest {
    let lines = paths.map { "\($0)\t\(FilePrint(path: "\(logs)/\($0)")?.text ?? "-")\n" }
    return LineDigest(of: Array(lines.joined().utf8))
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
