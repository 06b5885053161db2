import CallModel

/// One run of `MatterLedger`: brings a cache up to date with the journals.
struct MatterUpdate {
  private let ledger: MatterLedger
  private let now: WallInstant
  private(set) var cache = MatterCache()
  /// Whether the cache must be written again.
  private(set) var isDirty = false
  /// The file or folder that was changed below the cache; then nothing else here is good.
  private(set) var changedFile: String?

  private var matters: [StoredFact] = []
  private var shifts: [StoredFact] = []
  private var unreadable = 0
  private var isFresh = true

  init(_ ledger: MatterLedger, now: WallInstant) {
    self.ledger = ledger
    self.now = now
  }

  /// Lines that could not be decoded and files that could not be read.
  var faults: Int { cache.faults + unreadable }

  mutating func begin(with old: MatterCache) {
    cache = old
    isFresh = false
  }

  /// Looks at everything that may have changed and reads what is new.
  mutating func run() {
    let days = ledger.reader.days(ledger.room)
    let known = Set(days)
    let oldest = now.date.adding(days: -MatterLedger.growingDays)
    for day in cache.days.keys where !known.contains(day) { return change(day.description) }
    for path in cache.files.keys where !known.contains(path.date) { return change(path.description) }
    for day in days {
      if day < oldest { lookAtClosed(day) } else { lookAtGrowing(day) }
      if changedFile != nil { return }
    }
  }

  private mutating func change(_ name: String) { changedFile = name }

  // MARK: Days

  private mutating func lookAtGrowing(_ day: CivilDate) {
    let (paths, faults) = ledger.reader.files(ledger.room, on: day)
    unreadable += faults.count
    let present = Set(paths)
    for path in cache.files.keys where path.date == day && !present.contains(path) {
      return change(path.description)
    }
    for path in paths {
      read(path)
      if changedFile != nil { return }
    }
  }

  private mutating func lookAtClosed(_ day: CivilDate) {
    guard let folder = ledger.print(of: day) else { return change(day.description) }
    guard let known = cache.days[day] else { return close(day, folder) }
    if folder != known.folder { return change(day.description) }
    let turn = Int(now.milliseconds / 60_000 % Int64(MatterLedger.turns))
    guard day.dayNumber % MatterLedger.turns == turn else { return }
    if digest(of: ledger.reader.files(ledger.room, on: day).paths) != known.files { change(day.description) }
  }

  /// Reads what is left of a day that will not grow any more.
  private mutating func close(_ day: CivilDate, _ folder: FilePrint) {
    lookAtGrowing(day)
    guard changedFile == nil else { return }
    let paths = ledger.reader.files(ledger.room, on: day).paths
    // A file that could not be read keeps the day open, so that it is tried again.
    guard paths.allSatisfy({ cache.files[$0] != nil }) else { return }
    cache.days[day] = MatterCache.ClosedDay(folder: folder, files: digest(of: paths))
    for path in paths { cache.files[path] = nil }
    isDirty = true
    if isFresh { forgetClosedMatters(after: WallInstant(date: day)) }
  }

  private func digest(of paths: [JournalPath]) -> LineDigest {
    let lines = paths.map { "\($0)\t\(ledger.print(of: $0)?.text ?? "-")\n" }
    return LineDigest(of: Array(lines.joined().utf8))
  }

  // MARK: Files

  private mutating func read(_ path: JournalPath) {
    // The print is taken before the reading: what is written meanwhile shows as a change the next time.
    guard let print = ledger.print(of: path) else { return change(path.description) }
    let place = cache.files[path]
    if let place {
      if place.print == print { return }
      guard place.print.inode == print.inode, print.size > place.print.size, print.size > place.offset else {
        return change(path.description)
      }
    }
    do {
      let scan = try FactScan(ledger.reader, path, from: place)
      guard scan.isLinked else { return change(path.description) }
      cache.files[path] = MatterCache.FilePlace(print: print, offset: scan.offset, head: scan.head)
      cache.faults += scan.faults
      for fact in scan.facts { take(fact) }
      isDirty = true
    } catch {
      unreadable += 1
    }
  }

  private mutating func take(_ fact: StoredFact) {
    guard let event = fact.event else {
      cache.faults += 1
      return
    }
    for group in fact.groups(of: event) {
      switch group {
      case .complaint: cache.complaints.append(fact)
      case .matter: matters.append(fact)
      case .shift: shifts.append(fact)
      }
    }
  }

  // MARK: The end

  /// The reading, and the cache without what need not be remembered.
  mutating func finish(
    everything: Bool, rereading: MatterReading.Rereading?, changedFile: String?
  ) -> MatterReading {
    let complaints = settleComplaints()
    var open = OpenMatters()
    var book = ShiftBook()
    if everything || isFresh {
      for (group, fact) in cache.restFacts {
        if group == .shift { shifts.append(fact) } else { matters.append(fact) }
      }
      open = forgetClosedMatters(after: now)
      book = settleShifts()
      cache.rest = []
    }
    for fact in matters { cache.rest += fact.line(.matter) }
    for fact in shifts { cache.rest += fact.line(.shift) }
    return MatterReading(
      complaints: complaints, matters: open, shifts: book, faults: faults, rereading: rereading,
      changedFile: changedFile)
  }

  /// Folds the complaints.
  ///
  /// One that is not in the cache any more, and of which a desk writes again, is read
  /// up.
  private mutating func settleComplaints() -> ComplaintBook {
    var book = ComplaintBook(cache.complaints.compactMap(\.fact))
    for call in book.unknown.sorted() {
      let (facts, faults) = ledger.storedHistory(of: call)
      unreadable += faults
      guard !facts.isEmpty else { continue }
      cache.complaints.removeAll { $0.call == call }
      cache.complaints += facts.filter { fact in
        fact.event.map { ComplaintBook.concerns($0) } ?? false
      }
    }
    if !book.unknown.isEmpty { book = ComplaintBook(cache.complaints.compactMap(\.fact)) }
    guard isDirty else { return book }
    let latest = Dictionary(grouping: cache.complaints) { $0.call }.mapValues { $0.map(\.at).max() }
    let limit = now.adding(milliseconds: -MatterLedger.patience)
    cache.complaints.removeAll { fact in
      guard let call = fact.call, let last = latest[call] ?? nil, last < limit else { return false }
      return book.cases[call]?.isOpen != true
    }
    return book
  }

  /// Folds the matters and forgets the closed ones that nobody has written of for an hour.
  @discardableResult
  private mutating func forgetClosedMatters(after moment: WallInstant) -> OpenMatters {
    let now = self.now
    let open = OpenMatters(matters.compactMap(\.fact))
    let limit = moment.adding(milliseconds: -MatterLedger.patience)
    matters.removeAll { fact in
      guard let matter = fact.call.flatMap({ open.matters[$0] }) else { return true }
      return matter.lastAt < limit && !matter.isOpen(at: now)
    }
    return open
  }

  /// Folds the shifts; starts and ends are remembered for 7 days, paper calls for 90.
  private mutating func settleShifts() -> ShiftBook {
    let (now, day) = (self.now, Int64(86_400_000))
    var book = ShiftBook()
    shifts.removeAll { $0.at < now.adding(milliseconds: -90 * day) }
    for fact in shifts.sorted(by: { ($0.at, $0.desk) < ($1.at, $1.desk) }) {
      if case .desk(let event)? = fact.event { book.apply(event, at: fact.at) }
    }
    let started = MatterEvent.Kind.shiftStarted.rawValue
    shifts.removeAll { $0.at < now.adding(milliseconds: -7 * day) && $0.kind == started }
    return book
  }
}
