import CallModel
import Files

/// One run of `MatterLedger`: brings a cache up to date with the journals.
struct MatterUpdate {
  private let ledger: MatterLedger
  private let now: WallInstant
  private(set) var cache = MatterCache()
  /// Whether the cache must be written again.
  private(set) var isDirty = false
  /// The file or folder that was changed below the cache; then nothing else here is good.
  private(set) var changedFile: String?

  /// Whether a later segment wrote lines again that the cache has taken in; then nothing here is good.
  private(set) var isTakenBack = false

  /// Whether a part of the cache turned out not to be whole; then nothing here is good.
  private(set) var isDamaged = false

  /// How many facts beyond twice what was open are remembered before closed matters are looked for.
  private static let patientFacts = 10_000
  /// How many days are read at once.
  private static let daysAtOnce = 16

  /// Days that are read for the first time, some at once.
  private var ahead: [CivilDate: DayAhead] = [:]
  private var matters: [StoredFact] = []
  private var shifts: [StoredFact] = []
  private var callbacks: [StoredFact] = []
  private var unreadable = 0
  /// How long the lines that are new say that files are.
  private var witnessed = WitnessedEnds()
  private var isFresh = true
  /// How many facts were left when what is settled was forgotten last.
  private var leftOpen = 0

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
  ///
  /// Every file is looked at when that was not done within `reach` ms.
  mutating func run(reach: Int64) {
    if isFresh || !wasChecked(within: reach) || hasNewFolders {
      lookAtEverything()
    } else {
      lookAtWhatGrows()
    }
    cache.faults += witnessed.shortened(ledger.reader).count
  }

  private mutating func change(_ name: String) { changedFile = name }

  /// Whether everything is to be read again.
  private var isOver: Bool { changedFile != nil || isTakenBack }

  private func wasChecked(within reach: Int64) -> Bool {
    guard let checked = cache.checkedAt, checked <= now else { return false }
    return now.milliseconds - checked.milliseconds < reach
  }

  /// Whether a month or a year may have come since everything was looked at.
  private var hasNewFolders: Bool { cache.folders.contains { ledger.print(ofFolder: $0.key) != $0.value } }

  // MARK: Days

  private var firstGrowing: CivilDate { now.date.adding(days: -MatterLedger.growingDays) }

  /// The days that may still grow, and those that could not be closed.
  private mutating func lookAtWhatGrows() {
    let known = cache.closedUntil
    let (newer, faults) = ledger.reader.dayFolders(ledger.room, from: known?.adding(days: 1))
    let days = cache.late.sorted() + newer
    // A day that has stopped growing is closed, and then the others are looked at, too: that is once a day.
    if days.contains(where: { $0 < firstGrowing && !cache.late.contains($0) }) { return lookAtEverything() }
    unreadable += faults.count
    let present = Set(days)
    for path in cache.files.keys where !present.contains(path.date) { return change(path.description) }
    for day in days {
      lookAtGrowing(day)
      if isOver { return }
    }
  }

  private mutating func lookAtEverything() {
    guard var closed = cache.closedDays else {
      isDamaged = true
      return
    }
    // Before the days are listed: a folder made meanwhile shows as a change the next time.
    let folders = ledger.outerFolders
    let (days, faults) = ledger.reader.dayFolders(ledger.room)
    unreadable += faults.count
    let present = Set(days)
    for day in closed.keys where !present.contains(day) { return change(day.description) }
    for path in cache.files.keys where !present.contains(path.date) { return change(path.description) }
    for (index, day) in days.enumerated() {
      if isFresh, index % Self.daysAtOnce == 0 { readAhead(days[index...].prefix(Self.daysAtOnce)) }
      if let known = closed[day] {
        lookAtClosed(day, known: known)
      } else if day < firstGrowing {
        closed[day] = close(day)
      } else {
        lookAtGrowing(day)
      }
      if isOver { return }
    }
    ahead = [:]
    cache.setClosedDays(closed)
    cache.closedUntil = closed.keys.max()
    cache.late = Set(days.filter { day in closed[day] == nil && cache.closedUntil.map { day < $0 } ?? false })
    cache.folders = folders
    // What could not be read is looked at again, and told again, the next time.
    cache.checkedAt = faults.isEmpty ? now : nil
    isDirty = true
  }

  private mutating func lookAtGrowing(_ day: CivilDate) { read(look(at: day), day: day) }

  private func look(at day: CivilDate) -> DayLook { ahead[day]?.look ?? ledger.look(at: day) }

  /// Looks at some days and reads their files from the beginning, on all processors.
  private mutating func readAhead(_ days: ArraySlice<CivilDate>) {
    let (ledger, days) = (ledger, Array(days))
    let read = ParallelWork.map(days.count, threads: ParallelWork.processors) {
      DayAhead(ledger, day: days[$0])
    }
    ahead = Dictionary(zip(days, read)) { $1 }
  }

