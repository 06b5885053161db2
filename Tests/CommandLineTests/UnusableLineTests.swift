import CallJournal
import CallModel
import Foundation
import PlainText
import TestSupport
import Testing

/// Lines of every kind whose payload is none of their kind, each soundly linked: every command that tells of
/// what such a line could have changed says how many there are, and does not end as if all were well.
@Suite(.timeLimit(.minutes(20))) struct UnusableLineTests {
  /// What a command tells of.
  private struct Reader {
    let words: [String]
    /// The kinds it cannot do without.
    let kinds: [RecordedEvent.Kind]
  }

  private let record: CallsOnRecord
  private let call: CallIdentifier
  private let day: String
  /// Of the draw by which the first review is seen at once.
  private let seed: String

  init() throws {
    record = try CallsOnRecord()
    call = try CallIdentifier(try #require(record.calls.last))
    day = call.date.compact
    seed = try CallsOnRecordDraw.single(record.calls)
    for words in [
      ["shift", "start", "--seat", "03", "--operator", "041207"],
      ["review", "sample", "--percent", "100", "--seed", seed, "--by", "boss"],
    ] {
      let run = try record.run(words)
      #expect(run.status == 0, "\(words) \(run.error)")
    }
    #expect(
      try record.run(["review", "next", "--reviewer", "050001"], input: ReviewCommandTests.marks("n")).status
        == 0)
  }

  /// The kinds that some payload is none of, and such a payload.
  private static let unusable: [(kind: RecordedEvent.Kind, payload: [UInt8])] =
    RecordedEvent.Kind.allCases.compactMap { kind in
      let payload = Array("{}".utf8)
      guard let value = JSONReader.value(payload), RecordedEvent(kind, payload: value) == nil else {
        return nil
      }
      return (kind, payload)
    }

  /// Writes one line of each kind at `seat`, about the call.
  private func write(_ kinds: [RecordedEvent.Kind], at seat: String) throws {
    let writer = try JournalWriter(
      logs: record.place.path + "/logs", room: .live, seat: SeatIdentifier(seat),
      operatorOnDuty: OperatorIdentifier("050001"))
    defer { writer.close() }
    let drafts = Self.unusable.filter { kinds.contains($0.kind) }
      .map { JournalDraft(call: call, kind: $0.kind.name, payload: $0.payload) }
    #expect(try writer.append(drafts).isRecorded)
  }

  private static func concerning(_ concerns: Concerns) -> [RecordedEvent.Kind] {
    let known = unusable.map(\.kind)
    return RecordedEvent.Kind.concerning(concerns).filter { known.contains($0) && $0 != .imported }
  }

  private var readers: [Reader] {
    let (id, known) = (call.description, Self.unusable.map(\.kind))
    let reviews = known.filter { if case .review = $0 { true } else { false } }
    let whole = [
      ["calls", "list"], ["calls", "list", "--json"], ["calls", "show", id], ["calls", "replay", id],
      ["export"], ["review", "check", "--day", day],
    ]
    // A closing line says everything that came before it.
    let closing = RecordedEvent.Kind.concerning(.record).filter { kind in
      switch kind {
      case .call(let kind): kind == .end || kind == .amend
      case .desk(let kind): kind != .rated
      case .callback, .review, .access, .imported: false
      }
    }
    let figures = closing + [.desk(.rated), .callback(.closed)]
    let review = [
      ["review", "show", id], ["review", "agreement"], ["review", "assess", "month"],
      ["review", "next", "--reviewer", "050001"],
      ["review", "sample", "--percent", "100", "--seed", seed, "--by", "boss"],
    ]
    return whole.map { Reader(words: $0, kinds: Self.concerning(.record)) }
      + [["calls", "search"], ["calls", "search", "--level", "1"]].map { Reader(words: $0, kinds: closing) }
      + [["--no-previous"], ["--no-previous", "--no-cache"]].map {
        Reader(words: ["report", "day", day] + $0, kinds: figures)
      }
      + review.map { Reader(words: $0, kinds: reviews) }
      + [
        Reader(words: ["access", "report"], kinds: [.access]),
        Reader(words: ["complaints", "list", "--all"], kinds: Self.concerning(.complaint)),
        Reader(words: ["complaints", "show", id], kinds: Self.concerning(.complaint)),
        Reader(words: ["matters", "list"], kinds: Self.concerning([.matter, .callback])),
        Reader(words: ["matters", "show", id], kinds: Self.concerning(.matter)),
        Reader(words: ["major", "list"], kinds: Self.concerning(.matter)),
        Reader(words: ["callbacks"], kinds: Self.concerning(.callback)),
        Reader(
          words: ["shift", "log", "--seat", "03", "--operator", "041207"],
          kinds: Self.concerning([.shift, .record])),
        Reader(words: ["wallboard", "--once"], kinds: Self.concerning([.record, .callback])),
      ]
  }

  /// How many lines a command says it could not use.
  private static func counted(_ run: ProgramRun) -> Int {
    let found = (run.error + run.output).matches(of: /有 ([0-9]+) 处/)
    return found.compactMap { Int($0.output.1) }.max() ?? 0
  }

  @Test func `every reader of every kind counts the lines it cannot use`() throws {
    let kinds = Self.unusable.map(\.kind)
    try write(kinds.filter { if case .call = $0 { true } else { false } }, at: "03")
    try write(
      kinds.filter {
        switch $0 {
        case .desk, .callback: true
        case .call, .review, .access, .imported: false
        }
      }, at: "desk-duty")
    try write(kinds.filter { if case .review = $0 { true } else { false } }, at: "desk-review")
    try write([.access], at: "desk-access")
    for reader in readers {
      let run = try record.run(reader.words)
      let counted = Self.counted(run)
      #expect(run.status != 0, "\(reader.words) ends with 0")
      #expect(counted >= reader.kinds.count, "\(reader.words): \(run.error)\(run.output)")
    }
  }
}
