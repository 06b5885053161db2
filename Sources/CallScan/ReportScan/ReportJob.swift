import CallJournal
import CallModel
import CallReview
import Synchronization

/// One report's reading: which folders are scanned, which months come from derived files, and in which order
/// they are folded.
struct ReportJob: Sendable {
  /// What is folded in one step.
  private enum Step: Sendable {
    /// A day's folder; `isCounted` unless it is only scanned for its month's derived file.
    case day(CivilDate, isCounted: Bool, making: Int?)
    /// The folders of a month out of a derived file.
    case month(MonthFile.Kept)
  }

  /// A month whose derived file is made of what is scanned anyway.
  private struct Making: Sendable {
    let month: CivilDate
    let kept: MonthFile.Kept?
    let dates: [CivilDate]
  }

  private struct Shared {
    /// The next step to read, and the next one to fold.
    var (next, fold) = (0, 0)
    /// What was read and is not folded yet.
    var read: [Int: Read] = [:]
    var pending: [Int32: [ReportFold.Pending]] = [:]
    var folds: [ReportFold] = []
    /// The scanned folders of months being made.
    var scanned: [Int: [CivilDate: Scanned]] = [:]
  }

  /// A folder that was scanned.
  private struct Scanned: Sendable {
    let day: DayFacts
    /// Nil when it is not kept: it changes still, or nothing is made of it.
    var print: FolderPrint?
    /// What its lines say of how long files are.
    var witnessed = WitnessedEnds()
  }

  private enum Read: Sendable {
    case day(DayFacts, isCounted: Bool)
    case month(MonthFile.Kept)
  }

  private let scan: ReportScan
  private let folder: Int32
  private let days: ClosedRange<CivilDate>
  private let moment: ReportMoment
  private let empty: ReportFold
  private let file: MonthFile
  /// Files that are shorter than lines of months say that are not scanned.
  let shortened: [LeftOut]
  private let steps: [Step]
  private let makings: [Making]

  init(
    scan: ReportScan, folder: Int32, list: FolderList, days: ClosedRange<CivilDate>, moment: ReportMoment,
    empty: ReportFold
  ) {
    (self.scan, self.folder, self.days, self.moment, self.empty) = (scan, folder, days, moment, empty)
    let file = MonthFile(logs: (scan.logs, folder), kinds: empty.table.kinds)
    self.file = file
    let isKept = list.months.map { Self.mayKeep($0.first, scan: scan, moment: moment) }
    let kept = Parallel.map(list.months.count) { index in
      isKept[index] ? file.read(list.months[index].first, folders: list.months[index].folders) : nil
    }
    shortened = Self.shortened(kept.compactMap { $0?.witnessed }, scan: scan)
    var (steps, makings): ([Step], [Making]) = ([], [])
    for index in list.months.indices.reversed() {
      let (first, folders) = list.months[index]
      let news = Array(folders.dropFirst(kept[index]?.month.folders.count ?? 0))
      let stable = isKept[index] ? news.filter(FolderPrint.isPast) : []
      if !stable.isEmpty { makings.append(Making(month: first, kept: kept[index], dates: stable)) }
      for date in news.reversed() {
        let making = stable.contains(date) ? makings.count - 1 : nil
        let isCounted = date >= days.lowerBound
        if isCounted || making != nil { steps.append(.day(date, isCounted: isCounted, making: making)) }
      }
      if let kept = kept[index] { steps.append(.month(kept)) }
    }
    (self.steps, self.makings) = (steps, makings)
  }

  private static func shortened(_ witnessed: [WitnessedEnds], scan: ReportScan) -> [LeftOut] {
    var all = WitnessedEnds()
    for ends in witnessed { all.add(ends) }
    return all.shortened(JournalReader(logs: scan.logs)).map {
      LeftOut(file: $0.file, line: 0, reason: "shortened")
    }
  }

  /// Derived files hold everything that folders say; so they cannot serve where only a part of it counts.
  private static func mayKeep(_ month: CivilDate, scan: ReportScan, moment: ReportMoment) -> Bool {
    guard scan.usesCache, scan.room == .live, !scan.verifies else { return false }
    guard let latest = moment.latest else { return true }
    return CivilDate(dayNumber: Int(MonthFacts.days(holding: month).upperBound))
      < latest.date.adding(days: -1)
  }