  private mutating func read(_ look: DayLook, day: CivilDate) {
    if look.isUnreadable { unreadable += 1 }
    let present = Set(look.files.map(\.path))
    for path in cache.files.keys where path.date == day && !present.contains(path) {
      return change(path.description)
    }
    let grown = look.files.filter { cache.files[$0.path]?.print != $0.print }.map(\.path)
    isTakenBack = grown.contains(where: takesBack)
    if isOver { return }
    // Nothing is written again where no later segment is new.
    let repeated =
      ahead[day]?.repeated
      ?? RepeatedLines(in: grown.contains { $0.segment > 1 } ? look.paths : [], reader: ledger.reader)
    for (path, print) in look.files {
      read(path, print: print, without: repeated[path])
      if isOver { return }
    }
  }

  /// Whether what is new in a file repeats lines that were taken in before.
  private func takesBack(_ path: JournalPath) -> Bool {
    guard !isFresh, path.segment > 1 else { return false }
    let place = cache.files[path]
    let before = ledger.reader.repeated(in: path, from: place?.offset ?? 0)
    // Files that are new, too, are taken in without the lines.
    return before.contains { place != nil || cache.files[$0] != nil }
  }

  private mutating func lookAtClosed(_ day: CivilDate, known: LineDigest) {
    if ledger.look(at: day).digest != known { change(day.description) }
  }

  /// Reads what is left of a day that does not grow any more; nil when a file cannot be read, so that it is
  /// tried again.
  private mutating func close(_ day: CivilDate) -> LineDigest? {
    let look = look(at: day)
    read(look, day: day)
    guard !isOver, !look.isUnreadable, let files = look.digest else { return nil }
    // What grew between the look and the reading shows as a change the next time: the look came first.
    guard look.files.allSatisfy({ cache.files[$0.path] != nil }) else { return nil }
    for (path, _) in look.files { cache.files[path] = nil }
    // Not every day: what is open stays, and would be folded again as often as there are days.
    if isFresh, matters.count + callbacks.count > 2 * leftOpen + Self.patientFacts {
      forgetClosedMatters(after: WallInstant(date: day))
      forgetSettledCallbacks(after: WallInstant(date: day))
      leftOpen = matters.count + callbacks.count
    }
    return files
  }

  // MARK: Files

  /// The print was taken before the reading: what is written meanwhile shows as a change the next time.
  private mutating func read(_ path: JournalPath, print: FilePrint?, without repeated: Set<Int64>) {
    guard let print else {
      // Who reads everything anew has nothing to begin again for: the file cannot be read.
      guard isFresh else { return change(path.description) }
      unreadable += 1
      return
    }
    let place = cache.files[path]
    if let place {
      if place.print == print { return }
      guard place.print.inode == print.inode, print.size > place.print.size, print.size > place.offset else {
        return change(path.description)
      }
    }
    do {
      let scan =
        try ahead[path.date]?.scans[path]
        ?? FactScan(ledger.reader, path: path, from: place, without: repeated)
      guard scan.isLinked else { return change(path.description) }
      cache.files[path] = MatterCache.FilePlace(print: print, offset: scan.offset, head: scan.head)
      cache.faults += scan.faults
      witnessed.add(scan.witnessed)
      for fact in scan.facts { take(fact) }
      isDirty = true
    } catch {
      unreadable += 1
    }
  }

  private mutating func take(_ fact: StoredFact) {
    guard let noted = fact.noted else {
      cache.faults += 1
      return
    }
    for group in StoredFact.groups(of: noted) {
      switch group {
      case .complaint: cache.complaints.append(fact)
      case .matter: matters.append(fact)
      case .shift: shifts.append(fact)
      case .callback: callbacks.append(fact)
      }
    }
  }

  // MARK: The end

  /// Whether what is remembered is whole as far as it is needed: to tell everything, or to be written again.
  func isWhole(everything: Bool) -> Bool { !(everything || isDirty) || cache.rest.bytes != nil }

  /// The reading, and the cache without what need not be remembered.
  mutating func finish(
    everything: Bool, rereading: MatterReading.Rereading?, changedFile: String?
  ) -> MatterReading {
    settleComplaints()
    var facts = cache.complaints
    var book = ShiftBook()
    if everything || isFresh {
      let rest = cache.restFacts
      // What is remembered was read before what is new.
      shifts = rest.filter { $0.group == .shift }.map(\.fact) + shifts
      callbacks = rest.filter { $0.group == .callback }.map(\.fact) + callbacks
      matters = rest.filter { [.complaint, .matter].contains($0.group) }.map(\.fact) + matters
      facts = Self.woven(facts, matters)
      forgetClosedMatters(after: now)
      forgetSettledCallbacks(after: now)
      book = settleShifts()
    }
    let calls = CallBook(facts.compactMap(\.noted))
    if isDirty {
      let kept = everything || isFresh ? [] : cache.rest.bytes ?? []
      cache.rest = MatterCache.Part(
        kept + matters.flatMap { $0.line(.matter) } + shifts.flatMap { $0.line(.shift) }
          + callbacks.flatMap { $0.line(.callback) })
    }
    return MatterReading(
      calls: calls, shifts: book, callbacks: everything ? callbacks.compactMap(Self.callback) : [],
      faults: faults, rereading: rereading, changedFile: changedFile)
  }

