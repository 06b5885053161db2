import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue

/// `call110 review sample`: draws the calls of a month that people will review.
enum ReviewSampleCommand: Command {
  static let words = ["review", "sample"]
  static let specification = CommandSpecification(
    words, .commandReviewSample,
    options: [
      OptionSpecification("percent", .required("P"), .optionPercent),
      OptionSpecification("seed", .required("S"), .optionSeed),
      OptionSpecification("month", .required("MONTH"), .optionMonth),
      OptionSpecification("new", .required("ID,..."), .optionNewcomers),
      OptionSpecification("reason", .required("TEXT"), .optionReason),
      OptionSpecification("by", .required("ID"), .optionReviewBy),
    ] + TableFormat.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let format = try TableFormat(invocation)
    let desk = ReviewDesk(invocation)
    let draw = try draw(invocation, desk: desk)
    let earlier = desk.book.samples(of: draw.period)
    let isRepeat = earlier.contains {
      $0.seed == draw.seed && $0.share == draw.share && $0.calls == draw.calls
    }
    if !isRepeat {
      guard earlier.isEmpty || !draw.reason.isEmpty else { throw ReviewFault.drawnAlready(draw.period) }
      try desk.record(.sample(draw), by: try Person.given("by", invocation: invocation))
    }
    StandardStreams.output(format.text(SampleTable.table(draw, language: invocation.language)))
    let sums = Message.reviewDrawn(
      calls: draw.calls.count, of: draw.population, double: draw.calls.count(where: \.isDouble),
      isRepeat: isRepeat)
    for message in [sums, .reviewNewcomers(draw.newcomers.map(\.description))] {
      StandardStreams.error(message.text(invocation.language) + "\n")
    }
    return .success
  }

  private static func draw(_ invocation: Invocation, desk: ReviewDesk) throws -> SampleDrawn {
    let month = try ReviewDesk.period("month", kind: .month, invocation: invocation)
    let share = try share(invocation)
    guard let seed = UInt64(try invocation.required("seed")) else {
      throw CommandLineFault.badValue(option: "seed", expected: "0–18446744073709551615")
    }
    var candidates: [SampleCandidate] = []
    let progress = ProgressBar(invocation.language)
    let faults = desk.archive.forEachDay(
      in: month.first...month.last, progress: progress.note,
      ofRecords: { $0.answer == nil ? nil : SampleCandidate(call: $0.id, person: $0.personnel) }
    ) { _, calls in candidates += calls.compactMap { $0 } }
    progress.clear()
    JournalFaults.report(faults.count, language: invocation.language)
    let named = try (invocation.value("new") ?? "").split(separator: ",").map { try OperatorIdentifier($0) }
    let people = Set(candidates.map(\.person))
    let newcomers = Newcomers.find(people, month: month, reader: desk.archive.reader).union(named)
    let calls = SampleDraw(seed: seed, share: share, newcomers: newcomers).draw(candidates)
    let identifiers = candidates.map(\.call.description).sorted().joined(separator: "\n")
    return SampleDrawn(
      period: month, share: share, seed: seed, population: candidates.count,
      digest: LineDigest(of: Array(identifiers.utf8)).description, newcomers: newcomers.sorted(),
      reason: invocation.has("reason") ? try ReviewDesk.words("reason", invocation: invocation) : "",
      calls: calls)
  }

  /// `2`, `2.5` or `0.25` in hundredths of a percent.
  private static func share(_ invocation: Invocation) throws(CommandLineFault) -> Int {
    let parts = (invocation.value("percent") ?? "2").split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : "0"
    let digits = fraction.count == 1 ? fraction + "0" : fraction
    guard (1...2).contains(parts.count), digits.count == 2 || parts.count == 1, let whole = Int(parts[0]),
      let rest = Int(digits), (0...100).contains(whole), (1...10_000).contains(whole * 100 + rest)
    else { throw CommandLineFault.badValue(option: "percent", expected: "0.01–100") }
    return whole * 100 + rest
  }
}
