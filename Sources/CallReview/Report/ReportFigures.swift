import CallModel
import CallProtocol
import Catalogue
import PlainText

/// Makes the figures of a report out of tallies; the only place that says what a figure is.
struct ReportFigures {
  let now: ReportFold
  let before: ReportFold?
  let table: RequirementTable
  let document: ProtocolDocument

  var sections: [ReportSection] {
    [
      calls, measured, reported, times, elements, phrases, branches, breaches, complaints, satisfaction,
      promises,
      levels,
    ]
  }

  private var rings: Int { document.ringLimit.ringsAllowed }

  private func row(_ key: String, _ label: Message, _ figure: (Tally) -> Figure) -> ReportSection.Row {
    ReportSection.Row(
      key: key, label: label, figure: figure(now.total), previous: before.map { figure($0.total) })
  }

  private var calls: ReportSection {
    func ending(_ ending: CallEnding) -> Int { Int(CallFact.position(ending)) - 1 }
    let (abandoned, cutOff) = (ending(.abandoned), ending(.cutOff))
    let harassment = Int(CallFact.position(BranchIdentifier.harassment)) - 1
    return ReportSection(
      key: "calls", title: .reportCallsTitle, note: nil,
      rows: [
        row("calls.all", .reportCalls) { .count($0.calls) },
        row("calls.answered", .reportAnswered) { .share($0.answered, of: $0.calls) },
        row("calls.abandoned", .name(of: "abandoned")) { .share($0.endings[abandoned], of: $0.calls) },
        row("calls.elsewhere", .name(of: "elsewhere")) { .count($0.endings[ending(.elsewhere)]) },
        row("calls.cancelled", .name(of: "cancelled")) { .count($0.endings[ending(.cancelled)]) },
        row("calls.cut-off", .name(of: "cut-off")) { .count($0.endings[cutOff]) },
        row("calls.called-back", .reportCalledBack) {
          .share($0.calledBack, of: $0.endings[abandoned] + $0.endings[cutOff] + $0.passedOnLost)
        },
        row("calls.passed-on", .reportPassedOn) { .count($0.passedOn) },
        row("calls.passed-on-lost", .reportPassedOnLost) { .count($0.passedOnLost) },
        row("calls.outgoing", .reportOutgoing) { .count($0.outgoing) },
        row("calls.repeats", .reportRepeats) { .share($0.repeats, of: $0.conversations) },
        row("calls.harassment", .reportHarassment) { .share($0.branches[harassment], of: $0.conversations) },
      ])
  }

  private func verdicts(_ key: String, source: RingTiming.Source) -> [ReportSection.Row] {
    func share(_ tally: Tally, of verdict: RingTiming.Verdict) -> Figure {
      let position = Int(CallFact.position(verdict)) - 1
      return .share(Array(tally.verdicts(of: source))[position], of: tally.answers(source).all)
    }
    return [
      row("\(key).answers", .reportAnswers) { .count($0.answers(source).all) },
      row("\(key).within", .reportWithin(rings: rings)) { share($0, of: .within) },
      row("\(key).late", .name(of: "late")) { share($0, of: .late) },
      row("\(key).undetermined", .reportUndetermined) { share($0, of: .undetermined) },
    ]
  }

  private var measured: ReportSection {
    let bands = Self.bands(document.ringLimit).map { limit in
      row("measured.below-\(Self.seconds(limit))s", .reportBand(seconds: Self.seconds(limit))) {
        .share($0.measuredRing.count(below: Int(limit) + 1), of: $0.measuredRing.count)
      }
    }
    let unknown = row("measured.unknown-source", .reportNoTiming) { .count($0.answers(.unknown).all) }
    return ReportSection(
      key: "measured", title: .reportMeasuredTitle(rings: rings), note: .reportMeasuredNote,
      rows: verdicts("measured", source: .measured) + percentiles("measured") { $0.measuredRing } + bands + [
        unknown
      ])
  }

  /// The waits whose shares are published, in ms: 10, 20 and 60 s for comparison, and the protocol's own
  /// limit.
  static func bands(_ limit: RingLimit) -> [Int64] {
    Set([10_000, 20_000, 60_000, limit.milliseconds]).sorted()
  }