  /// Two parts as one, in the order of both: what is about both stands in both, and of what was written in
  /// one moment only the order of the lines tells what came first.
  private static func woven(_ facts: [StoredFact], _ others: [StoredFact]) -> [StoredFact] {
    let both = Set(facts).intersection(others)
    var (all, rest, taken) = ([StoredFact](), others[...], Set<StoredFact>())
    for fact in facts where !taken.contains(fact) {
      guard both.contains(fact) else {
        all.append(fact)
        continue
      }
      while let next = rest.popFirst() {
        all.append(next)
        taken.insert(next)
        if next == fact { break }
      }
    }
    return all + rest
  }

  /// Folds the complaints.
  ///
  /// One that is not in the cache any more, and of which a desk writes again, is read
  /// up.
  private mutating func settleComplaints() {
    var book = CallBook(cache.complaints.compactMap(\.noted))
    for call in book.lackingComplaint {
      // Lines that are none were counted when the files were followed.
      let (facts, unreadable, _) = ledger.storedHistory(of: call)
      self.unreadable += unreadable
      guard !facts.isEmpty else { continue }
      cache.complaints.removeAll { $0.call == call }
      cache.complaints += facts.filter { $0.noted?.event.concerns.contains(.complaint) ?? false }
    }
    if !book.lackingComplaint.isEmpty { book = CallBook(cache.complaints.compactMap(\.noted)) }
    guard isDirty else { return }
    let latest = Dictionary(grouping: cache.complaints) { $0.call }.mapValues { $0.map(\.at).max() }
    let limit = now.adding(milliseconds: -MatterLedger.patience)
    cache.complaints.removeAll { fact in
      guard let call = fact.call, let last = latest[call] ?? nil, last < limit else { return false }
      return book[call]?.complaint?.isOpen != true
    }
  }

  /// Folds the matters and forgets the closed ones that nobody has written of for an hour.
  private mutating func forgetClosedMatters(after moment: WallInstant) {
    let open = CallBook(matters.compactMap(\.noted))
    let limit = moment.adding(milliseconds: -MatterLedger.patience)
    matters.removeAll { fact in
      guard let matter = fact.call.flatMap({ open[$0] }) else { return true }
      return matter.lastAt < limit && !matter.isOpen
    }
  }

  private static func callback(_ fact: StoredFact) -> Noted<CallbackEvent>? {
    // A line tells of one entry at most.
    fact.noted?.callbackEvents.first
  }

  /// Forgets the entries of the callback list that were settled long before `moment`; what is open stays,
  /// however old.
  private mutating func forgetSettledCallbacks(after moment: WallInstant) {
    var list = CallbackList()
    for noted in callbacks.compactMap(Self.callback) { list.apply(noted) }
    let limit = moment.adding(milliseconds: -MatterLedger.settledCallbacks)
    let (known, settled) = (Set(list.entries.keys), list.settled(before: limit))
    callbacks.removeAll { fact in
      guard let name = Self.callback(fact)?.event.entry else { return true }
      // A settlement whose opening is not known yet is waited for as long.
      return known.contains(name) ? settled.contains(name) : fact.at < limit
    }
  }

  /// Folds the shifts; starts and ends are remembered for 7 days, paper calls for 90.
  private mutating func settleShifts() -> ShiftBook {
    let (now, day) = (self.now, Int64(86_400_000))
    var book = ShiftBook()
    shifts.removeAll { $0.at < now.adding(milliseconds: -90 * day) }
    for fact in shifts.sorted(by: { ($0.at, $0.desk) < ($1.at, $1.desk) }) {
      if let event = fact.noted?.event.ofDesk { book.apply(event, at: fact.at) }
    }
    let started = MatterEvent.Kind.shiftStarted.rawValue
    shifts.removeAll { $0.at < now.adding(milliseconds: -7 * day) && $0.kind == started }
    return book
  }
}

/// A day's files read from their beginnings, before anything of them is taken in.
private struct DayAhead: Sendable {
  /// The look at the folder, which came first: what grew meanwhile shows as a change the next time.
  let look: DayLook
  /// What was found in each file; one that could not be read is tried again.
  let scans: [JournalPath: FactScan]
  /// What later segments wrote again.
  let repeated: RepeatedLines

  init(_ ledger: MatterLedger, day: CivilDate) {
    look = ledger.look(at: day)
    repeated = RepeatedLines(in: look.paths, reader: ledger.reader)
    var scans: [JournalPath: FactScan] = [:]
    for path in look.paths {
      // What cannot be read is told by who tries it again.
      scans[path] = try? FactScan(ledger.reader, path: path, from: nil, without: repeated[path])
    }
    self.scans = scans
  }
}
