import CallModel
import Catalogue
import PlainText

/// The assessment of a month, a quarter or a year: the ranking, then every deduction and bonus.
public struct AssessmentReport: Sendable {
  /// How many journal lines a row shows; JSON has all of them.
  private static let shownEvidence = 3

  private let period: Period
  private let standings: [Standing]
  private let people: Int
  private let points: String?

  /// A report of these standings, out of `people` who are ranked; `points` is the file the weights are from.
  public init(_ period: Period, standings: [Standing], of people: Int? = nil, points: String? = nil) {
    self.period = period
    self.standings = standings
    self.people = people ?? standings.count
    self.points = points.map { SafeText($0).description }
  }

  /// The ranking, the items, and how points come about.
  public func text(_ language: UserLanguage) -> String {
    [
      period.description + "\n", ranking(language).text, "\n", itemised(language).text, "\n",
      Message.assessmentRule(points: points).text(language) + "\n",
    ].joined()
  }

  /// One row a person, best first.
  public func ranking(_ language: UserLanguage) -> PlainTable {
    var table = PlainTable([
      .init("rank", heading: Message.columnRank.text(language), kind: .number),
      .init("operator_id", heading: Message.columnPerson.text(language), kind: .identifier),
      .init("mean", heading: Message.columnMean.text(language), kind: .number),
      .init("sum", heading: Message.columnSum.text(language), kind: .number),
      .init("months", heading: Message.columnMonths.text(language), kind: .number),
      .init("calls", heading: Message.columnCalls.text(language), kind: .number),
      .init("reviewed", heading: Message.columnReviewed.text(language), kind: .number),
      .init("deducted", heading: Message.columnDeducted.text(language), kind: .number),
      .init("bonus", heading: Message.columnBonus.text(language), kind: .number),
    ])
    for one in standings {
      table.add([
        String(one.rank), one.person.description, one.mean.description, one.sum.description,
        String(one.months.count),
        String(one.months.reduce(0) { $0 + $1.calls }), String(one.months.reduce(0) { $0 + $1.reviewed }),
        one.months.reduce(Points.zero) { $0 + $1.deducted }.description,
        one.months.reduce(Points.zero) { $0 + $1.added }.description,
      ])
    }
    return table
  }

  /// One row a deduction, a bonus, each month's points, and the person's place with mean and sum.
  public func itemised(_ language: UserLanguage) -> PlainTable {
    var table = PlainTable([
      .init("operator_id", heading: Message.columnPerson.text(language), kind: .identifier),
      .init("period", heading: Message.columnPeriod.text(language)),
      .init("kind", heading: Message.columnKind.text(language)),
      .init("item", heading: Message.columnItem.text(language)),
      .init("points", heading: Message.columnPoints.text(language), kind: .number),
      .init("failed", heading: Message.columnFailed.text(language), kind: .number),
      .init("judged", heading: Message.columnJudged.text(language), kind: .number),
      .init("evidence", heading: Message.columnEvidence.text(language)),
    ])
    for one in standings {
      for row in one.months.flatMap({ rows($0, language: language) }) + ranks(one, language: language) {
        table.add(row)
      }
    }
    return table
  }

  /// One JSON object with everything.
  public var json: String {
    let bytes = JSONWriter.object { writer in
      writer.member("period", period.description)
      writer.array("people") { list in for one in standings { list.object { Self.write(one, to: &$0) } } }
    }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  private func rows(_ month: Assessment, language: UserLanguage) -> [[String]] {
    let head = [month.person.description, month.month.description]
    func kind(_ kind: String) -> String { Message.assessmentKind(kind).text(language) }
    let deductions = month.deductions.map { one in
      head + [
        kind("deduction"), Message.qualityItem(one.item.rawValue).text(language), "-\(one.points)",
        String(one.failed.count), String(one.judged),
        Self.evidence(one.failed.flatMap(\.evidence), language: language),
      ]
    }
    let bonuses = month.bonuses.map { one in
      let name = one.item.map { Message.qualityItem($0.rawValue).text(language) } ?? one.reason
      return head + [
        kind("bonus"), name, one.points.description, "", "", Self.evidence(one.evidence, language: language),
      ]
    }
    return deductions + bonuses + [
      head + [kind("total"), "", month.total.description, "", String(month.calls), ""]
    ]
  }

  private func ranks(_ one: Standing, language: UserLanguage) -> [[String]] {
    let head = [one.person.description, period.description]
    let calls = one.months.reduce(0) { $0 + $1.calls }
    let place = Message.rankOf(one.rank, people: people).text(language)
    return [
      head + [
        Message.assessmentKind("ranking").text(language), place, one.mean.description, "", String(calls), "",
      ],
      head + [Message.assessmentKind("sum").text(language), "", one.sum.description, "", String(calls), ""],
    ]
  }

  private static func evidence(_ places: [String], language: UserLanguage) -> String {
    let shown = places.prefix(shownEvidence).joined(separator: " ")
    return places.count > shownEvidence ? shown + " " + Message.more(places.count).text(language) : shown
  }

  private static func write(_ one: Standing, to writer: inout JSONWriter) {
    writer.member("operator_id", one.person.description)
    writer.member("rank", one.rank)
    writer.member("mean", json: Array(one.mean.description.utf8))
    writer.member("sum", json: Array(one.sum.description.utf8))
    writer.array("months") { list in for month in one.months { list.object { write(month, to: &$0) } } }
  }

  private static func write(_ month: Assessment, to writer: inout JSONWriter) {
    writer.member("month", month.month.description)
    writer.member("calls", month.calls)
    writer.member("reviewed", month.reviewed)
    writer.member("total", json: Array(month.total.description.utf8))
    writer.array("deductions") { list in
      for one in month.deductions {
        list.object {
          $0.member("item", one.item.rawValue)
          $0.member("points", json: Array(one.points.description.utf8))
          $0.member("judged", one.judged)
          $0.array("failed") { calls in for call in one.failed { calls.object { write(call, to: &$0) } } }
        }
      }
    }
    writer.array("bonuses") { list in
      for one in month.bonuses {
        list.object {
          $0.member("item", one.item?.rawValue)
          $0.member("reason", one.reason)
          $0.member("points", json: Array(one.points.description.utf8))
          $0.array("evidence") { places in for place in one.evidence { places.value(place) } }
        }
      }
    }
  }

  private static func write(_ call: FailedCall, to writer: inout JSONWriter) {
    writer.member("call_record_no", call.call.description)
    writer.array("evidence") { places in for place in call.evidence { places.value(place) } }
  }
}