  /// Reads and folds everything; a fold a thread.
  func run(_ progress: @escaping @Sendable (Int, Int) -> Void) -> [ReportFold] {
    let shared = Mutex(Shared())
    Parallel.run { work({ body in shared.withLock { body(&$0) } }, progress: progress) }
    return shared.withLock { $0.folds }
  }

  /// One thread's part.
  private func work(_ shared: (_ body: (inout Shared) -> Void) -> Void, progress: (Int, Int) -> Void) {
    let scanner = DayScanner(logs: scan.logs, verifying: scan.verifies, latest: moment.latest)
    var fold = empty
    while true {
      var index: Int?
      shared {
        if $0.next < steps.count {
          index = $0.next
          $0.next += 1
        }
      }
      guard let index else { break }
      switch steps[index] {
      case .month(let kept):
        let span = (first: kept.month.days.lowerBound, last: kept.month.last)
        let known = kept.counting(withoutClosedBefore(kept.month.open, month: span))
        shared { $0.read[index] = .month(known) }
      case .day(let date, let isCounted, let making):
        let found = day(date, scanner: scanner, isMaking: making != nil)
        let counted = withoutClosedBefore(found.day, month: nil)
        shared {
          $0.read[index] = .day(counted, isCounted: isCounted)
          if let making { $0.scanned[making, default: [:]][date] = found }
        }
        if let making { make(making, shared: shared) }
      }
      foldReady(&fold, shared: shared)
      progress(index + 1, steps.count)
    }
    foldReady(&fold, shared: shared)
    shared { $0.folds.append(fold) }
  }

  private func day(
    _ date: CivilDate, scanner: borrowing DayScanner, isMaking: Bool
  ) -> Scanned {
    var day = DayFacts(folder: date)
    let folder = DayFolder(logs: folder, room: scan.room, date: date)
    if let fault = folder.fault { day.leftOut.append(LeftOut(file: "\(date)", line: 0, reason: fault)) }
    guard folder.descriptor >= 0 else { return Scanned(day: day) }
    let before = isMaking ? folder.print() : nil
    // The day after the period may hold the end of a call over midnight.
    let isWhole = isMaking || date <= days.upperBound.adding(days: 1)
    let witnessed = scanner.scan(
      folder.paths, folder: folder.descriptor, purpose: isWhole ? .everything : .lates, into: &day)
    day.leftOut += witnessed.shortened(JournalReader(logs: scan.logs)).map {
      LeftOut(file: $0.file, line: 0, reason: "shortened")
    }
    addEarlier(to: &day)
    guard let print = before?.settled(until: folder.print()) else { return Scanned(day: day) }
    return Scanned(day: day, print: print, witnessed: witnessed)
  }

  /// The facts without the calls of earlier days whose closing line in these folders does not count, because
  /// one stands in the folder of an earlier day and the call was not opened again; with `month` the folders
  /// are those from the month's first day up to `last`.
  ///
  /// A call that ended over midnight, or whose end was handed in late, has none there.
  private func withoutClosedBefore(_ facts: DayFacts, month: (first: Int32, last: Int32)?) -> DayFacts {
    let day = Int32(clamping: facts.folder.dayNumber)
    let folders = month ?? (day, day)
    guard facts.calls.contains(where: { $0.day < folders.first }) else { return facts }
    let reader = JournalReader(logs: scan.logs)
    var rest = facts
    rest.calls.removeAll { fact in
      guard fact.day < folders.first,
        let call = call(fact.day, seat: fact.seat, number: fact.number, in: facts)
      else { return false }
      let days = call.date...CivilDate(dayNumber: Int(folders.last))
      guard let place = reader.closing(of: call, in: scan.room, days: days),
        let path = JournalPath(place.file)
      else { return false }
      return path.date.dayNumber < Int(folders.first)
    }
    return rest
  }

  /// Adds what the folders before say about calls of earlier days that were opened again in this one: their
  /// end stands here, and what was done about them stays done.
  private func addEarlier(to day: inout DayFacts) {
    let reader = JournalReader(logs: scan.logs)
    let lifts = day.lates.filter { $0.kind == LateFact.Kind.goesOn.rawValue }
    for call in Set(lifts.compactMap { call($0.day, seat: $0.seat, number: $0.number, in: day) }).sorted() {
      var contents = JournalContents()
      for number in call.date.dayNumber..<max(call.date.dayNumber, day.folder.dayNumber) {
        // What cannot be read is told by who goes through the folder.
        for path in reader.files(scan.room, on: CivilDate(dayNumber: number)).paths {
          contents.append(reader.lines(of: call, in: path))
        }
      }
      let events = contents.withoutRepeats(reader).entries.events().events
      for noted in events where noted.writtenAt <= moment.latest ?? noted.writtenAt {
        // Whoever was rung back after the end that is none any more may have to be again.
        guard let late = LateFact(noted, in: &day), late.kind != LateFact.Kind.calledBack.rawValue else {
          continue
        }
        day.lates.append(late)
      }
    }
  }

