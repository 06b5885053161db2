import CallModel
import Catalogue
import PlainText

/// The agreement of reviewers as text or JSON.
public struct AgreementReport: Sendable {
  private let agreement: ReviewerAgreement

  /// A report of these figures.
  public init(_ agreement: ReviewerAgreement) {
    self.agreement = agreement
  }

  /// The sums, every item, every disagreement.
  public func text(_ language: UserLanguage) -> String {
    let whole = agreement.whole
    let sums = Message.reviewAgreement(
      calls: agreement.calls, items: whole.total, percent: Self.percent(whole.share),
      kappa: Self.figure(whole.kappa))
    return sums.text(language) + "\n" + items(language).text
      + (agreement.disagreements.isEmpty ? "" : "\n" + disagreements(language).text)
  }

  /// One JSON object; a figure that is not defined is null.
  public var json: String {
    let bytes = JSONWriter.object { writer in
      writer.member("calls", agreement.calls)
      Self.write(agreement.whole, to: &writer)
      writer.object("items") { items in
        for (item, table) in sorted {
          items.member(dynamic: item.rawValue) { $0.object { Self.write(table, to: &$0) } }
        }
      }
      writer.array("disagreements") { list in
        for one in agreement.disagreements { list.object { Self.write(one, to: &$0) } }
      }
    }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  private var sorted: [(QualityItem, AgreementTable)] {
    QualityItem.allCases.compactMap { item in agreement.items[item].map { (item, $0) } }
  }

  private func items(_ language: UserLanguage) -> PlainTable {
    var table = PlainTable([
      .init("item", heading: Message.columnItem.text(language)),
      .init("total", heading: Message.columnJudged.text(language)),
      .init("agreement", heading: Message.columnAgreement.text(language)), .init("kappa", heading: "kappa"),
    ])
    for (item, figures) in sorted {
      table.add([
        Message.qualityItem(item.rawValue).text(language), String(figures.total), Self.percent(figures.share),
        Self.figure(figures.kappa),
      ])
    }
    return table
  }

  private func disagreements(_ language: UserLanguage) -> PlainTable {
    var table = PlainTable([
      .init("call_record_no", heading: Message.columnCall.text(language)),
      .init("item", heading: Message.columnItem.text(language)),
      .init("first", heading: Message.columnReviewer.text(language) + " 1"),
      .init("second", heading: Message.columnReviewer.text(language) + " 2"),
      .init("evidence", heading: Message.columnEvidence.text(language)),
    ])
    for one in agreement.disagreements {
      table.add([
        one.call.description, Message.qualityItem(one.item.rawValue).text(language),
        Self.words(one.first, language: language),
        Self.words(one.second, language: language), one.first.place + " " + one.second.place,
      ])
    }
    return table
  }

  private static func words(_ mark: ReviewerMark, language: UserLanguage) -> String {
    "\(mark.reviewer): \(Message.scoreMark(mark.mark.rawValue).text(language))"
  }

  private static func write(_ table: AgreementTable, to writer: inout JSONWriter) {
    writer.member("compared", table.total)
    writer.member("agreed", table.agreed)
    writer.member("agreement", json: Array((table.share.map { figure($0) } ?? "null").utf8))
    writer.member("kappa", json: Array((table.kappa.map { figure($0) } ?? "null").utf8))
  }

  private static func write(_ one: Disagreement, to writer: inout JSONWriter) {
    writer.member("call_record_no", one.call.description)
    writer.member("item", one.item.rawValue)
    writer.array("marks") { list in
      for mark in [one.first, one.second] {
        list.object {
          $0.member("reviewer", mark.reviewer.description)
          $0.member("mark", mark.mark.rawValue)
          $0.member("evidence", mark.place)
        }
      }
    }
  }

  static func percent(_ share: Double?) -> String {
    guard let share else { return "-" }
    let tenths = Int((share * 1_000).rounded())
    return "\(tenths / 10).\(tenths % 10)%"
  }

  /// A figure with three decimals; `-` when it is not defined.
  static func figure(_ value: Double?) -> String {
    guard let value else { return "-" }
    let thousandths = Int((value.magnitude * 1_000).rounded())
    let rest = String(thousandths % 1_000)
    let sign = value < 0 && thousandths > 0 ? "-" : ""
    return sign + "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}

/// An item that two reviewers of the same call marked differently.
public struct Disagreement: Hashable, Sendable {
  /// The call both reviewed.
  public let call: CallIdentifier
  /// The item they judged differently.
  public let item: QualityItem
  /// The first reviewer and mark.
  public let first: ReviewerMark
  /// The second reviewer and mark.
  public let second: ReviewerMark
}

/// How far first and blind second reviews agree, as a whole and item by item.
public struct ReviewerAgreement: Hashable, Sendable {
  /// Calls that were reviewed twice.
  public private(set) var calls = 0
  /// All items together.
  public private(set) var whole = AgreementTable()
  /// Each item by itself.
  public private(set) var items: [QualityItem: AgreementTable] = [:]
  /// What was marked differently, by call and item.
  public private(set) var disagreements: [Disagreement] = []

  /// The agreement in the calls of `book` that began in `period`; nil means all.
  public init(_ book: ReviewBook, in period: Period? = nil) {
    for (call, reviewed) in book.calls.sorted(by: { $0.key < $1.key }) {
      guard period?.contains(call.date) ?? true, let first = reviewed.firstCard,
        let second = reviewed.secondCard
      else { continue }
      calls += 1
      compare(call, first: first, second: second)
    }
  }

  private mutating func compare(
    _ call: CallIdentifier, first: Noted<ScoreCardFilled>, second: Noted<ScoreCardFilled>
  ) {
    for item in QualityItem.allCases {
      guard let one = first.event.mark(of: item), let other = second.event.mark(of: item) else { continue }
      whole.add(one, with: other)
      items[item, default: AgreementTable()].add(one, with: other)
      guard one != other else { continue }
      disagreements.append(
        Disagreement(
          call: call, item: item,
          first: ReviewerMark(reviewer: first.personnel, mark: one, place: first.address),
          second: ReviewerMark(reviewer: second.personnel, mark: other, place: second.address)))
    }
  }
}

/// Who gave which mark, and where it is written.
public struct ReviewerMark: Hashable, Sendable {
  /// Who judged the call.
  public let reviewer: OperatorIdentifier
  /// How the item was judged.
  public let mark: ScoreMark
  /// The journal line of the card, `file:line`.
  public let place: String
}