  /// Whole seconds as `15`, others as `13.5`; from ms.
  static func seconds(_ milliseconds: Int64) -> String {
    let rest = milliseconds % 1_000
    guard rest > 0 else { return "\(milliseconds / 1_000)" }
    var digits = String(String(rest + 1_000).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(milliseconds / 1_000).\(digits)"
  }

  private var reported: ReportSection {
    ReportSection(
      key: "reported", title: .reportReportedTitle(rings: rings), note: .reportReportedNote,
      rows: verdicts("reported", source: .reported) + percentiles("reported") { $0.reportedRing } + [
        row("reported.beside-within", .reportBeside(rings: rings)) {
          .share($0.besideVerdicts[0], of: $0.besideVerdicts.reduce(0, +))
        }
      ])
  }

  private func percentiles(
    _ key: String, counts: @escaping (Tally) -> MillisecondCounts
  ) -> [ReportSection.Row] {
    [500, 900, 950, 990].map { permille in
      row("\(key).p\(permille / 10)", .reportPercentile(permille)) {
        .milliseconds(counts($0).percentile(permille))
      }
    }
  }

  private var times: ReportSection {
    func rows(_ key: String, name: Message, counts: @escaping (Tally) -> MillisecondCounts)
      -> [ReportSection.Row]
    {
      [500, 900, 950].map { permille in
        row("times.\(key).p\(permille / 10)", name.joined(.reportPercentile(permille))) {
          .milliseconds(counts($0).percentile(permille))
        }
      }
    }
    return ReportSection(
      key: "times", title: .reportTimesTitle, note: .reportTimesNote,
      rows: rows("place", name: .reportToPlace) { $0.place }
        + rows("dispatch", name: .reportToDispatch) { $0.dispatch }
        + rows("talk", name: .reportTalk) { $0.talk })
  }

  private var elements: ReportSection {
    let each = ElementIdentifier.allCases.enumerated().map { index, element in
      row("elements.\(element.rawValue)", document.element(element).name) {
        .share($0.asked[index], of: $0.elementCalls)
      }
    }
    let given = ElementIdentifier.allCases.enumerated().map { index, element in
      row("elements.\(element.rawValue).given", document.element(element).name.joined(.reportGiven)) {
        .share($0.given[index], of: $0.elementCalls)
      }
    }
    return ReportSection(
      key: "elements", title: .reportElementsTitle, note: .reportElementsNote,
      rows: [row("elements.all", .reportAllAsked) { .share($0.allAsked, of: $0.elementCalls) }] + each + given
    )
  }

  private var phrases: ReportSection {
    let rows = table.rows.enumerated().map { index, required in
      let branch = required.branch.map { document.branch($0).name } ?? .reportEveryCall
      let phrase = required.phrases.first.flatMap { document.phrase($0) }
      let text =
        phrase.map { Message.verbatim("「\(document.wording(of: $0, by: nil))」") }
        ?? .verbatim(required.phrases.joined(separator: "|"))
      return row("phrases.\(required.phrases.joined(separator: "|"))", branch.joined(text)) {
        .share($0.said[index], of: $0.required[index])
      }
    }
    return ReportSection(key: "phrases", title: .reportPhrasesTitle, note: .reportPhrasesNote, rows: rows)
  }

  private var branches: ReportSection {
    let rows = BranchIdentifier.allCases.enumerated().map { index, branch in
      row("branches.\(branch.rawValue)", document.branch(branch).name) {
        .share($0.branches[index], of: $0.conversations)
      }
    }
    return ReportSection(key: "branches", title: .headingBranches, note: nil, rows: rows)
  }

  private var breaches: ReportSection {
    let rows = BreachRule.allCases.enumerated().map { index, rule in
      row("breaches.\(rule.rawValue)", .name(of: rule.rawValue)) { .count($0.breaches[index]) }
    }
    return ReportSection(
      key: "breaches", title: .headingBreaches, note: nil,
      rows: [row("breaches.calls", .reportBreachedCalls) { .share($0.breachedCalls, of: $0.conversations) }]
        + rows
        + [row("breaches.taboo", .reportTaboos) { .count($0.taboos) }])
  }

  private var complaints: ReportSection {
    ReportSection(
      key: "complaints", title: .headingComplaint, note: .reportComplaintsNote,
      rows: [
        row("complaints.received", .reportReceived) { .count($0.complaints) },
        row("complaints.in-time", .reportInTime) { .share($0.repliedInTime, of: $0.complaints) },
        row("complaints.late", .reportRepliedLate) { .share($0.repliedLate, of: $0.complaints) },
        row("complaints.overdue", .reportOverdue) { .share($0.overdue, of: $0.complaints) },
        row("complaints.open", .reportStillOpen) { .share($0.stillOpen, of: $0.complaints) },
        row("complaints.incomplete", .reportIncomplete) {
          .share($0.incompleteComplaints, of: $0.complaints)
        },
      ])
  }

  private var satisfaction: ReportSection {
    let grades = CallFact.grades.enumerated().map { index, grade in
      row("satisfaction.\(grade)", .reportGrade(grade)) {
        .share($0.ratings[index], of: $0.ratings.reduce(0, +))
      }
    }
    return ReportSection(
      key: "satisfaction", title: .reportSatisfactionTitle, note: nil,
      rows: [
        row("satisfaction.rated", .reportRated) { .share($0.ratings.reduce(0, +), of: $0.conversations) }
      ]
        + grades + ratedAgain)
  }

  /// How many calls were rated again, how many people did it, and in how many calls each of them.
  private var ratedAgain: [ReportSection.Row] {
    func people(_ fold: ReportFold) -> [String: Int] {
      fold.ratingsAgain.reduce(into: [:]) { $0[$1.person, default: 0] += 1 }
    }
    let (now, before) = (people(now), before.map(people))
    let each = now.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { person, calls in
      let name = SafeText(person, limit: 64).description
      return ReportSection.Row(
        key: "satisfaction.again.\(name)", label: .reportRatedAgainBy(name), figure: .count(calls),
        previous: before.map { .count($0[person] ?? 0) })
    }
    return [
      row("satisfaction.again", .reportRatedAgain) { .share($0.ratedAgain, of: $0.ratings.reduce(0, +)) },
      ReportSection.Row(
        key: "satisfaction.again-people", label: .reportRatedAgainPeople, figure: .count(now.count),
        previous: before.map { .count($0.count) }),
    ] + each
  }

  private var promises: ReportSection {
    ReportSection(
      key: "promises", title: .headingPromises, note: nil,
      rows: [
        row("promises.made", .reportPromisesMade) { .count($0.promises) },
        row("promises.open", .reportPromisesOpen) { .share($0.openPromises, of: $0.promises) },
      ])
  }

  private var levels: ReportSection {
    let rows = document.levels.map { level in
      row("levels.\(level.number)", level.name) { .share($0.levels[min(9, level.number)], of: $0.calls) }
    }
    return ReportSection(
      key: "levels", title: .reportLevelsTitle, note: nil,
      rows: rows + [row("levels.none", .reportNoLevel) { .share($0.levels[0], of: $0.calls) }])
  }
}