  /// The call of these numbers; nil for one that no call has, which stands in no journal.
  private func call(_ day: Int32, seat: UInt16, number: UInt32, in facts: DayFacts) -> CallIdentifier? {
    guard let seat = SeatIdentifier(ifValid: facts.seats.words[Int(seat)]) else { return nil }
    // The same.
    return try? CallIdentifier(date: CivilDate(dayNumber: Int(day)), seat: seat, number: Int(number))
  }

  // MARK: Derived files

  /// Makes a month's derived file once all its folders are scanned; of those only what comes before the first
  /// one that still changes.
  private func make(_ index: Int, shared: (_ body: (inout Shared) -> Void) -> Void) {
    let making = makings[index]
    var scanned: [CivilDate: Scanned]?
    shared {
      if $0.scanned[index]?.count == making.dates.count {
        scanned = $0.scanned.removeValue(forKey: index)
      }
    }
    guard let scanned else { return }
    var (maker, prints, witnessed) = (MonthMaker(month: making.month), [FolderPrint](), WitnessedEnds())
    if let kept = making.kept {
      guard let settled = kept.settled() else { return }
      (maker, prints) = (MonthMaker(kept.month, settled: settled), file.prints(of: making.month))
      guard prints.count == kept.month.folders.count else { return }
      witnessed = kept.witnessed
    }
    let known = prints.count
    for date in making.dates {
      guard let found = scanned[date], let print = found.print else { break }
      maker.add(found.day)
      prints.append(print)
      witnessed.add(found.witnessed)
    }
    if prints.count > known { file.write(maker, prints: prints, witnessed: witnessed, month: making.month) }
  }

  /// The settled calls of a month, scanned again because its derived file turned out to be damaged.
  private func settledAgain(_ kept: MonthFile.Kept) -> [CallFact] {
    let scanner = DayScanner(logs: scan.logs, verifying: false)
    var maker = MonthMaker(month: kept.month.open.folder)
    for folder in kept.month.folders {
      maker.add(day(CivilDate(dayNumber: Int(folder.day)), scanner: scanner, isMaking: true).day)
    }
    return maker.finish(kinds: file.kinds)?.settled ?? []
  }

  // MARK: Folding

  /// Folds every step whose later ones are all known.
  private func foldReady(_ fold: inout ReportFold, shared: (_ body: (inout Shared) -> Void) -> Void) {
    while true {
      var ready: (read: Read, pending: [ReportFold.Pending])?
      shared { state in
        guard let read = state.read.removeValue(forKey: state.fold) else { return }
        state.fold += 1
        ready = (read, take(read, state: &state))
      }
      guard let ready else { return }
      switch ready.read {
      case .day(let day, let isCounted): if isCounted { fold.add(day, pending: ready.pending) }
      case .month(let kept):
        fold.add(
          kept.month, pending: ready.pending, summary: kept.summary,
          settled: { kept.settled() ?? settledAgain(kept) })
      }
    }
  }

  /// What was said of the calls read, in later folders; what is said of earlier calls there waits for its
  /// folder.
  private func take(_ read: Read, state: inout Shared) -> [ReportFold.Pending] {
    let (facts, own): (DayFacts, ClosedRange<Int32>) =
      switch read {
      case .day(let day, _): (day, Int32(day.folder.dayNumber)...Int32(day.folder.dayNumber))
      case .month(let kept): (kept.month.open, kept.month.days)
      }
    var pending: [ReportFold.Pending] = []
    for date in own { pending += state.pending.removeValue(forKey: date) ?? [] }
    // Calls over midnight, and those typed in from paper, are of earlier days.
    for date in Set(facts.calls.lazy.map(\.day).filter { $0 < own.lowerBound }) {
      pending += state.pending[date] ?? []
    }
    for (day, later) in ReportFold.Pending.all(in: facts, about: empty.days) {
      state.pending[day, default: []] += later
    }
    return pending
  }
}
